variable "name" {
  description = "Begins the name of everything that is made, such as lectern-production."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,24}$", var.name))
    error_message = "A name has 3 to 25 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "domain" {
  description = "The name of the site."
  type        = string
}

variable "origin_domain" {
  description = "The name by which the balancer is reached, in its certificate."
  type        = string
}

variable "static_bucket" {
  description = "The bucket of static files: its name, resource name and domain."
  type        = object({ name = string, arn = string, domain = string })
}

variable "log_bucket_domain" {
  description = "Where it is kept who asked for what."
  type        = string
}

variable "certificate_arn" {
  description = "The certificate of the site in us-east-1, where CloudFront looks for it."
  type        = string
}

variable "web_acl_arn" {
  description = "The firewall."
  type        = string
}

variable "price_class" {
  description = "In how much of the world there are edges."
  type        = string
  default     = "PriceClass_100"

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.price_class)
    error_message = "A price class is PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}
