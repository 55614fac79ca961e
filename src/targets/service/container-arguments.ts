// The arguments of an engine that run one container of a task. Pure. What else a container definition needs stands
// in its `notExecuted`.
import {
  isWaitedToEnd,
  type ContainerDefinition,
  type ContainerHealthCheck,
} from '../../model/task-definition.ts';
import type { RegisteredTaskDefinition } from './service-record.ts';

export interface ContainerPlan {
  readonly definition: RegisteredTaskDefinition;
  readonly container: ContainerDefinition;
  /** The container whose network the others share; it publishes the ports of all. */
  readonly owner: ContainerDefinition | undefined;
  /** What the container is called in the engine, for every container of the task. */
  readonly nameOf: (containerName: string) => string;
  readonly labels: Readonly<Record<string, string>>;
  /** Secrets and all. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The arguments of `run`, and the variables that the client itself needs in its environment to pass them on. */
export function containerArguments(plan: ContainerPlan): {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
} {
  const { container, definition, environment, nameOf } = plan;
  const passed = Object.entries(environment).filter(([name]) => !isClients(name));
  const [entryPoint, ...before] = container.entryPoint ?? [];
  const options = [
    ['--name', nameOf(container.name)],
    ['--pull', 'never'],
    ...network(plan),
    ...Object.entries({ ...container.labels, ...plan.labels }).map(([key, value]) => [
      '--label',
      `${key}=${value}`,
    ]),
    // Of the client's own names the value stands in the argument, because the client would use it.
    ...Object.entries(environment).map(([name, value]) => [
      '--env',
      isClients(name) ? `${name}=${value}` : name,
    ]),
    ...limits(container, definition),
    ...container.mountPoints.map(({ sourceVolume, containerPath, isReadOnly }) => [
      '--volume',
      `${source(plan, sourceVolume)}:${containerPath}${isReadOnly ? ':ro' : ''}`,
    ]),
    ...healthCheck(container.healthCheck),
    ...option('--user', container.user),
    ...option('--workdir', container.workingDirectory),
    ...option('--entrypoint', entryPoint),
    ['--stop-timeout', String(container.stopTimeout)],
    ...flag('--read-only', container.isReadOnly),
    ...flag('--privileged', container.isPrivileged),
    ...flag('--init', container.hasInit),
  ];
  const image = definition.imageIds[container.name] ?? container.image;
  return {
    args: ['run', '--detach', ...options.flat(), image, ...before, ...(container.command ?? [])],
    env: Object.fromEntries(passed),
  };
}

/** What the client of the engine reads itself. */
function isClients(name: string): boolean {
  return /^(PATH|HOME|TMPDIR|XDG_.*|DOCKER_.*|CONTAINERS?_.*|LD_.*)$/.test(name);
}

function network({ container, owner, nameOf, definition }: ContainerPlan): readonly (readonly string[])[] {
  const isApart = isWaitedToEnd(container.name, definition.containers);
  if (owner === undefined || isApart) return [];
  if (owner.name !== container.name) return [['--network', `container:${nameOf(owner.name)}`]];
  const ports = definition.containers.flatMap(({ portMappings }) => portMappings);
  return [
    ...ports.map(({ containerPort, protocol }) => ['--publish', `127.0.0.1::${containerPort}/${protocol}`]),
    ...option('--hostname', container.hostname),
    ...definition.containers.flatMap(({ extraHosts }) =>
      extraHosts.map(({ hostname, ipAddress }) => ['--add-host', `${hostname}:${ipAddress}`]),
    ),
  ];
}

/**
 * A container has no more than its own limit, and all together no more than the task's: with one container they are
 * one.
 */
function limits(
  container: ContainerDefinition,
  { containers, memory: ofTask }: RegisteredTaskDefinition,
): readonly (readonly string[])[] {
  const memory = container.memory ?? (containers.length === 1 ? ofTask : undefined);
  return [
    ...option('--memory', memory === undefined ? undefined : `${memory}m`),
    ...option(
      '--memory-reservation',
      container.memoryReservation === undefined ? undefined : `${container.memoryReservation}m`,
    ),
    ...option('--cpu-shares', container.cpu === undefined ? undefined : String(Math.max(2, container.cpu))),
    ...container.ulimits.map(({ name, softLimit, hardLimit }) => [
      '--ulimit',
      `${name}=${softLimit}:${hardLimit}`,
    ]),
    ...container.addedCapabilities.map((name) => ['--cap-add', name]),
    ...container.droppedCapabilities.map((name) => ['--cap-drop', name]),
  ];
}

/** A volume without a folder of the host is the task's own: the engine keeps it under a name with the task's. */
function source({ definition, nameOf }: ContainerPlan, volume: string): string {
  const found = definition.volumes.find(({ name }) => name === volume);
  if (found?.isShared === true) return volume;
  return found?.sourcePath ?? nameOf(volumeName(volume));
}

export function volumeName(volume: string): string {
  return `volume-${volume}`;
}

/** ECS does not look at the health check of an image (Amazon ECS developer guide, "Determine task health"). */
function healthCheck(check: ContainerHealthCheck | undefined): readonly (readonly string[])[] {
  const command = check === undefined ? undefined : shellLine(check.command);
  if (check === undefined || command === undefined) return [['--no-healthcheck']];
  return [
    ['--health-cmd', command],
    ['--health-interval', `${check.intervalSeconds}s`],
    ['--health-timeout', `${check.timeoutSeconds}s`],
    ['--health-retries', String(check.retries)],
    ['--health-start-period', `${check.startPeriodSeconds}s`],
  ];
}

/** The client of Docker takes a line for a shell alone. Undefined for `NONE`. */
function shellLine([kind = '', ...words]: readonly string[]): string | undefined {
  if (kind === 'CMD-SHELL') return words.join(' ');
  if (kind === 'CMD') return words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  return kind === 'NONE' ? undefined : [kind, ...words].join(' ');
}

function option(name: string, value: string | undefined): readonly (readonly string[])[] {
  return value === undefined ? [] : [[name, value]];
}

function flag(name: string, isSet: boolean): readonly (readonly string[])[] {
  return isSet ? [[name]] : [];
}
