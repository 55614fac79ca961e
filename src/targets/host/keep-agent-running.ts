import { LEFT_STATUS } from '../daemon/protocol.ts';

/**
 * For PID 1 of a namespace host: collects whatever loses its parent (`wait` takes every child), starts an agent that was killed
 * or left for its successor again, and ends, and with it the host, when the agent finds the host's folder gone or cannot run.
 * @param hostFile starts the agent in the background; absent when the host is removed
 * @param attempts how often in a row an agent may end by itself within a minute of its start
 */
export function keepAgentRunning(hostFile: string, attempts = 20): string {
  return `
failures=0
while [ -e ${hostFile} ]; do
  began=$(date +%s)
  . ${hostFile}
  wait $!
  status=$?
  # One that has worked for a while is no agent that cannot run.
  [ $(($(date +%s) - began)) -lt 60 ] || failures=0
  case $status in
    0) exit 0 ;;
    ${LEFT_STATUS}) failures=0 ;;
    # From outside, by the kernel for want of memory as well.
    ${128 + 9} | ${128 + 15}) sleep 0.2 ;;
    *) failures=$((failures + 1)); [ "$failures" -lt ${attempts} ] || exit 1; sleep 0.2 ;;
  esac
done
exit 1`;
}
