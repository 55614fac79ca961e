#!/bin/sh
# with-backend.sh COMMAND…
# Starts the backend on a free port, runs the command with its address in BACKEND_URL, and ends the backend.
set -eu

port=$(python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
python -m uvicorn app.main:app --host 127.0.0.1 --port "$port" --log-level warning &
backend=$!
trap 'kill "$backend" 2>/dev/null || true' EXIT
export BACKEND_URL="http://127.0.0.1:$port"

until curl --silent --fail --output /dev/null "$BACKEND_URL/health"; do
  kill -0 "$backend" 2>/dev/null || { echo "The backend does not start" >&2; exit 1; }
done
"$@"
