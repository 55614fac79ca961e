#!/bin/sh
# The program greets.
set -eu
test "$(sh app.sh)" = "Hello from {{name}}"
echo ok
