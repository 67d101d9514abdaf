variable "environment" {
  description = "The environment that a resource is of."
  type        = string

  validation {
    condition     = contains(["dev", "staging", "production"], var.environment)
    error_message = "An environment is dev, staging or production."
  }
}

variable "owner" {
  description = "The team that answers for it."
  type        = string

  validation {
    condition     = length(trimspace(var.owner)) > 0
    error_message = "Somebody answers for every resource."
  }
}

variable "optional" {
  description = "CostCenter, Application, Version, BackupPolicy: those that are known."
  type        = map(string)
  default     = {}

  validation {
    condition = length(setsubtract(
      keys(var.optional), ["CostCenter", "Application", "Version", "BackupPolicy"]
    )) == 0
    error_message = "The tags that may be given are CostCenter, Application, Version, BackupPolicy."
  }
}
