# Everything of one environment, put together. The environments differ in what they give to it.
data "aws_region" "here" {}

locals {
  origin = "origin.${var.domain}"
  secret_names = toset([
    "DATABASE_URL", "MONGODB_URI", "REDIS_URL",
    "LECTERN_SECRET_KEY", "LECTERN_BACKUP_PASSPHRASE", "LECTERN_METRICS_TOKEN", "EMAIL_URL",
  ])
}

module "secrets" {
  source = "../secrets"

  name          = var.name
  names         = local.secret_names
  recovery_days = var.protected ? 30 : 7
}

module "vpc" {
  source = "../vpc"

  name                = var.name
  cidr                = var.cidr
  zones               = var.zones
  nat                 = var.nat
  interface_endpoints = var.interface_endpoints
  log_retention_days  = var.retention.logs
  kms_key_arn         = module.secrets.kms_key_arn
}

module "s3" {
  source = "../s3"

  name        = var.name
  kms_key_arn = module.secrets.kms_key_arn
  backup_days = var.retention.archives
}

module "ecr" {
  source = "../ecr"

  name        = var.name
  kms_key_arn = module.secrets.kms_key_arn
}

module "security" {
  source = "../security"

  name                   = var.name
  vpc_id                 = module.vpc.vpc_id
  database_subnet_ids    = module.vpc.subnet_ids["database"]
  private_cidrs          = module.vpc.subnet_cidrs["private"]
  secret_arns            = values(module.secrets.arns)
  kms_key_arn            = module.secrets.kms_key_arn
  bucket_arns            = { media = module.s3.arns["media"], backups = module.s3.arns["backups"] }
  waf_log_retention_days = var.retention.logs
}

module "rds" {
  source = "../rds"

  name              = var.name
  subnet_ids        = module.vpc.subnet_ids["database"]
  security_group_id = module.security.group_ids["rds"]
  instance_class    = var.classes.rds
  multi_az          = var.redundant
  protected         = var.protected
  backup_days       = var.retention.snapshots
  password          = var.passwords.rds
  password_version  = var.secrets_version
  kms_key_arn       = module.secrets.kms_key_arn
}

module "documentdb" {
  source = "../documentdb"

  name              = var.name
  subnet_ids        = module.vpc.subnet_ids["database"]
  security_group_id = module.security.group_ids["documentdb"]
  instance_class    = var.classes.documentdb
  instances         = var.documentdb_instances
  protected         = var.protected
  backup_days       = var.retention.snapshots
  password          = var.passwords.documentdb
  password_version  = var.secrets_version
  kms_key_arn       = module.secrets.kms_key_arn
}

module "elasticache" {
  source = "../elasticache"

  name              = var.name
  subnet_ids        = module.vpc.subnet_ids["database"]
  security_group_id = module.security.group_ids["elasticache"]
  node_type         = var.classes.elasticache
  replicas          = var.redundant ? 2 : 0
  snapshot_days     = var.retention.snapshots
  password          = var.redis_password
  kms_key_arn       = module.secrets.kms_key_arn
}

# What the application is told, each in a place of its own.
resource "aws_secretsmanager_secret_version" "this" {
  for_each = local.secret_names

  secret_id                = module.secrets.arns[each.key]
  secret_string_wo_version = var.secrets_version
  secret_string_wo = merge(var.secrets, {
    DATABASE_URL = "postgres://lectern:${var.passwords.rds}@${module.rds.address}:5432/lectern?sslmode=require"
    MONGODB_URI = join("", [
      "mongodb://lectern:${var.passwords.documentdb}@${module.documentdb.endpoint}:27017/lectern",
      "?replicaSet=rs0&tls=true&tlsCAFile=/tmp/mongodb-ca.pem&retryWrites=false&authSource=admin",
    ])
    REDIS_URL = "rediss://:${var.redis_password}@${module.elasticache.endpoint}:6379/0"
  })[each.key]
}

module "alb" {
  source = "../alb"

  name              = var.name
  vpc_id            = module.vpc.vpc_id
  subnet_ids        = module.vpc.subnet_ids["public"]
  security_group_id = module.security.group_ids["alb"]
  certificate_arn   = var.certificate_arns.origin
  log_bucket        = module.s3.names["logs"]
  protected         = var.protected
}

module "ecs" {
  source = "../ecs"

  name               = var.name
  subnet_ids         = var.redundant ? module.vpc.subnet_ids["private"] : [module.vpc.subnet_ids["private"][0]]
  group_ids          = module.security.group_ids
  role_arns          = module.security.role_arns
  images             = { for key, url in module.ecr.urls : key => "${url}:${var.release}" }
  target_group_arns  = module.alb.target_group_arns
  secret_arns        = module.secrets.arns
  sizes              = var.sizes
  scaling            = var.scaling
  spot               = var.spot
  tracing            = var.tracing
  mongodb_ca         = var.mongodb_ca
  backup_bucket      = module.s3.names["backups"]
  log_retention_days = var.retention.logs
  kms_key_arn        = module.secrets.kms_key_arn

  environment = {
    LECTERN_ENV         = "production"
    LECTERN_SITE_URL    = "https://${var.domain}"
    LECTERN_HOSTS       = "*"
    LECTERN_PROXIES     = "2"
    LECTERN_WEB_THREADS = "8"
    MEDIA_STORAGE_URL   = "s3://${module.s3.names["media"]}/files?region=${data.aws_region.here.name}"
  }

  depends_on = [aws_secretsmanager_secret_version.this]
}

module "cloudfront" {
  source = "../cloudfront"

  name              = var.name
  domain            = var.domain
  origin_domain     = local.origin
  static_bucket     = { name = module.s3.names["static"], arn = module.s3.arns["static"], domain = module.s3.domain_names["static"] }
  log_bucket_domain = module.s3.domain_names["logs"]
  certificate_arn   = var.certificate_arns.edge
  web_acl_arn       = module.security.web_acl_arn
}

module "monitoring" {
  source = "../monitoring"

  name           = var.name
  emails         = var.alarm_emails
  cluster        = module.ecs.cluster
  services       = module.ecs.services
  balancer       = { arn_suffix = module.alb.arn_suffix, target_group_suffixes = module.alb.target_group_suffixes }
  databases      = { rds = module.rds.identifier, documentdb = module.documentdb.identifier, elasticache = module.elasticache.identifier }
  protected_arns = [module.rds.arn, module.documentdb.arn]
  log_bucket     = module.s3.names["logs"]
  tracing_rate   = var.tracing == null ? 0 : var.tracing.rate
  backup_days    = var.retention.copies
  kms_key_arn    = module.secrets.kms_key_arn
}

module "route53" {
  source = "../route53"

  name          = var.name
  domain        = var.domain
  origin_domain = local.origin
  cloudfront    = { domain_name = module.cloudfront.domain_name, zone_id = module.cloudfront.zone_id }
  alb           = { dns_name = module.alb.dns_name, zone_id = module.alb.zone_id }
  topic_arn     = module.monitoring.topic_arn
}

module "lambda" {
  source = "../lambda"

  name               = var.name
  backup_bucket      = { name = module.s3.names["backups"], arn = module.s3.arns["backups"] }
  topic_arn          = module.monitoring.topic_arn
  package            = var.lambda_package
  log_retention_days = var.retention.logs
  kms_key_arn        = module.secrets.kms_key_arn
}
