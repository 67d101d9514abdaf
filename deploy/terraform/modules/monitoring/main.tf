data "aws_region" "here" {}

locals {
  # Each: what is looked at, of whom, and from when on somebody should know.
  alarms = merge(
    {
      errors = {
        text       = "The servers fail.", namespace = "AWS/ApplicationELB", metric = "HTTPCode_Target_5XX_Count"
        statistic  = "Sum", operator = "GreaterThanThreshold", threshold = 20
        dimensions = { LoadBalancer = var.balancer.arn_suffix }
      }
      slow = {
        text       = "One answer in twenty takes longer than a second.",
        namespace  = "AWS/ApplicationELB", metric = "TargetResponseTime"
        statistic  = "p95", operator = "GreaterThanThreshold", threshold = 1
        dimensions = { LoadBalancer = var.balancer.arn_suffix }
      }
      rds-cpu = {
        text       = "PostgreSQL is busy.", namespace = "AWS/RDS", metric = "CPUUtilization"
        statistic  = "Average", operator = "GreaterThanThreshold", threshold = 80
        dimensions = { DBInstanceIdentifier = var.databases.rds }
      }
      rds-storage = {
        text       = "PostgreSQL has less than 2 GB left.", namespace = "AWS/RDS", metric = "FreeStorageSpace"
        statistic  = "Minimum", operator = "LessThanThreshold", threshold = 2000000000
        dimensions = { DBInstanceIdentifier = var.databases.rds }
      }
      documentdb-cpu = {
        text       = "DocumentDB is busy.", namespace = "AWS/DocDB", metric = "CPUUtilization"
        statistic  = "Average", operator = "GreaterThanThreshold", threshold = 80
        dimensions = { DBClusterIdentifier = var.databases.documentdb }
      }
      redis-memory = {
        text       = "Redis is nearly full.", namespace = "AWS/ElastiCache", metric = "DatabaseMemoryUsagePercentage"
        statistic  = "Maximum", operator = "GreaterThanThreshold", threshold = 85
        dimensions = { ReplicationGroupId = var.databases.elasticache }
      }
    },
    {
      for name, suffix in var.balancer.target_group_suffixes : "${name}-away" => {
        text       = "No server of ${name} answers.", namespace = "AWS/ApplicationELB", metric = "HealthyHostCount"
        statistic  = "Minimum", operator = "LessThanThreshold", threshold = 1
        dimensions = { LoadBalancer = var.balancer.arn_suffix, TargetGroup = suffix }
      }
    },
    {
      for name in var.services : "${name}-memory" => {
        text       = "Tasks of ${name} are nearly full.", namespace = "AWS/ECS", metric = "MemoryUtilization"
        statistic  = "Maximum", operator = "GreaterThanThreshold", threshold = 90
        dimensions = { ClusterName = var.cluster, ServiceName = name }
      }
    },
  )
}

resource "aws_sns_topic" "this" {
  name              = "${var.name}-alarms"
  kms_master_key_id = var.kms_key_arn
}

data "aws_iam_policy_document" "topic" {
  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.this.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }
  }
}

resource "aws_sns_topic_policy" "this" {
  arn    = aws_sns_topic.this.arn
  policy = data.aws_iam_policy_document.topic.json
}

resource "aws_sns_topic_subscription" "this" {
  for_each = var.emails

  topic_arn = aws_sns_topic.this.arn
  protocol  = "email"
  endpoint  = each.key
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.text
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  statistic           = startswith(each.value.statistic, "p") ? null : each.value.statistic
  extended_statistic  = startswith(each.value.statistic, "p") ? each.value.statistic : null
  comparison_operator = each.value.operator
  threshold           = each.value.threshold
  dimensions          = each.value.dimensions
  period              = 60
  evaluation_periods  = 5
  treat_missing_data  = endswith(each.key, "-away") ? "breaching" : "notBreaching"
  alarm_actions       = [aws_sns_topic.this.arn]
  ok_actions          = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({
    widgets = [
      for index, key in sort(keys(local.alarms)) : {
        type   = "metric"
        x      = (index % 3) * 8
        y      = floor(index / 3) * 6
        width  = 8
        height = 6
        properties = {
          title  = local.alarms[key].text
          region = data.aws_region.here.name
          stat   = local.alarms[key].statistic
          period = 60
          metrics = [concat(
            [local.alarms[key].namespace, local.alarms[key].metric],
            flatten([for name, value in local.alarms[key].dimensions : [name, value]]),
          )]
        }
      }
    ]
  })
}

resource "aws_xray_group" "this" {
  group_name        = var.name
  filter_expression = "annotation.environment = \"${var.name}\" AND (fault OR responsetime > 1)"

  insights_configuration {
    insights_enabled      = true
    notifications_enabled = true
  }
}

resource "aws_xray_sampling_rule" "this" {
  rule_name      = substr(var.name, 0, 32)
  priority       = 1000
  version        = 1
  reservoir_size = 1
  fixed_rate     = var.tracing_rate
  host           = "*"
  http_method    = "*"
  resource_arn   = "*"
  service_name   = "lectern"
  service_type   = "*"
  url_path       = "*"
}

resource "aws_cloudtrail" "this" {
  #checkov:skip=CKV2_AWS_10:It is read from the bucket when something happened; alarms come from metrics.
  #checkov:skip=CKV_AWS_252:Nothing waits for single files of it.
  name                          = var.name
  s3_bucket_name                = var.log_bucket
  s3_key_prefix                 = "cloudtrail"
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true
  kms_key_id                    = var.kms_key_arn
}

resource "aws_backup_vault" "this" {
  name        = var.name
  kms_key_arn = var.kms_key_arn
}

resource "aws_backup_plan" "this" {
  name = var.name

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.this.name
    schedule          = "cron(0 3 * * ? *)"

    lifecycle {
      delete_after = var.backup_days
    }
  }
}

data "aws_iam_policy_document" "backup" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["backup.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "backup" {
  name               = "${var.name}-backup"
  assume_role_policy = data.aws_iam_policy_document.backup.json
}

resource "aws_iam_role_policy_attachment" "backup" {
  role       = aws_iam_role.backup.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"
}

resource "aws_backup_selection" "this" {
  name         = "stores"
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = aws_iam_role.backup.arn
  resources    = var.protected_arns
}
