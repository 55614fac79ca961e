#!/bin/sh
# deploy-function.sh FUNCTION ARCHIVE [PERCENT SECONDS]
# Updates the code, publishes it as a version, and points the alias PROD to that. With PERCENT the version first gets so many of a
# hundred calls for SECONDS: when an alarm of the function is raised meanwhile, PROD goes back to what it was.
set -eu

function=$1
archive=$2

aws lambda update-function-code --function-name "$function" --zip-file "fileb://$archive" >/dev/null
aws lambda wait function-updated --function-name "$function"
version=$(aws lambda publish-version --function-name "$function" --description "$GITHUB_SHA" --query Version --output text)
aws lambda wait function-active-v2 --function-name "$function" --qualifier "$version" 2>/dev/null ||
  aws lambda wait function-active --function-name "$function" --qualifier "$version"

if [ $# -gt 2 ]; then
  before=$(aws lambda get-alias --function-name "$function" --name PROD --query FunctionVersion --output text)
  share=$(awk -v percent="$3" 'BEGIN { print percent / 100 }')
  aws lambda update-alias --function-name "$function" --name PROD \
    --routing-config "AdditionalVersionWeights={$version=$share}" >/dev/null
  echo "PROD of $function gives version $version $3 of 100 calls" | tee -a "$GITHUB_STEP_SUMMARY"
  if ! "$(dirname "$0")/watch-alarms.sh" sensor-backend-function- "$4"; then
    aws lambda update-alias --function-name "$function" --name PROD \
      --routing-config 'AdditionalVersionWeights={}' >/dev/null
    echo "PROD of $function is version $before again" | tee -a "$GITHUB_STEP_SUMMARY"
    exit 1
  fi
fi
aws lambda update-alias --function-name "$function" --name PROD --function-version "$version" \
  --routing-config 'AdditionalVersionWeights={}' >/dev/null
echo "PROD of $function is version $version" | tee -a "$GITHUB_STEP_SUMMARY"
