#!/bin/sh
# deploy-function.sh SERVICE RUNTIME HANDLER ARCHIVE
# Creates the function of a service or updates it, and lets the API call it. Nothing is done for an archive that is deployed.
# RESERVED_CONCURRENCY: so many calls at once are its own, whatever the others do, and it takes no more.
set -eu

service=$1
runtime=$2
handler=$3
archive=$4
project=futureim-ecommerce-ai-platform
function="$project-$service-$ENVIRONMENT"

digest=$(openssl dgst -sha256 -binary "$archive" | base64 | tr -d '\n')
deployed=$(aws lambda get-function-configuration --function-name "$function" --query CodeSha256 --output text 2>/dev/null || true)
if [ "$deployed" = "$digest" ]; then
  echo "$function has this code already"
  exit 0
fi

if [ -n "$deployed" ]; then
  aws lambda update-function-code --function-name "$function" --zip-file "fileb://$archive" >/dev/null
  aws lambda wait function-updated --function-name "$function"
  echo "$function is updated"
  exit 0
fi

account=$(aws sts get-caller-identity --query Account --output text)
subnets=$(aws ec2 describe-subnets --output text --query 'join(`,`, Subnets[].SubnetId)' \
  --filters "Name=tag:Name,Values=$project-private-*-$ENVIRONMENT")
group=$(aws ec2 describe-security-groups --output text --query 'SecurityGroups[0].GroupId' \
  --filters "Name=group-name,Values=$project-functions-$ENVIRONMENT")
aws lambda create-function --function-name "$function" --runtime "$runtime" --handler "$handler" \
  --role "arn:aws:iam::$account:role/$project-lambda-$ENVIRONMENT" --zip-file "fileb://$archive" \
  --timeout 29 --memory-size 512 --vpc-config "SubnetIds=$subnets,SecurityGroupIds=$group" \
  --environment "Variables={USERS_TABLE=$project-users-$ENVIRONMENT,JWT_SECRET_ID=$project-jwt-$ENVIRONMENT,LAKE_BUCKET=$project-lake-raw-$ENVIRONMENT}" \
  --tags "Project=eCommerce-AI-Platform,Environment=$ENVIRONMENT,System=CI/CD" >/dev/null
aws lambda add-permission --function-name "$function" --statement-id api-gateway --action lambda:InvokeFunction \
  --principal apigateway.amazonaws.com --source-arn "arn:aws:execute-api:$AWS_REGION:$account:*" >/dev/null
aws lambda wait function-active --function-name "$function"
if [ -n "${RESERVED_CONCURRENCY:-}" ]; then
  aws lambda put-function-concurrency --function-name "$function" \
    --reserved-concurrent-executions "$RESERVED_CONCURRENCY" >/dev/null
fi
echo "$function is created"
