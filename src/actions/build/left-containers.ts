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

export async function removeContainer(records: Records, { file, name }: LeftContainer): Promise<void> {
  const { callEngine } = await import('../../process/container-engine.ts');
  await callEngine({ file }, ['rm', '--force', name]);
  records.remove(kind, name);
}

/** Call as the owner of the state folder, before anything runs. */
export async function removeLeftContainers(records: Records): Promise<void> {
  const left = records.list<LeftContainer>(kind);
  await Promise.all(left.map(async ({ value }) => removeContainer(records, value)));
}
