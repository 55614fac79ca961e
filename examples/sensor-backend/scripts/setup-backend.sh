#!/bin/sh
# setup-backend.sh BUCKET TABLE REPOSITORY
# What must be there before Terraform and the first image: the bucket of its state, the table of its locks, the repository.
# Makes what is missing, and sets what is there as it must be.
set -eu

bucket=$1
table=$2
repository=$3

if ! aws s3api head-bucket --bucket "$bucket" 2>/dev/null; then
  aws s3api create-bucket --bucket "$bucket" >/dev/null
  echo "The bucket $bucket is made"
fi
aws s3api put-bucket-versioning --bucket "$bucket" --versioning-configuration Status=Enabled
aws s3api put-bucket-encryption --bucket "$bucket" --server-side-encryption-configuration \
  '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}'
aws s3api put-public-access-block --bucket "$bucket" --public-access-block-configuration \
  BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
# Plans that reviewed.yml keeps until they are applied.
aws s3api put-bucket-lifecycle-configuration --bucket "$bucket" --lifecycle-configuration \
  '{"Rules":[{"ID":"plans","Status":"Enabled","Filter":{"Prefix":"plans/"},"Expiration":{"Days":7},"NoncurrentVersionExpiration":{"NoncurrentDays":1}}]}'

if ! aws dynamodb describe-table --table-name "$table" >/dev/null 2>&1; then
  aws dynamodb create-table --table-name "$table" --billing-mode PAY_PER_REQUEST \
    --attribute-definitions AttributeName=LockID,AttributeType=S --key-schema AttributeName=LockID,KeyType=HASH >/dev/null
  aws dynamodb wait table-exists --table-name "$table"
  echo "The table $table is made"
fi

if ! aws ecr describe-repositories --repository-names "$repository" >/dev/null 2>&1; then
  aws ecr create-repository --repository-name "$repository" --image-scanning-configuration scanOnPush=true >/dev/null
  echo "The repository $repository is made"
fi
