// A task definition as RegisterTaskDefinition takes it: ECS's own table with its extras. What its keys may say together is
// task-definition-checks.ts.
import type { Ecs } from '../../../aws/types/ecs.ts';
import type { Requiring } from '../../aws-rules.ts';
import { extendedShape } from '../../aws-shape.ts';
import { taskDefinitionExtras } from './ecs-extras.ts';

type Container = Requiring<Ecs['ContainerDefinition'], 'name' | 'image'>;
type Task = Ecs['RegisterTaskDefinitionRequest'];

export type RawPortMapping = Ecs['PortMapping'];
export type RawVolume = Requiring<Ecs['Volume'], 'name'>;

export interface RawContainer extends Omit<Container, 'environment'> {
  readonly environment?: readonly Required<Ecs['KeyValuePair']>[];
}

export interface RawTaskDefinition extends Omit<Task, 'containerDefinitions' | 'volumes'> {
  readonly containerDefinitions: readonly RawContainer[];
  readonly volumes?: readonly RawVolume[];
}

/** Its table is read when a file needs it. */
export const taskDefinitionShape = () =>
  extendedShape<RawTaskDefinition, Ecs>('RegisterTaskDefinitionRequest', taskDefinitionExtras);
