data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:ListBucket"]
    resources = [var.backup_bucket.arn]
  }

  statement {
    actions   = ["s3:GetObject"]
    resources = ["${var.backup_bucket.arn}/daily/*"]
  }

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.kms_key_arn]
  }

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.this.arn}:*"]
  }

  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.failed.arn]
  }

  statement {
    #checkov:skip=CKV_AWS_111:X-Ray has no resources that could be named.
    actions   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "this" {
  name               = "${var.name}-verify-backup"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "this" {
  name   = "read"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}-verify-backup"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

# Calls that failed for good, so that none is forgotten.
resource "aws_sqs_queue" "failed" {
  name                      = "${var.name}-verify-backup-failed"
  message_retention_seconds = 1209600
  kms_master_key_id         = var.kms_key_arn
}

resource "aws_lambda_function" "this" {
  #checkov:skip=CKV_AWS_117:It reads one bucket, for which it needs no network of ours.
  #checkov:skip=CKV_AWS_272:The package is made from this repository by the one who applies it.
  function_name                  = "${var.name}-verify-backup"
  description                    = "Is there an archive of last night, and is it whole?"
  role                           = aws_iam_role.this.arn
  runtime                        = "python3.12"
  handler                        = "verify_backup.handler"
  filename                       = var.package
  source_code_hash               = filebase64sha256(var.package)
  memory_size                    = 256
  timeout                        = 60
  reserved_concurrent_executions = 1
  kms_key_arn                    = var.kms_key_arn

  environment {
    variables = { BUCKET = var.backup_bucket.name }
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.failed.arn
  }

  tracing_config {
    mode = "Active"
  }

  depends_on = [aws_cloudwatch_log_group.this, aws_iam_role_policy.this]
}

resource "aws_cloudwatch_event_rule" "this" {
  name                = "${var.name}-verify-backup"
  description         = "Every morning, three hours after the archive is begun."
  schedule_expression = "cron(15 5 * * ? *)"
}

resource "aws_cloudwatch_event_target" "this" {
  rule = aws_cloudwatch_event_rule.this.name
  arn  = aws_lambda_function.this.arn
}

resource "aws_lambda_permission" "this" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this.function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.this.arn
}

resource "aws_cloudwatch_metric_alarm" "this" {
  alarm_name          = "${var.name}-no-good-backup"
  alarm_description   = "Last night's archive is missing, old, cut off or suddenly small."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = 3600
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]

  dimensions = { FunctionName = aws_lambda_function.this.function_name }
}
