#!/bin/sh
# A new version of a function, and its alias on it: deploy-function.sh FUNCTION ZIP
set -eu
aws lambda update-function-code --function-name "$1" --zip-file "fileb://$2" --query CodeSha256 --output text
aws lambda wait function-updated --function-name "$1"
version=$(aws lambda publish-version --function-name "$1" --query Version --output text)
aws lambda update-alias --function-name "$1" --name live --function-version "$version" --query AliasArn --output text
