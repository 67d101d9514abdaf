locals {
  mandatory = {
    Environment = var.environment
    Project     = "lms"
    ManagedBy   = "Terraform"
    Owner       = var.owner
  }
}
