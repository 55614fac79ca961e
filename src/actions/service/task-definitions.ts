// Registered revisions of task definitions: numbers that are never used twice, in the state's records.
import { createHash } from 'node:crypto';
import { nearest } from '../../lib/nearest.ts';
import type { Explanation, Result } from '../../lib/result.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';
import type { Records } from '../../state/records.ts';
import type { ImageDefinition } from './image-definitions.ts';

interface FamilyRecord {
  /** Of the newest revision. */
  readonly revision: number;
  /** A digest of what the definition's file said when it was read last; older records have the text. */
  readonly written: string;
}

const kind = 'ecs-task-definition';

/** The number of a new revision. */
export function registerRevision(records: Records, written: TaskDefinition): number {
  const revision = (records.get<FamilyRecord>(kind, written.family)?.revision ?? 0) + 1;
  records.put(kind, written.family, { revision, written: digestOf(written) } satisfies FamilyRecord);
  return revision;
}

/** Whether the file of the definition says something else than when the last revision was registered. */
export function hasChanged(records: Records, written: TaskDefinition): boolean {
  const known = records.get<FamilyRecord>(kind, written.family);
  if (known === undefined) return false;
  return known.written !== digestOf(written) && known.written !== JSON.stringify(written);
}

/** A value in the file may be a secret elsewhere, and a record has none. */
function digestOf(written: TaskDefinition): string {
  return createHash('sha256').update(JSON.stringify(written)).digest('hex');
}

/** The definition with these images in the containers of their names. */
export function withImages<T extends TaskDefinition>(
  definition: T,
  images: readonly ImageDefinition[],
): Result<T, Explanation> {
  const names = definition.containers.map(({ name }) => name);
  const unknown = images.find(({ name }) => !names.includes(name));
  if (unknown !== undefined) {
    const meant = nearest(unknown.name, names) ?? names[0] ?? '';
    return {
      failed: {
        message: `The task definition ${definition.family} has no container named "${unknown.name}"`,
        remedy: `Its containers are ${names.join(', ')}; write "${meant}" in the file.`,
      },
    };
  }
  return {
    ...definition,
    containers: definition.containers.map((container) => ({
      ...container,
      image: images.find(({ name }) => name === container.name)?.imageUri ?? container.image,
    })),
  };
}
