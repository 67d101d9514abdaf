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

variable "subnet_ids" {
  description = "The database subnets."
  type        = list(string)
}

variable "security_group_id" {
  description = "The group of PostgreSQL."
  type        = string
}

variable "instance_class" {
  description = "How large the server is."
  type        = string
}

variable "multi_az" {
  description = "Whether a second server stands by in another zone."
  type        = bool
}

variable "password" {
  description = "The password of the account; it is written, never kept in the state."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "password_version" {
  description = "Counted up whenever the password is another one."
  type        = number
  default     = 1
}

variable "backup_days" {
  description = "For how many days the server can be set back to any moment."
  type        = number
  default     = 14

  validation {
    condition     = var.backup_days >= 1 && var.backup_days <= 35
    error_message = "RDS keeps backups for 1 to 35 days."
  }
}

variable "protected" {
  description = "Whether it cannot be removed by mistake, and leaves a snapshot when it is."
  type        = bool
  default     = true
}

variable "storage_gb" {
  description = "How much storage it begins with; it grows to five times as much by itself."
  type        = number
  default     = 20
}
