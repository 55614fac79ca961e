// What is known when rights are derived, and what comes of it.
import type { Definition } from '../definition.ts';
import type { ActionEnvironmentVariable } from '../pipeline.ts';
import type { Where } from './arns.ts';
import type { Need, Service } from './right.ts';

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

/** Another role, with which a service works for the action. */
export interface PassedRole extends Pick<Need, 'note' | 'isPartial'> {
  readonly arn: string;
  readonly service: Service;
}

export interface Derived extends Pick<Need, 'rights' | 'note' | 'isPartial'> {
  readonly passedRole?: PassedRole;
}
