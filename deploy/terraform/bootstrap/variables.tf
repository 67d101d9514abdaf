variable "region" {
  description = "Where the state is kept."
  type        = string
  default     = "us-east-1"
}

variable "name" {
  description = "Begins the names of bucket and table."
  type        = string
  default     = "lectern-terraform"
}

variable "owner" {
  description = "The team that answers for it."
  type        = string
}
