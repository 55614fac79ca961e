// Deploy/AWS/CloudFormationStackSet: a stack set from a template.
import { deployType } from '../../model/action-type.ts';
import { artifactPath, mandatory, O, oneOf, R } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';
import { stackSetRights } from '../stack-set/rights.ts';

export const cloudFormationStackSet: ActionProvider = {
  ...deployType,
  provider: 'CloudFormationStackSet',
  inputs: [1, 3],
  configuration: {
    StackSetName: R,
    TemplatePath: mandatory(artifactPath),
    Description: O,
    Parameters: O,
    Capabilities: O,
    PermissionModel: oneOf('SELF_MANAGED', 'SERVICE_MANAGED'),
    AdministrationRoleArn: O,
    ExecutionRoleName: O,
    OrganizationsAutoDeployment: oneOf('Disabled', 'Enabled', 'EnabledWithStackRetention'),
    DeploymentTargets: O,
    Regions: O,
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
    load: async () => (await import('./run-stack-set.ts')).runStackSet,
  },
  rights: (request) => ({ rights: stackSetRights(request) }),
  needsKeys: ({ configuration = {} }) =>
    'DeploymentTargets' in configuration ? [{ key: 'Regions', because: 'with DeploymentTargets' }] : [],
};
