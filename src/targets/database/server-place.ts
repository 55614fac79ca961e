// As which user a server of PostgreSQL runs, and where its data lie. It refuses to run as root: then another user owns the data,
// in a folder that this user can reach, which a state folder mostly is not.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Undefined: as the user that runs Slipway. */
export type ServerAccount = { readonly uid: number; readonly gid: number } | undefined;

/** Of Debian's account without any rights. */
const unprivileged = 65_534;

/** Of the data of a user who is not root, below the folder of the targets. */
const ownFolderName = '@databases';
const rootFolder = '/var/lib/slipway/databases';

let known: ServerAccount;

export function serverAccount(): ServerAccount {
  if (process.getuid?.() !== 0) return undefined;
  known ??= { uid: idOf('-u'), gid: idOf('-g') };
  return known;
}

function idOf(which: '-u' | '-g'): number {
  const { status, stdout } = spawnSync('id', [which, 'postgres'], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : unprivileged;
}

/** Absolute path of the folder that holds the servers of a state folder; the account owns it. */
export async function serversFolder(targetsFolder: string): Promise<string> {
  const account = serverAccount();
  const folder = pathOfServers(targetsFolder);
  if (account === undefined) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
  await mkdir(rootFolder, { recursive: true, mode: 0o755 });
  await removeOrphans();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(`${folder}.of`, targetsFolder);
  await chown(folder, account.uid, account.gid);
  return folder;
}

/** Creates nothing. */
export function pathOfServers(targetsFolder: string): string {
  if (serverAccount() === undefined) return join(targetsFolder, ownFolderName);
  return join(rootFolder, createHash('sha256').update(targetsFolder).digest('hex').slice(0, 16));
}

/** Data whose state folder was removed. A server that still runs ends when its folder is gone. */
async function removeOrphans(): Promise<void> {
  for (const name of readdirSync(rootFolder).filter((each) => each.endsWith('.of'))) {
    const file = join(rootFolder, name);
    if (existsSync(readFileSync(file, 'utf8'))) continue;
    await rm(join(rootFolder, name.slice(0, -'.of'.length)), { recursive: true, force: true });
    await rm(file, { force: true });
  }
}
