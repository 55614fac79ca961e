#!/bin/sh
# Applies Terraform by hand, with the state that the pipeline uses: `sh scripts/apply-first.sh dev`. Before a pipeline is shipped,
# because its bucket for artifacts, the key of that bucket and the logs of its builds are made by Terraform.
set -eu

environment=$1
export AWS_REGION=us-east-2 AWS_DEFAULT_REGION=us-east-2
project=futureim-ecommerce-ai-platform
cd "$(dirname "$0")/.."
sh scripts/prepare-state.sh
cd terraform
terraform init -input=false -no-color -reconfigure \
  -backend-config="bucket=$project-terraform-state" \
  -backend-config="key=$environment/terraform.tfstate" \
  -backend-config="dynamodb_table=$project-terraform-lock" \
  -backend-config="region=$AWS_REGION"
terraform apply -input=false -no-color -auto-approve -var-file="$environment.tfvars"
