// The end of tasks, and what their containers have said. What is asked of the engine is short.
import { callEngine } from '../../process/container-engine.ts';
import { observeContainers } from './observe-containers.ts';
import type { RegisteredTaskDefinition } from './service-record.ts';
import { keepTaskLogs } from './task-logs.ts';
import { containerName, removeVolumes, type TaskPlace } from './task-place.ts';

/** What the container has said last. */
export async function logTail(
  place: TaskPlace,
  { taskId, container }: { readonly taskId: string; readonly container: string },
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
  { containers }: RegisteredTaskDefinition,
): Promise<void> {
  const engine = { file: place.engine };
  const names = containers.map(({ name }) => containerName(place, taskId, name));
  // What is not there any more, or never was, is no fault.
  await callEngine(engine, ['stop', ...names]);
  await keepTaskLogs(place, names);
  await callEngine(engine, ['rm', '--force', '--volumes', ...names]);
  await removeVolumes(place, [taskId]);
}

export interface MeantTasks {
  readonly isMeant: (taskId: string) => boolean;
  /** Tasks whose containers may be gone, and whose volumes may not. */
  readonly recorded: readonly string[];
}

/** At once, with SIGKILL: tasks that no service needs any more. How many containers were running. */
export async function removeTasks(place: TaskPlace, { isMeant, recorded }: MeantTasks): Promise<number> {
  const observed = (await observeContainers(place)).filter(({ taskId }) => isMeant(taskId));
  const names = observed.map(({ taskId, name }) => containerName(place, taskId, name));
  await keepTaskLogs(place, names);
  if (names.length > 0) await callEngine({ file: place.engine }, ['rm', '--force', '--volumes', ...names]);
  const taskIds = [...observed.map(({ taskId }) => taskId), ...recorded.filter(isMeant)];
  await removeVolumes(place, [...new Set(taskIds)]);
  return observed.filter(({ isRunning }) => isRunning).length;
}
