variable "name" {
  description = "Begins the name of everything that is made, such as lectern-production."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,24}$", var.name))
    error_message = "A name has 3 to 25 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "names" {
  description = "The secrets that the application is started with, by the names of their variables."
  type        = set(string)
}

variable "recovery_days" {
  description = "For how many days a secret that was removed can be brought back."
  type        = number
  default     = 30
}
