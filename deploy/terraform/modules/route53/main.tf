resource "aws_route53_zone" "this" {
  #checkov:skip=CKV2_AWS_38:Signing needs a key in us-east-1 and the parent's agreement; see the README.
  #checkov:skip=CKV2_AWS_39:Queries for a public name tell nothing that CloudFront's log does not.
  name = var.domain
}

resource "aws_route53_record" "site" {
  for_each = toset(["A", "AAAA"])

  zone_id = aws_route53_zone.this.zone_id
  name    = var.domain
  type    = each.key

  alias {
    name                   = var.cloudfront.domain_name
    zone_id                = var.cloudfront.zone_id
    evaluate_target_health = false
  }
}

resource "aws_route53_record" "origin" {
  zone_id = aws_route53_zone.this.zone_id
  name    = var.origin_domain
  type    = "A"

  alias {
    name                   = var.alb.dns_name
    zone_id                = var.alb.zone_id
    evaluate_target_health = true
  }
}

# Asked from all over the world, through everything that a person comes through.
resource "aws_route53_health_check" "site" {
  fqdn              = var.domain
  type              = "HTTPS"
  port              = 443
  resource_path     = "/healthz"
  request_interval  = 30
  failure_threshold = 3
  measure_latency   = true

  tags = { Name = var.name }
}

resource "aws_cloudwatch_metric_alarm" "site" {
  alarm_name          = "${var.name}-site-away"
  alarm_description   = "The site does not answer from outside."
  namespace           = "AWS/Route53"
  metric_name         = "HealthCheckStatus"
  statistic           = "Minimum"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  period              = 60
  evaluation_periods  = 2
  treat_missing_data  = "breaching"
  alarm_actions       = [var.topic_arn]
  ok_actions          = [var.topic_arn]

  dimensions = { HealthCheckId = aws_route53_health_check.site.id }
}
