// The commits and files that lie between two revisions of a source, as its repository on this machine has them.
import { git, type GitCall } from '../actions/source/git.ts';
import { sourcePlace } from '../actions/source/source-place.ts';
import type { Driven } from '../runtime/contract.ts';
import type { StateFolder } from '../state/state-folder.ts';

export interface CommitsBetween {
  /** Those that `to` has and `from` has not, newest first. */
  readonly commits: readonly ListedCommit[];
  /** How many commits `from` has and `to` has not, as after a rollback. */
  readonly behind: number;
  readonly files: readonly ChangedFile[];
  /** There are more commits or files than are listed. */
  readonly isCut: boolean;
  /** Why nothing could be read. */
  readonly reason?: string;
}

interface ListedCommit {
  readonly commitId: string;
  readonly summary: string;
  readonly author: string;
  /** Milliseconds since the epoch. */
  readonly committedAt: number;
}

interface ChangedFile {
  readonly path: string;
  /** Lines; absent for what is no text. */
  readonly added?: number;
  readonly removed?: number;
}

interface Range {
  readonly actionName: string;
  /** Ids of commits. */
  readonly from: string;
  readonly to: string;
}

const mostCommits = 200;
const mostFiles = 500;

/** @param driven the definition whose source it is */
export async function readCommits(
  driven: Driven,
  state: StateFolder,
  { range: { actionName, from, to }, signal }: { readonly range: Range; readonly signal: AbortSignal },
): Promise<CommitsBetween> {
  const folder = folderOf(driven, state, actionName);
  if (folder === undefined)
    return nothing(`The repository of ${actionName} is not on this machine: its history is not read`);
  const call = { folder, signal };
  const [listed, missed, changed] = await Promise.all([
    log(call, `${from}..${to}`, mostCommits + 1),
    git(call, ['rev-list', '--count', '--end-of-options', `${to}..${from}`, '--']),
    git(call, [
      'diff',
      '--numstat',
      '-z',
      '--no-renames',
      '--no-ext-diff',
      '--end-of-options',
      from,
      to,
      '--',
    ]),
  ]);
  if (!listed.ok || !missed.ok || !changed.ok)
    return nothing(`The repository of ${actionName} does not have both commits`);
  const commits = commitsIn(listed.stdout.toString('utf8'));
  const files = filesIn(changed.stdout.toString('utf8'));
  return {
    commits: commits.slice(0, mostCommits),
    behind: Number(missed.stdout.toString('utf8')),
    files: files.slice(0, mostFiles),
    isCut: commits.length > mostCommits || files.length > mostFiles,
  };
}

function nothing(reason: string): CommitsBetween {
  return { commits: [], behind: 0, files: [], isCut: false, reason };
}

/** Where the source lies on this machine; undefined for one that is elsewhere, or for no source. */
function folderOf(
  { definition, definitionFolder, options }: Driven,
  state: StateFolder,
  actionName: string,
): string | undefined {
  const declared = definition.pipeline.stages
    .flatMap(({ actions }) => actions)
    .find(({ name, actionTypeId }) => name === actionName && actionTypeId.category === 'Source');
  if (declared === undefined) return undefined;
  const { configuration = {} } = declared;
  const place = sourcePlace({
    declaration: declared,
    configuration,
    definition,
    definitionFolder,
    options,
    state,
  });
  return place.kind === 'folder' ? place.folder : undefined;
}

const fields = ['%H', '%ct', '%an', '%s'] as const;

async function log(call: GitCall, range: string, limit: number) {
  const format = `--format=${fields.join('%x00')}%x00`;
  return git(call, [
    'log',
    '--no-patch',
    '--no-notes',
    '--encoding=UTF-8',
    `-${limit}`,
    format,
    '--end-of-options',
    range,
    '--',
  ]);
}

function commitsIn(output: string): readonly ListedCommit[] {
  const parts = output.split('\0');
  return Array.from({ length: Math.floor(parts.length / fields.length) }, (_, index) => {
    const at = index * fields.length;
    const [commitId = '', seconds = '', author = '', summary = ''] = parts.slice(at, at + fields.length);
    return { commitId: commitId.trim(), summary, author, committedAt: Number(seconds) * 1000 };
  });
}

/** `added TAB removed TAB path`, with dashes for what is no text. */
function filesIn(output: string): readonly ChangedFile[] {
  return output
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [added = '', removed = '', ...path] = line.split('\t');
      const counts = added === '-' ? {} : { added: Number(added), removed: Number(removed) };
      return { path: path.join('\t'), ...counts };
    });
}
