# The modules that the pretended AWS of moto knows, put together as modules/platform does.
provider "aws" {
  region                      = "us-east-1"
  access_key                  = "testing"
  secret_key                  = "testing"
  max_retries                 = 1
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true
  default_tags {
    tags = module.tags.tags
  }
}

module "tags" {
  source      = "./modules/tags"
  environment = "dev"
  owner       = "platform"
}

module "secrets" {
  source        = "./modules/secrets"
  name          = "lectern-moto"
  names         = ["MONGODB_URI", "LECTERN_BACKUP_PASSPHRASE"]
  recovery_days = 7
}

module "vpc" {
  source      = "./modules/vpc"
  name        = "lectern-moto"
  zones       = ["us-east-1a", "us-east-1b", "us-east-1c"]
  nat         = "single"
  kms_key_arn = module.secrets.kms_key_arn
}

module "ecr" {
  source      = "./modules/ecr"
  name        = "lectern-moto"
  kms_key_arn = module.secrets.kms_key_arn
}

module "s3" {
  source      = "./modules/s3"
  name        = "lectern-moto"
  kms_key_arn = module.secrets.kms_key_arn
}

module "security" {
  source              = "./modules/security"
  name                = "lectern-moto"
  vpc_id              = module.vpc.vpc_id
  database_subnet_ids = module.vpc.subnet_ids["database"]
  private_cidrs       = module.vpc.subnet_cidrs["private"]
  secret_arns         = values(module.secrets.arns)
  kms_key_arn         = module.secrets.kms_key_arn
  bucket_arns         = { media = module.s3.arns["media"], backups = module.s3.arns["backups"] }
}

module "rds" {
  source            = "./modules/rds"
  name              = "lectern-moto"
  subnet_ids        = module.vpc.subnet_ids["database"]
  security_group_id = module.security.group_ids["rds"]
  instance_class    = "db.t3.small"
  multi_az          = true
  protected         = false
  password          = "not-for-others"
  kms_key_arn       = module.secrets.kms_key_arn
}

resource "aws_acm_certificate" "origin" {
  domain_name       = "origin.lms.example.org"
  validation_method = "DNS"
}

module "alb" {
  source            = "./modules/alb"
  name              = "lectern-moto"
  vpc_id            = module.vpc.vpc_id
  subnet_ids        = module.vpc.subnet_ids["public"]
  security_group_id = module.security.group_ids["alb"]
  certificate_arn   = aws_acm_certificate.origin.arn
  log_bucket        = module.s3.names["logs"]
  protected         = false
}

module "ecs" {
  source            = "./modules/ecs"
  name              = "lectern-moto"
  subnet_ids        = module.vpc.subnet_ids["private"]
  group_ids         = module.security.group_ids
  role_arns         = module.security.role_arns
  images            = { for key, url in module.ecr.urls : key => "${url}:0.1.0" }
  target_group_arns = module.alb.target_group_arns
  secret_arns       = module.secrets.arns
  environment       = { LECTERN_ENV = "production" }
  mongodb_ca        = "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n"
  backup_bucket     = module.s3.names["backups"]
  kms_key_arn       = module.secrets.kms_key_arn
  sizes             = { for name in ["frontend", "backend", "worker", "beat"] : name => { cpu = 256, memory = 512 } }
}

module "monitoring" {
  source    = "./modules/monitoring"
  name      = "lectern-moto"
  emails    = ["ops@example.org"]
  cluster   = module.ecs.cluster
  services  = module.ecs.services
  databases = { rds = module.rds.identifier, documentdb = "two", elasticache = "three" }
  balancer = {
    arn_suffix            = module.alb.arn_suffix
    target_group_suffixes = module.alb.target_group_suffixes
  }
  protected_arns = [module.rds.arn]
  log_bucket     = module.s3.names["logs"]
  kms_key_arn    = module.secrets.kms_key_arn
}

module "route53" {
  source        = "./modules/route53"
  name          = "lectern-moto"
  domain        = "lms.example.org"
  origin_domain = "origin.lms.example.org"
  cloudfront    = { domain_name = "d1.cloudfront.net", zone_id = "Z2FDTNDATAQYW2" }
  alb           = { dns_name = module.alb.dns_name, zone_id = module.alb.zone_id }
  topic_arn     = module.monitoring.topic_arn
}

module "lambda" {
  source        = "./modules/lambda"
  name          = "lectern-moto"
  backup_bucket = { name = module.s3.names["backups"], arn = module.s3.arns["backups"] }
  topic_arn     = module.monitoring.topic_arn
  package       = "${path.root}/package.zip"
  kms_key_arn   = module.secrets.kms_key_arn
}
