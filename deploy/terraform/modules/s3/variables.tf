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

variable "noncurrent_days" {
  description = "For how many days what was replaced or removed can be brought back."
  type        = number
  default     = 30
}

variable "backup_days" {
  description = "For how many days archives are kept."
  type        = number
  default     = 365
}
