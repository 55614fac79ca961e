#!/bin/sh
# Asks what was just deployed a few simple things. Usage: smoke.sh API_URL SITE_URL
set -eu
api=$1
site=$2

expect() {
  what=$1 wanted=$2
  shift 2
  got=$(curl --silent --output /dev/null --write-out '%{http_code}' --max-time 10 "$@")
  if [ "$got" != "$wanted" ]; then
    echo "$what: expected $wanted, got $got"
    exit 1
  fi
  echo "$what: $got"
}

expect 'the API is healthy' 200 "$api/health"
expect 'targets need a token' 401 "$api/api/targets"
expect 'a wrong password is refused' 401 --header 'content-type: application/json' \
  --data '{"username":"admin","password":"wrong"}' "$api/api/auth/login"
expect 'the site answers' 200 "$site/"
expect 'a deep link answers' 200 "$site/targets/api"
curl --silent --max-time 10 "$site/" | grep --quiet '<div id="root">' || {
  echo 'the site is not the dashboard'
  exit 1
}
echo 'the site is the dashboard'
