#!/bin/sh
# Makes sure that the host has Node.js. The application has no other dependency at run time.
set -eu
mkdir -p "${SLIPWAY_HOST_ROOT:-}/home/ec2-user"
if command -v node >/dev/null; then
  echo "Node.js $(node --version) is there"
elif command -v dnf >/dev/null; then
  dnf install -y nodejs
elif command -v yum >/dev/null; then
  yum install -y nodejs
else
  echo "This host has no Node.js and neither dnf nor yum to install it with" >&2
  exit 1
fi
