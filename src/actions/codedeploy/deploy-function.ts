// A deployment of CodeDeploy to a function: the appspec names an alias and two of its versions, and the requests go over from one
// to the other (CodeDeploy user guide, "Deployments on an AWS Lambda compute platform").
import type { CallAws } from '../../account/call-aws.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import { newId } from '../../lib/id.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { DeploymentConfig, DeploymentGroup } from '../../model/deployment.ts';
import { causeOf, type EndedBy } from '../../model/deployment-requests.ts';
import type { FailureDetails } from '../../model/progress.ts';
import { stepsOfConfig } from '../../model/traffic-steps.ts';
import { runDeploymentHook } from '../../targets/function/run-deployment-hook.ts';
import { openAccountCalls } from '../account-calls.ts';
import { isInterrupted } from '../action-aborted.ts';
import { watchOfGroup } from '../deployment/deployment-alarms.ts';
import { reportDeployment, type NamedDeployment } from '../deployment/deployment-report.ts';
import { unlessStopped } from '../deployment/deployment-requests.ts';
import { deployInFrame, type DeploymentOutcome } from '../deployment/frame.ts';
import { keepingRecord } from '../deployment/keep-record.ts';
import { notExecutedHere } from '../deployment/resolve-group.ts';
import { rollBackAsDeployment, wantsRollback, newDeploymentId } from '../deployment/rollback.ts';
import { runLifecycleEvent } from '../deployment/run-lifecycle-event.ts';
import { unlessAlarm } from '../deployment/unless-alarm.ts';
import { describeRoute, readAlias, routeAlias } from '../function-traffic/alias.ts';
import { shiftAlias, type AliasShift } from '../function-traffic/shift-alias.ts';
import type { ActionContext, ActionResult } from '../provider.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';
import { sessionUse } from '../session-use.ts';
import type { DeploymentRequest } from './deployment-work.ts';
import { readFunctionAppSpec } from './function-appspec.ts';
import {
  functionRecord,
  recordFunctionSuccess,
  type FunctionDeployment,
} from './function-deployment-record.ts';

export interface FunctionGroup {
  readonly group: DeploymentGroup;
  readonly config: DeploymentConfig;
}

type Context = ActionContext<DeploymentOptions>;

interface FunctionFailure extends EndedBy {
  readonly reason: string;
  readonly logTail?: readonly string[];
  readonly isHook?: true;
}

/** CodeDeploy waits so long for the report of a hook. */
const hourMs = 3_600_000;

export async function deployFunction(
  context: Context,
  request: DeploymentRequest,
  { group, config }: FunctionGroup,
): Promise<ActionResult> {
  const appSpec = await readFunctionAppSpec(context, request.revision);
  if (isFailed(appSpec)) return { status: 'Failed', error: appSpec.failed };
  const deploymentId = await context.step(
    'deploymentId',
    async () => request.deploymentId ?? newDeploymentId(),
  );
  const deployment: FunctionDeployment = { deploymentId, group, config, request, appSpec };
  const recorded = keepingRecord(context, functionRecord(deployment));
  const { applicationName, deploymentGroupName: groupName } = group;
  const framed = {
    deployment: namedIn(deployment),
    lockName: `function group ${applicationName}/${groupName}`,
    busy: (active: string) => ({
      code: 'DeploymentLimitExceededException',
      message: `The Deployment Group '${groupName}' already has an active Deployment '${active}'`,
      remedy: 'Wait for it to end, or put the actions that use the group one after the other.',
    }),
  };
  const known = context.resources.valuesOf('AWS::CloudWatch::Alarm');
  for (const each of notExecutedHere(group, known)) context.report(each);
  const result = await deployInFrame(recorded, framed, {
    open: async () => await open(recorded, deployment),
    run: async (work) => await run(recorded, work),
    stop: async (work) => await stop(recorded, work),
  });
  if (result.status === 'Succeeded') recordFunctionSuccess(context, deployment);
  return result;
}

function namedIn({ deploymentId, group, request }: FunctionDeployment): NamedDeployment {
  return { deploymentId, groupName: group.deploymentGroupName, creator: request.creator };
}

/** What is known when the requests begin to go over. */
interface Work extends FunctionDeployment {
  readonly call: CallAws;
  readonly shift: AliasShift;
}

async function open(context: Context, deployment: FunctionDeployment): Promise<Result<Work, FailureDetails>> {
  const call = await openAccountCalls(context, { signal: context.signal, use: sessionUse(context) });
  const { deploymentId, config, appSpec } = deployment;
  const shift: AliasShift = {
    functionName: appSpec.name,
    alias: appSpec.alias,
    deploymentId,
    call,
    from: appSpec.currentVersion,
    to: appSpec.targetVersion,
    steps: stepsOfConfig(config),
  };
  const wrong = await context.step(`${deploymentId}/checked`, async () => (await wrongStart(shift)) ?? null);
  return wrong === null ? { ...deployment, call, shift } : { failed: wrong };
}

/** The alias must point to CurrentVersion alone, and the other version must be there. */
async function wrongStart({ call, from, to, ...name }: AliasShift): Promise<FailureDetails | undefined> {
  const code = 'INVALID_LAMBDA_CONFIGURATION';
  try {
    const route = await readAlias(call, name);
    await call('lambda', 'GetFunctionConfiguration', { FunctionName: name.functionName, Qualifier: to });
    if (route.version === from && Object.keys(route.weights).length === 0) return undefined;
    return {
      code,
      message: `The alias ${name.alias} of ${name.functionName} points to version ${describeRoute(route)}, and the appspec says that it points to ${from}`,
      remedy:
        'Write the version of the alias as CurrentVersion, or bring the alias back with "aws lambda update-alias".',
    };
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    return { code: 'INVALID_LAMBDA_FUNCTION', message: `${error.code}: ${error.message}` };
  }
}

