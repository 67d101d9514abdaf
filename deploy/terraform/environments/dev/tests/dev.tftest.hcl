mock_provider "aws" {
  source = "../../mocks"
}

variables {
  owner            = "platform"
  optional_tags    = { CostCenter = "42" }
  domain           = "lms.example.org"
  release          = "0.1.0"
  certificate_arns = { edge = "arn:aws:acm:us-east-1:123456789012:certificate/1", origin = "arn:aws:acm:us-east-1:123456789012:certificate/2" }
  alarm_emails     = ["ops@example.org"]
  mongodb_ca       = "../../mocks/ca.pem"
  passwords        = { rds = "not-for-others", documentdb = "not-for-others" }
  redis_password   = "0123456789abcdef"
  lambda_package   = "../../modules/lambda/function/verify_backup.py"
  secrets = {
    LECTERN_SECRET_KEY        = "not-for-others"
    LECTERN_BACKUP_PASSPHRASE = "not-for-others"
    LECTERN_METRICS_TOKEN     = "not-for-others"
    EMAIL_URL                 = "smtp://localhost"
  }
}

run "it_is_what_was_drawn" {
  assert {
    condition = output.tags == tomap({
      Environment = "dev", Project = "lms", ManagedBy = "Terraform", Owner = "platform", CostCenter = "42"
    })
    error_message = "A tag is missing or another one."
  }

  assert {
    condition = module.platform.subnet_cidrs == {
      public   = ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"]
      private  = ["10.0.11.0/24", "10.0.12.0/24", "10.0.13.0/24"]
      database = ["10.0.21.0/24", "10.0.22.0/24", "10.0.23.0/24"]
    }
    error_message = "The network is another one."
  }

  assert {
    condition     = module.platform.nat_gateways == 1
    error_message = "The ways out are more or fewer."
  }

  assert {
    condition     = module.platform.shape == { redundant = false, spot = true, protected = false, scaling = { minimum = 1, maximum = 2, cpu = 70 }, classes = { rds = "db.t3.micro", documentdb = "db.t3.medium", elasticache = "cache.t3.micro" } }
    error_message = "It is larger, smaller or less safe than it should be."
  }

  assert {
    condition     = output.site == "https://lms.example.org"
    error_message = "It is somewhere else."
  }
}
