// Where the owner of a state folder listens: a socket that only this user can reach, and a file that holds its address.
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { currentUser } from '../lib/current-user.ts';
import { writeAtomically } from '../lib/atomic-file.ts';
import { withReserve } from '../state/disk-reserve.ts';

export interface OwnerAddress {
  /** Of the interface, the `v1` in its paths. */
  readonly version: 1;
  readonly pid: number;
  readonly socketPath: string;
  /** Sent with each request. Named pipes on Windows have no folder that keeps others out. */
  readonly token: string;
}

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, with the closing zero. */
const maxSocketPathBytes = 100;

/** A fresh address, with its folder made and any socket that a dead owner left removed. */
export function makeOwnerAddress(stateFolder: string): OwnerAddress {
  const socketPath = process.platform === 'win32' ? pipeName() : socketFile(stateFolder);
  return { version: 1, pid: process.pid, socketPath, token: randomBytes(24).toString('base64url') };
}

/** Call once the socket listens: a reader of the file may connect at once. */
export function publishOwnerAddress(stateFolder: string, address: OwnerAddress): void {
  withReserve(stateFolder, () => writeAtomically(addressFile(stateFolder), JSON.stringify(address), 0o600));
}

/**
 * What the last owner wrote; it may have died since. Undefined when no process ever listened or the file is no address.
 */
export function readOwnerAddress(stateFolder: string): OwnerAddress | undefined {
  try {
    const raw = JSON.parse(readFileSync(addressFile(stateFolder), 'utf8')) as Partial<OwnerAddress>;
    const { version, pid, socketPath, token } = raw;
    if (version !== 1 || typeof pid !== 'number') return undefined;
    if (typeof socketPath !== 'string' || typeof token !== 'string') return undefined;
    return { version, pid, socketPath, token };
  } catch {
    return undefined;
  }
}

export function removeOwnerAddress(stateFolder: string): void {
  rmSync(addressFile(stateFolder), { force: true });
}

function addressFile(stateFolder: string): string {
  return join(stateFolder, 'owner-address.json');
}

function pipeName(): string {
  return `\\\\.\\pipe\\slipway-${randomBytes(12).toString('hex')}`;
}

/** Below the state folder where the path is short enough for a socket, else in a private folder of the system's. */
function socketFile(stateFolder: string): string {
  const near = join(stateFolder, 'owner', 'api.sock');
  const file =
    Buffer.byteLength(near) <= maxSocketPathBytes
      ? near
      : join(tmpdir(), `slipway-${currentUser().uid}`, `${shortHash(stateFolder)}.sock`);
  makePrivate(dirname(file));
  rmSync(file, { force: true });
  return file;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Refuses a folder that someone else put there first: they could answer in the owner's name. */
function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== currentUser().uid)
    throw new Error(`${folder} belongs to someone else, so no socket can be put there safely`);
  if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700);
}
