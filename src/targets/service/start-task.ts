// The start of a task: its containers one after the other, each when those that it depends on are as it wants them
// (Amazon ECS developer guide, "Container dependency").
import { setTimeout as delay } from 'node:timers/promises';
import {
  isWaitedToEnd,
  networkOwner,
  startOrder,
  type ContainerDefinition,
  type ContainerDependency,
  type Volume,
} from '../../model/task-definition.ts';
import { callEngine } from '../../process/container-engine.ts';
import { engineCause } from '../../process/engine-cause.ts';
import { containerArguments, volumeName } from './container-arguments.ts';
import type { HealthChecks } from './health-checks.ts';
import { observeContainers, type ContainerObservation } from './observe-containers.ts';
import type { RegisteredTaskDefinition } from './service-record.ts';
import { noteTaskLog } from './task-logs.ts';
import { containerName, labelsOf, type TaskPlace } from './task-place.ts';

export interface StartedTask {
  readonly taskId: string;
  readonly definition: RegisteredTaskDefinition;
  /** By the container's name. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly checks: HealthChecks;
  /** A container waits for another from now on. */
  readonly onWait: (wait: DependencyWait) => void;
}

export interface DependencyWait {
  readonly container: string;
  readonly dependency: ContainerDependency;
  readonly seconds: number;
}

/** Why a task did not start. */
export interface StartFailure {
  /** In ECS's words. */
  readonly reason: string;
  readonly container: string;
  readonly exitCode?: number;
  /** What the engine's client said of it. */
  readonly lines?: readonly string[];
}

