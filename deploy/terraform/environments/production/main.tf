# Every part in several zones; nothing is removed by mistake.
provider "aws" {
  region = var.region

  default_tags {
    tags = module.tags.tags
  }
}

module "tags" {
  source = "../../modules/tags"

  environment = "production"
  owner       = var.owner
  optional    = var.optional_tags
}

module "platform" {
  source = "../../modules/platform"

  name   = "lectern-production"
  domain = var.domain
  zones  = ["${var.region}a", "${var.region}b", "${var.region}c"]

  redundant = true
  nat       = "zone"
  spot      = false
  protected = true

  # What is fetched and written most does not pass NAT.
  interface_endpoints  = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"]
  classes              = { rds = "db.r6g.large", documentdb = "db.r6g.large", elasticache = "cache.r6g.large" }
  documentdb_instances = 3
  scaling              = { minimum = 2, maximum = 10, cpu = 70 }
  retention            = { logs = 365, archives = 730, snapshots = 14, copies = 35 }
  tracing              = { image = "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3", rate = 0.05 }
  sizes = {
    frontend = { cpu = 256, memory = 512 }
    backend  = { cpu = 1024, memory = 2048 }
    worker   = { cpu = 1024, memory = 2048 }
    beat     = { cpu = 256, memory = 512 }
  }

  release          = var.release
  certificate_arns = var.certificate_arns
  mongodb_ca       = file(var.mongodb_ca)
  alarm_emails     = var.alarm_emails
  passwords        = var.passwords
  redis_password   = var.redis_password
  secrets          = var.secrets
  secrets_version  = var.secrets_version
  lambda_package   = var.lambda_package
}
