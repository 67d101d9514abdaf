terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }

  # What bootstrap has made: terraform init -backend-config=backend.hcl
  backend "s3" {
    key     = "staging/terraform.tfstate"
    encrypt = true
  }
}
