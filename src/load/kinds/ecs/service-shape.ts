// A service as CreateService takes it: ECS's own table with its extras. What its keys may say together is service-checks.ts.
import type { Ecs } from '../../../aws/types/ecs.ts';
import type { Requiring } from '../../aws-rules.ts';
import { extendedShape } from '../../aws-shape.ts';
import { serviceExtras } from './ecs-extras.ts';

type Input = Requiring<Ecs['CreateServiceRequest'], 'taskDefinition'>;
type Configuration = Ecs['DeploymentConfiguration'];

export type RawLifecycleHook = Requiring<Ecs['DeploymentLifecycleHook'], 'lifecycleStages'>;
export type RawLoadBalancer = Requiring<Ecs['LoadBalancer'], 'containerName' | 'containerPort'>;

export interface RawService extends Omit<Input, 'loadBalancers' | 'deploymentConfiguration'> {
  readonly loadBalancers?: readonly RawLoadBalancer[];
  readonly deploymentConfiguration?: Omit<Configuration, 'lifecycleHooks'> & {
    readonly lifecycleHooks?: readonly RawLifecycleHook[];
  };
}

/** Its table is read when a file needs it. */
export const serviceShape = () => extendedShape<RawService, Ecs>('CreateServiceRequest', serviceExtras);
