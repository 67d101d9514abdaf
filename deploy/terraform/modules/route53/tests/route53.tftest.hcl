mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name          = "lectern-test"
  domain        = "lms.example.org"
  origin_domain = "origin.lms.example.org"
  cloudfront    = { domain_name = "d1.cloudfront.net", zone_id = "Z2FDTNDATAQYW2" }
  alb           = { dns_name = "one.us-east-1.elb.amazonaws.com", zone_id = "Z35SXDOTRQ7X7K" }
  topic_arn     = "arn:aws:sns:us-east-1:123456789012:one"
}

run "the_site_is_found_and_watched" {
  assert {
    condition     = toset([for record in aws_route53_record.site : record.type]) == toset(["A", "AAAA"])
    error_message = "The site is not found."
  }

  assert {
    condition     = aws_route53_health_check.site.resource_path == "/healthz" && aws_route53_health_check.site.type == "HTTPS"
    error_message = "It is not watched."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.site.alarm_actions == toset([var.topic_arn])
    error_message = "Nobody is told."
  }
}

run "a_name_is_one" {
  command = plan

  variables {
    domain = "https://lms.example.org/"
  }

  expect_failures = [var.domain]
}
