// What git knows of an event that is about a repository here: its commit, what was there before, which files differ.
import { defined } from '../../lib/defined.ts';
import { git, type GitCall } from '../../actions/source/git.ts';
import { branchOf, isPullRequest, noCommit, type Payload } from '../../workflows/events/event-payload.ts';

export interface EventPlace {
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Of the event, in full. */
  readonly ref: string;
  readonly event: string;
  /** The branch that a pull request would change. */
  readonly base: string;
  /** The files as they lie in the folder are meant, with changes that are not committed. */
  readonly isCheckedOut: boolean;
  /** Whether a filter asks for the changed files. */
  readonly readsPaths: boolean;
}

export interface KnownOfEvent {
  /** Parts of GitHub's webhook payload. */
  readonly payload: Payload;
  /** Undefined when git does not know them. */
  readonly changedPaths?: readonly string[];
}

export async function knownOfEvent(place: EventPlace): Promise<KnownOfEvent> {
  if (isPullRequest(place.event)) return await knownOfPull(place);
  return place.event === 'push' ? await knownOfPush(place) : { payload: {} };
}

/** Before it was what the remote branch has; when that is the same, the parent, as after the last push. */
async function knownOfPush(place: EventPlace): Promise<KnownOfEvent> {
  const call: GitCall = place;
  const isBranch = place.ref.startsWith('refs/heads/');
  const [head, upstream] = await Promise.all([
    readHead(call, place.ref),
    isBranch ? idOf(call, `${place.ref}@{upstream}`) : undefined,
  ]);
  if (head === undefined) return { payload: {} };
  const before = upstream !== undefined && upstream !== head.id ? upstream : head.parent;
  const payload = {
    before: isBranch ? (before ?? noCommit) : noCommit,
    created: before === undefined || !isBranch,
    head_commit: head.commit,
    commits: [{ ...head.commit, distinct: true }],
  };
  if (!place.readsPaths) return { payload };
  const changedPaths = await changedSince(place, before);
  return { payload, ...defined({ changedPaths }) };
}

async function knownOfPull(place: EventPlace): Promise<KnownOfEvent> {
  const { base, ref } = place;
  const remote = await idOf(place, `refs/remotes/origin/${base}`);
  const tip = remote ?? (await idOf(place, `refs/heads/${base}`));
  const pull = {
    pull_request: {
      head: { ref: branchOf(ref) },
      base: { ref: base, ...defined({ sha: tip }) },
    },
  };
  if (tip === undefined || !place.readsPaths) return { payload: pull };
  const merge = await git(place, ['merge-base', tip, headOf(place)]);
  const since = merge.ok ? merge.stdout.toString('utf8').trim() : tip;
  const changedPaths = await changedSince(place, since);
  return { payload: pull, ...defined({ changedPaths }) };
}

function headOf({ ref, isCheckedOut }: EventPlace): string {
  return isCheckedOut ? 'HEAD' : ref;
}

async function idOf(call: GitCall, name: string): Promise<string | undefined> {
  const answer = await git(call, [
    'rev-parse',
    '--quiet',
    '--verify',
    '--end-of-options',
    `${name}^{commit}`,
  ]);
  return answer.ok ? answer.stdout.toString('utf8').trim() : undefined;
}

async function readHead(call: GitCall, ref: string) {
  const format = '--format=%H%x00%P%x00%an%x00%ae%x00%cn%x00%ce%x00%cI%x00%T%x00%B';
  const answer = await git(call, [
    'log',
    '-1',
    '--no-patch',
    '--no-notes',
    format,
    '--end-of-options',
    ref,
    '--',
  ]);
  if (!answer.ok) return undefined;
  const [
    id = '',
    parents = '',
    name = '',
    email = '',
    committer = '',
    mail = '',
    timestamp = '',
    tree = '',
    text = '',
  ] = answer.stdout.toString('utf8').split('\0');
  const parent = parents.split(' ').find((each) => each !== '');
  const commit = {
    id,
    tree_id: tree,
    message: text.trimEnd(),
    timestamp,
    author: { name, email },
    committer: { name: committer, email: mail },
  };
  return { id, parent, commit };
}

/** Of the first commit all files; with those that are changed and not committed, when they are meant. */
async function changedSince(
  place: EventPlace,
  since: string | undefined,
): Promise<readonly string[] | undefined> {
  const { isCheckedOut, ref } = place;
  const names = async (...args: readonly string[]): Promise<readonly string[] | undefined> => {
    const answer = await git(place, args);
    return answer.ok
      ? answer.stdout
          .toString('utf8')
          .split('\0')
          .filter((path) => path !== '')
      : undefined;
  };
  const listed = isCheckedOut ? names('ls-files', '-z', '--others', '--exclude-standard') : [];
  const differing =
    since === undefined
      ? names('ls-tree', '-r', '-z', '--name-only', headOf(place))
      : names(
          'diff',
          '-z',
          '--relative',
          '--name-only',
          '--no-ext-diff',
          '--no-textconv',
          since,
          ...(isCheckedOut ? [] : [ref]),
          '--',
        );
  const [untracked, changed] = [await listed, await differing];
  return changed === undefined ? undefined : [...new Set([...changed, ...(untracked ?? [])])];
}
