variable "name" {
  description = "Begins the name of everything that is made, such as lectern-production."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,24}$", var.name))
    error_message = "A name has 3 to 25 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "backup_bucket" {
  description = "Where archives go every night: name and resource name."
  type        = object({ name = string, arn = string })
}

variable "topic_arn" {
  description = "Who is told when there is no good archive."
  type        = string
}

variable "package" {
  description = "The zip file of the function; make build/lambda/verify_backup.zip makes it."
  type        = string
}

variable "log_retention_days" {
  description = "For how long logs are kept."
  type        = number
  default     = 365
}

variable "kms_key_arn" {
  description = "The key that what is stored is encrypted with."
  type        = string
}
