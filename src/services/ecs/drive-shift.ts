// One step of a deployment by BLUE_GREEN, LINEAR or CANARY: the new tasks run next to those that serve, the requests go over to
// them, and the old ones stay for the bake time (Amazon ECS developer guide, "Amazon ECS blue/green deployments").
//
//   SCALE_UP ─▶ PRODUCTION_TRAFFIC_SHIFT, step by step ─▶ BAKE_TIME ─▶ CLEAN_UP ─▶ over
//       └──────────────────┴─────────────────────────────────┴── an alarm, or tasks that fail ─▶ back to those that served
import type { Values } from '../../aws/wire/message.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import { callingAs } from '../../account/call-aws.ts';
import { localUser } from '../../account/principals.ts';
import type { Service } from '../../model/service.ts';
import { wantsRollback } from '../../model/service-scheduler.ts';
import { stepsOfService } from '../../model/traffic-steps.ts';
import type { RunningService } from '../../targets/service/running-service.ts';
import type { ServiceDeployment, ServiceRecord, ServiceShift } from '../../targets/service/service-record.ts';
import type { Placed } from '../documents.ts';

/** Undefined for a deployment that replaces the tasks one after the other, and where nothing serves yet. */
export async function newShift(
  place: Placed,
  { service, deployments, tasks }: Pick<ServiceRecord, 'service' | 'deployments' | 'tasks'>,
): Promise<ServiceShift | undefined> {
  if (service.controller !== 'ECS' || service.strategy === 'ROLLING') return undefined;
  const serves = deployments.findLast(
    ({ id, rolloutState }) =>
      rolloutState === 'COMPLETED' && tasks.some(({ deploymentId }) => deploymentId === id),
  );
  if (serves === undefined) return undefined;
  const ignoredAlarms = await alarmsRaised(place, service);
  return { blue: serves.id, stage: 'SCALE_UP', steps: 0, until: 0, ignoredAlarms };
}

export interface ShiftStep {
  /** The new deployment is all that is left. */
  readonly isSteady: boolean;
  /** For the events of the service. */
  readonly messages: readonly string[];
}

/** @param shift of the primary deployment, which is under way */
export async function stepShift(
  place: Placed,
  running: RunningService,
  shift: ServiceShift,
): Promise<ShiftStep> {
  const { primary, service, tasks } = running.record;
  const { blue, ignoredAlarms, stage, until, pausedUntil = 0 } = shift;
  // The old tasks do not start again once they are to go.
  const old = stage === 'CLEAN_UP' ? [] : [blue];
  const steady = await running.hold(Date.now() < pausedUntil ? old : [...old, primary]);
  // Of a deployment whose place this one has taken.
  for (const { taskId, deploymentId } of tasks)
    if (deploymentId !== blue && deploymentId !== primary) await running.stop(taskId);
  // From here on there is nothing to go back to.
  if (stage === 'CLEAN_UP') return await cleanUp(running, blue);
  const raised = (await alarmsRaised(place, service)).find((name) => !ignoredAlarms.includes(name));
  if (raised !== undefined)
    return await failShift(running, shift, { reason: `alarm detected: ${raised}`, isAlarm: true });
  // No more requests, and not the last ones, go to tasks that do not serve.
  if (Date.now() < until || !steady.has(primary)) return waiting;
  return await followStage(running, shift);
}

const waiting: ShiftStep = { isSteady: false, messages: [] };

async function followStage(running: RunningService, shift: ServiceShift): Promise<ShiftStep> {
  const { primary, service, hasTestListener } = running.record;
  const after = (minutes: number) => Date.now() + minutes * 60_000;
  const testPercent = hasTestListener ? 100 : 0;
  const steps = stepsOfService(service);
  const step = steps[shift.steps];
  if (shift.stage === 'BAKE_TIME') {
    await keepShift(running, { ...shift, stage: 'CLEAN_UP' });
    return await cleanUp(running, shift.blue);
  }
  if (shift.stage === 'SCALE_UP') {
    await running.route({ deploymentId: primary, percent: 0, testPercent });
    await keepShift(running, { ...shift, stage: 'PRODUCTION_TRAFFIC_SHIFT' });
    return waiting;
  }
  if (step === undefined) {
    await keepShift(running, { ...shift, stage: 'BAKE_TIME', until: after(service.bakeTimeMinutes) });
    return waiting;
  }
  const { percent, waitMinutes } = step;
  await running.route({ deploymentId: primary, percent, testPercent });
  await keepShift(running, { ...shift, steps: shift.steps + 1, until: after(waitMinutes) });
  return { isSteady: false, messages: [`(deployment ${primary}) has ${percent} percent of the traffic.`] };
}

async function cleanUp(running: RunningService, blue: string): Promise<ShiftStep> {
  await running.stopAll(blue);
  await running.settled();
  await running.route(undefined);
  return { isSteady: true, messages: [] };
}

export async function keepShift(running: RunningService, shift: ServiceShift): Promise<void> {
  await running.keep({ deployments: withChange(running, { shift }) });
}

/** All deployments, the primary one changed. */
function withChange(
  { record: { primary, deployments } }: RunningService,
  change: Partial<ServiceDeployment>,
): readonly ServiceDeployment[] {
  return deployments.map((each) => (each.id === primary ? { ...each, ...change } : each));
}

interface ShiftFailure {
  readonly reason: string;
  readonly isAlarm?: true;
}

/** Without rollback everything stays as it is, but for new tasks that have never served. */
export async function failShift(
  running: RunningService,
  { blue }: ServiceShift,
  failure: ShiftFailure,
): Promise<ShiftStep> {
  const { primary, service, tasks } = running.record;
  const failed = `(deployment ${primary}) deployment failed: ${failure.reason}.`;
  if (wantsRollback(service, failure)) {
    await goBack(running, blue);
    return { isSteady: false, messages: [failed, `rolling back to deployment ${blue}.`] };
  }
  await running.keep({ deployments: withChange(running, { rolloutState: 'FAILED' }) });
  for (const { taskId, deploymentId, wasHealthy } of tasks)
    if (deploymentId === primary && !wasHealthy) await running.stop(taskId);
  await running.settled();
  return { isSteady: false, messages: [failed] };
}

/** All requests go to the tasks that served at once, and the new ones are gone. */
async function goBack(running: RunningService, blue: string): Promise<void> {
  const { primary } = running.record;
  const route = { deploymentId: primary, percent: 0, testPercent: 0 };
  // At once on disk: what is left of half of it would go on, or wait for ever.
  await running.keep({ route, primary: blue, deployments: withChange(running, { rolloutState: 'FAILED' }) });
  await running.route(route);
  await running.stopAll(primary);
  await running.settled();
  await running.route(undefined);
}

/** Of those that the service names. One that cannot be read is none. */
async function alarmsRaised(
  { ground, place }: Placed,
  { alarms: { enable, alarmNames } }: Service,
): Promise<readonly string[]> {
  if (!enable || alarmNames.length === 0) return [];
  const call = callingAs(ground, { principal: localUser(place), region: place.region });
  try {
    const { MetricAlarms = [] } = await call('cloudwatch', 'DescribeAlarms', { AlarmNames: alarmNames });
    const raised = (MetricAlarms as readonly Values[]).filter(({ StateValue }) => StateValue === 'ALARM');
    return raised.map(({ AlarmName }) => String(AlarmName));
  } catch (error) {
    if (error instanceof CallRefused) return [];
    throw error;
  }
}
