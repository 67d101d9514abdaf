data "aws_caller_identity" "here" {}
data "aws_region" "here" {}

# One key for all that the environment stores. The services that store it act for the account.
data "aws_iam_policy_document" "key" {
  #checkov:skip=CKV_AWS_109:In the policy of a key * is that key.
  #checkov:skip=CKV_AWS_111:In the policy of a key * is that key.
  #checkov:skip=CKV_AWS_356:In the policy of a key * is that key.
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.here.account_id}:root"]
    }
  }

  statement {
    sid       = "Services"
    actions   = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
    resources = ["*"]

    principals {
      type = "Service"
      identifiers = [
        "cloudtrail.amazonaws.com",
        "cloudwatch.amazonaws.com",
        "delivery.logs.amazonaws.com",
        "logs.${data.aws_region.here.name}.amazonaws.com",
        "sns.amazonaws.com",
      ]
    }
  }

  statement {
    sid       = "StaticFiles"
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.here.account_id]
    }
  }
}

resource "aws_kms_key" "this" {
  description             = "What ${var.name} stores."
  enable_key_rotation     = true
  deletion_window_in_days = max(7, var.recovery_days)
  policy                  = data.aws_iam_policy_document.key.json
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.this.key_id
}

resource "aws_secretsmanager_secret" "this" {
  #checkov:skip=CKV2_AWS_57:Rotated by docs/how-to/rotate-secrets.md: the other side must follow.
  for_each = var.names

  name                    = "${var.name}/${each.key}"
  kms_key_id              = aws_kms_key.this.arn
  recovery_window_in_days = var.recovery_days
}
