// Where the files of an action lie: in the workspace, in the run's own repository, or fetched from its own.
import { existsSync } from 'node:fs';
import { cp, mkdir, rename } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { newId } from '../../../lib/id.ts';
import { removeTree } from '../../../lib/remove-tree.ts';
import { isFailed, type Explanation, type Result } from '../../../lib/result.ts';
import { unreachable } from '../../../lib/unreachable.ts';
import type { ActionReference } from '../../../workflows/runner/action-reference.ts';
import { gitInBuild, readGit } from '../../build/git-in-build.ts';
import type { JobRun } from '../job-run.ts';

export interface ActionFolder {
  /** In the machine: the folder that holds its `action.yml`. */
  readonly path: string;
  /** The manifest, for this process. */
  readonly manifest: string;
  readonly repository: string;
  readonly ref: string;
}

type Found = Result<ActionFolder, Explanation>;

export async function actionFolder(job: JobRun, reference: ActionReference): Promise<Found> {
  switch (reference.kind) {
    case 'workspace': {
      const path = normalize(join(job.folders.workspace, reference.path));
      const remedy =
        'Run actions/checkout before a local action, and see that the path is that of its folder.';
      return manifestIn(job, { path, repository: '', ref: '' }, remedy);
    }
    case 'repository':
      return await inOwnRepository(job, reference.path);
    case 'image':
      return {
        failed: {
          message: `The image "${reference.image}" needs a container engine: actions in containers are not executed here`,
          remedy: 'Replace the step by one with "run", or by an action that is no container.',
        },
      };
    case 'remote':
      return await fetched(job, reference);
    default:
      return unreachable(reference);
  }
}

function manifestIn(job: JobRun, place: Omit<ActionFolder, 'manifest'>, remedy: string): Found {
  const folder = job.folders.here(place.path);
  const manifest = ['action.yml', 'action.yaml']
    .map((name) => join(folder, name))
    .find((path) => existsSync(path));
  if (manifest !== undefined) return { ...place, manifest };
  const isImage = existsSync(join(folder, 'Dockerfile'));
  return {
    failed: {
      message: isImage
        ? `The action in "${place.path}" is a container, which is not executed here`
        : `Can't find 'action.yml' or 'action.yaml' under '${place.path}'`,
      remedy,
    },
  };
}

/** As the files were when the run began, also before a checkout. */
async function inOwnRepository(job: JobRun, path: string): Promise<Found> {
  const { context, folders, contexts } = job;
  const root = join(folders.actions, '_repository');
  const [source] = context.inputArtifacts;
  if (source !== undefined && !existsSync(folders.here(root)))
    await context.state.artifacts.extract(source.digest, folders.here(root));
  const place = {
    path: normalize(join(root, path)),
    repository: String(contexts.github['repository']),
    ref: String(contexts.github['sha']),
  };
  return manifestIn(job, place, 'See that the repository has the action there.');
}

async function fetched(job: JobRun, reference: Extract<ActionReference, { kind: 'remote' }>): Promise<Found> {
  const { repository, ref, path } = reference;
  const root = join(job.folders.actions, repository, ref.replaceAll('/', '_'));
  const here = job.folders.here(root);
  if (!existsSync(here)) {
    const cached = await inCache(job, reference);
    if (isFailed(cached)) return cached;
    await mkdir(dirname(here), { recursive: true });
    await cp(cached.folder, here, { recursive: true, verbatimSymlinks: true });
  }
  const place = { path: normalize(join(root, path)), repository, ref };
  return manifestIn(job, place, `See that ${repository} has an action there at ${ref}.`);
}

/**
 * By its commit, so that what was fetched once is there without a network. A branch or a tag is asked for again each time; when
 * that fails, what it was last is taken.
 */
async function inCache(
  job: JobRun,
  { repository, ref }: { readonly repository: string; readonly ref: string },
): Promise<Result<{ readonly folder: string }, Explanation>> {
  const { context } = job;
  const cache = join(await context.state.folder('cache', 'workflow-actions'), repository.toLowerCase());
  const isCommit = /^[0-9a-f]{40}$/i.test(ref);
  const known = context.state.records.get<{ readonly commit: string }>(kind, `${repository}@${ref}`);
  const commit = isCommit ? ref.toLowerCase() : known?.commit;
  const held = commit === undefined ? undefined : join(cache, commit);
  if (isCommit && held !== undefined && existsSync(held)) return { folder: held };
  const fetchedNow = await fetchInto(job, cache, { repository, ref });
  if (!isFailed(fetchedNow)) {
    context.state.records.put(kind, `${repository}@${ref}`, { commit: fetchedNow.commit });
    return { folder: join(cache, fetchedNow.commit) };
  }
  if (held !== undefined && existsSync(held)) {
    const message = `${repository}@${ref} cannot be asked for: it is taken as it was last, at ${commit ?? ''}`;
    context.report({ kind: 'Notice', message });
    return { folder: held };
  }
  return {
    failed: {
      message: `The action ${repository}@${ref} cannot be fetched: ${fetchedNow.failed}`,
      remedy: 'See that git reaches github.com, or replace the step by one with "run".',
    },
  };
}

const kind = 'workflow-action';

async function fetchInto(
  job: JobRun,
  cache: string,
  { repository, ref }: { readonly repository: string; readonly ref: string },
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
