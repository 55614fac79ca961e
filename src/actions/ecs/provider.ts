// Deploy/AWS/ECS: images of the input artifact into a service of Amazon ECS.
import { deployType, O, R } from '../../model/action-type.ts';
import type { ActionProvider } from '../provider.ts';
import { checkService } from './check-service.ts';

export const ecs: ActionProvider = {
  ...deployType,
  provider: 'ECS',
  configuration: { ClusterName: R, ServiceName: R, FileName: O, DeploymentTimeout: O },
  check: checkService,
  runner: {
    // It goes on where the service is.
    recovery: 'resume',
    needsContainers: true,
    load: async () => (await import('./run-ecs.ts')).runEcs,
  },
};
