#!/bin/sh
# deploy-function.sh FUNCTION ARCHIVE [PERCENT SECONDS]
# Updates the code, publishes it as a version, and points the alias PROD to that. With PERCENT the version first gets so many of a
# hundred calls for SECONDS: when an alarm of the function is raised meanwhile, or was before, or this is ended by INT or TERM, the
# version gets no more calls. It fails when someone else has changed PROD meanwhile, and leaves the version that they have set.
set -eu

function=$1
archive=$2

prod() {
  aws lambda get-alias --function-name "$function" --name PROD --query "$1" --output text
}

# Only while PROD is as it was read or set here.
update_prod() {
  if ! revision=$(aws lambda update-alias --function-name "$function" --name PROD --revision-id "$revision" "$@" \
    --query RevisionId --output text); then
    echo "::error title=Not deployed::PROD of $function is not given version $version"
    return 1
  fi
}

take_back() {
  trap '' INT TERM
  [ -z "$watch" ] || kill "$watch" 2>/dev/null || :
  if [ "$(prod "RoutingConfig.AdditionalVersionWeights.\"$version\"")" != None ]; then
    is=$(aws lambda update-alias --function-name "$function" --name PROD --routing-config 'AdditionalVersionWeights={}' \
      --query FunctionVersion --output text)
    echo "PROD of $function is version $is again" | tee -a "$GITHUB_STEP_SUMMARY"
  fi
  exit 1
}

revision=$(prod RevisionId)
aws lambda update-function-code --function-name "$function" --zip-file "fileb://$archive" >/dev/null
aws lambda wait function-updated --function-name "$function"
version=$(aws lambda publish-version --function-name "$function" --description "$GITHUB_SHA" --query Version --output text)
aws lambda wait function-active-v2 --function-name "$function" --qualifier "$version" 2>/dev/null ||
  aws lambda wait function-active --function-name "$function" --qualifier "$version"

if [ $# -gt 2 ]; then
  share=$(awk -v percent="$3" 'BEGIN { print percent / 100 }')
  watch=
  trap take_back INT TERM
  update_prod --routing-config "AdditionalVersionWeights={$version=$share}"
  echo "PROD of $function gives version $version $3 of 100 calls" | tee -a "$GITHUB_STEP_SUMMARY"
  "$(dirname "$0")/watch-alarms.sh" sensor-backend-function- "$4" &
  watch=$!
  wait "$watch" || take_back
  watch=
fi
if ! update_prod --function-version "$version" --routing-config 'AdditionalVersionWeights={}'; then
  [ $# -gt 2 ] && take_back
  exit 1
fi
echo "PROD of $function is version $version" | tee -a "$GITHUB_STEP_SUMMARY"
