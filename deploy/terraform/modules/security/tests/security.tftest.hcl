mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name                = "lectern-test"
  vpc_id              = "vpc-1"
  database_subnet_ids = ["subnet-1", "subnet-2", "subnet-3"]
  private_cidrs       = ["10.0.11.0/24", "10.0.12.0/24", "10.0.13.0/24"]
  secret_arns         = ["arn:aws:secretsmanager:us-east-1:123456789012:secret:one"]
  kms_key_arn         = "arn:aws:kms:us-east-1:123456789012:key/1"
  bucket_arns         = { media = "arn:aws:s3:::media", backups = "arn:aws:s3:::backups" }
}

run "nobody_reaches_what_is_not_meant_for_them" {
  assert {
    condition     = toset(keys(output.group_ids)) == toset(["alb", "frontend", "backend", "rds", "documentdb", "elasticache"])
    error_message = "A group is missing."
  }

  assert {
    condition = { for key, rule in aws_vpc_security_group_ingress_rule.this : key => rule.from_port } == {
      alb-frontend = 8080, alb-backend = 8000
      backend-rds  = 5432, backend-documentdb = 27017, backend-elasticache = 6379
    }
    error_message = "A way is open that should not be, or closed."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.this : rule.cidr_ipv4 == null])
    error_message = "Somebody is let in by address."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.cloudfront.prefix_list_id != null && aws_vpc_security_group_ingress_rule.cloudfront.cidr_ipv4 == null
    error_message = "Others than CloudFront reach the balancer."
  }

  assert {
    condition = alltrue([
      for rule in aws_network_acl.database.ingress :
      contains(var.private_cidrs, rule.cidr_block) && contains([5432, 6379, 27017], rule.from_port)
    ]) && length(aws_network_acl.database.ingress) == 9
    error_message = "The databases are reached from elsewhere."
  }

  assert {
    condition     = length(aws_wafv2_web_acl.this.rule) == 4
    error_message = "A rule of the firewall is missing."
  }

  assert {
    condition     = toset(keys(output.role_arns)) == toset(["execution", "task", "frontend"])
    error_message = "A role is missing."
  }
}

run "both_buckets_are_named" {
  command = plan

  variables {
    bucket_arns = { media = "arn:aws:s3:::media" }
  }

  expect_failures = [var.bucket_arns]
}
