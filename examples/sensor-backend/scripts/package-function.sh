#!/bin/sh
# package-function.sh ARCHIVE
# The function with what it needs. The same sources give the same archive.
set -eu

archive=$(realpath -m "$1")
package=$(mktemp -d)
trap 'rm -rf "$package"' EXIT

pip install --quiet --no-compile --only-binary :all: --target "$package" --requirement lambda/requirements.txt
cp lambda/*.py "$package"
cd "$package"
rm -rf bin
find . -exec touch --date=2026-01-01 {} +
rm -f "$archive"
find . -type f | LC_ALL=C sort | zip -q -X -@ "$archive"
