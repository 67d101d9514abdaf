variable "name" {
  description = "Begins the name of everything that is made, such as lectern-production."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,24}$", var.name))
    error_message = "A name has 3 to 25 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "cidr" {
  description = "The addresses of the network, a /16."
  type        = string
  default     = "10.0.0.0/16"

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && endswith(var.cidr, "/16")
    error_message = "The network is a /16, such as 10.0.0.0/16."
  }
}

variable "zones" {
  description = "Three availability zones."
  type        = list(string)

  validation {
    condition     = length(distinct(var.zones)) == 3
    error_message = "There are three zones, each another one."
  }
}

variable "nat" {
  description = "A NAT gateway for all zones (single), or one in each (zone)."
  type        = string
  default     = "zone"

  validation {
    condition     = contains(["single", "zone"], var.nat)
    error_message = "NAT is single or zone."
  }
}

variable "interface_endpoints" {
  description = "Services that are reached without NAT, such as ecr.api; each costs by the hour and zone."
  type        = set(string)
  default     = []
}

variable "log_retention_days" {
  description = "For how long it is kept who spoke with whom."
  type        = number
  default     = 365
}

variable "kms_key_arn" {
  description = "The key that what is stored is encrypted with."
  type        = string
}
