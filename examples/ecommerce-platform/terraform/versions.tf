terraform {
  required_version = ">= 1.6"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }

  # Bucket, key and lock table are given by what runs it, one state for each environment.
  backend "s3" {
    encrypt = true
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      Project     = "eCommerce-AI-Platform"
      Environment = var.environment
      ManagedBy   = "Terraform"
      System      = "CI/CD"
      Version     = "1.0"
    }
  }
}
