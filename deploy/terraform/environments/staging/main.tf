# As production is, but small: what holds here holds there.
provider "aws" {
  region = var.region

  default_tags {
    tags = module.tags.tags
  }
}

module "tags" {
  source = "../../modules/tags"

  environment = "staging"
  owner       = var.owner
  optional    = var.optional_tags
}

module "platform" {
  source = "../../modules/platform"

  name   = "lectern-staging"
  domain = var.domain
  zones  = ["${var.region}a", "${var.region}b", "${var.region}c"]

  redundant = true
  nat       = "single"
  spot      = true
  protected = false

  classes              = { rds = "db.t3.small", documentdb = "db.t3.medium", elasticache = "cache.t3.small" }
  documentdb_instances = 2
  scaling              = { minimum = 2, maximum = 4, cpu = 70 }
  retention            = { logs = 30, archives = 120, snapshots = 7, copies = 14 }
  sizes = {
    frontend = { cpu = 256, memory = 512 }
    backend  = { cpu = 512, memory = 1024 }
    worker   = { cpu = 512, memory = 1024 }
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
