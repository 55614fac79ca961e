// A working tree as it lies there: tracked files, and untracked ones that are not ignored.
import { takesRepository } from '../../model/definition.ts';
import { hash } from 'node:crypto';
import { existsSync, lstatSync, type Stats } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { parentsOf } from '../../lib/paths.ts';
import type { StoredTree } from '../../state/artifact-store.ts';
import type { ActionContext } from '../provider.ts';
import type { SourceOptions } from './source-options.ts';
import { countChangedFiles, type WorkingTree } from './changed-files.ts';
import { readCommit, timestamp, type Commit } from './commit.ts';
import { counted } from '../../lib/counted.ts';
import { firstLine, type Fetched, type FetchResult } from './fetched.ts';
import { git, type GitAnswer, type GitCall } from './git.ts';
import { listCommit, listTracked, listUntracked, namesIn, type ListedFiles } from './list-files.ts';
import { withoutCredentials } from './remote-address.ts';
import { filesFor, sourceFile, submoduleNotice, symlinkNotices, type SourceFile } from './source-file.ts';
import { unusableNamesOf } from './unusable-names.ts';

/** Undefined when the repository around the folder knows nothing of it, so that it is no working tree. */
export async function fetchWorkingTree(
  context: ActionContext<SourceOptions>,
  folder: string,
): Promise<FetchResult | undefined> {
  const call: GitCall = { folder, signal: context.signal };
  // Side by side: starting a git costs more than its answer.
  const [commit, where, untracked] = await Promise.all([
    readCommit(call, 'HEAD'),
    whereIn(call),
    listUntracked(call),
  ]);
  if (!untracked.ok) return cannotList(folder, untracked);
  const found = { context, folder, commit, where };
  const key = snapshotKey(found, untracked.stdout);
  return (await recallTree(found, key)) ?? readTree(found, { call, key, untracked: namesIn(untracked) });
}

function cannotList(folder: string, { stderr }: GitAnswer): FetchResult {
  return { failed: { message: `git cannot list the files of "${folder}": ${stderr}` } };
}

interface Found {
  readonly context: ActionContext<SourceOptions>;
  readonly folder: string;
  readonly commit: Commit | undefined;
  readonly where: Where;
}

/** What follows from the files. */
interface Differences {
  /** How many files differ from the commit. */
  readonly changed: number;
  /** What the artifact has otherwise than the files. */
  readonly notices: readonly string[];
}

/** An index that was written just now could be written again with the same status. */
const settledAfterMs = 2_000;

/**
 * Names all that decides which files the source has, and what is said of them: the index, the commit, the untracked files.
 * Undefined when it cannot be known whether the index changes.
 */
function snapshotKey({ context, commit, where }: Found, untracked: Buffer): string | undefined {
  const { index } = where;
  if (index === undefined || commit === undefined) return undefined;
  const { ino, size, mtimeMs, ctimeMs } = index;
  if (Date.now() - Math.max(mtimeMs, ctimeMs) < settledAfterMs) return undefined;
  const isAlone = takesRepository(context.definition);
  const hasLinks = context.definition.workflow !== undefined;
  const state = [commit.commitId, where.prefix, isAlone, hasLinks, ino, size, mtimeMs, ctimeMs];
  return hash('sha256', Buffer.concat([Buffer.from(`${JSON.stringify(state)}\n`), untracked]), 'hex');
}

/** The source as it was stored before, when nothing of it has changed. */
async function recallTree(found: Found, key: string | undefined): Promise<FetchResult | undefined> {
  const { context, folder, commit } = found;
  const recalled = key === undefined ? undefined : await context.state.artifacts.recall(folder, key);
  if (recalled === undefined || commit === undefined) return undefined;
  const differences = JSON.parse(recalled.note) as Differences;
  const { tree } = recalled;
  return { fetched: describe({ ...found, commit }, differences, async () => Promise.resolve(tree)) };
}

