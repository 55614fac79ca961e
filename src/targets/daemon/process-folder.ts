// What lies where for a target that has a process of its own: its record, its log, its sockets.
import { createHash } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { currentUser } from '../../lib/current-user.ts';

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, with the closing zero. */
const MAX_SOCKET_PATH_BYTES = 100;

export interface ProcessFolder {
  readonly path: string;
  /** Pid and start time of the process that holds the folder. */
  readonly record: string;
  readonly log: string;
  /** Files given to a host, by the name that the giver chose. */
  readonly given: string;
  readonly sockets: string;
}

/** Creates nothing. */
export function processFolder(path: string): ProcessFolder {
  return {
    path,
    record: join(path, 'process.json'),
    log: join(path, 'agent.log'),
    given: join(path, 'given'),
    sockets: socketsFolder(path),
  };
}

/** Below the folder itself where the path is short enough for a socket, else a private folder of the system's. */
function socketsFolder(path: string): string {
  const near = join(path, 'sockets');
  if (Buffer.byteLength(join(near, 'agent.sock')) < MAX_SOCKET_PATH_BYTES) return near;
  const name = createHash('sha256').update(path).digest('hex').slice(0, 16);
  return join(tmpdir(), `slipway-${currentUser().uid}`, name);
}

/** Makes it for this user alone; refuses a folder that another user put there first. */
export async function makeSocketsFolder(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await mkdir(path, { recursive: true, mode: 0o700 });
  for (const folder of [dirname(path), path]) {
    const found = await lstat(folder);
    if (!found.isDirectory() || (found.uid !== currentUser().uid && process.platform !== 'win32'))
      throw new Error(`${folder} belongs to another user, so no socket can be put there safely`);
  }
}
