#!/bin/sh
# Makes what Terraform's state needs, once for all environments: a versioned bucket, and a table for locks.
set -eu

bucket=futureim-ecommerce-ai-platform-terraform-state
table=futureim-ecommerce-ai-platform-terraform-lock

if ! aws s3api head-bucket --bucket "$bucket" 2>/dev/null; then
  aws s3api create-bucket --bucket "$bucket" --create-bucket-configuration "LocationConstraint=$AWS_REGION" >/dev/null
  aws s3api put-bucket-versioning --bucket "$bucket" --versioning-configuration Status=Enabled
fi
if ! aws dynamodb describe-table --table-name "$table" >/dev/null 2>&1; then
  aws dynamodb create-table --table-name "$table" --billing-mode PAY_PER_REQUEST \
    --attribute-definitions AttributeName=LockID,AttributeType=S \
    --key-schema AttributeName=LockID,KeyType=HASH >/dev/null
  aws dynamodb wait table-exists --table-name "$table"
fi
