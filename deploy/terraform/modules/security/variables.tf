variable "name" {
  description = "Begins the name of everything that is made, such as lectern-production."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,24}$", var.name))
    error_message = "A name has 3 to 25 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "vpc_id" {
  description = "The network that the groups are in."
  type        = string
}

variable "database_subnet_ids" {
  description = "The subnets that only the private ones reach."
  type        = list(string)
}

variable "private_cidrs" {
  description = "The addresses of the private subnets."
  type        = list(string)
}

variable "secret_arns" {
  description = "The secrets that tasks are started with."
  type        = list(string)
}

variable "kms_key_arn" {
  description = "The key that secrets and logs are encrypted with."
  type        = string
}

variable "bucket_arns" {
  description = "The buckets of the application: media and backups."
  type        = map(string)

  validation {
    condition     = length(setsubtract(["media", "backups"], keys(var.bucket_arns))) == 0
    error_message = "The buckets are media and backups."
  }
}

variable "requests_per_address" {
  description = "How many requests in five minutes one address may send."
  type        = number
  default     = 10000
}

variable "waf_log_retention_days" {
  description = "For how long it is kept what the firewall refused."
  type        = number
  default     = 365
}
