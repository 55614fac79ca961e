variable "aws_region" {
  type    = string
  default = "us-east-1"
}

variable "environment" {
  type    = string
  default = "prod"
}

variable "project_name" {
  type    = string
  default = "sensor-backend"
}

variable "enable_redshift" {
  description = "The warehouse costs more than all the rest together."
  type        = bool
  default     = true
}

variable "alert_email" {
  type    = string
  default = "alerts@yourcompany.com"
}

variable "image" {
  description = "The image of the backend, by its tag. The ECS job deploys each new one."
  type        = string
}

variable "database_url" {
  description = "PostgreSQL for readings. Without it the backend answers 503 where it needs a database."
  type        = string
  default     = ""
  sensitive   = true
}

variable "desired_count" {
  type    = number
  default = 2
}
