// A home folder, or the root of the machine, is no project: all that lies in it would be the source of its pipeline.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { currentUser } from '../../lib/current-user.ts';
import { problem, ProblemError } from '../../lib/problem.ts';

/** What it is, unless it is a repository. */
export function sharedFolder(path: string): 'your home folder' | 'the root of this machine' | undefined {
  if (existsSync(join(path, '.git'))) return undefined;
  if (dirname(path) === path) return 'the root of this machine';
  return path === currentUser().homedir ? 'your home folder' : undefined;
}

/** Throws a ProblemError for a folder in which no pipeline is begun. */
export function requireOwnFolder(path: string): void {
  const what = sharedFolder(path);
  if (what === undefined) return;
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `This is ${what}: all that lies in it would be the source of the pipeline`,
      remedy: 'Name the folder of the project (slipway init FOLDER), or go there first',
    }),
  ]);
}
