#!/bin/sh
# seconds.sh MINUTES MOST
# Prints the seconds of so many minutes. Fails where they are more than MOST, for which the job has no time.
set -eu

case $1 in
  '' | *[!0-9]* | ?????*) wrong=yes ;;
  *) [ "$1" -le "$2" ] && wrong=no || wrong=yes ;;
esac
if [ "$wrong" = yes ]; then
  echo "::error title=Wrong input::minutes is $1, and can be 0 to $2" >&2
  exit 1
fi
echo "$(($1 * 60))"
