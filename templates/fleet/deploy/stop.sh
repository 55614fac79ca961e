#!/bin/sh
# Stops the application, if it runs. CodeDeploy takes this script from the revision that is on the host.
set -eu
pid_file="${SLIPWAY_HOST_ROOT:-}/opt/{{name}}.pid"
[ -f "$pid_file" ] || exit 0
kill "$(cat "$pid_file")" 2>/dev/null || true
rm -f "$pid_file"
