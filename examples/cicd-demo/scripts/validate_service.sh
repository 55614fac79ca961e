#!/bin/sh
# Asks the application whether it is well, for up to fifteen seconds.
set -eu
url="http://127.0.0.1:${PORT:-3000}/health"
tries=0
until curl --fail --silent --show-error --max-time 2 "$url"; do
  tries=$((tries + 1))
  if [ "$tries" -ge 15 ]; then
    echo "No healthy answer from $url after $tries tries" >&2
    tail -n 20 "${SLIPWAY_HOST_ROOT:-}/home/ec2-user/app.log" >&2 || true
    exit 1
  fi
  sleep 1
done
echo