async function readTree(
  found: Found,
  listing: {
    readonly call: GitCall;
    readonly key: string | undefined;
    readonly untracked: readonly string[];
  },
): Promise<FetchResult | undefined> {
  const { context, folder, commit, where } = found;
  const { call, key, untracked } = listing;
  const [tracked, committed, unusable] = await Promise.all([
    listTracked(call),
    listCommit(call, 'HEAD'),
    unusableNamesOf(context, call),
  ]);
  if ('ok' in tracked) return cannotList(folder, tracked);
  if (tracked.size === 0 && where.prefix !== '') return undefined;
  if (unusable !== undefined) return unusable;
  const listed = { tracked, untracked };
  const { present, absent, folders, hasHidden } = lieIn(folder, listed);
  const indexWrittenMs = where.index?.mtimeMs ?? 0;
  const tree = { ...listed, folder, committed, present, indexWrittenMs };
  const kept = [...present.values()].map((file) => file.save);
  const files = filesFor(context.definition, kept);
  if (commit === undefined)
    return withoutCommit(context, await context.state.artifacts.save(folder, files), noticesOf(found, tree));
  const differences = { changed: await countChangedFiles(tree), notices: noticesOf(found, tree) };
  const snapshot =
    key === undefined || hasHidden
      ? {}
      : { snapshot: { key, absent, folders, note: JSON.stringify(differences) } };
  const save = async () => context.state.artifacts.save(folder, files, snapshot);
  return { fetched: describe({ ...found, commit }, differences, save) };
}

interface Where {
  /** The folder's path in the repository; empty for its root. */
  readonly prefix: string;
  readonly root: string;
  /** Absent while no branch is checked out. */
  readonly branchName: string | undefined;
  /** The address of `origin`, without credentials. */
  readonly origin: string | undefined;
  /** Absent while nothing was ever added. */
  readonly index: Stats | undefined;
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
    index: lstatSync(indexFile, { throwIfNoEntry: false }),
  };
}

interface Lying {
  readonly present: ReadonlyMap<string, SourceFile>;
  /** Tracked files that are gone. */
  readonly absent: readonly string[];
  /** Tracked paths where a folder lies: submodules. */
  readonly folders: readonly string[];
  /** Whether something tracked lies behind a symlink. */
  readonly hasHidden: boolean;
}

/** A tracked file below something that has become a symlink is gone, as git sees it: it would be someone else's file. */
function lieIn(folder: string, { tracked, untracked }: ListedFiles): Lying {
  const links = new Map<string, boolean>();
  const isLink = (path: string): boolean => {
    const known =
      links.get(path) ?? lstatSync(join(folder, path), { throwIfNoEntry: false })?.isSymbolicLink();
    links.set(path, known === true);
    return known === true;
  };
  const present = new Map<string, SourceFile>();
  const absent: string[] = [];
  const folders: string[] = [];
  let hasHidden = false;
  for (const path of [...tracked.keys(), ...untracked]) {
    const isHidden = parentsOf(path).some(isLink);
    hasHidden ||= isHidden;
    // A repository in the working tree is listed as a folder.
    if (isHidden || path.endsWith('/')) continue;
    const [file] = sourceFile(folder, path);
    if (file !== undefined) present.set(path, file);
    else if (existsSync(join(folder, path))) folders.push(path);
    else absent.push(path);
  }
  return { present, absent, folders, hasHidden };
}

function noticesOf({ context, commit, where }: Found, tree: WorkingTree): readonly string[] {
  const links = symlinkNotices(context.definition, [...tree.present.values()]);
  // A build by itself gets the repository, and with it folders for its submodules.
  const isCloned = takesRepository(context.definition) && commit !== undefined && where.prefix === '';
  return isCloned ? links : [...links, ...submoduleNotice(submodulesOf(tree))];
}

function withoutCommit(
  context: ActionContext<SourceOptions>,
  stored: StoredTree,
  notices: readonly string[],
): FetchResult {
  const notice = 'The source has no commit yet: its revision is the digest of its files';
  return {
    fetched: {
      commit: uncommitted(stored.digest, context.now()),
      summary: 'files without a commit',
      notices: [notice, ...notices],
      save: async () => Promise.resolve(stored),
    },
  };
}

function describe(
  { commit, where }: Found & { readonly commit: Commit },
  { changed, notices }: Differences,
  save: Fetched['save'],
): Fetched {
  const files = counted(changed, 'changed file', 'changed files');
  const summary = `working tree with ${files} on ${commit.commitId.slice(0, 7)}`;
  return {
    commit,
    summary: changed === 0 ? firstLine(commit.message) : summary,
    notices: changed === 0 ? notices : [`The source is the ${summary}`, ...notices],
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
