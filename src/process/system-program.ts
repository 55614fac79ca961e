// Programs of the system that we call ourselves. The PATH of a build is the build's: it may lead elsewhere, or nowhere.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin', '/run/current-system/sw/bin'];

/** Where all of them lie, for a shell that calls several. */
export const systemPath = folders.join(':');

const known = new Map<string, string>();

/** The absolute path of a program; its bare name when it lies in no usual place. */
export function systemProgram(name: string): string {
  const found =
    known.get(name) ?? folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found !== undefined) known.set(name, found);
  return found ?? name;
}
