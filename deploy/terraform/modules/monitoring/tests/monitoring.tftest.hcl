mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name           = "lectern-test"
  emails         = ["ops@example.org"]
  cluster        = "lectern-test"
  services       = ["frontend", "backend", "worker", "beat"]
  balancer       = { arn_suffix = "app/one/1", target_group_suffixes = { frontend = "targetgroup/f/1", backend = "targetgroup/b/1" } }
  databases      = { rds = "one", documentdb = "one", elasticache = "one" }
  protected_arns = ["arn:aws:rds:us-east-1:123456789012:db:one"]
  log_bucket     = "logs"
  kms_key_arn    = "arn:aws:kms:us-east-1:123456789012:key/1"
}

run "somebody_is_told_of_everything" {
  assert {
    condition     = length(output.alarms) == 12 && alltrue([for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_actions == toset([aws_sns_topic.this.arn])])
    error_message = "An alarm is missing, or nobody is told of it."
  }

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets) == length(output.alarms)
    error_message = "The dashboard does not show what is looked at."
  }

  assert {
    condition     = aws_cloudtrail.this.is_multi_region_trail && aws_cloudtrail.this.enable_log_file_validation
    error_message = "The trail has gaps."
  }

  assert {
    condition     = one(aws_backup_plan.this.rule).lifecycle[0].delete_after == 35
    error_message = "Copies are kept for another time."
  }
}
