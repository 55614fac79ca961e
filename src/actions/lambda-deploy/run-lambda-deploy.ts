// The Lambda deploy action: the artifact becomes a version of the function, and its alias goes over to it. Source: CodePipeline
// user guide, "AWS Lambda deploy action reference".
import type { CallAws } from '../../account/call-aws.ts';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { CallRefused } from '../../aws/client/decode-response.ts';
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { FailureDetails } from '../../model/progress.ts';
import { isInterrupted } from '../action-aborted.ts';
import { openAccountCalls, textOf } from '../account-calls.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';
import { deployInFrame, type DeploymentOutcome } from '../deployment/frame.ts';
import { newDeploymentId } from '../deployment/rollback.ts';
import { unlessAlarm } from '../deployment/unless-alarm.ts';
import { describeRoute, readAlias, routeAlias, type AliasName } from '../function-traffic/alias.ts';
import { shiftAlias } from '../function-traffic/shift-alias.ts';
import type { ActionContext, RunOf } from '../provider.ts';
import { sessionUse } from '../session-use.ts';
import { alarmNames, stepsOfStrategy } from './strategy.ts';

type Context = ActionContext<DeploymentOptions>;

/** What is deployed, and where to. */
interface Ready {
  readonly call: CallAws;
  readonly version: string;
  /** Absent for a function without an alias: the new version is all there is to do. */
  readonly move?: AliasName & { readonly from: string };
}

export const runLambdaDeploy: RunOf<DeploymentOptions> = async (context) => {
  const { FunctionName = '', FunctionAlias } = context.configuration;
  const groupName = FunctionAlias === undefined ? FunctionName : `${FunctionName}:${FunctionAlias}`;
  const deploymentId = await context.step('deployment', async () => newDeploymentId());
  const framed = {
    deployment: { deploymentId, groupName, creator: 'user' },
    lockName: `function ${FunctionName}`,
    busy: (active: string) => failure(`The function ${FunctionName} is being deployed to by ${active}`),
  } as const;
  let version = '';
  const result = await deployInFrame(context, framed, {
    open: async () => await refusalsOf(() => prepare(context)),
    run: async (ready) => {
      ({ version } = ready);
      return await shifted(context, ready, deploymentId);
    },
    stop: async (ready) => await takenBack(context, ready),
  });
  return result.status === 'Succeeded'
    ? { ...result, outputVariables: { FunctionVersion: version } }
    : result;
};

function failure(message: string, remedy?: string): FailureDetails {
  return { code: 'JobFailed', message, ...defined({ remedy }) };
}

/** What the service refuses is a failure of the deployment. */
async function refusalsOf<T extends object>(
  work: () => Promise<Result<T, FailureDetails>>,
): Promise<Result<T, FailureDetails>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CallRefused) return { failed: failure(`${error.code}: ${error.message}`) };
    throw error;
  }
}

/** The new version is published, and no request reaches it by the alias yet. */
async function prepare(context: Context): Promise<Result<Ready, FailureDetails>> {
  const { FunctionName = '', FunctionAlias, PublishedTargetVersion } = context.configuration;
  const call = await openAccountCalls(context, { signal: context.signal, use: sessionUse(context) });
  const from = await startOf(context, call);
  if (isFailed(from)) return from;
  const version = PublishedTargetVersion ?? (await publishArtifact(context, call));
  if (FunctionAlias === undefined || from.version === undefined) return { call, version };
  return { call, version, move: { functionName: FunctionName, alias: FunctionAlias, from: from.version } };
}

/** The version that the alias begins with, which is also the one to go back to. */
async function startOf(
  context: Context,
  call: CallAws,
): Promise<Result<{ readonly version?: string }, FailureDetails>> {
  const { FunctionName = '', FunctionAlias } = context.configuration;
  if (FunctionAlias === undefined) return await publishedBefore(call, FunctionName);
  const route = await context.step('alias', async () =>
    readAlias(call, { functionName: FunctionName, alias: FunctionAlias }),
  );
  if (Object.keys(route.weights).length === 0 && route.version !== '$LATEST')
    return { version: route.version };
  return {
    failed: failure(
      `The alias ${FunctionAlias} of ${FunctionName} points to ${describeRoute(route)}, and it must point to exactly one published version`,
      'Set it with "aws lambda update-alias --function-version N --routing-config {}".',
    ),
  };
}

