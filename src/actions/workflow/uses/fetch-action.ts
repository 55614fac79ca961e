// Fetches an action by git into a cache by its commits: `.github/workflows/actions.lock` says which, where the repository has one.
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../../lib/id.ts';
import { removeTree } from '../../../lib/remove-tree.ts';
import { isFailed, type Explanation, type Result } from '../../../lib/result.ts';
import { lockedCommit, lockPath, readActionsLock } from '../../../workflows/runner/actions-lock.ts';
import { gitInBuild, readGit } from '../../build/git-in-build.ts';
import type { JobRun } from '../job-run.ts';

interface Wanted {
  /** `owner/name` */
  readonly repository: string;
  readonly ref: string;
}

/**
 * By its commit, so that what was fetched once is there without a network. A branch or a tag that is not locked is asked for again
 * each time; when that fails, what it was last is taken.
 */
export async function fetchAction(
  job: JobRun,
  { repository, ref }: Wanted,
): Promise<Result<{ readonly folder: string }, Explanation>> {
  const { context } = job;
  const cache = join(await context.state.folder('cache', 'workflow-actions'), repository.toLowerCase());
  const locked = await lockedAt(job, { repository, ref });
  if (isFailed(locked)) return locked;
  const pinned = /^[0-9a-f]{40}$/i.test(ref) ? ref.toLowerCase() : locked.commit;
  const known = context.state.records.get<{ readonly commit: string }>(kind, `${repository}@${ref}`);
  const commit = pinned ?? known?.commit;
  const held = commit === undefined ? undefined : join(cache, commit);
  if (pinned !== undefined && held !== undefined && existsSync(held)) return { folder: held };
  const fetchedNow = await fetchInto(job, cache, { repository, ref: pinned ?? ref });
  if (!isFailed(fetchedNow)) {
    context.state.records.put(kind, `${repository}@${ref}`, { commit: fetchedNow.commit });
    return { folder: join(cache, fetchedNow.commit) };
  }
  if (!context.signal.aborted && pinned === undefined && held !== undefined && existsSync(held)) {
    const message = `${repository}@${ref} cannot be asked for: it is taken as it was last, at ${commit ?? ''}`;
    context.report({ kind: 'Notice', message });
    return { folder: held };
  }
  return { failed: unfetched({ repository, ref }, fetchedNow.failed) };
}

function unfetched({ repository, ref }: Wanted, cause: string): Explanation {
  return {
    message: `The action ${repository}@${ref} cannot be fetched: ${cause}`,
    remedy:
      'Run it once where git reaches github.com: from then on it is kept by its commit. Without a network, put it into this repository and name it by its path ("uses: ./.github/actions/NAME").',
  };
}

/** Without a commit when the repository has no lock, or none for this action. */
async function lockedAt(
  { context }: JobRun,
  { repository, ref }: Wanted,
): Promise<Result<{ readonly commit: string | undefined }, Explanation>> {
  const [source] = context.inputArtifacts;
  const bytes =
    source === undefined ? undefined : await context.state.artifacts.readFile(source.digest, lockPath);
  if (bytes === undefined) return { commit: undefined };
  const lock = readActionsLock({ path: lockPath, text: Buffer.from(bytes).toString('utf8') });
  if (isFailed(lock))
    return {
      failed: {
        message: `${lockPath} cannot be read: ${lock.failed}`,
        remedy: 'Write it anew: gh actions-lock',
      },
    };
  const commit = lockedCommit(lock, `${repository}@${ref}`);
  if (commit === undefined)
    context.report({
      kind: 'Notice',
      message: `${repository}@${ref} is not in ${lockPath}: what the ref names now is run. Lock it: gh actions-lock`,
    });
  return { commit };
}

const kind = 'workflow-action';

async function fetchInto(
  job: JobRun,
  cache: string,
  { repository, ref }: Wanted,
): Promise<Result<{ readonly commit: string }>> {
  await mkdir(cache, { recursive: true });
  const folder = join(cache, `fetching-${newId()}`);
  await mkdir(folder);
  const url = `https://github.com/${repository}.git`;
  const failed =
    (await gitInBuild(job, ['init', '--quiet'], folder)) ??
    (await gitInBuild(job, ['fetch', '--quiet', '--depth=1', '--no-tags', '--', url, ref], folder)) ??
    (await gitInBuild(job, ['checkout', '--quiet', '--detach', 'FETCH_HEAD'], folder));
  const commit =
    failed === undefined ? (await readGit(job, ['rev-parse', 'HEAD'], folder))?.trim() : undefined;
  if (commit === undefined) {
    await removeTree(folder);
    return { failed: failed ?? 'it has no commit' };
  }
  await removeTree(join(folder, '.git'));
  // Another job may have put it there in the meantime.
  await rename(folder, join(cache, commit)).catch(async () => await removeTree(folder));
  return { commit };
}
