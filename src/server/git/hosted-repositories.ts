// The repositories that the server holds, and what a push has changed in one.
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { git } from '../../actions/source/git.ts';
import { folderOf } from '../../actions/source/hosted-folder.ts';
import type { GitEvent } from '../../model/triggers/git-event.ts';

export interface HostedRepository {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
}

export function hostedRepository(root: string, name: string): HostedRepository {
  return { name, folder: folderOf(root, name) };
}

/** All that were pushed, by name. */
export async function hostedNames(root: string, below = ''): Promise<readonly string[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) =>
        name.endsWith('.git')
          ? [`${below}${name.slice(0, -'.git'.length)}`]
          : await hostedNames(root, `${below}${name}/`),
      ),
  );
  return found.flat().toSorted();
}

const underWay = new Map<string, Promise<void>>();

/** Made by the first push to it. Branches may be written over, and all but the default one deleted, as in CodeCommit. */
export async function makeRepository({ folder }: HostedRepository): Promise<void> {
  const making = underWay.get(folder) ?? make(folder).finally(() => underWay.delete(folder));
  underWay.set(folder, making);
  await making;
}

async function make(folder: string): Promise<void> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  await run(parent, ['init', '--quiet', '--bare', '--template=', '--initial-branch=main', folder]);
}

/** The branch that a clone checks out. */
export async function setDefaultBranch({ folder }: HostedRepository, branch: string): Promise<void> {
  await run(folder, ['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
}

interface Refs {
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
}

/** The first branch that is pushed becomes the default one, while there is none (CodeCommit user guide, "Change the default branch"). */
export async function pointToBranch(repository: HostedRepository, { before, after }: Refs): Promise<void> {
  const made = [...after.keys()].find((ref) => ref.startsWith('refs/heads/') && !before.has(ref));
  if (made === undefined) return;
  const head = await run(repository.folder, ['symbolic-ref', 'HEAD']);
  if (!after.has(head.trim())) await setDefaultBranch(repository, made.slice('refs/heads/'.length));
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

export type PushEvent = Exclude<GitEvent, { readonly kind: 'pullRequest' }>;

/** What a push did; a deletion starts nothing and is left out. */
export async function eventsBetween(
  { name, folder }: HostedRepository,
  { before, after }: Refs,
  by: string,
): Promise<readonly PushEvent[]> {
  const changed = [...after].filter(([ref, commitId]) => before.get(ref) !== commitId);
  return await Promise.all(
    changed.map(async ([ref, commitId]): Promise<PushEvent> => {
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
      return { ...push, before: old, changedPaths: paths.split('\0').filter((path) => path !== '') };
    }),
  );
}

async function run(folder: string, args: readonly string[]): Promise<string> {
  const call = { folder, signal: new AbortController().signal };
  const result = await git(call, args);
  if (!result.ok) throw new Error(`git ${args[0] ?? ''}: ${result.stderr}`);
  return result.stdout.toString('utf8');
}
