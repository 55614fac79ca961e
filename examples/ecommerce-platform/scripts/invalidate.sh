#!/bin/sh
# invalidate.sh BUCKET: clears the cache of the CloudFront distribution in front of the bucket, when there is one.
set -eu

id=$(aws cloudfront list-distributions --output text \
  --query "DistributionList.Items[?starts_with(Origins.Items[0].DomainName, '$1.')].Id | [0]")
if [ -z "$id" ] || [ "$id" = None ]; then
  echo "There is no distribution in front of $1"
  exit 0
fi
aws cloudfront create-invalidation --distribution-id "$id" --paths '/*' >/dev/null
echo "The cache of $id is cleared"
