// The host names of AWS's API in what a job starts: its machine or container, its services, its actions that are containers.
import { isMapping, valueAt, type JobInWorkflow } from '../../model/workflow.ts';
import { hostArguments, trustArguments } from '../../targets/endpoint/aws-names.ts';
import {
  leadNamesInContainer,
  leadNamesInMachine,
  namesForContainers,
  namesOnThisMachine,
  type ApiPlace,
  type LedNames,
} from '../build/aws-names.ts';
import type { BuildOptions } from '../build/build-options.ts';
import type { ActionContext } from '../provider.ts';
import type { ContainerEngine } from '../../process/container-engine.ts';
import { layersFolder } from './job-folders.ts';
import type { JobRun } from './job-run.ts';
import { givesKey } from './keys-of-aws.ts';
import { isFailed } from '../../lib/result.ts';

type JobContext = ActionContext<BuildOptions>;

/**
 * Before the first step. A machine without a file tree of its own has the names of this machine.
 * @returns undefined where the names are as they are
 */
export async function leadNamesOfJob(
  context: JobContext,
  definition: JobInWorkflow,
  known: Pick<JobRun, 'folders' | 'machine' | 'container' | 'base' | 'contexts' | 'secrets'>,
): Promise<LedNames | undefined> {
  if (hasOwnKeys(context, definition, known)) return undefined;
  const { folders, machine, container, base } = known;
  if (container !== undefined) {
    const shared = { inside: folders.temp, here: folders.here(folders.temp) };
    const { engine, container: running } = container;
    const inside = { machine, engine, name: running.name, shared };
    const led = await leadNamesInContainer(inside, await placeOf(context), base);
    if (!isFailed(led)) return led;
    const what = "AWS's host names in the container of the job, which lead to AWS";
    context.report({ kind: 'NotExecuted', what, reason: led.failed });
    return undefined;
  }
  if (folders.isolation !== 'namespace') return undefined;
  const inOwnTree = { ...machine, folder: layersFolder(folders) };
  return await leadNamesInMachine(inOwnTree, await placeOf(context), base);
}

/** For the engine's `run` of a container of the job. @param network whether it has this machine's, or the engine's own */
export async function awsHostArguments(
  { context, definition, contexts, secrets }: Pick<JobRun, 'context' | 'definition' | 'contexts' | 'secrets'>,
  engine: ContainerEngine,
  network: 'host' | 'own',
): Promise<readonly string[]> {
  if (hasOwnKeys(context, definition, { contexts, secrets })) return [];
  const place = await placeOf(context);
  const names =
    network === 'host' ? await namesOnThisMachine(place) : await namesForContainers({ engine }, place);
  return [...hostArguments(names), ...trustArguments(names, place.targetsFolder)];
}

async function placeOf({ state, place }: JobContext): Promise<ApiPlace> {
  return { targetsFolder: await state.folder('targets'), region: place.region };
}

/**
 * Keys that the workflow itself gives are meant for AWS, as those of a buildspec are: not those that only the stand-in of
 * configure-aws-credentials takes, which uses none.
 */
function hasOwnKeys(
  { configuration }: JobContext,
  { workflow, job }: JobInWorkflow,
  known: Pick<JobRun, 'contexts' | 'secrets'>,
): boolean {
  const isReal = configuration['Actions'] === 'real';
  const given = job.steps.filter(({ uses = '' }) => isReal || !uses.startsWith('aws-actions/'));
  const services = job.services ?? null;
  const environments = [
    workflow.env,
    job.env,
    valueAt(job.container, 'env'),
    ...(services !== null && isMapping(services) ? services.entries : []).map(([, each]) =>
      valueAt(each, 'env'),
    ),
    ...job.steps.map(({ env }) => env),
    ...given.map((step) => (step.uses === undefined ? undefined : step.with)),
  ];
  if (environments.some((values) => givesKey(values, known))) return true;
  return (
    isReal && job.steps.some(({ uses = '' }) => uses.startsWith('aws-actions/configure-aws-credentials'))
  );
}
