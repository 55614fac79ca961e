// All lifecycle events of one deployment on one target, each a recorded step: a deployment that was interrupted goes
// on at the event that it was in (CodeDeploy user guide, "AppSpec 'hooks' section", lifecycle event hook availability).
import { defined } from '../../lib/defined.ts';
import type { ServerLifecycleEvent } from '../../model/deployment.ts';
import type { LifecycleResult } from '../../targets/agent/lifecycle-event.ts';
import type { Deployment, DeploymentContext, Target, TargetFailure } from '../deployment/deployment.ts';
import type { LifecycleEventRecord, TargetRecord } from '../deployment/deployment-record.ts';
import { eventsOf } from './lifecycle-events.ts';
import { runOnHost } from '../deployment/run-on-host.ts';
import { giveTraffic, takeTraffic } from '../deployment/traffic.ts';
import { reportShown } from '../report-shown.ts';

export interface TargetRun {
  readonly context: DeploymentContext;
  readonly deployment: Deployment;
  readonly target: Target;
  /** Path of the revision's zip on this machine. */
  readonly bundle: string;
  /** A call has stopped the deployment: the event that runs comes to its end, and none follows. */
  readonly isStopped: () => boolean;
}

export interface TargetEnd {
  readonly record: TargetRecord;
  readonly hasSucceeded: boolean;
  readonly failure?: TargetFailure;
}

/** Rejects only when the deployment was aborted. */
export async function runTarget(run: TargetRun): Promise<TargetEnd> {
  const { context, deployment, target } = run;
  const { lifecycleEvents, hasSucceeded, failure } = await runEvents(run, eventsOf(target));
  const record: TargetRecord = {
    targetId: target.targetId,
    status: hasSucceeded ? 'Succeeded' : 'Failed',
    lifecycleEvents,
  };
  await context.step(`${deployment.deploymentId}/${target.targetId}`, async () => reportEnd(run, record));
  return { record, hasSucceeded, ...defined({ failure }) };
}

export interface EventsEnd {
  readonly lifecycleEvents: readonly LifecycleEventRecord[];
  readonly hasSucceeded: boolean;
  readonly failure?: TargetFailure;
}

/** These in their order, until one fails. Rejects only when the deployment was aborted. */
export async function runEvents(run: TargetRun, events: readonly ServerLifecycleEvent[]): Promise<EventsEnd> {
  const { context, deployment, target } = run;
  const lifecycleEvents: LifecycleEventRecord[] = [];
  let failure: TargetFailure | undefined;
  let isBroken = false;
  for (const lifecycleEvent of events) {
    isBroken ||= failure !== undefined || run.isStopped();
    if (isBroken) {
      lifecycleEvents.push({ lifecycleEventName: lifecycleEvent, status: 'Skipped' });
      continue;
    }
    const step = `${deployment.deploymentId}/${target.targetId}/${lifecycleEvent}`;
    const isFirst = lifecycleEvent === events[0];
    const end = await context.step(step, async () => runEvent(run, lifecycleEvent, isFirst));
    lifecycleEvents.push(end.record);
    if (end.failure !== undefined && !isForgiven(deployment, lifecycleEvent)) failure = end.failure;
  }
  const hasSucceeded = !isBroken && failure === undefined;
  return { lifecycleEvents, hasSucceeded, ...defined({ failure }) };
}

function isForgiven(deployment: Deployment, event: ServerLifecycleEvent): boolean {
  const covered: readonly ServerLifecycleEvent[] = [
    'ApplicationStop',
    'BeforeBlockTraffic',
    'AfterBlockTraffic',
  ];
  return deployment.ignoreApplicationStopFailures && covered.includes(event);
}

interface EventEnd {
  readonly record: LifecycleEventRecord;
  readonly failure?: TargetFailure;
}

async function runEvent(
  run: TargetRun,
  lifecycleEvent: ServerLifecycleEvent,
  isFirst: boolean,
): Promise<EventEnd> {
  const { context, deployment, target } = run;
  const { deploymentId } = deployment;
  const { targetId } = target;
  const place = { deploymentId, targetId };
  if (isFirst) context.report({ kind: 'Target', ...place, status: 'InProgress' });
  const shown = { kind: 'LifecycleEvent', ...place, lifecycleEventName: lifecycleEvent } as const;
  context.report({ ...shown, status: 'InProgress' });
  await reportShown();
  const startTime = context.now();
  const result = await perform(run, lifecycleEvent);
  context.signal.throwIfAborted();
  const endTime = context.now();
  reportEvent(run, lifecycleEvent, result);
  const diagnostics = result.diagnostics === undefined ? {} : { diagnostics: result.diagnostics };
  context.report({ ...shown, status: result.status, durationMs: endTime - startTime, ...diagnostics });
  return {
    record: { lifecycleEventName: lifecycleEvent, status: result.status, startTime, endTime, ...diagnostics },
    ...failureOf({ targetId, lifecycleEvent, at: endTime }, result),
  };
}

