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
  description = "The group of Redis."
  type        = string
}

variable "node_type" {
  description = "How large each node is."
  type        = string
}

variable "shards" {
  description = "Over how many shards keys are spread: cluster mode. Null: one master, which is what Lectern can use."
  type        = number
  default     = null
}

variable "replicas" {
  description = "How many copies a master has, each in another zone."
  type        = number

  validation {
    condition     = var.replicas >= 0 && var.replicas <= 5
    error_message = "A master has up to 5 copies."
  }
}

variable "password" {
  description = "The password of the account."
  type        = string
  sensitive   = true
}

variable "snapshot_days" {
  description = "For how many days snapshots are kept."
  type        = number
  default     = 7
}
