// The tasks of a service as containers of an engine: started, looked at and ended. What is asked of the engine is short;
// nothing here waits for a task to become what it shall be, except where a container waits for another.
import { setTimeout as delay } from 'node:timers/promises';
import {
  networkOwner,
  startOrder,
  type ContainerDefinition,
  type ContainerDependency,
} from '../../model/task-definition.ts';
import { problem, ProblemError, type Problem } from '../../lib/problem.ts';
import { callEngine } from '../../process/container-engine.ts';
import { containerArguments, volumeName } from './container-arguments.ts';
import type { RegisteredTaskDefinition, ServiceRecord } from './service-record.ts';

/** What the containers of a service are found by. */
export interface TaskPlace {
  /** The program of the engine. */
  readonly engine: string;
  /** Absolute path: `targets/` of the state folder. */
  readonly targetsFolder: string;
  readonly cluster: string;
  readonly serviceName: string;
}

export function placeOf(
  targetsFolder: string,
  { engine, service: { cluster, serviceName } }: Pick<ServiceRecord, 'engine' | 'service'>,
): TaskPlace {
  return { engine, targetsFolder, cluster, serviceName };
}

export interface StartedTask {
  readonly taskId: string;
  readonly definition: RegisteredTaskDefinition;
  /** By the container's name. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A container as the engine sees it now. */
export interface ContainerLook {
  readonly name: string;
  readonly taskId: string;
  readonly isRunning: boolean;
  /** Created, and not started yet. */
  readonly isCreated: boolean;
  readonly exitCode: number;
  readonly isOutOfMemory: boolean;
  readonly health: 'starting' | 'healthy' | 'unhealthy' | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** By the port inside: the one on 127.0.0.1. */
  readonly ports: Readonly<Record<number, number>>;
}

/** Gives what the engine said when a container could not be started, in ECS's words; undefined when all were. */
export async function startTask(
  place: TaskPlace,
  { taskId, definition, environments }: StartedTask,
  signal: AbortSignal,
): Promise<string | undefined> {
  const ordered = startOrder(definition.containers) ?? definition.containers;
  const owner = networkOwner(ordered);
  const nameOf = (name: string): string => containerName(place, taskId, name);
  for (const container of ordered) {
    for (const dependency of container.dependsOn) {
      const wrong = await whenMet(place, { taskId, container, dependency }, signal);
      if (wrong !== undefined) return wrong;
    }
    const { args, env } = containerArguments({
      definition,
      container,
      owner,
      nameOf,
      labels: labelsOf(place, taskId, container.name),
      environment: environments[container.name] ?? {},
    });
    const { exitCode, output } = await callEngine({ file: place.engine }, args, { signal, env });
    if (exitCode !== 0)
      return `CannotStartContainerError: ${container.name}: ${output.trim().split('\n').at(-1) ?? ''}`;
  }
  return undefined;
}

const lookEveryMs = 200;

/** Until the other container is as the dependency says. Gives why it can never be. */
async function whenMet(
  place: TaskPlace,
  {
    taskId,
    container,
    dependency: { containerName: wanted, condition },
  }: {
    readonly taskId: string;
    readonly container: ContainerDefinition;
    readonly dependency: ContainerDependency;
  },
  signal: AbortSignal,
): Promise<string | undefined> {
  for (;;) {
    const looks = await lookAtContainers(place, taskId);
    const look = looks.find(({ name }) => name === wanted);
    if (look === undefined) return `${container.name} depends on ${wanted}, which is gone`;
    const hasEnded = !look.isRunning && !look.isCreated;
    if (condition === 'START') return undefined;
    if (condition === 'HEALTHY' && look.health === 'healthy') return undefined;
    if (condition === 'COMPLETE' && hasEnded) return undefined;
    if (condition === 'SUCCESS' && hasEnded && look.exitCode === 0) return undefined;
    if (hasEnded || look.health === 'unhealthy')
      return `${container.name} depends on ${wanted} (${condition}), which ${hasEnded ? `exited with ${look.exitCode}` : 'is unhealthy'}`;
    await delay(lookEveryMs, undefined, { signal });
  }
}

/**
 * Of one task, or of all of the service; those of other services are never seen. Rejects with ContainerEngineNotFound when
 * the engine does not answer: that nothing is seen would mean then that nothing is there.
 */
export async function lookAtContainers(place: TaskPlace, taskId?: string): Promise<readonly ContainerLook[]> {
  const engine = { file: place.engine };
  const labels = Object.entries(labelsOf(place, taskId)).flatMap(([key, value]) => [
    '--filter',
    `label=${key}=${value}`,
  ]);
  const listed = await callEngine(engine, ['ps', '--all', '--quiet', '--no-trunc', ...labels]);
  const ids = listed.output.split('\n').filter((line) => /^[0-9a-f]{12,}$/.test(line));
  if (listed.exitCode !== 0) throw new ProblemError([engineLost(place, listed.output)]);
  if (ids.length === 0) return [];
  const { output } = await callEngine(engine, ['inspect', '--type', 'container', ...ids]);
  // Of one that has been removed meanwhile the client says so after the document.
  const end = output.lastIndexOf(']');
  return (JSON.parse(output.slice(output.indexOf('['), end + 1)) as readonly Inspected[]).map(lookOf);
}

function engineLost({ engine, serviceName }: TaskPlace, output: string): Problem {
  return problem({
    code: 'ContainerEngineNotFound',
    whose: 'machine',
    message: `The container engine with the tasks of ${serviceName} does not answer: ${output.trim().split('\n').at(-1) ?? ''}`,
    remedy: `Start it: "${engine} info" must answer.`,
  });
}

interface Inspected {
  readonly State: {
    readonly Status: string;
    readonly Running: boolean;
    readonly ExitCode: number;
    readonly OOMKilled?: boolean;
    readonly StartedAt: string;
    readonly Health?: { readonly Status?: string } | null;
    readonly Healthcheck?: { readonly Status?: string };
  };
  readonly Config: { readonly Labels: Readonly<Record<string, string>> };
  readonly NetworkSettings: {
    readonly Ports?: Readonly<Record<string, readonly { readonly HostPort: string }[] | null>> | null;
  };
}

function lookOf({ State: state, Config, NetworkSettings }: Inspected): ContainerLook {
  const health = state.Health?.Status ?? state.Healthcheck?.Status;
  const ports = Object.entries(NetworkSettings.Ports ?? {}).flatMap(([key, bindings]) => {
    const port = Number(bindings?.[0]?.HostPort ?? 0);
    return port === 0 ? [] : [[Number(key.split('/')[0]), port] as const];
  });
  return {
    name: Config.Labels[label.container] ?? '',
    taskId: Config.Labels[label.task] ?? '',
    isRunning: state.Running,
    isCreated: state.Status === 'created' || state.Status === 'configured',
    exitCode: state.ExitCode,
    isOutOfMemory: state.OOMKilled === true,
    health: health === 'starting' || health === 'healthy' || health === 'unhealthy' ? health : undefined,
    startedAt: Date.parse(state.StartedAt),
    ports: Object.fromEntries(ports),
  };
}

/** What the containers have said last. */
export async function logTail(
  place: TaskPlace,
  taskId: string,
  container: string,
  lines: number,
): Promise<readonly string[]> {
  const name = containerName(place, taskId, container);
  const { output, exitCode } = await callEngine({ file: place.engine }, [
    'logs',
    '--tail',
    String(lines),
    name,
  ]);
  return exitCode === 0 ? output.split('\n').filter((line) => line !== '') : [];
}

/** SIGTERM, after the stopTimeout of each container SIGKILL, and then nothing is left of them. */
export async function endTask(
  place: TaskPlace,
  taskId: string,
  { containers, volumes }: RegisteredTaskDefinition,
): Promise<void> {
  const engine = { file: place.engine };
  const nameOf = (name: string): string => containerName(place, taskId, name);
  const names = containers.map(({ name }) => nameOf(name));
  // What is not there any more, or never was, is no fault.
  await callEngine(engine, ['stop', ...names]);
  await callEngine(engine, ['rm', '--force', '--volumes', ...names]);
  const own = volumes.filter(({ sourcePath }) => sourcePath === undefined);
  if (own.length > 0)
    await callEngine(engine, ['volume', 'rm', '--force', ...own.map(({ name }) => nameOf(volumeName(name)))]);
}

/** At once, with SIGKILL: tasks that nobody asks any more. How many containers were running. */
export async function removeTasks(
  place: TaskPlace,
  isMeant: (taskId: string) => boolean = () => true,
): Promise<number> {
  const looks = (await lookAtContainers(place)).filter(({ taskId }) => isMeant(taskId));
  const names = looks.map(({ taskId, name }) => containerName(place, taskId, name));
  if (names.length > 0) await callEngine({ file: place.engine }, ['rm', '--force', '--volumes', ...names]);
  return looks.filter(({ isRunning }) => isRunning).length;
}

const label = {
  targets: 'slipway.targets',
  cluster: 'slipway.cluster',
  service: 'slipway.service',
  task: 'slipway.task',
  container: 'slipway.container',
} as const;

function labelsOf(
  { targetsFolder, cluster, serviceName }: TaskPlace,
  taskId?: string,
  container?: string,
): Readonly<Record<string, string>> {
  return {
    [label.targets]: targetsFolder,
    [label.cluster]: cluster,
    [label.service]: serviceName,
    ...(taskId === undefined ? {} : { [label.task]: taskId }),
    ...(container === undefined ? {} : { [label.container]: container }),
  };
}

function containerName({ cluster, serviceName }: TaskPlace, taskId: string, container: string): string {
  return `ecs-${cluster}-${serviceName}-${taskId.slice(0, 12)}-${container}`;
}
