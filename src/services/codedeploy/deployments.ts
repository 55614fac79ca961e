// Deployments by CodeDeploy's API: each is kept before it is begun, and runs in the process that owns the state folder. Those of
// pipelines are read as well.
import { newDeploymentId } from '../../actions/deployment/rollback.ts';
import type { CodeDeployApi } from '../../aws/operations/codedeploy.ts';
import { defined } from '../../lib/defined.ts';
import {
  copiesScalingGroup,
  type ComputePlatform,
  type GroupOverrides,
  type TargetInstances,
} from '../../model/deployment.ts';
import type { StartedDeployment } from '../../model/started-deployment.ts';
import { ensureDriver } from '../ask-driver.ts';
import { pageInOrder } from '../page.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { onWrongToken } from './applications.ts';
import { applicationNamed, configNamed, groupNamed, type GroupResource } from './codedeploy-records.ts';
import { targetOutput } from './deployment-target.ts';
import { placeOfRevision } from './given-revision.ts';
import { noteDeployedRevision } from './kept-revisions.ts';
import {
  allDeployments,
  deploymentWithId,
  handOver,
  startedDeployments,
  type KnownDeployment,
} from './known-deployments.ts';

type Op<N extends keyof CodeDeployApi['operations']> = Operation<CodeDeployApi, N>;
type Shapes = CodeDeployApi['shapes'];

export const createDeployment: Op<'CreateDeployment'> = async (input, call) => {
  const { applicationName, deploymentGroupName } = input;
  const { computePlatform = 'Server' } = applicationNamed(call, applicationName).values;
  if (deploymentGroupName === undefined)
    throw refuse<CodeDeployApi>(
      'DeploymentGroupNameRequiredException',
      'The deployment group name is required',
    );
  const group = groupNamed(call, applicationName, deploymentGroupName);
  refuseUnexecuted(input);
  const targetInstances = targetInstancesIn(input, { ...group.values, computePlatform });
  const overrides = overridesIn(input);
  const deploymentConfigName = configOf(call, { ...group.values, ...overrides }, computePlatform);
  const { account, partition, region } = call.place;
  const deployment: StartedDeployment = {
    deploymentId: newDeploymentId(),
    applicationName,
    deploymentGroupName,
    deploymentConfigName,
    computePlatform,
    ...defined({ location: input.revision, description: input.description }),
    ...(await placeOfRevision(call, input.revision, computePlatform)),
    overrides,
    ...defined({ targetInstances }),
    fileExistsBehavior: input.fileExistsBehavior ?? 'DISALLOW',
    ignoreApplicationStopFailures: input.ignoreApplicationStopFailures ?? false,
    account,
    partition,
    region,
    createdAt: call.now,
  };
  await begin(call, deployment);
  const location = input.revision ?? {};
  noteDeployedRevision(call, { applicationName, deploymentGroupName, location });
  return { deploymentId: deployment.deploymentId };
};

async function begin(call: ServiceCall, deployment: StartedDeployment): Promise<void> {
  startedDeployments.put(call, deployment.deploymentId, deployment);
  try {
    await handOver(call, deployment);
  } catch (error) {
    startedDeployments.remove(call, deployment.deploymentId);
    throw error;
  }
}

/** What no deployment of this machine does is refused, and not passed over. */
function refuseUnexecuted(input: Shapes['CreateDeploymentInput']): void {
  const refused = [
    ['updateOutdatedInstancesOnly', input.updateOutdatedInstancesOnly === true],
    ['deploymentMode', input.deploymentMode === 'RESTART'],
  ] as const;
  const [name] = refused.find(([, isGiven]) => isGiven) ?? [];
  if (name !== undefined)
    throw refuse<CodeDeployApi>(
      'ValidationException',
      `Slipway does not execute ${name}: a deployment goes to all targets of its group`,
    );
}

/** CodeDeploy API reference, TargetInstances: where a blue/green deployment goes to instances that are there. */
function targetInstancesIn(
  { targetInstances }: Shapes['CreateDeploymentInput'],
  group: GroupResource['values'] & { readonly computePlatform: ComputePlatform },
): TargetInstances | undefined {
  const isBlueGreen = group.deploymentStyle?.deploymentType === 'BLUE_GREEN';
  const isWanted = isBlueGreen && group.computePlatform === 'Server' && !copiesScalingGroup(group);
  if (isWanted === (targetInstances !== undefined)) return targetInstances;
  throw refuse<CodeDeployApi>(
    'InvalidTargetInstancesException',
    isWanted
      ? `The deployment group ${group.deploymentGroupName} discovers existing instances: targetInstances has to say which ones`
      : `Only a blue/green deployment that discovers existing instances takes targetInstances, and those of ${group.deploymentGroupName} do not`,
  );
}

