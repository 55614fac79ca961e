#!/bin/sh
# Stops the application, if it runs. CodeDeploy takes this script from the revision that is on the host, not from
# the one that comes.
set -eu
pid_file="${SLIPWAY_HOST_ROOT:-}/home/ec2-user/app.pid"
[ -f "$pid_file" ] || exit 0
pid="$(cat "$pid_file")"
rm -f "$pid_file"
kill "$pid" 2>/dev/null || exit 0
tries=0
while kill -0 "$pid" 2>/dev/null; do
  tries=$((tries + 1))
  [ "$tries" -lt 100 ] || kill -9 "$pid" 2>/dev/null || exit 0
  sleep 0.1
done
