// Deployments by CodeDeploy's API: each is kept before it is begun, and runs in the process that owns the state folder. Those of
// pipelines are read as well.
import { deploymentRecords, type DeploymentRecord } from '../../actions/deployment/deployment-record.ts';
import { newDeploymentId } from '../../actions/deployment/rollback.ts';
import type { CodeDeployApi } from '../../aws/operations/codedeploy.ts';
import { defined } from '../../lib/defined.ts';
import {
  frameOfDeployment,
  startedDeploymentKind,
  type StartedDeployment,
} from '../../model/started-deployment.ts';
import type { Request } from '../../runtime/contract.ts';
import { askDriver, ensureDriver } from '../ask-driver.ts';
import { documentsOf } from '../documents.ts';
import { pageInOrder } from '../page.ts';
import { readState } from '../read-state.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { onWrongToken } from './applications.ts';
import { applicationNamed, groupNamed } from './codedeploy-records.ts';
import { noteDeployedRevision } from './kept-revisions.ts';
import { recordOutput, startedOutput, targetOutput } from './deployment-output.ts';

type Op<N extends keyof CodeDeployApi['operations']> = Operation<CodeDeployApi, N>;
type Shapes = CodeDeployApi['shapes'];

const started = documentsOf<StartedDeployment>(startedDeploymentKind);

export const createDeployment: Op<'CreateDeployment'> = async (input, call) => {
  const { applicationName, deploymentGroupName } = input;
  applicationNamed(call, applicationName);
  if (deploymentGroupName === undefined)
    throw refuse<CodeDeployApi>(
      'DeploymentGroupNameRequiredException',
      'The deployment group name is required',
    );
  const { values } = groupNamed(call, applicationName, deploymentGroupName);
  const { deploymentConfigName = 'CodeDeployDefault.OneAtATime' } = values;
  refuseUnexecuted(input, deploymentConfigName);
  const { account, partition, region } = call.place;
  const deployment: StartedDeployment = {
    deploymentId: newDeploymentId(),
    applicationName,
    deploymentGroupName,
    deploymentConfigName,
    ...revisionIn(input),
    ...defined({ description: input.description }),
    fileExistsBehavior: input.fileExistsBehavior ?? 'DISALLOW',
    ignoreApplicationStopFailures: input.ignoreApplicationStopFailures ?? false,
    account,
    partition,
    region,
    createdAt: call.now,
  };
  started.put(call, deployment.deploymentId, deployment);
  try {
    await handOver(call, deployment);
  } catch (error) {
    started.remove(call, deployment.deploymentId);
    throw error;
  }
  const location = input.revision ?? {};
  noteDeployedRevision(call, { applicationName, deploymentGroupName, location });
  return { deploymentId: deployment.deploymentId };
};

/** What a deployment of this machine takes from its group alone is refused, and not passed over. */
function refuseUnexecuted(input: Shapes['CreateDeploymentInput'], configOfGroup: string): void {
  const { deploymentConfigName = configOfGroup, updateOutdatedInstancesOnly = false } = input;
  const refused = [
    ['deploymentConfigName', deploymentConfigName !== configOfGroup],
    ['targetInstances', input.targetInstances !== undefined],
    ['autoRollbackConfiguration', input.autoRollbackConfiguration !== undefined],
    ['overrideAlarmConfiguration', input.overrideAlarmConfiguration !== undefined],
    ['updateOutdatedInstancesOnly', updateOutdatedInstancesOnly],
    ['deploymentMode', input.deploymentMode === 'RESTART'],
  ] as const;
  const [name] = refused.find(([, isGiven]) => isGiven) ?? [];
  if (name !== undefined)
    throw refuse<CodeDeployApi>(
      'ValidationException',
      `Slipway takes ${name} from the deployment group: change it there`,
    );
}

function revisionIn({ revision }: Shapes['CreateDeploymentInput']) {
  if (revision === undefined)
    throw refuse<CodeDeployApi>('RevisionRequiredException', 'The revision is required');
  const { bucket, key, bundleType = 'zip', version } = revision.s3Location ?? {};
  if (bucket === undefined || key === undefined)
    throw refuse<CodeDeployApi>(
      'InvalidRevisionException',
      'Slipway deploys revisions of S3 on this machine: give an s3Location with bucket and key',
    );
  if (bundleType !== 'zip')
    throw refuse<CodeDeployApi>(
      'InvalidRevisionException',
      `Slipway unpacks revisions of the type zip, not ${bundleType}`,
    );
  return { bucket, key, ...defined({ version }) };
}

/** Asked again with the same deployment it gives the execution that is there. */
async function handOver(call: ServiceCall, deployment: StartedDeployment): Promise<StartedDeployment> {
  const { deploymentId, version } = deployment;
  const executionId = await ask(call, deployment, {
    type: 'StartPipelineExecution',
    variables: {},
    sourceRevisions: version === undefined ? {} : { Source: version },
    by: call.caller.arn,
    clientRequestToken: deploymentId,
  });
  const begun = { ...deployment, ...defined({ executionId }) };
  started.put(call, deploymentId, begun);
  return begun;
}

