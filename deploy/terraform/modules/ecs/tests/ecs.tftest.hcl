mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name              = "lectern-test"
  subnet_ids        = ["subnet-1", "subnet-2", "subnet-3"]
  group_ids         = { frontend = "sg-1", backend = "sg-2" }
  role_arns         = { execution = "arn:aws:iam::123456789012:role/e", task = "arn:aws:iam::123456789012:role/t", frontend = "arn:aws:iam::123456789012:role/f" }
  images            = { backend = "lectern/backend:0.1.0", frontend = "lectern/frontend:0.1.0" }
  target_group_arns = { frontend = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/f/1", backend = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/b/1" }
  environment       = { LECTERN_ENV = "production" }
  mongodb_ca        = "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n"
  secret_arns       = { MONGODB_URI = "arn:aws:secretsmanager:us-east-1:123456789012:secret:m", LECTERN_BACKUP_PASSPHRASE = "arn:aws:secretsmanager:us-east-1:123456789012:secret:b" }
  backup_bucket     = "backups"
  kms_key_arn       = "arn:aws:kms:us-east-1:123456789012:key/1"
  sizes = {
    frontend = { cpu = 256, memory = 512 }
    backend  = { cpu = 512, memory = 1024 }
    worker   = { cpu = 512, memory = 1024 }
    beat     = { cpu = 256, memory = 512 }
  }
}

run "two_to_ten_by_seventy_percent" {
  assert {
    condition     = toset(output.services) == toset(["frontend", "backend", "worker", "beat"])
    error_message = "A service is missing."
  }

  assert {
    condition = alltrue([
      for one in aws_appautoscaling_target.this : one.min_capacity == 2 && one.max_capacity == 10
    ]) && toset(keys(aws_appautoscaling_target.this)) == toset(["frontend", "backend", "worker"])
    error_message = "There are not two to ten."
  }

  assert {
    condition     = alltrue([for one in aws_appautoscaling_policy.this : one.target_tracking_scaling_policy_configuration[0].target_value == 70])
    error_message = "There is one more at another load."
  }

  assert {
    condition     = alltrue([for one in aws_ecs_service.this : one.deployment_circuit_breaker[0].rollback && !one.network_configuration[0].assign_public_ip])
    error_message = "What does not come up stays, or is reached from outside."
  }

  assert {
    condition     = aws_ecs_service.this["beat"].desired_count == 1 && aws_ecs_service.this["beat"].deployment_maximum_percent == 100
    error_message = "There may be two clocks."
  }

  assert {
    condition     = alltrue([for one in aws_ecs_service.this : one(one.capacity_provider_strategy).capacity_provider == "FARGATE"])
    error_message = "Machines may be taken back."
  }
}

run "tasks_only_read_their_image_and_get_secrets_by_reference" {
  assert {
    condition = alltrue([
      for task in aws_ecs_task_definition.this : jsondecode(task.container_definitions)[0].readonlyRootFilesystem
    ])
    error_message = "A task may change its image."
  }

  assert {
    condition = (
      jsondecode(aws_ecs_task_definition.this["backend"].container_definitions)[0].secrets[*].name == ["MONGODB_URI"]
      && length(jsondecode(aws_ecs_task_definition.this["frontend"].container_definitions)[0].secrets) == 0
    )
    error_message = "A task gets secrets that it needs not, or lacks some."
  }

  assert {
    condition = contains(
      jsondecode(aws_ecs_task_definition.backup.container_definitions)[0].secrets[*].name, "LECTERN_BACKUP_PASSPHRASE"
    )
    error_message = "Archives are not encrypted."
  }
}

run "who_asks_mongodb_knows_it" {
  assert {
    condition = alltrue([
      for task in [aws_ecs_task_definition.this["backend"], aws_ecs_task_definition.this["worker"], aws_ecs_task_definition.this["beat"], aws_ecs_task_definition.this["migrate"], aws_ecs_task_definition.backup] :
      contains(jsondecode(task.container_definitions)[0].environment[*].name, "MONGODB_CA")
      && strcontains(jsondecode(task.container_definitions)[0].command[2], "/tmp/mongodb-ca.pem")
    ])
    error_message = "A task does not know whom DocumentDB is signed by."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this["frontend"].container_definitions)[0].command == null
    error_message = "The frontend needs no certificates."
  }
}

run "certificates_of_all_regions_are_too_many" {
  command = plan

  variables {
    mongodb_ca = ""
  }

  expect_failures = [var.mongodb_ca]
}

run "machines_that_are_taken_back_cost_less" {
  variables {
    spot = true
  }

  assert {
    condition     = alltrue([for one in aws_ecs_service.this : one(one.capacity_provider_strategy).capacity_provider == "FARGATE_SPOT"])
    error_message = "They are not asked for."
  }
}

run "nothing_is_followed_unless_asked" {
  assert {
    condition     = alltrue([for task in aws_ecs_task_definition.this : length(jsondecode(task.container_definitions)) == 1])
    error_message = "A collector runs for nothing."
  }
}

run "a_collector_beside_what_requests_lead_to" {
  variables {
    tracing = { image = "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3", rate = 0.05 }
  }

  assert {
    condition = toset([
      for name, task in aws_ecs_task_definition.this : name if length(jsondecode(task.container_definitions)) == 2
    ]) == toset(["backend", "worker"])
    error_message = "A collector is missing, or one too many."
  }

  assert {
    condition = alltrue([
      for name in ["backend", "worker"] : (
        contains(jsondecode(aws_ecs_task_definition.this[name].container_definitions)[0].environment[*].value, "http://127.0.0.1:4318")
        && contains(jsondecode(aws_ecs_task_definition.this[name].container_definitions)[0].environment[*].value, "0.05")
        && contains(jsondecode(aws_ecs_task_definition.this[name].container_definitions)[0].environment[*].name, "LECTERN_ENV")
      )
    ])
    error_message = "The program does not know its collector."
  }

  assert {
    condition = (
      jsondecode(aws_ecs_task_definition.this["backend"].container_definitions)[1].essential == false
      && jsondecode(aws_ecs_task_definition.this["backend"].container_definitions)[1].readonlyRootFilesystem
      && yamldecode(jsondecode(aws_ecs_task_definition.this["backend"].container_definitions)[1].environment[0].value).exporters.awsxray.indexed_attributes == ["environment"]
    )
    error_message = "The collector may end the program, change its image, or tell nothing of the environment."
  }
}

run "a_part_is_no_more_than_all" {
  command = plan

  variables {
    tracing = { image = "collector:v1", rate = 5 }
  }

  expect_failures = [var.tracing]
}

run "an_image_has_a_version" {
  command = plan

  variables {
    images = { backend = "lectern/backend:latest", frontend = "lectern/frontend:0.1.0" }
  }

  expect_failures = [var.images]
}
