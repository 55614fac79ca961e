// Where the files of an action lie: in the workspace, in the run's own repository, or fetched from its own.
import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { isFailed, type Explanation, type Result } from '../../../lib/result.ts';
import { unreachable } from '../../../lib/unreachable.ts';
import type { ActionReference } from '../../../workflows/runner/action-reference.ts';
import type { JobRun } from '../job-run.ts';
import { fetchAction } from './fetch-action.ts';

export interface ActionFolder {
  /** In the machine: the folder that holds its `action.yml`. */
  readonly path: string;
  /** The manifest, for this process; the Dockerfile of an action that has nothing else. */
  readonly manifest: string;
  readonly repository: string;
  readonly ref: string;
  /** It lies in the workspace, where a step has put it. */
  readonly isLocal: boolean;
}

type Found = Result<ActionFolder, Explanation>;

/** @param reference of files: an image has none */
export async function actionFolder(
  job: JobRun,
  reference: Exclude<ActionReference, { readonly kind: 'image' }>,
): Promise<Found> {
  switch (reference.kind) {
    case 'workspace': {
      const path = normalize(join(job.folders.workspace, reference.path));
      const remedy =
        'Run actions/checkout before a local action, and see that the path is that of its folder.';
      return manifestIn(job, { path, repository: '', ref: '', isLocal: true }, remedy);
    }
    case 'repository':
      return await inOwnRepository(job, reference.path);
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
  // A Dockerfile alone is an action without inputs (actions/runner, ActionManager).
  const dockerfile = join(folder, 'Dockerfile');
  if (existsSync(dockerfile)) return { ...place, manifest: dockerfile };
  return {
    failed: {
      message: `Can't find 'action.yml', 'action.yaml' or 'Dockerfile' under '${place.path}'`,
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
    isLocal: false,
  };
  return manifestIn(job, place, 'See that the repository has the action there.');
}

async function fetched(job: JobRun, reference: Extract<ActionReference, { kind: 'remote' }>): Promise<Found> {
  const { repository, ref, path } = reference;
  const root = join(job.folders.actions, repository, ref.replaceAll('/', '_'));
  const here = job.folders.here(root);
  if (!existsSync(here)) {
    const cached = await fetchAction(job, reference);
    if (isFailed(cached)) return cached;
    await mkdir(dirname(here), { recursive: true });
    await cp(cached.folder, here, { recursive: true, verbatimSymlinks: true });
  }
  const place = { path: normalize(join(root, path)), repository, ref, isLocal: false };
  return manifestIn(job, place, `See that ${repository} has an action there at ${ref}.`);
}
