// Revisions of task definitions: versions in the account's register, with numbers that are never used twice.
import { createHash } from 'node:crypto';
import { defined } from '../../lib/defined.ts';
import { nearest } from '../../lib/nearest.ts';
import type { Explanation, Result } from '../../lib/result.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';
import type { RegisteredTaskDefinition } from '../../targets/service/service-record.ts';
import type { ActionContext } from '../provider.ts';
import type { ImageDefinition } from './image-definitions.ts';

/** What earlier versions of Slipway knew of a family, until its next revision is registered. */
interface FamilyRecord {
  /** Of the newest revision. */
  readonly revision: number;
  /** A digest of what the definition's file said when it was read last; older records have the text. */
  readonly written: string;
}

const kind = 'ecs-task-definition';

type Registering = Pick<ActionContext<unknown>, 'resources' | 'register' | 'state'>;

/** The number of a new revision. @param definition what belongs to another revision alone is left out */
export function registerRevision(
  { register, state: { records } }: Registering,
  definition: TaskDefinition & Partial<RegisteredTaskDefinition>,
): number {
  const { revision: _, imageIds: __, pullFailures: ___, ...values } = definition;
  const { family } = values;
  const after = records.get<FamilyRecord>(kind, family)?.revision;
  const number = register('AWS::ECS::TaskDefinition', family, { values, ...defined({ after }) });
  if (after !== undefined) records.remove(kind, family);
  return number;
}

/**
 * What the definition's file says of the family when that is newer than the revision that runs.
 * @param running its number
 */
export function changedFile(
  { resources, state: { records } }: Registering,
  family: string,
  running: number,
): TaskDefinition | undefined {
  const newest = resources.find('AWS::ECS::TaskDefinition', family);
  if (newest?.changedBy.kind !== 'definition') return undefined;
  const { values, version } = newest;
  const known = records.get<FamilyRecord>(kind, family)?.written;
  if (known === undefined) return version > running ? values : undefined;
  return known === digestOf(values) || known === JSON.stringify(values) ? undefined : values;
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
