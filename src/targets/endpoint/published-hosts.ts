// The host names that AWS would give to what the account has: APIs, functions, websites and buckets. The endpoint writes them into a
// file before it answers the call that has made one, so that others know them without asking it, also while it does not run.
import { existsSync, mkdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { writeInOneStep } from '../../lib/atomic-file.ts';
import { debugOf } from '../../lib/debug.ts';
import { endpointFolder } from './open-endpoint.ts';

const debug = debugOf('targets');

const fileName = 'aws-hosts';

/** Nothing is written when they are as they were. */
export function publishHosts(targetsFolder: string, hosts: readonly string[]): void {
  const text = hosts.map((host) => `${host}\n`).join('');
  if (text === textOf(targetsFolder)) return;
  const { path } = endpointFolder(targetsFolder);
  mkdirSync(path, { recursive: true });
  writeInOneStep(join(path, fileName), text, 0o644);
}

/** False for a folder whose endpoint has made nothing. */
export function hasPublished(targetsFolder: string): boolean {
  return existsSync(join(endpointFolder(targetsFolder).path, fileName));
}

/** Empty before the endpoint has run. */
export function publishedHosts(targetsFolder: string): readonly string[] {
  return textOf(targetsFolder).split('\n').filter(Boolean);
}

function textOf(targetsFolder: string): string {
  try {
    return readFileSync(join(endpointFolder(targetsFolder).path, fileName), 'utf8');
  } catch {
    return '';
  }
}

/**
 * Reports each name once that is new, until it is disposed. It keeps no process from its end, and fails nothing: where no folder
 * can be watched (a user may watch so many), or a name cannot be noted, the names are those of the beginning.
 * @param before is not reported
 */
export function followHosts(
  targetsFolder: string,
  before: readonly string[],
  onNew: (hosts: readonly string[]) => void,
): Disposable {
  let known: Set<string> | undefined;
  const look = (): void => {
    const published = publishedHosts(targetsFolder);
    if (published.length === 0) return;
    // Most accounts have published nothing, and the names of a Region are more than a thousand.
    known ??= new Set(before);
    const added = published.filter((host) => known?.has(host) !== true);
    if (added.length === 0) return;
    for (const host of added) known.add(host);
    orNot(() => onNew(added));
  };
  const watcher = orNot(() => {
    const { path } = endpointFolder(targetsFolder);
    mkdirSync(path, { recursive: true });
    return watch(path, { persistent: false }, (_kind, name) => {
      if (name === fileName) look();
    });
  });
  // The folder is removed with the endpoint.
  watcher?.on('error', () => watcher.close());
  look();
  return { [Symbol.dispose]: () => watcher?.close() };
}

function orNot<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    debug(() => `host names are not followed: ${String(error)}`);
    return undefined;
  }
}