function failureOf(
  at: Pick<TargetFailure, 'targetId' | 'lifecycleEvent' | 'at'>,
  { diagnostics, exitCode, explanation }: LifecycleResult,
): { readonly failure?: TargetFailure } {
  if (diagnostics === undefined) return {};
  const failure: TargetFailure = {
    ...at,
    diagnostics,
    ...defined({ exitCode, explanation }),
  };
  return { failure };
}

async function perform(run: TargetRun, event: ServerLifecycleEvent): Promise<LifecycleResult> {
  const { context, target } = run;
  if (event === 'BlockTraffic' && target.traffic !== undefined)
    return takeTraffic(target, target.traffic, context);
  if (event === 'AllowTraffic' && target.traffic !== undefined)
    return giveTraffic(target, target.traffic, context);
  try {
    return await onHost(run, event);
  } catch (error) {
    context.signal.throwIfAborted();
    return hostLost(target.targetId, error);
  }
}

async function onHost({ context, deployment, target, bundle }: TargetRun, event: ServerLifecycleEvent) {
  const { deploymentId, revision, group } = deployment;
  const name = `${deploymentId}.zip`;
  const file = event === 'DownloadBundle' ? await target.host.give(bundle, name) : name;
  return await runOnHost(context, target.host, {
    pauses: !isForgiven(deployment, event),
    lifecycleEvent: event,
    deploymentId,
    applicationName: group.applicationName,
    deploymentGroupName: group.deploymentGroupName,
    deploymentGroupId: deployment.deploymentGroupId,
    deploymentCreator: deployment.creator,
    deploymentType: group.deploymentStyle?.deploymentType ?? 'IN_PLACE',
    fileExistsBehavior: deployment.fileExistsBehavior,
    // Equal revisions have equal tags, as objects of S3 have.
    bundle: { file, bucket: revision.bucket, key: revision.key, eTag: revision.digest.slice(-32) },
  });
}

/** AWS's own words for an agent that does not answer. */
function hostLost(targetId: string, error: unknown): LifecycleResult {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    status: 'Failed',
    noop: false,
    diagnostics: {
      errorCode: 'UnknownError',
      scriptName: '',
      message:
        'CodeDeploy agent was not able to receive the lifecycle event. Check the CodeDeploy agent logs on your host and make sure the agent is running and can connect to the CodeDeploy server.',
      logTail: '',
    },
    explanation: `The agent of host ${targetId} did not answer: ${reason}`,
    notExecuted: [],
  };
}

function reportEvent(
  { context, target }: TargetRun,
  event: ServerLifecycleEvent,
  result: LifecycleResult,
): void {
  const { log } = context;
  const { targetId } = target;
  if (result.scriptsOf !== undefined)
    log.line(
      `${targetId} ${event} ran the scripts of the revision that ${result.scriptsOf} installed, not of this one`,
    );
  for (const { what, reason } of result.notExecuted)
    context.report({ kind: 'NotExecuted', what: `${targetId}: ${what}`, reason });
  if (result.diagnostics === undefined) return;
  log.line(`${targetId} ${event} failed: ${result.diagnostics.errorCode}: ${result.diagnostics.message}`);
  if (result.explanation !== undefined) log.line(`${targetId} ${result.explanation}`);
}

/** Of a target whose last event has ended, or whose others are not run. */
export async function reportEnd(
  { context, deployment }: Pick<TargetRun, 'context' | 'deployment'>,
  record: TargetRecord,
): Promise<null> {
  const place = { deploymentId: deployment.deploymentId, targetId: record.targetId };
  for (const { lifecycleEventName, status } of record.lifecycleEvents)
    if (status === 'Skipped')
      context.report({ kind: 'LifecycleEvent', ...place, lifecycleEventName, status });
  context.report({ kind: 'Target', ...place, status: record.status });
  return null;
}
