# Policies that AWS keeps under these names.
data "aws_cloudfront_cache_policy" "this" {
  for_each = toset(["CachingDisabled", "UseOriginCacheControlHeaders", "CachingOptimized"])

  name = "Managed-${each.key}"
}

data "aws_cloudfront_origin_request_policy" "all" {
  name = "Managed-AllViewer"
}

data "aws_cloudfront_response_headers_policy" "secure" {
  name = "Managed-SecurityHeadersPolicy"
}

resource "aws_cloudfront_origin_access_control" "static" {
  name                              = var.name
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_distribution" "this" {
  #checkov:skip=CKV_AWS_310:The balancer has servers in three zones; there is no second origin.
  #checkov:skip=CKV_AWS_374:People learn from everywhere.
  #checkov:skip=CKV2_AWS_32:The headers are the application's own, the same on every platform.
  #checkov:skip=CKV_AWS_305:The frontend answers / itself.
  #checkov:skip=CKV2_AWS_47:The rules for known bad inputs are in the firewall that is given.
  enabled         = true
  comment         = var.name
  aliases         = [var.domain]
  http_version    = "http2and3"
  is_ipv6_enabled = true
  price_class     = var.price_class
  web_acl_id      = var.web_acl_arn

  origin {
    origin_id   = "alb"
    domain_name = var.origin_domain

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
      origin_read_timeout    = 60
    }
  }

  origin {
    origin_id                = "static"
    domain_name              = var.static_bucket.domain
    origin_access_control_id = aws_cloudfront_origin_access_control.static.id
  }

  # What is not in the bucket the frontend has, so a build serves before its files are copied.
  origin_group {
    origin_id = "assets"

    failover_criteria {
      status_codes = [403, 404, 500, 502, 503, 504]
    }

    member {
      origin_id = "static"
    }

    member {
      origin_id = "alb"
    }
  }

  # Pages: for as long as their headers say.
  default_cache_behavior {
    target_origin_id         = "alb"
    viewer_protocol_policy   = "redirect-to-https"
    allowed_methods          = ["GET", "HEAD", "OPTIONS"]
    cached_methods           = ["GET", "HEAD"]
    compress                 = true
    cache_policy_id          = data.aws_cloudfront_cache_policy.this["UseOriginCacheControlHeaders"].id
    origin_request_policy_id = data.aws_cloudfront_origin_request_policy.all.id
  }

  # What somebody may see is theirs alone: nothing of it stays at an edge.
  ordered_cache_behavior {
    path_pattern             = "/api/*"
    target_origin_id         = "alb"
    viewer_protocol_policy   = "https-only"
    allowed_methods          = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
    cached_methods           = ["GET", "HEAD"]
    compress                 = true
    cache_policy_id          = data.aws_cloudfront_cache_policy.this["CachingDisabled"].id
    origin_request_policy_id = data.aws_cloudfront_origin_request_policy.all.id
  }

  # The files of every build, for browsers that still have an older one open.
  dynamic "ordered_cache_behavior" {
    for_each = ["/*-????????.js", "/*-????????.css"]

    content {
      path_pattern               = ordered_cache_behavior.value
      target_origin_id           = "assets"
      viewer_protocol_policy     = "redirect-to-https"
      allowed_methods            = ["GET", "HEAD"]
      cached_methods             = ["GET", "HEAD"]
      compress                   = true
      cache_policy_id            = data.aws_cloudfront_cache_policy.this["CachingOptimized"].id
      response_headers_policy_id = data.aws_cloudfront_response_headers_policy.secure.id
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn      = var.certificate_arn
    ssl_support_method       = "sni-only"
    minimum_protocol_version = "TLSv1.2_2021"
  }

  logging_config {
    bucket          = var.log_bucket_domain
    prefix          = "cloudfront/"
    include_cookies = false
  }
}

# Only this distribution reads the bucket, and nobody without TLS.
data "aws_iam_policy_document" "static" {
  statement {
    sid       = "Distribution"
    actions   = ["s3:GetObject"]
    resources = ["${var.static_bucket.arn}/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "AWS:SourceArn"
      values   = [aws_cloudfront_distribution.this.arn]
    }
  }

  statement {
    sid       = "OnlyByTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [var.static_bucket.arn, "${var.static_bucket.arn}/*"]

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
}

resource "aws_s3_bucket_policy" "static" {
  bucket = var.static_bucket.name
  policy = data.aws_iam_policy_document.static.json
}
