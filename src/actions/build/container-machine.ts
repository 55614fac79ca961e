// A container that stands in for CodeBuild's build container: started for one try of a build, its commands are called
// in it one by one, and it is removed with the build. The work folder lies in it at the same path as outside.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import type { Result } from '../../lib/result.ts';
import { callEngine, engineEnvironment } from '../../process/container-engine.ts';
import { engineCause } from '../../process/engine-cause.ts';
import { runCommand } from '../../process/run-command.ts';
import { failedPhase, type Build, type PhaseOutcome } from './build.ts';
import type { BuildImage } from './inspect-image.ts';
import type { MachineCommand } from '../../process/machine/machine.ts';
import type { BuildMachine, MachineWish } from './build-machine.ts';
import { buildTools, toolFolders } from './build-tools.ts';
import type { BuildFolders } from './build-folders.ts';
import { containerLayers, type ContainerLayers } from './container-layers.ts';
import { holdContainer } from './hold-container.ts';
import { recordContainer, removeContainer, type LeftContainer } from './left-containers.ts';

const usualPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** When no process is left to remove it, it ends itself this long after the build's time is up. */
const outlivesSeconds = 3600;

export async function openContainer(
  build: Build,
  image: BuildImage,
  { folders, sources }: MachineWish,
): Promise<Result<BuildMachine, PhaseOutcome>> {
  const { records } = build.context.state;
  const tools = await buildTools(build.context.state);
  const container: LeftContainer = { file: image.engine.file, name: `slipway-build-${newId()}` };
  // Recorded first: the next owner of the state folder removes what is recorded.
  recordContainer(records, container);
  const release = holdContainer(container);
  const layers = containerLayers(folders, sources);
  const held = { container, folders, layers, tools, release };
  const started = await callEngine(image.engine, startArguments(build, image, held), {
    signal: build.context.signal,
  });
  const machine = machineIn(build, image, held);
  if (started.exitCode === 0) return machine;
  await machine.end();
  if (started.end === 'Aborted') return { failed: { end: 'STOPPED' } };
  const message = `The container cannot be started: ${engineCause(started.output)}`;
  return { failed: failedPhase('CLIENT_ERROR', message) };
}

interface Started {
  readonly container: LeftContainer;
  readonly folders: BuildFolders;
  readonly layers: ContainerLayers;
  readonly tools: string;
}

function startArguments(
  { context, project, deadline }: Build,
  image: BuildImage,
  { container, folders, layers, tools }: Started,
): readonly string[] {
  const seconds = Math.ceil((deadline - context.now()) / 1000) + outlivesSeconds;
  const isPrivileged = project.environment.privilegedMode === true;
  // CodeBuild's images start their own Docker daemon there, when they may.
  const starter = image.entrypoint.find((part) => part.endsWith('/dockerd-entrypoint.sh'));
  const [entrypoint = '', ...before] =
    isPrivileged && starter !== undefined ? [starter, '/bin/sh'] : ['/bin/sh'];
  const mounts = [`${folders.work}:${folders.work}`, ...toolFolders(tools).map((at) => `${at}:${at}:ro`)];
  const options = [
    ['--name', container.name],
    ['--pull', 'never'],
    ['--label', `slipway.state=${context.state.path}`],
    ['--label', `slipway.build=${context.actionExecutionId}`],
    ['--user', '0:0'],
    ['--workdir', '/'],
    ['--stop-timeout', '0'],
    // Folders of the user's keep the labels that they have.
    ['--security-opt', 'label=disable'],
    ...(isPrivileged ? [['--privileged']] : []),
    ...mounts.map((mount) => ['--volume', mount]),
    layers.options,
    ['--entrypoint', entrypoint],
  ];
  const command = [...before, '-c', `exec sleep ${seconds}`];
  return ['run', '--detach', '--rm', ...options.flat(), image.name, ...command];
}

interface Held extends Started {
  /** Nothing has to watch over the container any more. */
  readonly release: () => void;
}

function machineIn(
  build: Build,
  image: BuildImage,
  { container, folders, layers, release, tools }: Held,
): BuildMachine {
  const { records } = build.context.state;
  const path = image.environment['PATH'] ?? usualPath;
  const call = ({ file, args, account }: Pick<MachineCommand, 'file' | 'args' | 'account'>) => {
    const user = account === undefined ? [] : ['--user', `${account.uid}:${account.gid}`];
    return {
      file: container.file,
      args: ['exec', '--workdir', folders.output, ...user, container.name, file, ...args],
      cwd: '/',
      env: engineEnvironment(),
      signal: build.context.signal,
      endsOn: 'exit',
      mark: build.context.actionExecutionId,
    } as const;
  };
  const machine: BuildMachine = {
    isolation: 'container',
    outside: layers.outside,
    enter: [],
    identity: `${image.engine.name} ${image.id}`,
    environment: {
      ...image.environment,
      ...proxies(),
      ...trustEveryOwner(),
      PATH: `${tools}:${path}`,
      HOME: folders.home,
    },
    userName: 'root',
    isRoot: true,
    container,
    // What the engine's client uses says nothing about the command.
    run: async ({ timeoutMs, onOutput, ...command }) =>
      runCommand({
        ...call(command),
        ...defined({ timeoutMs }),
        ...(onOutput === undefined ? {} : { onOutput, onLateOutput: onOutput }),
      }),
    capture: async (
      [file = '', ...args],
      { account, timeoutMs = 60_000, withErrors = false, signal } = {},
    ) => {
      const parts: Uint8Array[] = [];
      const own = call({ file, args, ...defined({ account }) });
      const { exitCode } = await runCommand({
        ...own,
        ...(signal === undefined ? {} : { signal: AbortSignal.any([signal, own.signal]) }),
        timeoutMs,
        onOutput: (bytes, stream) => void ((withErrors || stream === 'stdout') && parts.push(bytes)),
      });
      return { exitCode, output: Buffer.concat(parts) };
    },
    // Also after the build was stopped: without it the user could not remove what root has made.
    restoreOwnership: async () => {
      if (process.getuid?.() === 0) return;
      const inside = ['exec', '--user', '0:0', container.name];
      await callEngine(container, [...inside, 'touch', join(folders.tmp, 'owner')]);
      await callEngine(container, [
        ...inside,
        'chown',
        '-R',
        '-h',
        ownerSeenFromInside(folders),
        folders.output,
        folders.home,
      ]);
    },
    end: async () => {
      await machine.restoreOwnership();
      await removeContainer(records, container);
      release();
    },
  };
  return machine;
}

/** Rootless engines show the user's own files as root's; others show them under the user's number. */
function ownerSeenFromInside({ tmp }: BuildFolders): string {
  const own = process.getuid?.() ?? 0;
  const seen = statSync(join(tmp, 'owner'), { throwIfNoEntry: false })?.uid ?? own;
  return seen === own ? '0:0' : `${own}:${process.getgid?.() ?? 0}`;
}

/** How this machine reaches the network; files that it trusts do not lie in the image. */
function proxies(): Readonly<Record<string, string>> {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [
    name,
    name.toLowerCase(),
  ]);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The source belongs to the user of this machine and git runs as root, which it would refuse. */
function trustEveryOwner(): Readonly<Record<string, string>> {
  return { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };
}
