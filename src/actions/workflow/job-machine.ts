// Where the steps of a job run: a machine of its own, or this machine in folders of its own.
import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { isFailed, type Result } from '../../lib/result.ts';
import type { JobInWorkflow } from '../../model/workflow.ts';
import type { Machine, MachineIsolation } from '../../process/machine/machine.ts';
import { openNamespaceMachine } from '../../process/machine/namespace-machine.ts';
import { compileCacheFolder } from '../../process/compile-cache.ts';
import { namespaceSupport } from '../../process/machine/namespace-support.ts';
import { openPlainMachine } from '../../process/machine/plain-machine.ts';
import { machinePath, machineTools } from '../build/base-environment.ts';
import { machinesFolder } from '../build/build-machine.ts';
import { toolFolders } from '../build/build-tools.ts';
import type { BuildOptions } from '../build/build-options.ts';
import type { ActionContext } from '../provider.ts';
import { layersFolder, type JobFolders } from './job-folders.ts';

export interface ChosenIsolation {
  readonly isolation: MachineIsolation;
  /** Why it is not the best one that there is. */
  readonly because?: string;
}

/** A container engine of this machine sees this machine's files, so a job that calls one must lie where it looks. */
export async function chooseIsolation(
  { options, state }: Pick<ActionContext<BuildOptions>, 'options' | 'state'>,
  { job }: JobInWorkflow,
): Promise<ChosenIsolation> {
  if (options.isolation === 'none') return { isolation: 'none' };
  if (options.isolation === 'process') return { isolation: 'folder' };
  const { missing } = await namespaceSupport(machinesFolder(state.path));
  if (missing !== undefined)
    return { isolation: 'folder', because: `a file tree of its own is not possible here: ${missing}` };
  if (job.services !== undefined && process.getuid?.() !== 0)
    return {
      isolation: 'folder',
      because:
        'its services are programs that refuse to run as root, which a machine of its own would have them be',
    };
  const engine = engineNamed(job);
  if (engine === undefined) return { isolation: 'namespace' };
  return {
    isolation: 'folder',
    because: `it calls ${engine}, and a container engine of this machine must see its files`,
  };
}

const engines = /(?:^|[\s;&|(`"'/])(docker|podman|buildah|nerdctl)(?=$|[\s;&|)`"'\\/-])/;

function engineNamed({ steps }: JobInWorkflow['job']): string | undefined {
  for (const { run, uses } of steps) {
    const named = engines.exec(`${JSON.stringify(run ?? '')}\n${uses ?? ''}`)?.[1];
    if (named !== undefined) return named;
  }
  return undefined;
}

/** @param programs the folder of those that every job finds first */
export async function openJobMachine(
  { state, actionExecutionId, signal, inputArtifacts }: ActionContext<BuildOptions>,
  folders: JobFolders,
  programs: string,
): Promise<Result<Machine>> {
  const common = {
    environment: { PATH: machinePath(process.env) },
    cwd: folders.home,
    mark: actionExecutionId,
    signal,
  };
  const { isolation } = folders;
  if (isolation !== 'namespace') {
    const plain = isolation === 'none' ? 'none' : 'folder';
    return await openPlainMachine({ ...common, isolation: plain, folder: folders.own.tmp });
  }
  const { shared } = await namespaceSupport(machinesFolder(state.path));
  const opened = await openNamespaceMachine({
    ...common,
    folder: layersFolder(folders),
    own: [
      { path: folders.home, folder: folders.own.runner },
      { path: '/tmp', folder: folders.own.tmp },
    ],
    layered: [],
    visible: [
      ...['cache', 'targets'].map((name) => join(state.path, name)),
      ...toolFolders(programs),
      compileCacheFolder(),
      // What runs actions for Node.
      realpathSync(process.execPath),
      // What a checkout borrows from.
      ...inputArtifacts.flatMap(({ repository }) => repository?.url ?? []).filter((url) => isAbsolute(url)),
    ].filter((path) => existsSync(path)),
    tools: machineTools(process.env),
    shared,
  });
  return isFailed(opened) ? { failed: `The machine of the job cannot be made: ${opened.failed}` } : opened;
}
