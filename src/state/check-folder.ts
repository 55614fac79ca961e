// Whether a path can be a state folder of this user, before anything in it is opened.
import { existsSync, lstatSync, mkdirSync, readdirSync, rmdirSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../lib/id.ts';
import { problem, type Problem } from '../lib/problem.ts';
import { systemProblem } from '../lib/system-problem.ts';
import { damagedFile } from './guard-database.ts';

/** Undefined for one that can be used, and for one that does not exist yet. */
export function folderProblem(path: string): Problem | undefined {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    const folder = statSync(path, { throwIfNoEntry: false });
    if (folder === undefined) return unusable(path, 'it is a link that leads nowhere', 'Remove the link');
    if (!folder.isDirectory()) return unusable(path, 'it is no folder', 'Move it away');
    const names = readdirSync(path);
    return belongsToOther(path, folder) ?? lostDatabase(path, names);
  } catch (error) {
    const found = systemProblem(error, path);
    if (found === undefined) throw error;
    return found;
  }
}

function unusable(path: string, why: string, way: string): Problem {
  return problem({
    code: 'FileUnusable',
    whose: 'machine',
    message: `"${path}" cannot be a state folder: ${why}`,
    remedy: `${way}, or use another state folder (--state DIR).`,
  });
}

/**
 * What another user has made may hold anything, and files of ours in it would lock that user out. Some mounts give every
 * file the same user: there a new one belongs to that user as well.
 */
function belongsToOther(path: string, { uid }: Stats): Problem | undefined {
  const own = process.getuid?.();
  if (own === undefined || uid === own || isGivenAway(path, uid)) return undefined;
  return unusable(
    path,
    `it belongs to another user (${uid}, this is ${own})`,
    `Run the command as that user, make it yours (chown -R ${own} "${path}")`,
  );
}

function isGivenAway(path: string, uid: number): boolean {
  const probe = join(path, `.probe-${newId()}`);
  try {
    mkdirSync(probe);
    const isSame = statSync(probe).uid === uid;
    rmdirSync(probe);
    return isSame;
  } catch {
    return false;
  }
}

/** SQLite takes an empty file for a new database: what was in it would be gone without a word. */
function lostDatabase(path: string, names: readonly string[]): Problem | undefined {
  const file = join(path, 'slipway.db');
  if (!names.includes('slipway.db') || !existsSync(file)) return undefined;
  const { size } = statSync(file);
  const wasUsed = names.includes('logs') || names.includes('artifacts');
  if (size >= headerBytes || !wasUsed) return undefined;
  return damagedFile(file, `it has ${size} bytes, and there are logs and artifacts of it`).problems[0];
}

/** https://www.sqlite.org/fileformat.html, "The Database Header". */
const headerBytes = 100;
