// Deployment groups by CodeDeploy's API: they are in the register, where pipelines find them.
import type { CodeDeployApi } from '../../aws/operations/codedeploy.ts';
import { defined } from '../../lib/defined.ts';
import { isMadeByCall } from '../made-by-call.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { onWrongToken } from './applications.ts';
import {
  applicationNamed,
  configNamed,
  findGroup,
  groupNamed,
  groupsOf,
  idOf,
  recordOf,
  save,
  type GroupResource,
} from './codedeploy-records.ts';

type Op<N extends keyof CodeDeployApi['operations']> = Operation<CodeDeployApi, N>;
type Shapes = CodeDeployApi['shapes'];

const type = 'AWS::CodeDeploy::DeploymentGroup';

export const createDeploymentGroup: Op<'CreateDeploymentGroup'> = ({ tags = [], ...input }, call) => {
  const { applicationName, deploymentGroupName } = input;
  applicationNamed(call, applicationName);
  refuseTaken(call, applicationName, deploymentGroupName);
  check(call, input);
  const made = save(call, 'CreateDeploymentGroup', {
    type,
    name: `${applicationName}/${deploymentGroupName}`,
    values: input,
    tags: recordOf(tags),
  });
  return { deploymentGroupId: groupId(made) };
};

function refuseTaken(call: ServiceCall, applicationName: string, name: string): void {
  if (isMadeByCall(findGroup(call, applicationName, name)))
    throw refuse<CodeDeployApi>(
      'DeploymentGroupAlreadyExistsException',
      `Deployment group already exists for application: ${name}`,
    );
}

interface Checked {
  readonly deploymentConfigName?: string;
  readonly ec2TagFilters?: readonly unknown[];
  readonly ec2TagSet?: object;
}

function check(call: ServiceCall, { deploymentConfigName, ec2TagFilters = [], ec2TagSet }: Checked): void {
  if (deploymentConfigName !== undefined) configNamed(call, deploymentConfigName);
  if (ec2TagFilters.length > 0 && ec2TagSet !== undefined)
    throw refuse<CodeDeployApi>(
      'InvalidEC2TagCombinationException',
      'Use either ec2TagFilters or ec2TagSet in a deployment group, but not both',
    );
}

/** A member that is absent stays as it is. */
export const updateDeploymentGroup: Op<'UpdateDeploymentGroup'> = (input, call) => {
  const { applicationName, currentDeploymentGroupName: before, newDeploymentGroupName, ...changes } = input;
  const found = groupNamed(call, applicationName, before);
  const after = newDeploymentGroupName ?? before;
  if (after !== before) refuseTaken(call, applicationName, after);
  check(call, changes);
  const { notExecuted: _, ...known } = found.values;
  save(call, 'UpdateDeploymentGroup', {
    type,
    name: `${applicationName}/${after}`,
    values: { ...known, ...changes, deploymentGroupName: after },
    tags: found.tags,
  });
  if (after !== before) call.ground.account.remove(found);
  return { hooksNotCleanedUp: [] };
};

/** Without an error when there is none. */
export const deleteDeploymentGroup: Op<'DeleteDeploymentGroup'> = (input, call) => {
  const found = findGroup(call, input.applicationName, input.deploymentGroupName);
  if (found !== undefined) call.ground.account.remove(found);
  return { hooksNotCleanedUp: [] };
};

function groupId({ account, region, name }: GroupResource): string {
  return idOf(`${account} ${region} group ${name}`);
}

/** With what AWS fills in (CodeDeploy API reference, DeploymentGroupInfo). */
function output(call: ServiceCall, found: GroupResource): Shapes['DeploymentGroupInfo'] {
  const { notExecuted: _, tags: __, autoScalingGroups = [], ...group } = found.values;
  const { computePlatform = 'Server' } = applicationNamed(call, group.applicationName).values;
  const info = {
    ec2TagFilters: [],
    onPremisesInstanceTagFilters: [],
    deploymentConfigName: 'CodeDeployDefault.OneAtATime',
    deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' },
    outdatedInstancesStrategy: 'UPDATE',
    triggerConfigurations: [],
    terminationHookEnabled: false,
    ...group,
    deploymentGroupId: groupId(found),
    autoScalingGroups: autoScalingGroups.map((name) => ({ name })),
    computePlatform,
  };
  return info as Shapes['DeploymentGroupInfo'];
}

export const getDeploymentGroup: Op<'GetDeploymentGroup'> = (input, call) => ({
  deploymentGroupInfo: output(call, groupNamed(call, input.applicationName, input.deploymentGroupName)),
});

export const batchGetDeploymentGroups: Op<'BatchGetDeploymentGroups'> = (input, call) => {
  applicationNamed(call, input.applicationName);
  const found = input.deploymentGroupNames.flatMap(
    (name) => findGroup(call, input.applicationName, name) ?? [],
  );
  return { deploymentGroupsInfo: found.map((each) => output(call, each)) };
};

export const listDeploymentGroups: Op<'ListDeploymentGroups'> = ({ applicationName, nextToken }, call) => {
  applicationNamed(call, applicationName);
  const names = groupsOf(call, applicationName).map(({ values }) => values.deploymentGroupName);
  const { items, next } = pageOf(names, { keyOf: (name) => name, size: 100, token: nextToken, onWrongToken });
  return defined({ applicationName, deploymentGroups: items, nextToken: next });
};
