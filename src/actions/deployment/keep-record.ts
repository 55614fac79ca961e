// The record of a deployment to a function or a service is what it reports: CodeDeploy's API gives what people see.
import { defined } from '../../lib/defined.ts';
import type { Progress } from '../../model/progress.ts';
import type { ActionContext } from '../provider.ts';
import {
  findDeployment,
  saveDeployment,
  type DeploymentRecord,
  type LifecycleEventRecord,
  type TargetRecord,
} from './deployment-record.ts';

/** A deployment to one target as it is before it begins, with all of its lifecycle events. */
export type RecordedStart = Omit<DeploymentRecord, 'status' | 'createTime' | 'targets'> & {
  readonly target: Omit<TargetRecord, 'status' | 'lifecycleEvents'>;
  readonly lifecycleEvents: readonly string[];
};

/** The same context, whose reports of the deployment and of its rollback are kept in their records as well. */
export function keepingRecord<Context extends Pick<ActionContext<object>, 'state' | 'now' | 'report'>>(
  context: Context,
  start: RecordedStart,
): Context {
  const { state, now } = context;
  const report = (progress: Progress): void => {
    if ('deploymentId' in progress) {
      const { deploymentId } = progress;
      const before = findDeployment(state.records, deploymentId) ?? begun(start, deploymentId, now());
      saveDeployment(state.records, recordAfter(before, progress, now()));
    }
    context.report(progress);
  };
  return { ...context, report };
}

/** Its rollback is a deployment of its own, and repeats no lifecycle event. */
function begun(
  { target, lifecycleEvents, ...start }: RecordedStart,
  deploymentId: string,
  at: number,
): DeploymentRecord {
  const isRollback = deploymentId !== start.deploymentId;
  const names = isRollback ? [] : lifecycleEvents;
  return {
    ...start,
    deploymentId,
    status: 'Created',
    createTime: at,
    targets: [
      {
        ...target,
        status: 'Pending',
        lifecycleEvents: names.map((lifecycleEventName) => ({ lifecycleEventName, status: 'Pending' })),
      },
    ],
    ...(isRollback ? { rollbackInfo: { rollbackTriggeringDeploymentId: start.deploymentId } } : {}),
  };
}

/** Pure. */
export function recordAfter(record: DeploymentRecord, progress: Progress, at: number): DeploymentRecord {
  switch (progress.kind) {
    case 'Deployment':
      return deploymentAfter(record, progress, at);
    case 'Target':
      return withTarget(record, progress, (target) => ({
        ...target,
        status: progress.status,
        lifecycleEvents: target.lifecycleEvents.map((event) => atEndOfTarget(event, progress.status, at)),
      }));
    case 'LifecycleEvent':
      return withTarget(record, progress, (target) => ({
        ...target,
        lifecycleEvents: eventsAfter(target.lifecycleEvents, progress, at),
      }));
    case 'Traffic':
      return withTarget(record, {}, (target) => ({ ...target, trafficWeight: progress.percent }));
    default:
      return record;
  }
}

type Of<Kind extends Progress['kind']> = Extract<Progress, { kind: Kind }>;

const endings: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Stopped']);

function deploymentAfter(
  { waitType: _over, ...record }: DeploymentRecord,
  { status, creator, waitType, errorInformation, rollbackInfo }: Of<'Deployment'>,
  at: number,
): DeploymentRecord {
  return {
    ...record,
    status,
    creator,
    ...defined({
      waitType,
      errorInformation,
      completeTime: endings.has(status) ? at : undefined,
      rollbackInfo: rollbackInfo && { ...record.rollbackInfo, ...rollbackInfo },
      instanceTerminationWaitTimeStarted: waitType === 'TERMINATION_WAIT' ? (true as const) : undefined,
    }),
  };
}

/** The tasks of a service are reported as targets too, and are none of CodeDeploy's. */
function withTarget(
  record: DeploymentRecord,
  { targetId }: { readonly targetId?: string },
  change: (target: TargetRecord) => TargetRecord,
): DeploymentRecord {
  const isMeant = (target: TargetRecord) => targetId === undefined || target.targetId === targetId;
  return { ...record, targets: record.targets.map((target) => (isMeant(target) ? change(target) : target)) };
}

/** An event without a function has nothing to run, and has succeeded when the next one begins. */
function eventsAfter(
  events: readonly LifecycleEventRecord[],
  { lifecycleEventName, status, diagnostics }: Of<'LifecycleEvent'>,
  at: number,
): readonly LifecycleEventRecord[] {
  const index = events.findIndex((event) => event.lifecycleEventName === lifecycleEventName);
  const before = events[index]?.startTime;
  const isOver = status === 'Succeeded' || status === 'Failed';
  const changed: LifecycleEventRecord = {
    lifecycleEventName,
    status,
    startTime: isOver ? (before ?? at) : at,
    ...defined({ endTime: isOver ? at : undefined, diagnostics }),
  };
  if (index === -1) return [...events, changed];
  const passed = (event: LifecycleEventRecord): LifecycleEventRecord =>
    event.status === 'Pending' ? { ...event, status: 'Succeeded', startTime: at, endTime: at } : event;
  return [...events.slice(0, index).map(passed), changed, ...events.slice(index + 1)];
}

function atEndOfTarget(
  event: LifecycleEventRecord,
  target: TargetRecord['status'],
  at: number,
): LifecycleEventRecord {
  // What an alarm or a stop has broken off.
  if (event.status === 'InProgress' && target === 'Failed')
    return { ...event, status: 'Failed', endTime: at };
  if (event.status !== 'Pending') return event;
  if (target === 'Succeeded') return { ...event, status: 'Succeeded', startTime: at, endTime: at };
  return target === 'Failed' ? { ...event, status: 'Skipped' } : event;
}