async function publishedBefore(
  call: CallAws,
  FunctionName: string,
): Promise<Result<{ readonly version?: string }, FailureDetails>> {
  const { Versions } = await call('lambda', 'ListVersionsByFunction', { FunctionName });
  if (Array.isArray(Versions) && Versions.length > 1) return {};
  return {
    failed: failure(
      `The function ${FunctionName} has no published version`,
      'Publish one with "aws lambda publish-version"; the action takes functions that have one.',
    ),
  };
}

async function publishArtifact(context: Context, call: CallAws): Promise<string> {
  return await context.step('version', async () => {
    const { FunctionName = '' } = context.configuration;
    const [artifact] = context.inputArtifacts;
    if (artifact !== undefined) {
      const file = join(context.workFolder, 'code.zip');
      await context.state.artifacts.exportZip(artifact.digest, file);
      await call('lambda', 'UpdateFunctionCode', { FunctionName, ZipFile: await readFile(file) });
      await updated(call, FunctionName, context.signal);
    }
    const published = await call('lambda', 'PublishVersion', { FunctionName });
    return textOf(published['Version']);
  });
}

const askEveryMs = 20;

async function updated(call: CallAws, FunctionName: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { LastUpdateStatus } = await call('lambda', 'GetFunctionConfiguration', { FunctionName });
    if (LastUpdateStatus !== 'InProgress') return;
    await delay(askEveryMs, undefined, { signal });
  }
}

async function shifted(
  context: Context,
  { call, version, move }: Ready,
  deploymentId: string,
): Promise<DeploymentOutcome> {
  const { FunctionName = '', DeployStrategy = 'AllAtOnce', Alarms = '' } = context.configuration;
  if (move === undefined) return { status: 'Succeeded', summary: `${FunctionName} version ${version}` };
  const what = `${FunctionName}:${move.alias}`;
  if (move.from === version) return { status: 'Succeeded', summary: `${what} is at version ${version}` };
  const strategy = stepsOfStrategy(DeployStrategy);
  if (isFailed(strategy))
    return { status: 'Failed', error: failure(`DeployStrategy "${DeployStrategy}": ${strategy.failed}`) };
  const alarms = watched(context, alarmNames(Alarms));
  const work = async (until: AbortSignal) =>
    shiftAlias(context, { ...move, ...strategy, call, deploymentId, to: version }, until);
  const broken = await unlessAlarm({ context, alarms }, work);
  if (broken === undefined)
    return { status: 'Succeeded', summary: `${what} from version ${move.from} to ${version}` };
  await routeAlias(call, move, { version: move.from, weights: {} });
  const message = `${what} goes back to version ${move.from}: ${broken.reason}`;
  return { status: 'Stopped', error: { code: 'ALARM_ACTIVE', message } };
}

function watched(context: Context, names: readonly string[]) {
  const known = context.resources.valuesOf('AWS::CloudWatch::Alarm');
  for (const name of names.filter((each) => !known.some(({ alarmName }) => alarmName === each)))
    context.report({
      kind: 'NotExecuted',
      what: `CloudWatch alarm ${name}`,
      reason: 'The definition does not describe it, so it stops nothing',
    });
  return known.filter(({ alarmName }) => names.includes(alarmName));
}

const backWithinMs = 10_000;

/** The alias is where it was: a stopped shift must not go on serving two versions. */
async function takenBack(context: Context, ready: Ready | undefined): Promise<FailureDetails | undefined> {
  if (ready?.move === undefined || isInterrupted(context.signal)) return undefined;
  const call = await openAccountCalls(context, { signal: AbortSignal.timeout(backWithinMs) });
  await routeAlias(call, ready.move, { version: ready.move.from, weights: {} });
  return undefined;
}