async function ask(
  call: ServiceCall,
  deployment: StartedDeployment,
  request: Request,
): Promise<string | undefined> {
  const result = await askDriver(call, frameOfDeployment(deployment), request);
  if ('because' in result)
    throw refuse<CodeDeployApi>('ValidationException', `Slipway cannot deploy now: ${result.because}`);
  if (result.accepted) return result.executionId;
  throw refuse<CodeDeployApi>(
    'ValidationException',
    result.problems.map(({ message }) => message).join('; '),
  );
}

interface Known {
  readonly record?: DeploymentRecord;
  readonly info: Shapes['DeploymentInfo'];
}

/** Of pipelines and of calls, newest first. */
async function allDeployments(call: ServiceCall): Promise<readonly Known[]> {
  const records = (await readState(call, (state) => deploymentRecords(state.records))) ?? [];
  const ids = new Set(records.map(({ deploymentId }) => deploymentId));
  const waiting: Known[] = [];
  for (const each of started.list(call)) {
    if (ids.has(each.deploymentId)) continue;
    const begun = each.executionId === undefined ? await handOver(call, each) : each;
    const failed = await failureOf(call, begun);
    if (failed === undefined) await ensureDriver(call);
    waiting.push({ info: startedOutput(begun, failed) });
  }
  const known = records.map((record) => ({ record, info: recordOutput(record) }));
  const timeOf = ({ info }: Known) => info.createTime?.getTime() ?? 0;
  return [...waiting, ...known].toSorted((a, b) => timeOf(b) - timeOf(a));
}

/** Its revision could not be had, so that nothing was deployed. */
async function failureOf(call: ServiceCall, { executionId = '' }: StartedDeployment) {
  return await readState(call, ({ history }) => {
    const found = history.execution(executionId);
    if (found?.endedAt === undefined) return undefined;
    const error = history.actions(executionId).find((each) => each.error !== undefined)?.error;
    return { message: error?.message ?? 'The deployment was stopped before it began', at: found.endedAt };
  });
}

async function deploymentWithId(call: ServiceCall, deploymentId: string): Promise<Known> {
  const found = (await allDeployments(call)).find(({ info }) => info.deploymentId === deploymentId);
  if (found === undefined)
    throw refuse<CodeDeployApi>(
      'DeploymentDoesNotExistException',
      `No deployment found for id: ${deploymentId}`,
    );
  return found;
}

export const getDeployment: Op<'GetDeployment'> = async ({ deploymentId }, call) => {
  const { info } = await deploymentWithId(call, deploymentId);
  // One that a killed process has left is taken up by the next.
  if (info.completeTime === undefined && started.get(call, deploymentId) !== undefined)
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
  const isAsked = ({ info }: Known) =>
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
  return {
    deploymentTargets: targets.flatMap((target) =>
      record === undefined ? [] : [targetOutput(call, record, target)],
    ),
  };
};

export const getDeploymentTarget: Op<'GetDeploymentTarget'> = async ({ deploymentId, targetId }, call) => {
  const { record } = await deploymentWithId(call, deploymentId);
  const target = record?.targets.find((each) => each.targetId === targetId);
  if (record === undefined || target === undefined)
    throw refuse<CodeDeployApi>(
      'DeploymentTargetDoesNotExistException',
      `The deployment ${deploymentId} has no target ${targetId}`,
    );
  return { deploymentTarget: targetOutput(call, record, target) };
};

/** Targets in progress end with their event. One of a pipeline is stopped with its execution. */
export const stopDeployment: Op<'StopDeployment'> = async (input, call) => {
  const { deploymentId, autoRollbackEnabled = false } = input;
  if (autoRollbackEnabled)
    throw refuse<CodeDeployApi>(
      'ValidationException',
      'Slipway rolls back a stopped deployment when its group says so: set autoRollbackConfiguration there',
    );
  const { info } = await deploymentWithId(call, deploymentId);
  if (info.completeTime !== undefined)
    throw refuse<CodeDeployApi>(
      'DeploymentAlreadyCompletedException',
      `The deployment ${deploymentId} has already completed`,
    );
  const deployment = started.get(call, deploymentId);
  if (deployment?.executionId === undefined)
    throw refuse<CodeDeployApi>(
      'ValidationException',
      'A pipeline has started the deployment: stop its execution with StopPipelineExecution',
    );
  await ask(call, deployment, {
    type: 'StopPipelineExecution',
    executionId: deployment.executionId,
    abandon: true,
    reason: 'StopDeployment',
    by: call.caller.arn,
  });
  return { status: 'Pending', statusMessage: 'No more events will be scheduled for this deployment' };
};
