// What the containers and volumes of a service's tasks are called in an engine, and found by.
import { problem, type Problem } from '../../lib/problem.ts';
import { callEngine } from '../../process/container-engine.ts';
import { engineCause } from '../../process/engine-cause.ts';
import type { ServiceName } from './service-record.ts';

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
  { engine, service: { cluster, serviceName } }: { readonly engine: string; readonly service: ServiceName },
): TaskPlace {
  return { engine, targetsFolder, cluster, serviceName };
}

export const label = {
  targets: 'slipway.targets',
  cluster: 'slipway.cluster',
  service: 'slipway.service',
  task: 'slipway.task',
  container: 'slipway.container',
} as const;

export function labelsOf(
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

/** For the lists of an engine: those of one task, or of all of the service. */
export function filtersOf(place: TaskPlace, taskId?: string): readonly string[] {
  const labels = Object.entries(labelsOf(place, taskId));
  return labels.flatMap(([key, value]) => ['--filter', `label=${key}=${value}`]);
}

export function containerName(
  { cluster, serviceName }: TaskPlace,
  taskId: string,
  container: string,
): string {
  return `ecs-${cluster}-${serviceName}-${taskId.slice(0, 12)}-${container}`;
}

/**
 * The engine has the tasks and cannot be asked about them: that nothing is seen does not mean that nothing is there.
 */
export function engineLost({ engine, serviceName }: TaskPlace, output: string): Problem {
  return problem({
    code: 'ContainerEngineNotFound',
    whose: 'machine',
    message: `The container engine with the tasks of ${serviceName} does not answer: ${engineCause(output)}`,
    remedy: `Start it: "${engine} info" must answer.`,
  });
}

/** Of one task, or of all of the service; volumes that tasks share are not among them. */
export async function removeVolumes(place: TaskPlace, taskIds: readonly string[]): Promise<void> {
  const engine = { file: place.engine };
  const listed = taskIds.map(async (taskId) =>
    callEngine(engine, ['volume', 'ls', '--quiet', ...filtersOf(place, taskId)]),
  );
  const names = (await Promise.all(listed)).flatMap(({ output, exitCode }) =>
    exitCode === 0 ? output.split('\n').filter((line) => line.startsWith('ecs-')) : [],
  );
  if (names.length > 0) await callEngine(engine, ['volume', 'rm', '--force', ...new Set(names)]);
}
