mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name                 = "lectern-test"
  domain               = "lms.example.org"
  zones                = ["us-east-1a", "us-east-1b", "us-east-1c"]
  redundant            = true
  nat                  = "single"
  spot                 = false
  protected            = true
  classes              = { rds = "db.t3.small", documentdb = "db.t3.medium", elasticache = "cache.t3.small" }
  documentdb_instances = 2
  release              = "0.1.0"
  certificate_arns     = { edge = "arn:aws:acm:us-east-1:123456789012:certificate/1", origin = "arn:aws:acm:us-east-1:123456789012:certificate/2" }
  alarm_emails         = ["ops@example.org"]
  retention            = { logs = 30, archives = 120, snapshots = 7, copies = 14 }
  passwords            = { rds = "not-for-others", documentdb = "not-for-others" }
  redis_password       = "0123456789abcdef"
  mongodb_ca           = "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n"
  lambda_package       = "../lambda/function/verify_backup.py"
  sizes = {
    frontend = { cpu = 256, memory = 512 }
    backend  = { cpu = 512, memory = 1024 }
    worker   = { cpu = 512, memory = 1024 }
    beat     = { cpu = 256, memory = 512 }
  }
  secrets = {
    LECTERN_SECRET_KEY        = "not-for-others"
    LECTERN_BACKUP_PASSPHRASE = "not-for-others"
    LECTERN_METRICS_TOKEN     = "not-for-others"
    EMAIL_URL                 = "smtp://localhost"
  }
}

run "each_secret_has_its_place_and_none_is_in_the_state" {
  assert {
    condition = toset(keys(aws_secretsmanager_secret_version.this)) == toset([
      "DATABASE_URL", "MONGODB_URI", "REDIS_URL",
      "LECTERN_SECRET_KEY", "LECTERN_BACKUP_PASSPHRASE", "LECTERN_METRICS_TOKEN", "EMAIL_URL",
    ])
    error_message = "A secret is missing, or nobody reads it."
  }

  assert {
    condition     = alltrue([for one in aws_secretsmanager_secret_version.this : one.secret_string == null || one.secret_string == ""])
    error_message = "A secret is in the state."
  }
}

run "two_to_ten_by_seventy_percent_unless_told_otherwise" {
  assert {
    condition     = output.shape.scaling == { minimum = 2, maximum = 10, cpu = 70 }
    error_message = "There are not two to ten."
  }

  assert {
    condition     = output.site == "https://lms.example.org" && output.nat_gateways == 1
    error_message = "It is somewhere else, or has more ways out."
  }
}

run "a_release_is_a_version" {
  command = plan

  variables {
    release = "latest"
  }

  expect_failures = [var.release]
}

run "a_password_needs_no_quoting" {
  command = plan

  variables {
    redis_password = "p@ss:word/needs-quoting"
  }

  expect_failures = [var.redis_password]
}
