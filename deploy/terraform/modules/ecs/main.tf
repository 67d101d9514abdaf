data "aws_region" "here" {}

locals {
  # The program is one image; the command says what a task is.
  programs = {
    frontend = { image = "frontend", port = 8080, command = null }
    backend = {
      image   = "backend"
      port    = 8000
      command = ["lectern", "web", "--host=0.0.0.0", "--port=8000", "--threads=8"]
    }
    worker = {
      image   = "backend"
      port    = null
      command = ["lectern", "worker"]
    }
    beat = {
      image   = "backend"
      port    = null
      command = ["lectern", "beat", "--schedule=/tmp/beat-schedule"]
    }
    migrate = { image = "backend", port = null, command = ["lectern", "migrate", "--wait=120"] }
  }
  services = ["frontend", "backend", "worker", "beat"]
  scaled   = toset(["frontend", "backend", "worker"])
  sizes    = merge({ migrate = { cpu = 512, memory = 1024 } }, var.sizes)

  # Whom DocumentDB is signed by is in no image: it is written down before the program begins.
  with_ca = ["sh", "-ec", "printf %s \"$MONGODB_CA\" >/tmp/mongodb-ca.pem; exec \"$0\" \"$@\""]

  # What a task writes goes to a volume of its own; its image is only read. The folder is a VOLUME of
  # the images, or it would belong to root, whom our programs are not.
  scratch = [{ sourceVolume = "tmp", containerPath = "/tmp", readOnly = false }]
  environment = [
    for name, value in merge(var.environment, { LECTERN_DATA_DIR = "/tmp/lectern", MONGODB_CA = var.mongodb_ca }) :
    { name = name, value = value }
  ]
  secrets = [
    for name, arn in var.secret_arns : { name = name, valueFrom = arn }
    if name != "LECTERN_BACKUP_PASSPHRASE"
  ]
  # Only what requests lead to is followed.
  traced = var.tracing == null ? [] : ["backend", "worker"]
  tracing = var.tracing == null ? [] : [
    { name = "OTEL_EXPORTER_OTLP_ENDPOINT", value = "http://127.0.0.1:4318" },
    { name = "OTEL_PROPAGATORS", value = "xray" },
    { name = "OTEL_TRACES_SAMPLER", value = "parentbased_traceidratio" },
    { name = "OTEL_TRACES_SAMPLER_ARG", value = tostring(var.tracing.rate) },
  ]
  # `environment` is what the group of X-Ray asks for.
  collector_config = yamlencode({
    receivers  = { otlp = { protocols = { http = { endpoint = "127.0.0.1:4318" } } } }
    processors = { batch = {}, attributes = { actions = [{ key = "environment", value = var.name, action = "upsert" }] } }
    exporters  = { awsxray = { indexed_attributes = ["environment"] } }
    service    = { pipelines = { traces = { receivers = ["otlp"], processors = ["attributes", "batch"], exporters = ["awsxray"] } } }
  })
  passphrase = [
    for name, arn in var.secret_arns : { name = name, valueFrom = arn }
    if name == "LECTERN_BACKUP_PASSPHRASE"
  ]
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = merge(local.programs, { backup = null })

  name              = "/${var.name}/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_ecs_cluster" "this" {
  name = var.name

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

resource "aws_ecs_task_definition" "this" {
  for_each = local.programs

  family                   = "${var.name}-${each.key}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = local.sizes[each.key].cpu
  memory                   = local.sizes[each.key].memory
  execution_role_arn       = var.role_arns["execution"]
  task_role_arn            = each.key == "frontend" ? var.role_arns["frontend"] : var.role_arns["task"]

  container_definitions = jsonencode(concat([{
    name                   = each.key
    image                  = var.images[each.value.image]
    command                = each.value.image == "backend" ? concat(local.with_ca, each.value.command) : each.value.command
    essential              = true
    readonlyRootFilesystem = true
    linuxParameters        = { initProcessEnabled = true }
    mountPoints            = local.scratch
    portMappings           = each.value.port == null ? [] : [{ containerPort = each.value.port, protocol = "tcp" }]
    environment            = concat(each.value.image == "backend" ? local.environment : [], contains(local.traced, each.key) ? local.tracing : [])
    secrets                = each.value.image == "backend" ? local.secrets : []
    # The balancer stops sending first, then what was begun is ended.
    stopTimeout = 90
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.this[each.key].name
        awslogs-region        = data.aws_region.here.name
        awslogs-stream-prefix = each.key
      }
    }
    }], [
    # Traces are worth no outage: the program goes on when its collector does not.
    for program in local.traced : {
      name                   = "collector"
      image                  = var.tracing.image
      command                = ["--config=env:COLLECTOR_CONFIG"]
      essential              = false
      readonlyRootFilesystem = true
      memory                 = 192
      environment            = [{ name = "COLLECTOR_CONFIG", value = local.collector_config }]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.this[each.key].name
          awslogs-region        = data.aws_region.here.name
          awslogs-stream-prefix = "collector"
        }
      }
    } if program == each.key
  ]))

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }

  volume {
    name = "tmp"
  }
}

