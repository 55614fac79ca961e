// The files of one commit, written to the work folder by a repository that holds nothing but borrowed objects: without
// the configuration of the real one, no filter or other program that it names can run.
import { takesRepository } from '../../model/definition.ts';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Failed } from '../../lib/result.ts';
import type { StoredTree } from '../../state/artifact-store.ts';
import type { ActionContext } from '../provider.ts';
import type { SourceOptions } from './source-options.ts';
import { makeEmptyRepository } from './empty-repository.ts';
import type { FetchResult } from './fetched.ts';
import { git, type GitCall } from './git.ts';
import { listCommit } from './list-files.ts';
import { asInRepository, filesFor, submoduleNotice, symlinkNotice } from './source-file.ts';
import { unusableNamesOf } from './unusable-names.ts';

export interface CommitPlace {
  /** The folder of the repository's objects. */
  readonly objects: string;
  readonly commitId: string;
  /** Only what lies below it, with a slash at its end; empty for everything. */
  readonly prefix: string;
}

export type CheckedOut =
  | { readonly notices: readonly string[]; readonly save: () => Promise<StoredTree> }
  | Extract<FetchResult, Failed<object>>;

export async function checkOut(
  context: ActionContext<SourceOptions>,
  place: CommitPlace,
): Promise<CheckedOut> {
  const tree = join(context.workFolder, 'tree');
  await mkdir(tree, { recursive: true });
  const call = await borrowing(context, place, tree);
  const treeish = place.prefix === '' ? place.commitId : `${place.commitId}:${place.prefix.slice(0, -1)}`;
  const [files, read, unusable] = await Promise.all([
    listCommit(call, treeish),
    git(call, ['read-tree', '--end-of-options', treeish]),
    unusableNamesOf(context, call, treeish),
  ]);
  if (!read.ok) return { failed: { message: `git cannot read ${place.commitId}: ${read.stderr}` } };
  if (unusable !== undefined) return unusable;
  const written = await git(call, ['checkout-index', '--all', '--force', '--quiet']);
  if (!written.ok)
    return { failed: { message: `git cannot write the files of ${place.commitId}: ${written.stderr}` } };
  const ofMode = (mode: string): readonly string[] =>
    [...files].filter(([, file]) => file.mode === mode).map(([path]) => path);
  const saved = [...files].filter(([, { mode }]) => mode !== '160000');
  // A build by itself gets the repository, and with it folders for its submodules.
  const isCloned = takesRepository(context.definition) && place.prefix === '';
  return {
    notices: [
      ...symlinkNotice(context.definition, ofMode('120000')),
      ...(isCloned ? [] : submoduleNotice(ofMode('160000'))),
    ],
    save: () =>
      context.state.artifacts.save(
        tree,
        filesFor(
          context.definition,
          saved.map(([path, { mode }]) => asInRepository(path, mode === '100755')),
        ),
      ),
  };
}

async function borrowing(
  context: ActionContext<SourceOptions>,
  place: CommitPlace,
  tree: string,
): Promise<GitCall> {
  const sha256 = place.commitId.length === 64;
  const repository = await makeEmptyRepository(join(context.workFolder, 'borrowing.git'), { sha256 });
  return {
    folder: tree,
    signal: context.signal,
    environment: {
      GIT_DIR: repository,
      GIT_WORK_TREE: tree,
      GIT_OBJECT_DIRECTORY: place.objects,
      // Neither the user's line endings nor filters: the files are as they are in the commit.
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
    },
  };
}
