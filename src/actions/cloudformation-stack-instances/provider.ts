// Deploy/AWS/CloudFormationStackInstances: instances of a stack set.
import { deployType } from '../../model/action-type.ts';
import { O, oneOf, R } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';
import { stackInstancesRights } from '../stack-set/rights.ts';

export const cloudFormationStackInstances: ActionProvider = {
  ...deployType,
  provider: 'CloudFormationStackInstances',
  inputs: [0, 2],
  configuration: {
    StackSetName: R,
    Regions: R,
    DeploymentTargets: O,
    ParameterOverrides: O,
    FailureTolerancePercentage: O,
    MaxConcurrentPercentage: O,
    CallAs: oneOf('SELF', 'DELEGATED_ADMIN'),
  },
  variables: ['StackSetId', 'OperationId'],
  makesTarget: true,
  timeLimitMinutes: 3 * 24 * 60,
  runner: {
    recovery: 'resume',
    callsApi: true,
    load: async () => (await import('./run-stack-instances.ts')).runStackInstances,
  },
  rights: (request) => ({ rights: stackInstancesRights(request) }),
};
