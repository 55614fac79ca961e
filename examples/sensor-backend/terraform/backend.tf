# Where the state lies. scripts/setup-backend.sh makes the bucket and the table.
terraform {
  backend "s3" {
    bucket         = "sensor-backend-tfstate"
    key            = "prod/terraform.tfstate"
    region         = "us-east-1"
    dynamodb_table = "sensor-backend-tflock"
    encrypt        = true
  }
}
