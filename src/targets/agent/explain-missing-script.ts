// What is said about a script that a hook names and the revision does not have: where its path counts from, and what the
// revision has that may have been meant.
import { readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { nearest } from '../../lib/nearest.ts';

/** A revision with more files is not read to its end. */
const MAX_FILES = 20_000;

/** `archive` is the unpacked revision. */
export function explainMissingScript(location: string, archive: string): string {
  const files = readdirSync(archive, { recursive: true, withFileTypes: true })
    .slice(0, MAX_FILES)
    .filter((entry) => !entry.isDirectory())
    .map((entry) => posix.relative(archive, posix.join(entry.parentPath, entry.name)));
  const counts = `The path of "location" counts from the root of the revision, the folder that holds appspec.yml`;
  const meant = meantBy(location, files);
  if (meant !== undefined) return `${counts}. Did you mean "${meant}"?`;
  const root = [...new Set(files.map((file) => file.replace(/\/.*$/, '/')))].toSorted();
  const more = root.length > shown ? ` and ${root.length - shown} more` : '';
  return `${counts}, and the revision has no script of a similar name: its root holds ${root.slice(0, shown).join(', ')}${more}. In a pipeline the revision is what the action before it gives: its artifacts must include the scripts.`;
}

const shown = 12;

/** The same name elsewhere, with or without an ending, comes before a similar spelling. */
function meantBy(location: string, files: readonly string[]): string | undefined {
  const wanted = posix.normalize(location.replaceAll('\\', '/')).replace(/^\/+/, '');
  const stem = (file: string): string =>
    posix
      .basename(file)
      .replace(/\.[^.]*$/, '')
      .toLowerCase();
  const byName = (same: (file: string) => boolean): string | undefined =>
    files.filter(same).toSorted((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1))[0];
  return (
    byName((file) => file.toLowerCase() === wanted.toLowerCase()) ??
    byName((file) => posix.basename(file) === posix.basename(wanted)) ??
    nearest(wanted, files) ??
    nearestName(wanted, files) ??
    byName((file) => stem(file) === stem(wanted))
  );
}

/** A slip in the name of a file of another folder. */
function nearestName(wanted: string, files: readonly string[]): string | undefined {
  const name = nearest(posix.basename(wanted), new Set(files.map((file) => posix.basename(file))));
  return name === undefined ? undefined : files.find((file) => posix.basename(file) === name);
}

function depthOf(file: string): number {
  return file.split('/').length;
}
