mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name          = "lectern-test"
  backup_bucket = { name = "backups", arn = "arn:aws:s3:::backups" }
  topic_arn     = "arn:aws:sns:us-east-1:123456789012:one"
  package       = "function/verify_backup.py"
  kms_key_arn   = "arn:aws:kms:us-east-1:123456789012:key/1"
}

run "archives_are_looked_at_every_morning" {
  assert {
    condition     = aws_cloudwatch_event_rule.this.schedule_expression == "cron(15 5 * * ? *)"
    error_message = "They are not looked at."
  }

  assert {
    condition     = aws_lambda_function.this.handler == "verify_backup.handler" && aws_lambda_function.this.environment[0].variables["BUCKET"] == "backups"
    error_message = "Others are looked at."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this.alarm_actions == toset([var.topic_arn]) && aws_cloudwatch_metric_alarm.this.metric_name == "Errors"
    error_message = "Nobody is told."
  }
}
