variable "environment" {
  description = "dev or prod: the suffix of every name, and the stage of the API"
  type        = string

  validation {
    condition     = contains(["dev", "prod"], var.environment)
    error_message = "The environment is dev or prod."
  }
}

variable "vpc_cidr" {
  description = "Addresses of the network, which two environments do not share"
  type        = string
}

variable "region" {
  type    = string
  default = "us-east-2"
}

variable "artifact_retention_days" {
  description = "How long the artifacts of the pipeline are kept"
  type        = number
  default     = 30
}

variable "log_retention_days" {
  type    = number
  default = 30
}

variable "api_rate_limit" {
  description = "Requests a second that the API takes: 10,000 is what an account has"
  type        = number
  default     = 10000
}
