variable "region" {
  description = "Where everything is but CloudFront and its firewall, which are in us-east-1."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = var.region == "us-east-1"
    error_message = "The firewall of CloudFront is made in us-east-1; another region needs a second provider for it."
  }
}

variable "owner" {
  description = "The team that answers for it."
  type        = string
}

variable "optional_tags" {
  description = "CostCenter, Application, Version, BackupPolicy: those that are known."
  type        = map(string)
  default     = {}
}

variable "domain" {
  description = "The name of the site."
  type        = string
}

variable "release" {
  description = "The version of both images."
  type        = string
}

variable "certificate_arns" {
  description = "The certificates of the site (edge) and of the origin."
  type        = object({ edge = string, origin = string })
}

variable "mongodb_ca" {
  description = "The file of the certificates that DocumentDB is signed by."
  type        = string
}

variable "alarm_emails" {
  description = "Who is told of alarms."
  type        = set(string)
}

variable "passwords" {
  description = "Of PostgreSQL and DocumentDB."
  type        = object({ rds = string, documentdb = string })
  sensitive   = true
  ephemeral   = true
}

variable "redis_password" {
  description = "Of Redis."
  type        = string
  sensitive   = true
}

variable "secrets" {
  description = "The key of the site, the pass phrase of archives, the token of metrics, the address for e-mail."
  type = object({
    LECTERN_SECRET_KEY        = string
    LECTERN_BACKUP_PASSPHRASE = string
    LECTERN_METRICS_TOKEN     = string
    EMAIL_URL                 = string
  })
  sensitive = true
  ephemeral = true
}

variable "secrets_version" {
  description = "Counted up whenever a password or secret is another one."
  type        = number
  default     = 1
}

variable "lambda_package" {
  description = "The zip file of the function that looks at archives."
  type        = string
  default     = "../../../../build/lambda/verify_backup.zip"
}
