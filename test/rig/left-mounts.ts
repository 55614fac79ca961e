// Mounts of tests that were killed: the next test that mounts something removes them. The name of the mounted thing, or of a
// folder on the way to it, ends in the number of the process that made it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const owned = /slipway-(?:disk|docker)-(\d+)(?=[-/]|$)/;

/** What a name must hold so that the mount is recognised: `slipway-disk-1234`. */
export function ownedName(what: 'disk' | 'docker'): string {
  return `slipway-${what}-${process.pid}`;
}

/** Innermost first. */
export function removeLeftMounts(): void {
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n').toReversed();
  for (const line of mounts) {
    const [source = '', place = ''] = line.split(' ');
    const pid = (owned.exec(source) ?? owned.exec(place))?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`))
      spawnSync('umount', ['--lazy', place.replaceAll(String.raw`\040`, ' ')]);
  }
}
