#!/bin/sh
# watch-alarms.sh PREFIX SECONDS
# Watches the alarms of CloudWatch whose names begin with PREFIX for so many seconds after a deployment, and fails as soon as one is
# in ALARM, also one that was before. EVERY is the number of seconds between two calls.
set -eu

prefix=$1
until=$(($(date +%s) + $2))
pause=
trap '[ -z "$pause" ] || kill "$pause" 2>/dev/null; exit 1' INT TERM

while :; do
  aws cloudwatch describe-alarms --alarm-name-prefix "$prefix" --query MetricAlarms >alarms.json
  count=$(jq length alarms.json)
  if [ "$count" -eq 0 ]; then
    echo "::error title=Nothing to watch::There is no alarm whose name begins with $prefix"
    exit 1
  fi
  raised=$(jq -r '.[] | select(.StateValue == "ALARM") | "\(.AlarmName): \(.StateReason // "")"' alarms.json)
  if [ -n "$raised" ]; then
    echo "$raised" | tee -a "$GITHUB_STEP_SUMMARY"
    echo "::error title=Alarm after the deployment::$(echo "$raised" | head -n 1)"
    exit 1
  fi
  [ "$(date +%s)" -ge "$until" ] && break
  # A signal ends a wait, and not what runs in the foreground.
  sleep "${EVERY:-15}" &
  pause=$!
  wait "$pause"
  pause=
done
echo "None of the $count alarms was raised" | tee -a "$GITHUB_STEP_SUMMARY"
