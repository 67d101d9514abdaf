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

  validation {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.domain))
    error_message = "A name such as lms.example.org."
  }
}

variable "origin_domain" {
  description = "The name by which CloudFront reaches the balancer."
  type        = string
}

variable "cloudfront" {
  description = "The distribution: its name and the zone of that."
  type        = object({ domain_name = string, zone_id = string })
}

variable "alb" {
  description = "The balancer: its name and the zone of that."
  type        = object({ dns_name = string, zone_id = string })
}

variable "topic_arn" {
  description = "Who is told when the site does not answer."
  type        = string
}