resource "aws_ecs_service" "this" {
  for_each = toset(local.services)

  name                   = each.key
  cluster                = aws_ecs_cluster.this.id
  task_definition        = aws_ecs_task_definition.this[each.key].arn
  desired_count          = each.key == "beat" ? 1 : var.scaling.minimum
  enable_execute_command = false
  propagate_tags         = "SERVICE"

  # Two clocks would send everything twice: the old one goes before the new one comes.
  deployment_minimum_healthy_percent = each.key == "beat" ? 0 : 100
  deployment_maximum_percent         = each.key == "beat" ? 100 : 200
  health_check_grace_period_seconds  = contains(keys(var.target_group_arns), each.key) ? 60 : null

  capacity_provider_strategy {
    capacity_provider = var.spot ? "FARGATE_SPOT" : "FARGATE"
    weight            = 1
  }

  # What does not come up is set back by itself.
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [var.group_ids[each.key == "frontend" ? "frontend" : "backend"]]
    assign_public_ip = false
  }

  dynamic "load_balancer" {
    for_each = contains(keys(var.target_group_arns), each.key) ? [1] : []

    content {
      target_group_arn = var.target_group_arns[each.key]
      container_name   = each.key
      container_port   = local.programs[each.key].port
    }
  }

  lifecycle {
    ignore_changes = [desired_count]
  }

  depends_on = [aws_ecs_cluster_capacity_providers.this]
}

resource "aws_appautoscaling_target" "this" {
  for_each = local.scaled

  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.this.name}/${aws_ecs_service.this[each.key].name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = var.scaling.minimum
  max_capacity       = var.scaling.maximum
}

resource "aws_appautoscaling_policy" "this" {
  for_each = local.scaled

  name               = "${var.name}-${each.key}-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this[each.key].service_namespace
  resource_id        = aws_appautoscaling_target.this[each.key].resource_id
  scalable_dimension = aws_appautoscaling_target.this[each.key].scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = var.scaling.cpu
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

# Every night: one task writes an archive, and sends it to the bucket when it is whole.
resource "aws_ecs_task_definition" "backup" {
  family                   = "${var.name}-backup"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 1024
  memory                   = 2048
  execution_role_arn       = var.role_arns["execution"]
  task_role_arn            = var.role_arns["task"]

  container_definitions = jsonencode([
    {
      name                   = "write"
      image                  = var.images["backend"]
      command                = concat(local.with_ca, ["sh", "-ec", "mkdir -p /tmp/archives; exec lectern backup \"/tmp/archives/lectern-$(date -u +%Y%m%dT%H%M%SZ).backup\""])
      essential              = false
      readonlyRootFilesystem = true
      mountPoints            = local.scratch
      environment            = local.environment
      secrets                = concat(local.secrets, local.passphrase)
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.this["backup"].name
          awslogs-region        = data.aws_region.here.name
          awslogs-stream-prefix = "write"
        }
      }
    },
    {
      name                   = "send"
      image                  = "public.ecr.aws/aws-cli/aws-cli:2.22.35"
      entryPoint             = ["sh", "-ec"]
      command                = ["aws s3 cp /tmp/archives/ s3://${var.backup_bucket}/daily/ --recursive --no-progress --exclude '*' --include '*.backup'"]
      essential              = true
      readonlyRootFilesystem = true
      dependsOn              = [{ containerName = "write", condition = "SUCCESS" }]
      environment            = [{ name = "HOME", value = "/tmp" }]
      mountPoints            = local.scratch
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.this["backup"].name
          awslogs-region        = data.aws_region.here.name
          awslogs-stream-prefix = "send"
        }
      }
    },
  ])

  volume {
    name = "tmp"
  }
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "run" {
  statement {
    actions   = ["ecs:RunTask"]
    resources = [aws_ecs_task_definition.backup.arn]
  }

  statement {
    actions   = ["iam:PassRole"]
    resources = [var.role_arns["execution"], var.role_arns["task"]]
  }
}

resource "aws_iam_role" "schedule" {
  name               = "${var.name}-schedule"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "schedule" {
  name   = "run"
  role   = aws_iam_role.schedule.id
  policy = data.aws_iam_policy_document.run.json
}

resource "aws_cloudwatch_event_rule" "backup" {
  name                = "${var.name}-backup"
  description         = "Every night an archive of everything."
  schedule_expression = "cron(15 2 * * ? *)"
}

resource "aws_cloudwatch_event_target" "backup" {
  rule     = aws_cloudwatch_event_rule.backup.name
  arn      = aws_ecs_cluster.this.arn
  role_arn = aws_iam_role.schedule.arn

  ecs_target {
    task_definition_arn = aws_ecs_task_definition.backup.arn
    launch_type         = "FARGATE"

    network_configuration {
      subnets         = var.subnet_ids
      security_groups = [var.group_ids["backend"]]
    }
  }
}
