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
  description = "The group of DocumentDB."
  type        = string
}

variable "instance_class" {
  description = "How large each server is."
  type        = string
}

variable "instances" {
  description = "How many servers there are; with more than one a copy takes over."
  type        = number

  validation {
    condition     = var.instances >= 1 && var.instances <= 16
    error_message = "A cluster has 1 to 16 servers."
  }
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
  description = "For how many days the cluster can be set back to any moment."
  type        = number
  default     = 14
}

variable "protected" {
  description = "Whether it cannot be removed by mistake, and leaves a snapshot when it is."
  type        = bool
  default     = true
}
