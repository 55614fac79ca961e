// Removes what the last installation of a deployment group left: exactly the paths that the agent itself made.
import { lstatSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import type { HostPaths } from './host-path.ts';

/** Does nothing when there is no cleanup file. Safe to run again after it was interrupted: what is gone is ignored. */
export function removeLastInstallation(cleanupFile: string, host: HostPaths): void {
  let text: string;
  try {
    text = readFileSync(cleanupFile, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  for (const path of pathsToRemove(text)) removePath(host.of(path));
  rmSync(cleanupFile);
}

/**
 * Last made first. A line without its line feed was cut short while it was written and names nothing.
 * Lines about SELinux contexts are never written here.
 */
export function pathsToRemove(text: string): readonly string[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.filter((line) => line !== '' && !line.startsWith('semanage\0')).reverse();
}

function removePath(path: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (stats.isDirectory()) removeEmptyFolder(path);
  else rmSync(path);
}

/** A directory stays when scripts or the application have put something of their own into it. */
function removeEmptyFolder(path: string): void {
  try {
    rmdirSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'EBUSY') throw error;
  }
}
