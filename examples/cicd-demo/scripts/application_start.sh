#!/bin/sh
# Starts the application in the background. All three streams are redirected: a hook is over only when they are closed.
set -eu
home="${SLIPWAY_HOST_ROOT:-}/home/ec2-user"
export PORT="${PORT:-3000}"
cd "$home/app"
nohup node src/server.js >>"$home/app.log" 2>&1 </dev/null &
echo $! >"$home/app.pid"
echo "Started on port $PORT with pid $(cat "$home/app.pid")"
