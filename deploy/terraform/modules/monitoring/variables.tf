variable "name" {
  description = "Begins the name of everything that is made, such as lectern-production."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,24}$", var.name))
    error_message = "A name has 3 to 25 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "kms_key_arn" {
  description = "The key that what is stored is encrypted with."
  type        = string
}

variable "emails" {
  description = "Who is told of alarms; each must agree by a link first."
  type        = set(string)
}

variable "cluster" {
  description = "The cluster of the services."
  type        = string
}

variable "services" {
  description = "Their names."
  type        = set(string)
}

variable "balancer" {
  description = "What alarms know the balancer and its targets by."
  type        = object({ arn_suffix = string, target_group_suffixes = map(string) })
}

variable "databases" {
  description = "The stores by their names: rds, documentdb, elasticache."
  type        = object({ rds = string, documentdb = string, elasticache = string })
}

variable "protected_arns" {
  description = "What AWS Backup copies: PostgreSQL and DocumentDB."
  type        = list(string)
}

variable "log_bucket" {
  description = "Where the trail of who did what in the account is kept."
  type        = string
}

variable "backup_days" {
  description = "For how many days those copies are kept."
  type        = number
  default     = 35

  validation {
    condition     = var.backup_days >= 1
    error_message = "A copy is kept for a day at least."
  }
}

variable "tracing_rate" {
  description = "Which part of all requests X-Ray follows."
  type        = number
  default     = 0.05

  validation {
    condition     = var.tracing_rate >= 0 && var.tracing_rate <= 1
    error_message = "A part is between 0 and 1."
  }
}
