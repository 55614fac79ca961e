#!/bin/sh
# Every page that index.html links to is there.
set -eu
cd site
grep -o 'href="[^":#]*"' index.html | sed 's/href="//; s/"$//' | while read -r page; do
  test -e "$page" || { echo "index.html links to $page, which is not there" >&2; exit 1; }
  echo "ok $page"
done