function overridesIn({
  deploymentConfigName,
  autoRollbackConfiguration,
  overrideAlarmConfiguration: alarmConfiguration,
}: Shapes['CreateDeploymentInput']): GroupOverrides {
  return defined({
    deploymentConfigName,
    alarmConfiguration,
    autoRollbackConfiguration,
  });
}

/** Of the deployment before its group before CodeDeploy's own (CodeDeploy API reference, CreateDeployment). */
function configOf(
  call: ServiceCall,
  { deploymentConfigName }: GroupResource['values'],
  platform: ComputePlatform,
): string {
  const byDefault = platform === 'Server' ? 'OneAtATime' : `${platform}AllAtOnce`;
  const name = deploymentConfigName ?? `CodeDeployDefault.${byDefault}`;
  const { computePlatform = 'Server' } = configNamed(call, name).values;
  if (computePlatform === platform) return name;
  throw refuse<CodeDeployApi>(
    'InvalidDeploymentConfigNameException',
    `The deployment configuration ${name} is for the compute platform ${computePlatform}, and the application for ${platform}`,
  );
}

export const getDeployment: Op<'GetDeployment'> = async ({ deploymentId }, call) => {
  const { info } = await deploymentWithId(call, deploymentId);
  // One that a killed process has left is taken up by the next.
  if (info.completeTime === undefined && startedDeployments.get(call, deploymentId) !== undefined)
    await ensureDriver(call);
  return { deploymentInfo: info };
};

export const batchGetDeployments: Op<'BatchGetDeployments'> = async ({ deploymentIds }, call) => {
  const all = await allDeployments(call);
  return {
    deploymentsInfo: all
      .filter(({ info }) => deploymentIds.includes(info.deploymentId ?? ''))
      .map(({ info }) => info),
  };
};

export const listDeployments: Op<'ListDeployments'> = async (input, call) => {
  const { applicationName, deploymentGroupName, includeOnlyStatuses = [], createTimeRange = {} } = input;
  const { start = new Date(0), end = new Date(8.64e15) } = createTimeRange;
  const isAsked = ({ info }: KnownDeployment) =>
    (applicationName ?? info.applicationName) === info.applicationName &&
    (deploymentGroupName ?? info.deploymentGroupName) === info.deploymentGroupName &&
    (includeOnlyStatuses.length === 0 || includeOnlyStatuses.some((status) => status === info.status)) &&
    (info.createTime ?? start) >= start &&
    (info.createTime ?? end) <= end;
  const asked = (await allDeployments(call)).filter(isAsked);
  const { items, next } = pageInOrder(asked, { size: 100, token: input.nextToken, onWrongToken });
  return defined({ deployments: items.flatMap(({ info }) => info.deploymentId ?? []), nextToken: next });
};

export const listDeploymentTargets: Op<'ListDeploymentTargets'> = async (input, call) => {
  const { record } = await deploymentWithId(call, input.deploymentId);
  const wanted = input.targetFilters?.['TargetStatus'];
  const targets = (record?.targets ?? []).filter(
    ({ status }) => wanted === undefined || wanted.includes(status),
  );
  const { items, next } = pageInOrder(targets, { size: 100, token: input.nextToken, onWrongToken });
  return defined({ targetIds: items.map(({ targetId }) => targetId), nextToken: next });
};

export const batchGetDeploymentTargets: Op<'BatchGetDeploymentTargets'> = async (input, call) => {
  const { record } = await deploymentWithId(call, input.deploymentId);
  const targets = record?.targets.filter(({ targetId }) => input.targetIds.includes(targetId)) ?? [];
  const outputs = targets.flatMap((target) =>
    record === undefined ? [] : [targetOutput(call, record, target)],
  );
  return { deploymentTargets: await Promise.all(outputs) };
};

export const getDeploymentTarget: Op<'GetDeploymentTarget'> = async ({ deploymentId, targetId }, call) => {
  const { record } = await deploymentWithId(call, deploymentId);
  const target = record?.targets.find((each) => each.targetId === targetId);
  if (record === undefined || target === undefined)
    throw refuse<CodeDeployApi>(
      'DeploymentTargetDoesNotExistException',
      `The deployment ${deploymentId} has no target ${targetId}`,
    );
  return { deploymentTarget: await targetOutput(call, record, target) };
};
