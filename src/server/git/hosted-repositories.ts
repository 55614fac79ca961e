// The repositories that the server holds, and what a push has changed in one.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from '../../actions/source/git.ts';
import type { GitEvent } from '../../model/triggers/git-event.ts';

/** As in CodeCommit: letters, digits, `.`, `_` and `-`, at most 100. A name is a folder, so it is checked before. */
export function isRepositoryName(name: string): boolean {
  return /^[A-Za-z0-9._-]{1,100}$/.test(name) && !/^\.+$/.test(name) && !name.endsWith('.git');
}

export interface HostedRepository {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
}

export function hostedRepository(root: string, name: string): HostedRepository {
  return { name, folder: join(root, `${name}.git`) };
}

export function exists({ folder }: HostedRepository): boolean {
  return existsSync(join(folder, 'HEAD'));
}

const maxPushBytes = 2_000_000_000;

/** Made by the first push to it. Branches may be deleted and written over, as in CodeCommit. */
export async function makeRepository(root: string, { folder }: HostedRepository): Promise<void> {
  await mkdir(root, { recursive: true });
  await run(root, ['init', '--quiet', '--bare', '--initial-branch=main', folder]);
  const settings = {
    'http.receivepack': 'true',
    'receive.maxInputSize': String(maxPushBytes),
    'receive.fsckObjects': 'true',
  };
  for (const [name, value] of Object.entries(settings)) await run(folder, ['config', name, value]);
}

/** Branches and tags with their commits. */
export async function refsOf({ folder }: HostedRepository): Promise<ReadonlyMap<string, string>> {
  const text = await run(folder, [
    'for-each-ref',
    '--format=%(refname) %(*objectname) %(objectname)',
    'refs/heads',
    'refs/tags',
  ]);
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [ref = '', peeled = '', own = ''] = line.split(' ');
        return [ref, own === '' ? peeled : peeled === '' ? own : peeled];
      }),
  );
}

/** What a push did; a deletion starts nothing and is left out. */
export async function eventsBetween(
  { name, folder }: HostedRepository,
  {
    before,
    after,
  }: { readonly before: ReadonlyMap<string, string>; readonly after: ReadonlyMap<string, string> },
  by: string,
): Promise<readonly GitEvent[]> {
  const changed = [...after].filter(([ref, commitId]) => before.get(ref) !== commitId);
  return await Promise.all(
    changed.map(async ([ref, commitId]): Promise<GitEvent> => {
      const base = { repository: name, commitId, by };
      if (ref.startsWith('refs/tags/')) return { kind: 'tag', tag: ref.slice('refs/tags/'.length), ...base };
      const old = before.get(ref);
      const push = {
        kind: 'push',
        branch: ref.slice('refs/heads/'.length),
        isNew: old === undefined,
        ...base,
      } as const;
      if (old === undefined) return push;
      const paths = await run(folder, ['diff', '--name-only', '--no-renames', '-z', old, commitId]);
      return { ...push, changedPaths: paths.split('\0').filter((path) => path !== '') };
    }),
  );
}

async function run(folder: string, args: readonly string[]): Promise<string> {
  const call = { folder, signal: new AbortController().signal };
  const result = await git(call, args);
  if (!result.ok) throw new Error(`git ${args[0] ?? ''}: ${result.stderr}`);
  return result.stdout.toString('utf8');
}
