variable "name" {
  description = "Begins the name of everything that is made, such as lectern-production."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,24}$", var.name))
    error_message = "A name has 3 to 25 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "subnet_ids" {
  description = "The private subnets."
  type        = list(string)
}

variable "group_ids" {
  description = "The security groups of frontend and backend."
  type        = map(string)
}

variable "role_arns" {
  description = "What starts tasks (execution), and what they are (task, frontend)."
  type        = map(string)
}

variable "images" {
  description = "The images of backend and frontend, by version."
  type        = map(string)

  validation {
    condition     = alltrue([for image in values(var.images) : can(regex(":[0-9A-Za-z._-]+$", image)) && !endswith(image, ":latest")])
    error_message = "An image is named by its version, which is not latest."
  }
}

variable "target_group_arns" {
  description = "Where the balancer finds frontend and backend."
  type        = map(string)
}

variable "environment" {
  description = "The settings of the application that are no secrets."
  type        = map(string)
}

variable "mongodb_ca" {
  description = "The certificates that MongoDB or DocumentDB is signed by, as text (PEM)."
  type        = string

  validation {
    condition     = startswith(var.mongodb_ca, "-----BEGIN CERTIFICATE-----") && length(var.mongodb_ca) < 32768
    error_message = "The certificates of one region, as text; those of all regions are too many for a task."
  }
}

variable "secret_arns" {
  description = "Those that are, by the names of their variables."
  type        = map(string)
}

variable "sizes" {
  description = "Processor (1024 is one) and memory (MiB) of a task of each service."
  type        = map(object({ cpu = number, memory = number }))

  validation {
    condition     = length(setsubtract(["frontend", "backend", "worker", "beat"], keys(var.sizes))) == 0
    error_message = "The services are frontend, backend, worker and beat."
  }
}

variable "scaling" {
  description = "How many tasks of a service there are at least and at most, and at which load there is one more."
  type        = object({ minimum = number, maximum = number, cpu = number })
  default     = { minimum = 2, maximum = 10, cpu = 70 }

  validation {
    condition     = var.scaling.minimum >= 1 && var.scaling.minimum <= var.scaling.maximum
    error_message = "There is at least one task, and no fewer at most than at least."
  }
}

variable "spot" {
  description = "Whether tasks run on machines that AWS may take back within two minutes."
  type        = bool
  default     = false
}

variable "tracing" {
  description = "The collector that runs beside each program and tells X-Ray, and which part of requests is followed; null: none is."
  type        = object({ image = string, rate = number })
  default     = null

  validation {
    condition     = var.tracing == null ? true : var.tracing.rate >= 0 && var.tracing.rate <= 1
    error_message = "A part is between 0 and 1."
  }

  validation {
    condition     = var.tracing == null ? true : can(regex(":v?[0-9][0-9A-Za-z._-]*$", var.tracing.image))
    error_message = "An image is named by its version."
  }
}

variable "backup_bucket" {
  description = "Where archives go every night."
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
