#!/bin/sh
# Waits until the application says that it is well.
set -eu
tries=0
until curl --fail --silent --output /dev/null --max-time 2 "http://127.0.0.1:${PORT:-8080}/"; do
  tries=$((tries + 1))
  [ "$tries" -lt 40 ] || { echo "There is no answer on port ${PORT:-8080}" >&2; exit 1; }
  sleep 1
done
