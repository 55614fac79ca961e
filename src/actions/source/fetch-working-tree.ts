// A working tree as it lies there: tracked files, and untracked ones that are not ignored.
import { lstatSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { parentsOf } from '../../lib/paths.ts';
import type { ActionContext } from '../provider.ts';
import type { SourceOptions } from './source-options.ts';
import { countChangedFiles, type WorkingTree } from './changed-files.ts';
import { readCommit, timestamp, type Commit } from './commit.ts';
import { counted } from '../../lib/counted.ts';
import { firstLine, type Fetched, type FetchResult } from './fetched.ts';
import { git, type GitCall } from './git.ts';
import { listCommit, listFiles, type ListedFiles } from './list-files.ts';
import { withoutCredentials } from './remote-address.ts';
import { sourceFile, submoduleNotice, symlinkNotices, type SourceFile } from './source-file.ts';
import { unusableNamesOf } from './unusable-names.ts';

/** Undefined when the repository around the folder knows nothing of it, so that it is no working tree. */
export async function fetchWorkingTree(
  context: ActionContext<SourceOptions>,
  folder: string,
): Promise<FetchResult | undefined> {
  const call: GitCall = { folder, signal: context.signal };
  // Side by side: starting a git costs more than its answer.
  const [listed, commit, committed, where, unusable] = await Promise.all([
    listFiles(call),
    readCommit(call, 'HEAD'),
    listCommit(call, 'HEAD'),
    whereIn(call),
    unusableNamesOf(context, call),
  ]);
  if ('ok' in listed)
    return { failure: { message: `git cannot list the files of "${folder}": ${listed.stderr}` } };
  if (listed.tracked.size === 0 && where.prefix !== '') return undefined;
  if (unusable !== undefined) return unusable;
  const present = presentFiles(folder, listed);
  const tree = { ...listed, folder, committed, present, indexWrittenMs: where.indexWrittenMs };
  return { fetched: await describe({ context, commit, where }, tree) };
}

interface Where {
  /** The folder's path in the repository; empty for its root. */
  readonly prefix: string;
  readonly root: string;
  /** Absent while no branch is checked out. */
  readonly branchName: string | undefined;
  /** The address of `origin`, without credentials. */
  readonly origin: string | undefined;
  readonly indexWrittenMs: number;
}

async function whereIn(call: GitCall): Promise<Where> {
  const [places, branch, origin] = await Promise.all([
    git(call, ['rev-parse', '--show-prefix', '--show-toplevel', '--git-path', 'index']),
    git(call, ['symbolic-ref', '--quiet', '--short', 'HEAD']),
    git(call, ['config', '--get', 'remote.origin.url']),
  ]);
  const [prefix = '', root = '', index = ''] = places.stdout.toString('utf8').split('\n');
  const indexFile = isAbsolute(index) ? index : resolve(call.folder, index);
  return {
    prefix,
    root,
    branchName: branch.ok ? branch.stdout.toString('utf8').trim() : undefined,
    origin: origin.ok ? withoutCredentials(origin.stdout.toString('utf8').trim()).url : undefined,
    indexWrittenMs: lstatSync(indexFile, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  };
}

/** A tracked file below something that has become a symlink is gone, as git sees it: it would be someone else's file. */
function presentFiles(folder: string, { tracked, untracked }: ListedFiles): ReadonlyMap<string, SourceFile> {
  const links = new Map<string, boolean>();
  const isLink = (path: string): boolean => {
    const known =
      links.get(path) ?? lstatSync(join(folder, path), { throwIfNoEntry: false })?.isSymbolicLink();
    links.set(path, known === true);
    return known === true;
  };
  const present = new Map<string, SourceFile>();
  for (const path of [...tracked.keys(), ...untracked]) {
    // A repository in the working tree is listed as a folder.
    if (path.endsWith('/') || parentsOf(path).some(isLink)) continue;
    for (const file of sourceFile(folder, path)) present.set(path, file);
  }
  return present;
}

interface Found {
  readonly context: ActionContext<SourceOptions>;
  readonly commit: Commit | undefined;
  readonly where: Where;
}

async function describe({ context, commit, where }: Found, tree: WorkingTree): Promise<Fetched> {
  const files = [...tree.present.values()];
  const save = () =>
    context.state.artifacts.save(
      tree.folder,
      files.map((file) => file.save),
    );
  // A build by itself gets the repository, and with it folders for its submodules.
  const isCloned = context.definition.standalone === true && commit !== undefined && where.prefix === '';
  const always = [...symlinkNotices(files), ...(isCloned ? [] : submoduleNotice(submodulesOf(tree)))];
  if (commit === undefined) {
    const stored = await save();
    const notice = 'The source has no commit yet: its revision is the digest of its files';
    return {
      commit: uncommitted(stored.digest, context.now()),
      summary: 'files without a commit',
      notices: [notice, ...always],
      save: async () => stored,
    };
  }
  const changed = await countChangedFiles(tree);
  const files_ = counted(changed, 'changed file', 'changed files');
  const summary = `working tree with ${files_} on ${commit.commitId.slice(0, 7)}`;
  return {
    commit,
    summary: changed === 0 ? firstLine(commit.message) : summary,
    notices: changed === 0 ? always : [`The source is the ${summary}`, ...always],
    save,
    clone: {
      url: where.root,
      branchName: where.branchName,
      notices: cloneNotices(changed, where.prefix),
      ...(where.prefix === '' ? { repository: repositoryOf(where) } : {}),
    },
  };
}

function repositoryOf({ root, origin }: Where) {
  return { url: root, ...defined({ origin }) };
}

function uncommitted(digest: string, nowMs: number): Commit {
  const now = timestamp(nowMs);
  return { commitId: digest.slice(0, 40), authorDate: now, committerDate: now, message: '' };
}

function submodulesOf({ tracked, untracked }: ListedFiles): readonly string[] {
  const known = [...tracked].filter(([, { mode }]) => mode === '160000').map(([path]) => path);
  return [...known, ...untracked.filter((path) => path.endsWith('/'))];
}

function cloneNotices(changed: number, prefix: string): readonly string[] {
  const differing = `${counted(changed, 'file', 'files')} of the working tree ${changed === 1 ? 'differs' : 'differ'}`;
  return [
    ...(changed === 0
      ? []
      : [`CODEBUILD_CLONE_REF gives CodeBuild the commit: ${differing} from it and will not be built`]),
    ...(prefix === ''
      ? []
      : [`CODEBUILD_CLONE_REF gives CodeBuild the whole repository, not only "${prefix}"`]),
  ];
}