/** Undefined when all containers were started. */
export async function startTask(
  place: TaskPlace,
  task: StartedTask,
  signal: AbortSignal,
): Promise<StartFailure | undefined> {
  const { taskId, definition } = task;
  const ordered = startOrder(definition.containers) ?? definition.containers;
  const noImage = ordered.find(({ name }) => definition.pullFailures?.[name] !== undefined);
  if (noImage !== undefined) {
    const { name } = noImage;
    return { container: name, reason: `CannotPullContainerError: ${definition.pullFailures?.[name] ?? ''}` };
  }
  for (const volume of definition.volumes) {
    const wrong = await createVolume(place, taskId, volume);
    if (wrong !== undefined) return { container: ordered[0]?.name ?? '', ...wrong };
  }
  for (const container of ordered) {
    for (const dependency of container.dependsOn) {
      const wrong = await whenMet(place, { ...task, container, dependency }, signal);
      if (wrong !== undefined) return wrong;
    }
    const wrong = await startContainer(place, task, { container, ordered, signal });
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** Labelled like its task, so that whatever ends the task finds it. One that tasks share goes by its own name. */
async function createVolume(
  place: TaskPlace,
  taskId: string,
  volume: Volume,
): Promise<Omit<StartFailure, 'container'> | undefined> {
  const { name, sourcePath, driver, driverOptions = {}, labels = {}, isShared = false } = volume;
  if (sourcePath !== undefined) return undefined;
  const engine = { file: place.engine };
  if (isShared && (await callEngine(engine, ['volume', 'inspect', name])).exitCode === 0) return undefined;
  if (isShared && volume.isProvided === true)
    return {
      reason: `CannotCreateVolumeError: ${name}: there is no volume of that name, and it has no "autoprovision"`,
    };
  const own = isShared ? {} : labelsOf(place, taskId);
  const args = [
    ...(driver === undefined ? [] : ['--driver', driver]),
    ...Object.entries(driverOptions).flatMap(([key, value]) => ['--opt', `${key}=${value}`]),
    ...Object.entries({ ...labels, ...own }).flatMap(([key, value]) => ['--label', `${key}=${value}`]),
    isShared ? name : containerName(place, taskId, volumeName(name)),
  ];
  const { exitCode, output } = await callEngine(engine, ['volume', 'create', ...args]);
  if (exitCode === 0) return undefined;
  return { reason: `CannotCreateVolumeError: ${name}: ${engineCause(output)}`, lines: linesOf(output) };
}

async function startContainer(
  place: TaskPlace,
  { taskId, definition, environments }: StartedTask,
  {
    container,
    ordered,
    signal,
  }: {
    readonly container: ContainerDefinition;
    readonly ordered: readonly ContainerDefinition[];
    readonly signal: AbortSignal;
  },
): Promise<StartFailure | undefined> {
  const { args, env } = containerArguments({
    definition,
    container,
    owner: networkOwner(ordered),
    nameOf: (name) => containerName(place, taskId, name),
    labels: labelsOf(place, taskId, container.name),
    environment: environments[container.name] ?? {},
  });
  const { exitCode, output } = await callEngine({ file: place.engine }, args, { signal, env });
  if (exitCode === 0) {
    noteTaskLog(place, taskId, container);
    return undefined;
  }
  return {
    container: container.name,
    reason: `CannotStartContainerError: ${container.name}: ${engineCause(output)}`,
    lines: linesOf(output),
  };
}

function linesOf(output: string): readonly string[] {
  return output.split('\n').filter((line) => line.trim() !== '');
}

const pollEveryMs = 200;

interface Waiting extends StartedTask {
  readonly container: ContainerDefinition;
  readonly dependency: ContainerDependency;
}

/** Until the other container is as the dependency says, or its time is up. */
async function whenMet(
  place: TaskPlace,
  waiting: Waiting,
  signal: AbortSignal,
): Promise<StartFailure | undefined> {
  const { taskId, definition, container, dependency, checks, onWait } = waiting;
  let isReported = false;
  for (;;) {
    const observed = await observeContainers(place, taskId);
    checks.run(observed, definition.containers);
    const observation = observed.find(({ name }) => name === dependency.containerName);
    if (observation !== undefined && isMet(observation, dependency)) return undefined;
    const wrong = whyNever(waiting, observation) ?? whatEnded(definition.containers, observed);
    if (wrong !== undefined) return wrong;
    const seconds = startTimeoutOf(definition.containers, dependency);
    if (!isReported) onWait({ container: container.name, dependency, seconds });
    isReported = true;
    await delay(pollEveryMs, undefined, { signal });
  }
}

function hasEnded({ isRunning, isCreated }: ContainerObservation): boolean {
  return !isRunning && !isCreated;
}

function isMet(observation: ContainerObservation, { condition }: ContainerDependency): boolean {
  switch (condition) {
    case 'HEALTHY':
      return observation.health === 'healthy';
    case 'COMPLETE':
      return hasEnded(observation);
    case 'SUCCESS':
      return hasEnded(observation) && observation.exitCode === 0;
    default:
      return true;
  }
}

/** The container that is waited for has its startTimeout, from its own start (Amazon ECS agent, container ordering). */
function whyNever(
  { definition: { containers }, container, dependency }: Waiting,
  observation: ContainerObservation | undefined,
): StartFailure | undefined {
  const { containerName: wanted, condition } = dependency;
  const depends = `${container.name} depends on ${wanted} (${condition})`;
  if (observation === undefined) return { container: container.name, reason: `${depends}, which is gone` };
  const of = { container: wanted };
  if (hasEnded(observation))
    return {
      ...of,
      reason: `${depends}, which exited with ${observation.exitCode}`,
      exitCode: observation.exitCode,
    };
  if (observation.health === 'unhealthy')
    return { ...of, reason: `${depends}, which is unhealthy`, lines: checkLines(observation) };
  const seconds = startTimeoutOf(containers, dependency);
  if (observation.isCreated || Date.now() - observation.startedAt <= seconds * 1000) return undefined;
  const reason = `${depends}, which has not come to that within its startTimeout of ${seconds} seconds`;
  return { ...of, reason, lines: checkLines(observation) };
}

/** ECS stops a task with the first essential container that ends, whatever others wait for. */
function whatEnded(
  containers: readonly ContainerDefinition[],
  observed: readonly ContainerObservation[],
): StartFailure | undefined {
  const ended = observed.find((observation) => {
    const essential = containers.find(({ name }) => name === observation.name)?.essential === true;
    return essential && hasEnded(observation) && !isWaitedToEnd(observation.name, containers);
  });
  return ended === undefined ? undefined : { container: ended.name, ...whyStopped(ended) };
}

function startTimeoutOf(
  containers: readonly ContainerDefinition[],
  { containerName: wanted }: ContainerDependency,
): number {
  return containers.find(({ name }) => name === wanted)?.startTimeout ?? startTimeoutDefault;
}

/** Seconds: Fargate's, and the agent's ECS_CONTAINER_START_TIMEOUT (Amazon ECS API reference, ContainerDefinition). */
const startTimeoutDefault = 180;

/** Why a container of a task has ended, in ECS's words. */
export function whyStopped({ name, exitCode, isOutOfMemory }: ContainerObservation): {
  readonly reason: string;
  readonly exitCode: number;
} {
  const reason = isOutOfMemory
    ? `OutOfMemoryError: Container killed due to memory usage (${name})`
    : `Essential container in task exited (${name}, exit code ${exitCode})`;
  return { reason, exitCode };
}

/** What the newest health check of a container has printed. */
export function checkLines({ name, lastCheck }: ContainerObservation): readonly string[] {
  if (lastCheck === undefined) return [];
  const { exitCode, output } = lastCheck;
  const said = linesOf(output).slice(-10);
  return [
    `The health check of ${name} ended with ${exitCode}${said.length === 0 ? ', and printed nothing' : ':'}`,
    ...said,
  ];
}
