mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name              = "lectern-test"
  domain            = "lms.example.org"
  origin_domain     = "origin.lms.example.org"
  static_bucket     = { name = "static", arn = "arn:aws:s3:::static", domain = "static.s3.us-east-1.amazonaws.com" }
  log_bucket_domain = "logs.s3.amazonaws.com"
  certificate_arn   = "arn:aws:acm:us-east-1:123456789012:certificate/1"
  web_acl_arn       = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/one/1"
}

run "nothing_of_anybody_stays_at_an_edge" {
  assert {
    condition     = aws_cloudfront_distribution.this.ordered_cache_behavior[0].path_pattern == "/api/*" && aws_cloudfront_distribution.this.ordered_cache_behavior[0].cache_policy_id == data.aws_cloudfront_cache_policy.this["CachingDisabled"].id
    error_message = "Answers of the interface are kept."
  }

  assert {
    condition     = aws_cloudfront_distribution.this.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021" && aws_cloudfront_distribution.this.default_cache_behavior[0].viewer_protocol_policy == "redirect-to-https"
    error_message = "TLS is old or missing."
  }

  assert {
    condition = alltrue([
      for one in slice(aws_cloudfront_distribution.this.ordered_cache_behavior, 1, 3) : one.target_origin_id == "assets"
    ]) && [for one in one(aws_cloudfront_distribution.this.origin_group).member : one.origin_id] == ["static", "alb"]
    error_message = "The files of older builds are lost, or those that are not copied yet."
  }

  assert {
    condition     = aws_cloudfront_distribution.this.web_acl_id == var.web_acl_arn
    error_message = "There is no firewall."
  }
}
