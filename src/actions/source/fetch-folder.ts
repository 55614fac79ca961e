// A folder without version control: all of it that its .gitignore files do not leave out.
import { join } from 'node:path';
import type { ActionContext } from '../provider.ts';
import type { SourceOptions } from './source-options.ts';
import { timestamp } from './commit.ts';
import { makeEmptyRepository } from './empty-repository.ts';
import type { FetchResult } from './fetched.ts';
import { git } from './git.ts';
import { unusableNames } from './unusable-names.ts';
import { filesFor, sourceFile, submoduleNotice, symlinkNotices } from './source-file.ts';

export async function fetchFolder(
  context: ActionContext<SourceOptions>,
  folder: string,
): Promise<FetchResult> {
  const listed = await listFolder(context, folder);
  if (!listed.ok)
    return { failed: { message: `git cannot list the files of "${folder}": ${listed.stderr}` } };
  const unusable = unusableNames(context, listed.stdout);
  if (unusable !== undefined) return unusable;
  const paths = listed.stdout.toString('utf8').split('\0');
  const files = paths.flatMap((path) => (path === '' || path.endsWith('/') ? [] : sourceFile(folder, path)));
  const tree = await context.state.artifacts.save(
    folder,
    filesFor(
      context.definition,
      files.map(({ save }) => save),
    ),
  );
  const now = timestamp(context.now());
  // As long as git's ids, and as surely the name of this very content.
  const commitId = tree.digest.slice(0, 40);
  const notices = [
    `The source "${folder}" is in no git repository: its revision is the digest of its files, and it has no commit message`,
    ...symlinkNotices(context.definition, files),
    ...submoduleNotice(paths.filter((path) => path.endsWith('/'))),
  ];
  return {
    fetched: {
      commit: { commitId, authorDate: now, committerDate: now, message: '' },
      summary: 'files without a commit',
      notices,
      save: async () => tree,
    },
  };
}

/** What a first `git add` would take, without the folders that are never part of a source. */
async function listFolder(context: ActionContext<SourceOptions>, folder: string) {
  const repository = await makeEmptyRepository(join(context.workFolder, 'empty.git'));
  const environment = { GIT_DIR: repository, GIT_WORK_TREE: folder };
  const leftOut = ['.slipway', 'node_modules'].map((name) => `--exclude=${name}`);
  return git({ folder, signal: context.signal, environment }, [
    'ls-files',
    '-z',
    '--others',
    '--exclude-standard',
    ...leftOut,
  ]);
}
