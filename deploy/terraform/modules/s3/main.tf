data "aws_caller_identity" "here" {}

locals {
  buckets = toset(["static", "media", "backups", "logs"])
  # Encrypted with the key of S3: what CloudFront reads for everybody, and what services write.
  plain = ["static", "logs"]
}

resource "aws_s3_bucket" "this" {
  #checkov:skip=CKV_AWS_144:Archives are copied by AWS Backup; the rest can be made again.
  #checkov:skip=CKV2_AWS_62:Nothing waits for what happens in these buckets.
  #checkov:skip=CKV_AWS_18:Below; the bucket of the logs has none of its own.
  #checkov:skip=CKV_AWS_19:Below; checkov loses sight of it where buckets are made of a set.
  #checkov:skip=CKV_AWS_145:Below; logs come encrypted with the key of S3, which is all their writers can.
  for_each = local.buckets

  bucket = "${var.name}-${each.key}-${data.aws_caller_identity.here.account_id}"

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each = local.buckets

  bucket                  = aws_s3_bucket.this[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# CloudFront writes its logs by access control lists; nobody else does.
resource "aws_s3_bucket_ownership_controls" "this" {
  #checkov:skip=CKV2_AWS_65:CloudFront writes its logs by access control lists.
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    object_ownership = each.key == "logs" ? "BucketOwnerPreferred" : "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    bucket_key_enabled = !contains(local.plain, each.key)

    apply_server_side_encryption_by_default {
      sse_algorithm     = contains(local.plain, each.key) ? "AES256" : "aws:kms"
      kms_master_key_id = contains(local.plain, each.key) ? null : var.kms_key_arn
    }
  }
}

resource "aws_s3_bucket_logging" "this" {
  for_each = setsubtract(local.buckets, ["logs"])

  bucket        = aws_s3_bucket.this[each.key].id
  target_bucket = aws_s3_bucket.this["logs"].id
  target_prefix = "s3/${each.key}/"

  # S3 looks whether it may write there.
  depends_on = [aws_s3_bucket_policy.tls]
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  #checkov:skip=CKV_AWS_300:The first rule does it for all objects; it is looked for in every rule.
  for_each = local.buckets

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    id     = "tidy"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }

    noncurrent_version_expiration {
      noncurrent_days = var.noncurrent_days
    }
  }

  # What is read seldom costs less; S3 charges it for 30 days at least.
  dynamic "rule" {
    for_each = each.key == "media" ? [1] : []

    content {
      id     = "seldom"
      status = "Enabled"

      filter {}

      transition {
        days          = 90
        storage_class = "STANDARD_IA"
      }
    }
  }

  dynamic "rule" {
    for_each = each.key == "backups" ? [1] : []

    content {
      id     = "old"
      status = "Enabled"

      filter {}

      transition {
        days          = 30
        storage_class = "STANDARD_IA"
      }

      transition {
        days          = 90
        storage_class = "GLACIER"
      }

      expiration {
        days = var.backup_days
      }
    }
  }

  dynamic "rule" {
    for_each = each.key == "logs" ? [1] : []

    content {
      id     = "old"
      status = "Enabled"

      filter {}

      expiration {
        days = 90
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

data "aws_iam_policy_document" "tls" {
  for_each = setsubtract(local.buckets, ["static"])

  statement {
    sid       = "OnlyByTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.this[each.key].arn, "${aws_s3_bucket.this[each.key].arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  # The balancer and the trail write their logs, nobody else does.
  dynamic "statement" {
    for_each = each.key == "logs" ? [1] : []

    content {
      sid       = "Logs"
      actions   = ["s3:PutObject"]
      resources = ["${aws_s3_bucket.this["logs"].arn}/*"]

      principals {
        type = "Service"
        identifiers = [
          "cloudtrail.amazonaws.com",
          "delivery.logs.amazonaws.com",
          "logdelivery.elasticloadbalancing.amazonaws.com",
          "logging.s3.amazonaws.com",
        ]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [data.aws_caller_identity.here.account_id]
      }
    }
  }

  dynamic "statement" {
    for_each = each.key == "logs" ? [1] : []

    content {
      sid       = "Trail"
      actions   = ["s3:GetBucketAcl"]
      resources = [aws_s3_bucket.this["logs"].arn]

      principals {
        type        = "Service"
        identifiers = ["cloudtrail.amazonaws.com"]
      }
    }
  }
}

resource "aws_s3_bucket_policy" "tls" {
  for_each = data.aws_iam_policy_document.tls

  bucket = aws_s3_bucket.this[each.key].id
  policy = each.value.json

  depends_on = [aws_s3_bucket_public_access_block.this]
}
