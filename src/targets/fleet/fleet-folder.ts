// Where everything of a fleet lies below the state folder's `targets/`, and where its sockets are.
import { createHash } from 'node:crypto';
import { lstat, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { newId } from '../../lib/id.ts';

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, with the closing zero. */
const MAX_SOCKET_PATH_BYTES = 100;

export interface HostFolder {
  readonly path: string;
  /** Who runs there: pid and start time of the process that holds the host. */
  readonly record: string;
  readonly log: string;
  /** Files given to the host, by the name that the giver chose. */
  readonly given: string;
  readonly sockets: string;
}

export function fleetFolder(targetsFolder: string, fleetName: string): string {
  return join(targetsFolder, encodeURIComponent(fleetName).replace(/^\.+/, '%2E'));
}

export function hostFolder(targetsFolder: string, fleetName: string, instanceId: string): HostFolder {
  return folderAt(join(fleetFolder(targetsFolder, fleetName), encodeURIComponent(instanceId)));
}

/** What lies where, for whatever has a process of its own. */
export function folderAt(path: string): HostFolder {
  return {
    path,
    record: join(path, 'process.json'),
    log: join(path, 'agent.log'),
    given: join(path, 'given'),
    sockets: socketsFolder(path),
  };
}

export function balancerFolder(targetsFolder: string, fleetName: string): HostFolder {
  return hostFolder(targetsFolder, fleetName, 'balancer');
}

/** Below the folder itself where the path is short enough for a socket, else a private folder of the system's. */
function socketsFolder(path: string): string {
  const near = join(path, 'sockets');
  if (Buffer.byteLength(join(near, 'agent.sock')) < MAX_SOCKET_PATH_BYTES) return near;
  const name = createHash('sha256').update(path).digest('hex').slice(0, 16);
  return join(tmpdir(), `slipway-${userInfo().uid}`, name);
}

/** Makes it for this user alone; refuses a folder that someone else put there first. */
export async function makeSocketsFolder(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await mkdir(path, { recursive: true, mode: 0o700 });
  for (const folder of [dirname(path), path]) {
    const found = await lstat(folder);
    if (!found.isDirectory() || (found.uid !== userInfo().uid && process.platform !== 'win32'))
      throw new Error(`${folder} belongs to someone else, so no socket can be put there safely`);
  }
}

/** What a JSON file holds, or undefined when it does not exist or was not written to its end. */
export async function readRecord<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/** Replaces the file as a whole, so that a reader never sees half of it. */
export async function writeRecord(file: string, value: unknown): Promise<void> {
  const fresh = `${file}.${newId()}.new`;
  await writeFile(fresh, JSON.stringify(value));
  await rename(fresh, file);
}
