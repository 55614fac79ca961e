#!/bin/sh
# deploy-function.sh FUNCTION ARCHIVE
# Updates the code, publishes it as a version, and points the alias PROD to that.
set -eu

function=$1
archive=$2

aws lambda update-function-code --function-name "$function" --zip-file "fileb://$archive" >/dev/null
aws lambda wait function-updated --function-name "$function"
version=$(aws lambda publish-version --function-name "$function" --description "$GITHUB_SHA" --query Version --output text)
aws lambda wait function-active-v2 --function-name "$function" --qualifier "$version" 2>/dev/null ||
  aws lambda wait function-active --function-name "$function" --qualifier "$version"
aws lambda update-alias --function-name "$function" --name PROD --function-version "$version" >/dev/null
echo "PROD of $function is version $version" | tee -a "$GITHUB_STEP_SUMMARY"
