// What is known when rights are derived, and what comes of it.
import type { Definition } from '../definition.ts';
import type { ActionEnvironmentVariable } from '../pipeline.ts';
import type { Where } from './arns.ts';
import type { Need } from './right.ts';

/** One action. */
export interface RightsRequest {
  readonly configuration: Readonly<Record<string, string>>;
  readonly environmentVariables?: readonly ActionEnvironmentVariable[];
  /** Of a Commands action. */
  readonly commands?: readonly string[];
  readonly where: Where;
  readonly definition: Definition;
  /** Of the task definition that an ECS action registers; absent when it is not here. */
  readonly taskRoleArns?: readonly string[];
}

export type Derived = Pick<Need, 'rights' | 'note' | 'isPartial'>;
