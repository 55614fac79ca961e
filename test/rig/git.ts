// Git as a user runs it, in a repository of the test's own.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const identity = ['user.name=Ann', 'user.email=ann@example.com', 'init.defaultBranch=main'].flatMap((one) => [
  '-c',
  one,
]);

/** What git prints. Throws when it fails. */
export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
}

/** Makes the folder a repository whose one commit has all that is in it, but for the state of runs. */
export function commitAll(folder: string): void {
  writeFileSync(join(folder, '.gitignore'), '.slipway\n');
  git(folder, 'init', '--quiet');
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', 'First');
}

/** A repository with one commit of `file.txt`. */
export function makeClone(parent: string): string {
  const folder = join(parent, 'clone');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'file.txt'), 'one\n');
  git(folder, 'init', '--quiet');
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', 'First');
  return folder;
}
