variable "name" {
  description = "Begins the name of everything that is made, such as lectern-production."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,24}$", var.name))
    error_message = "A name has 3 to 25 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "vpc_id" {
  description = "The network."
  type        = string
}

variable "subnet_ids" {
  description = "The public subnets."
  type        = list(string)
}

variable "security_group_id" {
  description = "The group of the balancer."
  type        = string
}

variable "certificate_arn" {
  description = "The certificate of the site in this region."
  type        = string
}

variable "log_bucket" {
  description = "Where it is kept who asked for what."
  type        = string
}

variable "protected" {
  description = "Whether it cannot be removed by mistake."
  type        = bool
  default     = true
}
