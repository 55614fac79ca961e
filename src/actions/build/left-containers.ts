// Containers of builds, recorded before they start: what a killed process has left is found and removed.
import type { Records } from '../../state/records.ts';

/** A container of a build, and the program of the engine that has it. */
export interface LeftContainer {
  readonly file: string;
  readonly name: string;
}

const kind = 'build-container';

export function recordContainer(records: Records, container: LeftContainer): void {
  records.put(kind, container.name, container);
}

/** Whether it was there. What the engine does not remove now stays recorded, for the next attempt. */
export async function removeContainer(records: Records, { file, name }: LeftContainer): Promise<boolean> {
  const { callEngine } = await import('../../process/container-engine.ts');
  const { exitCode, output } = await callEngine({ file }, ['rm', '--force', name]);
  const wasGone = /no such container|no container with name or id/i.test(output);
  if (exitCode === 0 || wasGone) records.remove(kind, name);
  return exitCode === 0 && !wasGone;
}

/** Call as the owner of the state folder, before anything runs. Gives how many there were. */
export async function removeLeftContainers(records: Records): Promise<number> {
  const left = records.list<LeftContainer>(kind);
  const removed = await Promise.all(left.map(async ({ value }) => removeContainer(records, value)));
  return removed.filter(Boolean).length;
}
