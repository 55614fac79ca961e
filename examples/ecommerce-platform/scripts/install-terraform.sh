#!/bin/sh
# Installs the version of Terraform that TERRAFORM_VERSION names, unless the machine has one.
set -eu

if command -v terraform >/dev/null; then
  echo "Terraform is installed: $(terraform version | head -n 1), wanted v$TERRAFORM_VERSION"
  exit 0
fi
case $(uname -m) in
  aarch64 | arm64) platform=linux_arm64 ;;
  *) platform=linux_amd64 ;;
esac
archive="terraform_${TERRAFORM_VERSION}_$platform.zip"
address="https://releases.hashicorp.com/terraform/$TERRAFORM_VERSION"
cd /tmp
curl --fail --silent --show-error --location --remote-name "$address/$archive"
curl --fail --silent --show-error --location "$address/terraform_${TERRAFORM_VERSION}_SHA256SUMS" |
  grep " $archive\$" | sha256sum --check --quiet
unzip -qo "$archive" terraform -d /usr/local/bin
terraform version
