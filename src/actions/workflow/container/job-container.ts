// The container that the steps of a job run in: started for the job, its commands are called in it one by one, and it is removed
// with the job (GitHub: "Running jobs in a container"). The folders of the job lie in it where a runner mounts them.
import { existsSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../../../lib/defined.ts';
import { newId } from '../../../lib/id.ts';
import { isFailed, type Explanation, type Result } from '../../../lib/result.ts';
import { callEngine, engineEnvironment, type ContainerEngine } from '../../../process/container-engine.ts';
import { engineCause } from '../../../process/engine-cause.ts';
import type { Machine, MachineCommand } from '../../../process/machine/machine.ts';
import { runCommand } from '../../../process/run-command.ts';
import type { BuildOptions } from '../../build/build-options.ts';
import { holdContainer } from '../../build/hold-container.ts';
import type { BuildImage } from '../../build/inspect-image.ts';
import { recordContainer, removeContainer, type LeftContainer } from '../../build/left-containers.ts';
import { containerEngineRemedy, findContainerEngine } from '../../find-container-engine.ts';
import type { ActionContext } from '../../provider.ts';
import { endOfJob } from '../end-of-job.ts';
import type { JobFolders } from '../job-folders.ts';
import { published, wordsOf } from '../services/container-arguments.ts';
import type { ContainerSpec } from './container-spec.ts';
import { pullAs } from './pull-as.ts';
import { runInContainer } from './run-in-container.ts';

export interface JobContainer {
  readonly engine: ContainerEngine;
  readonly container: LeftContainer;
  readonly image: BuildImage;
  readonly machine: Machine;
  /** As `job.container` has it. */
  readonly id: string;
}

type JobContext = ActionContext<BuildOptions>;

const usualPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export async function openJobContainer(
  context: JobContext,
  spec: ContainerSpec,
  folders: JobFolders,
): Promise<Result<JobContainer, Explanation>> {
  const engine = await findContainerEngine(context.options);
  if (engine === undefined)
    return {
      failed: {
        message: `The job runs in the container ${spec.image}, which needs a container engine: none answers`,
        remedy: containerEngineRemedy,
      },
    };
  const pulled = await pullAs(context, engine, spec);
  if (isFailed(pulled)) return failed(spec, pulled.failed, 'See that the engine can pull the image.');
  const { image } = pulled;
  const container: LeftContainer = { file: engine.file, name: `slipway-job-${newId()}` };
  const args = startArguments(context, spec, { container, folders, image, engine });
  if (isFailed(args)) return failed(spec, args.failed, '');
  recordContainer(context.state.records, container);
  const release = holdContainer(container);
  const machine = machineIn(context, { container, folders, release });
  const started = await callEngine(engine, args.args, { signal: endOfJob(context), env: spec.env });
  if (started.exitCode === 0) {
    context.log.line(`Container: ${spec.image} on ${engine.name} ${engine.version}`);
    return { engine, container, image, machine, id: started.output.trim().slice(-64) };
  }
  await machine.end();
  return failed(spec, engineCause(started.output), '');
}

function failed({ image }: ContainerSpec, message: string, remedy: string) {
  return { failed: { message: `The container of the job (${image}) cannot be started: ${message}`, remedy } };
}

interface Held {
  readonly container: LeftContainer;
  readonly folders: JobFolders;
}

/** As a runner creates it (actions/runner, DockerCommandManager.DockerCreate). */
function startArguments(
  context: JobContext,
  { env, ports, volumes, options }: ContainerSpec,
  {
    container,
    folders,
    image,
    engine,
  }: Held & { readonly image: BuildImage; readonly engine: ContainerEngine },
): Result<{ readonly args: readonly string[] }> {
  const given = wordsOf(options);
  if (isFailed(given)) return { failed: `its options: ${given.failed}` };
  const refused = given.words.find((word) => /^--(?:network|net|entrypoint)(?:=|$)/.test(word));
  if (refused !== undefined) return { failed: `its options: ${refused.replace(/=.*/, '')} is not supported` };
  const socket = '/var/run/docker.sock';
  const mounts = [
    ...folders.mounts.map(({ path, folder }) => `${folder}:${path}`),
    // What runs actions for Node.
    ...[...new Set([process.execPath, realpathSync(process.execPath)])].map((path) => `${path}:${path}:ro`),
    ...(engine.name === 'docker' && existsSync(socket) ? [`${socket}:${socket}`] : []),
    ...volumes,
  ];
  const words = [
    ['--name', container.name],
    ['--pull', 'never'],
    ['--label', `slipway.state=${context.state.path}`],
    ['--workdir', folders.workspace],
    ['--stop-timeout', '0'],
    ['--security-opt', 'label=disable'],
    // By name: their values stand in the environment of the client, and in no argument.
    ...Object.keys(env).map((name) => ['--env', name]),
    ...ports.map((port) => ['--publish', published(port)]),
    ...mounts.map((mount) => ['--volume', mount]),
    given.words,
    ['--entrypoint', 'tail'],
  ];
  return { args: ['run', '--detach', ...words.flat(), image.name, '-f', '/dev/null'] };
}

function machineIn(
  { state, signal, actionExecutionId }: JobContext,
  { container, folders, release }: Held & { readonly release: () => void },
): Machine {
  const call = ({ file, args, account }: Pick<MachineCommand, 'file' | 'args' | 'account'>) => ({
    file: container.file,
    args: [
      'exec',
      ...(account === undefined ? [] : ['--user', `${account.uid}:${account.gid}`]),
      container.name,
      file,
      ...args,
    ],
    cwd: '/',
    env: engineEnvironment(),
    endsOn: 'exit' as const,
    mark: actionExecutionId,
  });
  const commands = { container, folders, signal, call, running: 0 };
  return {
    isolation: 'container',
    outside: folders.here,
    enter: [],
    run: async (command) => await runInContainer(commands, command),
    capture: async (
      [file = '', ...args],
      { account, timeoutMs = 60_000, withErrors = false, ...own } = {},
    ) => {
      const parts: Uint8Array[] = [];
      const { exitCode } = await runCommand({
        ...call({ file, args, ...defined({ account }) }),
        signal: AbortSignal.any([signal, ...(own.signal === undefined ? [] : [own.signal])]),
        timeoutMs,
        onOutput: (bytes, stream) => void ((withErrors || stream === 'stdout') && parts.push(bytes)),
      });
      return { exitCode, output: Buffer.concat(parts) };
    },
    end: async () => {
      await restoreOwnership(container, folders);
      await removeContainer(state.records, container);
      release();
    },
  };
}

/** Without it a user who is not root could not remove what root has made in the folders. */
async function restoreOwnership(container: LeftContainer, { mounts }: JobFolders): Promise<void> {
  const own = process.getuid?.() ?? 0;
  const [first] = mounts;
  if (own === 0 || first === undefined) return;
  const inside = ['exec', '--user', '0:0', container.name];
  await callEngine(container, [...inside, 'touch', join(first.path, '.owner')]);
  // Rootless engines show the user's own files as root's; others show them under the user's number.
  const seen = statSync(join(first.folder, '.owner'), { throwIfNoEntry: false })?.uid ?? own;
  const owner = seen === own ? '0:0' : `${own}:${process.getgid?.() ?? 0}`;
  await callEngine(container, [...inside, 'chown', '-R', '-h', owner, ...mounts.map(({ path }) => path)]);
}

/** The variables that steps begin with: those of the image, and what the workflow says of the container. */
export function baseInContainer(
  { image }: Pick<JobContainer, 'image'>,
  { env }: ContainerSpec,
  folders: JobFolders,
): Readonly<Record<string, string>> {
  return { PATH: usualPath, ...image.environment, ...env, HOME: folders.home };
}

/** Steps reach each service by its name, as on the network that a runner makes for a job. */
export async function nameServices(
  { engine, container }: Pick<JobContainer, 'engine' | 'container'>,
  addresses: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const lines = Object.entries(addresses).map(([name, address]) => `${address} ${name}`);
  if (lines.length === 0) return undefined;
  const script = 'for line in "$@"; do echo "$line" >> /etc/hosts; done';
  const inside = ['exec', '--user', '0', container.name, 'sh', '-c', script, 'sh', ...lines];
  const { exitCode, output } = await callEngine(engine, inside);
  return exitCode === 0 ? undefined : engineCause(output);
}
