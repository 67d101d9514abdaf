# One of each, small, on machines that AWS may take back: for trying things out.
provider "aws" {
  region = var.region

  default_tags {
    tags = module.tags.tags
  }
}

module "tags" {
  source = "../../modules/tags"

  environment = "dev"
  owner       = var.owner
  optional    = var.optional_tags
}

module "platform" {
  source = "../../modules/platform"

  name   = "lectern-dev"
  domain = var.domain
  zones  = ["${var.region}a", "${var.region}b", "${var.region}c"]

  redundant = false
  nat       = "single"
  spot      = true
  protected = false

  # The smallest that there are; DocumentDB has no t3.micro.
  classes              = { rds = "db.t3.micro", documentdb = "db.t3.medium", elasticache = "cache.t3.micro" }
  documentdb_instances = 1
  scaling              = { minimum = 1, maximum = 2, cpu = 70 }
  retention            = { logs = 7, archives = 120, snapshots = 1, copies = 7 }
  sizes = {
    frontend = { cpu = 256, memory = 512 }
    backend  = { cpu = 512, memory = 1024 }
    worker   = { cpu = 256, memory = 1024 }
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
