# Who may speak with whom: the world with the balancer, the balancer with servers, servers with stores.
locals {
  groups = {
    alb         = "The load balancer."
    frontend    = "Servers of the web application."
    backend     = "Servers of the interface, and workers."
    rds         = "PostgreSQL."
    documentdb  = "DocumentDB."
    elasticache = "Redis."
  }
  ways = {
    alb-frontend        = { from = "alb", to = "frontend", port = 8080 }
    alb-backend         = { from = "alb", to = "backend", port = 8000 }
    backend-rds         = { from = "backend", to = "rds", port = 5432 }
    backend-documentdb  = { from = "backend", to = "documentdb", port = 27017 }
    backend-elasticache = { from = "backend", to = "elasticache", port = 6379 }
  }
  outside = {
    "backend-443"  = { group = "backend", port = 443, description = "Services of AWS and others." }
    "backend-465"  = { group = "backend", port = 465, description = "E-mail." }
    "backend-587"  = { group = "backend", port = 587, description = "E-mail." }
    "frontend-443" = { group = "frontend", port = 443, description = "Images and logs." }
  }
}

# Only the network that hands requests out to the world reaches the balancer.
data "aws_ec2_managed_prefix_list" "cloudfront" {
  name = "com.amazonaws.global.cloudfront.origin-facing"
}

resource "aws_security_group" "this" {
  #checkov:skip=CKV2_AWS_5:The modules of the services attach them.
  for_each = local.groups

  name        = "${var.name}-${each.key}"
  description = each.value
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_vpc_security_group_ingress_rule" "cloudfront" {
  security_group_id = aws_security_group.this["alb"].id
  description       = "From CloudFront."
  prefix_list_id    = data.aws_ec2_managed_prefix_list.cloudfront.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = local.ways

  security_group_id            = aws_security_group.this[each.value.to].id
  description                  = "From ${each.value.from}."
  referenced_security_group_id = aws_security_group.this[each.value.from].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each = local.ways

  security_group_id            = aws_security_group.this[each.value.from].id
  description                  = "To ${each.value.to}."
  referenced_security_group_id = aws_security_group.this[each.value.to].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "outside" {
  for_each = local.outside

  security_group_id = aws_security_group.this[each.value.group].id
  description       = each.value.description
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

# A second lock before the databases, which also holds when a group is wrong.
resource "aws_network_acl" "database" {
  #checkov:skip=CKV2_AWS_1:The subnets are given to it.
  vpc_id     = var.vpc_id
  subnet_ids = var.database_subnet_ids

  dynamic "ingress" {
    for_each = {
      for pair in setproduct(range(length(var.private_cidrs)), [5432, 6379, 27017]) :
      pair[0] * 10 + index([5432, 6379, 27017], pair[1]) => pair
    }

    content {
      rule_no    = 100 + ingress.key
      action     = "allow"
      protocol   = "tcp"
      cidr_block = var.private_cidrs[ingress.value[0]]
      from_port  = ingress.value[1]
      to_port    = ingress.value[1]
    }
  }

  dynamic "egress" {
    for_each = var.private_cidrs

    content {
      rule_no    = 100 + egress.key
      action     = "allow"
      protocol   = "tcp"
      cidr_block = egress.value
      from_port  = 1024
      to_port    = 65535
    }
  }

  tags = { Name = "${var.name}-database" }
}

resource "aws_wafv2_web_acl" "this" {
  #checkov:skip=CKV_AWS_192:The rules for known bad inputs are one of the three below.
  name        = var.name
  description = "Before CloudFront: known attacks and who asks too often."
  scope       = "CLOUDFRONT"

  default_action {
    allow {}
  }

  dynamic "rule" {
    for_each = {
      AWSManagedRulesCommonRuleSet          = 1
      AWSManagedRulesKnownBadInputsRuleSet  = 2
      AWSManagedRulesAmazonIpReputationList = 3
    }

    content {
      name     = rule.key
      priority = rule.value

      override_action {
        none {}
      }

      statement {
        managed_rule_group_statement {
          name        = rule.key
          vendor_name = "AWS"

          # Lessons and files are larger than the 8 KiB of this rule; the application has its own limits.
          dynamic "rule_action_override" {
            for_each = rule.key == "AWSManagedRulesCommonRuleSet" ? ["SizeRestrictions_BODY"] : []

            content {
              name = rule_action_override.value

              action_to_use {
                count {}
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = rule.key
        sampled_requests_enabled   = true
      }
    }
  }

  rule {
    name     = "TooMany"
    priority = 10

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit              = var.requests_per_address
        aggregate_key_type = "IP"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "TooMany"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = var.name
    sampled_requests_enabled   = true
  }
}

resource "aws_cloudwatch_log_group" "waf" {
  name              = "aws-waf-logs-${var.name}"
  retention_in_days = var.waf_log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_wafv2_web_acl_logging_configuration" "this" {
  resource_arn            = aws_wafv2_web_acl.this.arn
  log_destination_configs = [aws_cloudwatch_log_group.waf.arn]

  redacted_fields {
    single_header {
      name = "authorization"
    }
  }

  redacted_fields {
    single_header {
      name = "cookie"
    }
  }
}

data "aws_iam_policy_document" "tasks" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

# What starts a task may fetch its image, write its log and read its secrets.
resource "aws_iam_role" "execution" {
  name               = "${var.name}-execution"
  assume_role_policy = data.aws_iam_policy_document.tasks.json
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

data "aws_iam_policy_document" "secrets" {
  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = var.secret_arns
  }

  statement {
    actions   = ["kms:Decrypt"]
    resources = [var.kms_key_arn]
  }
}

resource "aws_iam_role_policy" "secrets" {
  name   = "secrets"
  role   = aws_iam_role.execution.id
  policy = data.aws_iam_policy_document.secrets.json
}

# What the application may do itself: its files, and to write archives that it cannot remove.
resource "aws_iam_role" "task" {
  name               = "${var.name}-task"
  assume_role_policy = data.aws_iam_policy_document.tasks.json
}

data "aws_iam_policy_document" "task" {
  statement {
    actions   = ["s3:ListBucket"]
    resources = [var.bucket_arns["media"], var.bucket_arns["backups"]]
  }

  statement {
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
    resources = ["${var.bucket_arns["media"]}/*"]
  }

  statement {
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${var.bucket_arns["backups"]}/*"]
  }

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.kms_key_arn]
  }

  statement {
    #checkov:skip=CKV_AWS_111:X-Ray has no resources that could be named.
    actions   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "task" {
  name   = "application"
  role   = aws_iam_role.task.id
  policy = data.aws_iam_policy_document.task.json
}

# The web application's own servers need nothing of AWS.
resource "aws_iam_role" "frontend" {
  name               = "${var.name}-frontend"
  assume_role_policy = data.aws_iam_policy_document.tasks.json
}