async function run(context: Context, work: Work): Promise<DeploymentOutcome> {
  const { deploymentId, group, shift } = work;
  const { functionName, alias, from, to } = shift;
  const targetId = `${functionName}:${alias}`;
  context.report({ kind: 'Target', deploymentId, targetId, status: 'InProgress' });
  const failure = await unlessStopped<FunctionFailure>(context, deploymentId, async (stopped) =>
    unlessAlarm(
      { context: { ...context, signal: stopped }, ...watchOfGroup(group, context.resources) },
      async (until) => await events(context, work, until),
    ),
  );
  const status = failure === undefined ? 'Succeeded' : 'Failed';
  context.report({ kind: 'Target', deploymentId, targetId, status });
  if (failure !== undefined) return await failed(context, work, failure);
  return { status: 'Succeeded', summary: `${targetId} from version ${from} to ${to} by ${deploymentId}` };
}

/** Undefined when all went well (CodeDeploy user guide, "AppSpec 'hooks' section for an AWS Lambda deployment"). */
async function events(
  context: Context,
  work: Work,
  until: AbortSignal,
): Promise<FunctionFailure | undefined> {
  const { deploymentId, shift } = work;
  const targetId = `${shift.functionName}:${shift.alias}`;
  const event = async (name: string, act: () => Promise<FunctionFailure | undefined>) =>
    await runLifecycleEvent(context, { deploymentId, targetId, name }, act);
  return (
    (await hook(context, work, { name: 'BeforeAllowTraffic', event, until })) ??
    (await event('AllowTraffic', async () => shiftAlias(context, shift, until))) ??
    (await hook(context, work, { name: 'AfterAllowTraffic', event, until }))
  );
}

interface HookEvent {
  readonly name: string;
  readonly event: (
    name: string,
    act: () => Promise<FunctionFailure | undefined>,
  ) => Promise<FunctionFailure | undefined>;
  readonly until: AbortSignal;
}

async function hook(
  context: Context,
  { appSpec, deploymentId }: Work,
  { name, event, until }: HookEvent,
): Promise<FunctionFailure | undefined> {
  const functionName = appSpec.hooks[name];
  if (functionName === undefined) return undefined;
  return await event(name, async () => {
    const { status, message, logTail } = await runDeploymentHook({
      functionName,
      resources: context.resources,
      place: context.place,
      targetsFolder: await context.state.folder('targets'),
      use: sessionUse(context),
      onLine: (line) => context.log.line(`${functionName} | ${line}`),
      signal: until,
      deploymentId,
      hookExecutionId: newId(),
      lifecycleEvent: name,
      timeoutMs: hourMs,
    });
    if (status === 'Succeeded') return undefined;
    return { reason: `${name}: ${message}`, isHook: true, logTail: logTail.split('\n') };
  });
}

/** As a deployment of its own, when the group asks for it; without one the alias stays as the failure has left it. */
async function failed(context: Context, work: Work, failure: FunctionFailure): Promise<DeploymentOutcome> {
  const { group } = work;
  const cause = causeOf(failure);
  const status = cause === 'DEPLOYMENT_FAILURE' ? 'Failed' : 'Stopped';
  const error = { code: codeOf(failure), message: failure.reason };
  const rollbackInfo = wantsRollback(group, cause)
    ? await rollBackAsDeployment(context, group.deploymentGroupName, async () => takenBack(context, work))
    : { rollbackMessage: await leftBehind(work) };
  return { status, error, rollbackInfo };
}

/** CodeDeploy API reference, ErrorInformation. */
function codeOf({ isAlarm, isHook, stop: stopped }: FunctionFailure): string {
  if (stopped !== undefined) return 'MANUAL_STOP';
  if (isAlarm === true) return 'ALARM_ACTIVE';
  return isHook === true ? 'HOOK_EXECUTION_FAILURE' : 'INVALID_LAMBDA_CONFIGURATION';
}

async function takenBack(context: Context, { shift, call }: Pick<Work, 'shift' | 'call'>): Promise<string> {
  await routeAlias(call, shift, { version: shift.from, weights: {} });
  const { functionName, alias, from, to } = shift;
  context.report({
    kind: 'Traffic',
    deploymentId: shift.deploymentId,
    of: `${functionName}:${alias}`,
    to: `version ${to}`,
    percent: 0,
    waitMinutes: 0,
  });
  return `The alias ${alias} of ${functionName} points to version ${from} again.`;
}

async function leftBehind({ shift, call }: Work): Promise<string> {
  const route = describeRoute(await readAlias(call, shift));
  return `The deployment group has no rollback configured: the alias ${shift.alias} of ${shift.functionName} points to version ${route}.`;
}

const backWithinMs = 10_000;

/** Without a rollback on request the alias stays split, and the next deployment is refused until it is not. */
async function stop(context: Context, work: Work | undefined): Promise<FailureDetails | undefined> {
  if (work === undefined || isInterrupted(context.signal)) return undefined;
  const error = { code: 'MANUAL_STOP', message: 'The deployment was stopped by user.' };
  const isWanted = wantsRollback(work.group, 'DEPLOYMENT_STOP_ON_REQUEST');
  const call = await openAccountCalls(context, { signal: AbortSignal.timeout(backWithinMs) });
  const rollbackMessage = isWanted
    ? await takenBack(context, { ...work, call })
    : await leftBehind({ ...work, call });
  const rollbackInfo = { rollbackMessage };
  reportDeployment(context, namedIn(work), { status: 'Stopped', errorInformation: error, rollbackInfo });
  return error;
}
