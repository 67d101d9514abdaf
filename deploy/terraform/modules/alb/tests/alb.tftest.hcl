mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name              = "lectern-test"
  vpc_id            = "vpc-1"
  subnet_ids        = ["subnet-1", "subnet-2", "subnet-3"]
  security_group_id = "sg-1"
  certificate_arn   = "arn:aws:acm:us-east-1:123456789012:certificate/1"
  log_bucket        = "logs"
}

run "tls_and_servers_that_are_ready" {
  assert {
    condition     = aws_lb_listener.https.protocol == "HTTPS" && startswith(aws_lb_listener.https.ssl_policy, "ELBSecurityPolicy-TLS13")
    error_message = "TLS is old or missing."
  }

  assert {
    condition     = aws_lb_target_group.this["backend"].health_check[0].path == "/readyz" && aws_lb_target_group.this["frontend"].health_check[0].path == "/"
    error_message = "Servers are asked that are not ready."
  }

  assert {
    condition     = aws_lb.this.drop_invalid_header_fields && aws_lb.this.enable_deletion_protection && one(aws_lb.this.access_logs).enabled
    error_message = "The balancer is open to tricks, can be removed, or keeps no log."
  }

  assert {
    condition     = contains(one(one(aws_lb_listener_rule.closed.condition).path_pattern).values, "/metrics") && aws_lb_listener_rule.closed.priority < aws_lb_listener_rule.backend.priority
    error_message = "Everybody reads the numbers."
  }

  assert {
    condition     = length(setsubtract(["/api/*", "/media/*", "/healthz", "/readyz"], one(one(aws_lb_listener_rule.backend.condition).path_pattern).values)) == 0
    error_message = "Nobody outside can see whether it serves."
  }
}
