// GitHub's runners have `sudo` without a password. A job that runs as root on a machine without it finds one that runs what it is
// given; elsewhere the machine's own is used.
import type { MachineIsolation } from '../../process/machine/machine.ts';
import { toolsFolder } from '../build/build-tools.ts';
import type { ActionState } from '../provider.ts';

/** The folder where a `sudo` lies, for the end of PATH: one for all jobs of a state folder. Undefined where none is offered. */
export async function offerSudo(
  state: ActionState,
  isolation: MachineIsolation,
): Promise<string | undefined> {
  if (isolation !== 'namespace' && process.getuid?.() !== 0) return undefined;
  return await toolsFolder(state, 'sudo', { sudo: script });
}

/** Options that ask for what is so anyway are passed over; another user is asked for as `setpriv` takes it. */
const script = `#!/bin/sh
user=
while [ $# -gt 0 ]; do
  case $1 in
    -u | --user) user=$2; shift 2 ;;
    -g | --group) shift 2 ;;
    --) shift; break ;;
    -*) shift ;;
    *=*) export "$1"; shift ;;
    *) break ;;
  esac
done
[ $# -gt 0 ] || exit 0
if [ -n "$user" ] && [ "$user" != root ]; then
  exec setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups -- "$@"
fi
exec "$@"
`;
