// GitHub's runners have `sudo` without a password. A job that runs as root on a machine without it finds one that runs what it is
// given; elsewhere the machine's own is used.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeScript } from './execute-command.ts';
import { sudoFolder, type JobFolders } from './job-folders.ts';

export async function offerSudo(folders: JobFolders): Promise<void> {
  if (folders.isolation !== 'namespace' && process.getuid?.() !== 0) return;
  const folder = folders.here(sudoFolder(folders));
  await mkdir(folder, { recursive: true });
  await writeScript(join(folder, 'sudo'), script);
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
