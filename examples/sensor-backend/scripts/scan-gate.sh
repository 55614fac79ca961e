#!/bin/sh
# scan-gate.sh REPOSITORY TAG
# Waits for ECR's scan of an image that was pushed, and fails when it has critical findings: ECR itself blocks nothing.
# UNSCANNED=allowed lets an image pass that could not be scanned; otherwise that fails as well.
set -eu

repository=$1
tag=$2

if ! aws ecr wait image-scan-complete --repository-name "$repository" --image-id imageTag="$tag" 2>wait.log; then
  echo "The image $tag was not scanned: $(tail -n 1 wait.log)" | tee -a "$GITHUB_STEP_SUMMARY"
  [ "${UNSCANNED:-refused}" = allowed ] && echo "::warning title=Not scanned::$tag is deployed without a scan" && exit 0
  echo "::error title=Not scanned::$tag is not deployed: set the variable UNSCANNED_IMAGES to allowed to deploy it all the same"
  exit 1
fi
aws ecr describe-image-scan-findings --repository-name "$repository" --image-id imageTag="$tag" \
  --query imageScanFindings >findings.json
echo "Findings in $tag: $(jq -c .findingSeverityCounts findings.json)" | tee -a "$GITHUB_STEP_SUMMARY"
jq -r '.findings[]? | "\(.severity) \(.name) \(.uri // "")"' findings.json | sort | head -n 50
critical=$(jq -r '.findingSeverityCounts.CRITICAL // 0' findings.json)
if [ "$critical" -gt 0 ]; then
  echo "::error title=Critical findings::$tag has $critical critical findings"
  exit 1
fi
