#!/bin/sh
# Starts the application in the background, with its streams closed: a hook ends only then.
set -eu
root="${SLIPWAY_HOST_ROOT:-}"
export PORT="${PORT:-8080}"
cd "$root/opt/{{name}}"
nohup node src/server.js >>"$root/opt/{{name}}.log" 2>&1 </dev/null &
echo $! >"$root/opt/{{name}}.pid"
echo "Started on port $PORT"
