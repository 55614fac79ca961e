// Puts the run's source into the workspace: its files as they were taken when the run began, and its repository around them.
import { mkdir, readdir } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { gitInBuild, readGit } from '../../../build/git-in-build.ts';
import { placeRepository } from '../../../build/place-repository.ts';
import { endingBy } from '../../interruption.ts';
import type { JobRun } from '../../job-run.ts';
import { copyTree, emptyFolder } from './copy-tree.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';

export async function runCheckout({ job: whole, inputs, ended }: StandInCall): Promise<StandInEnd> {
  const job = endingBy(whole, ended);
  const { contexts, folders } = job;
  const path = normalize(join(folders.workspace, inputs['path'] ?? ''));
  if (path !== folders.workspace && !path.startsWith(`${folders.workspace}/`))
    return failed(`Repository path "${inputs['path'] ?? ''}" is not under "${folders.workspace}"`);
  const folder = folders.here(path);
  await mkdir(folder, { recursive: true });
  if (isYes(inputs['clean']) || (await isNoRepository(folder))) await emptyFolder(folder);
  const own = String(contexts.github['repository']);
  const repository = inputs['repository'] ?? '';
  if (repository !== '' && repository.toLowerCase() !== own.toLowerCase())
    return await cloneOther(job, { repository, ref: inputs['ref'] ?? '', folder });
  return await placeOwn(job, { ref: inputs['ref'] ?? '', folder });
}

async function isNoRepository(folder: string): Promise<boolean> {
  return !(await readdir(folder)).includes('.git');
}

interface Place {
  readonly ref: string;
  /** For this process. */
  readonly folder: string;
}

/** Another ref than that of the run comes from the repository alone, without what is not committed. */
async function placeOwn(job: JobRun, { ref, folder }: Place): Promise<StandInEnd> {
  const { context, contexts } = job;
  const [source] = context.inputArtifacts;
  if (source === undefined) return failed('The run has no source');
  const { repository } = source;
  const isOfRun = ['', contexts.github['ref'], contexts.github['ref_name'], contexts.github['sha']].includes(
    ref,
  );
  const commit = String(contexts.github['sha']);
  if (isOfRun) {
    await copyTree(job, source.digest, folder);
    if (repository === undefined) {
      context.log.line('The source is no repository with a commit: its files are there, and no .git');
      return succeeded({ ref: String(contexts.github['ref']), commit });
    }
    const placed = await placeRepository(job, { ...repository, ...branchOf(job) }, folder);
    if (placed !== undefined) return failed(placed.failed);
    context.log.line(`The source of the run, at ${commit}`);
    return succeeded({ ref: String(contexts.github['ref']), commit });
  }
  if (repository === undefined) return failed(`There is no ref "${ref}": the source is no repository`);
  return await cloneRef(job, { url: repository.url, ref, folder });
}

/** As the action leaves it: the branch of the run, where it runs on one. */
function branchOf({ contexts }: JobRun): { readonly branch?: string } {
  const ref = String(contexts.github['ref']);
  return ref.startsWith('refs/heads/') ? { branch: ref } : {};
}

async function cloneOther(
  job: JobRun,
  { repository, ref, folder }: Place & { readonly repository: string },
): Promise<StandInEnd> {
  return await cloneRef(job, { url: `https://github.com/${repository}.git`, ref, folder });
}

async function cloneRef(
  job: JobRun,
  { url, ref, folder }: Place & { readonly url: string },
): Promise<StandInEnd> {
  const error =
    (await gitInBuild(job, ['init', '--quiet'], folder)) ??
    (await gitInBuild(
      job,
      ['fetch', '--quiet', '--no-tags', '--', url, ref === '' ? 'HEAD' : ref],
      folder,
    )) ??
    (await gitInBuild(job, ['checkout', '--quiet', '--detach', 'FETCH_HEAD'], folder));
  if (error !== undefined)
    return failed(
      `"${ref === '' ? 'HEAD' : ref}" of ${url} cannot be had: ${error}`,
      'See that the machine reaches it.',
    );
  const commit = (await readGit(job, ['rev-parse', 'HEAD'], folder))?.trim() ?? '';
  return succeeded({ ref, commit });
}
