// One step of a service that ECS's API has made or changed: towards the deployment that is wanted, or back to its desired
// count (Amazon ECS developer guide, "Deploy Amazon ECS services by replacing tasks").
import { defined } from '../../lib/defined.ts';
import { counted } from '../../lib/counted.ts';
import { targetGroupDefaults } from '../../model/fleet.ts';
import { serviceKey, type ServiceTargetGroup } from '../../model/service.ts';
import { failureThreshold, wantsRollback } from '../../model/service-scheduler.ts';
import { endDaemon } from '../../targets/daemon/end-daemon.ts';
import { claimService } from '../../targets/service/claim-service.ts';
import { openService, type RunningService } from '../../targets/service/running-service.ts';
import type { ServiceEvent, TaskFailure } from '../../targets/service/service-event.ts';
import {
  forgetService,
  readService,
  serviceBalancerFolder,
  type ServiceDeployment,
  type ServiceName,
  type ServiceRecord,
} from '../../targets/service/service-record.ts';
import type { Placed } from '../documents.ts';
import { forgetBalancer } from '../forget-balancer.ts';
import { engineForTasks, environmentsIn, noEngineReason, withImages } from './engine.ts';
import {
  addEvents,
  isBegun,
  serviceDocuments,
  type ServiceDocument,
  type WantedDeployment,
} from './service-document.ts';
import { failShift, keepShift, newShift, stepShift } from './drive-shift.ts';
import { stoppedBy } from './stopped-reason.ts';
import { putStopped } from './task-document.ts';
import { findRevision } from './task-definition-record.ts';

const movingMs = 500;
const restingMs = 5000;
const withoutEngineMs = 10_000;
const firstPauseMs = 2000;
const longestPauseMs = 15 * 60_000;

/** Milliseconds until the next step; undefined when there is nothing to do for it any more. */
export async function driveService(
  place: Placed,
  name: ServiceName,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { targetsFolder } = place.ground;
  const document = serviceDocuments.get(place, serviceKey(name));
  if (document === undefined || document.status === 'INACTIVE') return undefined;
  using claim = claimService(targetsFolder, name);
  // A pipeline deploys to it.
  if (claim === undefined) return movingMs;
  const known = await readService(targetsFolder, name);
  if (document.status === 'DRAINING' && (known === undefined || known.tasks.length === 0))
    return await endService(place, name);
  const { deployment } = document;
  const isNew = deployment !== undefined && !isBegun(deployment, known?.deployments ?? []);
  // "slipway down" has ended it.
  if (known?.isDown === true && !isNew) return restingMs;
  const record = await recordOf(place, document, known);
  if (record === undefined) {
    const reason = `was unable to place a task because no container instance met all of its requirements. Reason: ${noEngineReason}`;
    report(place, name, [reason]);
    return withoutEngineMs;
  }
  const began = isNew ? await begun(place, { record, deployment, signal }) : record;
  return await step(place, { document, record: began, signal });
}

interface Stepped {
  readonly document: ServiceDocument;
  readonly record: ServiceRecord;
  readonly signal: AbortSignal;
}

async function step(place: Placed, { document, record, signal }: Stepped): Promise<number> {
  const { service } = record;
  const events: ServiceEvent[] = [];
  using running = await openService({
    record,
    targetsFolder: place.ground.targetsFolder,
    signal,
    now: Date.now,
    environmentsOf: environmentsIn(place),
    onEvent: (event) => events.push(event),
  });
  await running.keep({});
  const { primary, deployments } = running.record;
  const { rolloutState: state, shift } = deployments.find(({ id }) => id === primary) ?? {};
  let isSteady = false;
  if (document.status === 'DRAINING')
    for (const { taskId } of running.record.tasks) await running.stop(taskId);
  // A deployment that has failed starts no more tasks.
  else if (state === 'FAILED' || primary === '') await running.observe();
  else if (state === 'IN_PROGRESS' && shift !== undefined) {
    const { isSteady: isOver, messages } = await stepShift(place, running, shift);
    report(place, service, messages);
    isSteady = isOver;
  } else ({ isSteady } = await running.step(primary, service));
  await running.settled();
  signal.throwIfAborted();
  noteTasks(place, running, events);
  report(place, service, messagesOf(service, events));
  if (document.status === 'DRAINING') return movingMs;
  if (state === 'FAILED') return restingMs;
  if (isSteady && state === 'IN_PROGRESS') await complete(place, running, primary);
  if (isSteady || primary === '') return restingMs;
  // It has gone back.
  if (running.record.primary !== primary) return movingMs;
  const failures = failuresOf(events).filter(({ deploymentId }) => deploymentId === primary);
  return await afterFailures(place, running, failures);
}

/** What it is made of, from what the API and the register say of it now. Undefined without an engine. */
async function recordOf(
  place: Placed,
  { service, status }: ServiceDocument,
  known: ServiceRecord | undefined,
): Promise<ServiceRecord | undefined> {
  const engine = known?.tasks.length ? known.engine : (await engineForTasks())?.file;
  if (engine === undefined) return undefined;
  const { targetGroup: _, ...before } = known ?? { deployments: [], tasks: [], primary: '', ports: {} };
  return {
    hasTestListener: false,
    ...before,
    ...(service.loadBalancer?.hasTestListener === true ? { hasTestListener: true } : {}),
    service: status === 'DRAINING' ? { ...service, desiredCount: 0 } : service,
    ...defined({ targetGroup: targetGroupOf(place, service) }),
    engine,
    parameters: place.ground.account.at(place.place).valuesOf('AWS::SSM::Parameter'),
    isDown: false,
  };
}

function targetGroupOf(
  { ground, place }: Placed,
  { loadBalancer }: ServiceDocument['service'],
): ServiceTargetGroup | undefined {
  if (loadBalancer === undefined) return undefined;
  const { targetGroupName: name, containerPort: port } = loadBalancer;
  const found = ground.account.at(place).find('AWS::ElasticLoadBalancingV2::TargetGroup', name)?.values;
  return found ?? { ...targetGroupDefaults, name, port, notExecuted: [] };
}

interface Beginning {
  readonly record: ServiceRecord;
  readonly deployment: WantedDeployment;
  readonly signal: AbortSignal;
}

const deploymentsKept = 10;

/** With the deployment that is wanted, whose images are there. */
async function begun(place: Placed, { record, deployment, signal }: Beginning): Promise<ServiceRecord> {
  const { id, taskDefinition, createdAt } = deployment;
  const revision = findRevision(place, taskDefinition);
  if (revision === undefined) throw new Error(`There is no task definition ${taskDefinition}`);
  const name = record.engine.includes('podman') ? ('podman' as const) : ('docker' as const);
  const engine = (await engineForTasks()) ?? { file: record.engine, name, version: '' };
  const registered = await withImages(place, revision, { engine, signal });
  const used = new Set(record.tasks.map(({ deploymentId }) => deploymentId));
  const older = record.deployments
    .filter((each, index, all) => used.has(each.id) || index >= all.length - deploymentsKept)
    .map((each) => (each.rolloutState === 'IN_PROGRESS' ? { ...each, rolloutState: endOf(each) } : each));
  const shift = await newShift(place, { ...record, deployments: older });
  const added: ServiceDeployment = {
    id,
    ...defined({ shift }),
    revision: registered,
    ...defined({ containerPort: record.service.loadBalancer?.containerPort }),
    rolloutState: 'IN_PROGRESS',
    createdAt,
  };
  const { route: _, ...rest } = record;
  const route = shift === undefined ? undefined : { deploymentId: id, percent: 0, testPercent: 0 };
  return { ...rest, ...defined({ route }), primary: id, deployments: [...older, added] };
}

/** Of a deployment whose place another takes: nothing was left to do of one that cleaned up. */
function endOf({ shift }: ServiceDeployment): 'COMPLETED' | 'FAILED' {
  return shift?.stage === 'CLEAN_UP' ? 'COMPLETED' : 'FAILED';
}

async function complete(place: Placed, running: RunningService, id: string): Promise<void> {
  await mark(running, id, { rolloutState: 'COMPLETED', next: id });
  const { service } = running.record;
  report(place, service, [`(deployment ${id}) deployment completed.`, 'has reached a steady state.']);
}

interface Marked {
  readonly rolloutState: ServiceDeployment['rolloutState'];
  /** The primary deployment from now on. */
  readonly next: string;
}

async function mark(running: RunningService, id: string, { rolloutState, next }: Marked): Promise<void> {
  const { deployments } = running.record;
  await running.keep({
    primary: next,
    deployments: deployments.map((each) => (each.id === id ? { ...each, rolloutState } : each)),
  });
}

/** The circuit breaker stops the deployment; without one ECS goes on, with more and more time in between. */
async function afterFailures(
  place: Placed,
  running: RunningService,
  failures: readonly TaskFailure[],
): Promise<number> {
  const { service, primary, deployments } = running.record;
  const all = countFailures(place, serviceKey(service), failures.length);
  const isUnderWay = deployments.find(({ id }) => id === primary)?.rolloutState === 'IN_PROGRESS';
  if (failures.length === 0) return movingMs;
  const { circuitBreaker, desiredCount } = service;
  const isWatched = circuitBreaker.enable && isUnderWay;
  if (isWatched && all < failureThreshold(desiredCount)) return movingMs;
  const { shift } = deployments.find(({ id }) => id === primary) ?? {};
  if (!isWatched) {
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(all - 1, 20));
    if (!isUnderWay || shift === undefined) return pause;
    // Its alarms are read meanwhile.
    await keepShift(running, { ...shift, pausedUntil: Date.now() + pause });
    return movingMs;
  }
  if (shift !== undefined) {
    const { messages } = await failShift(running, shift, { reason: 'tasks failed to start' });
    report(place, service, messages);
    return movingMs;
  }
  const before = wantsRollback(service, {})
    ? deployments.findLast(({ rolloutState, id }) => rolloutState === 'COMPLETED' && id !== primary)
    : undefined;
  // At once on disk: one that has failed and is still the primary one would wait for ever.
  await mark(running, primary, { rolloutState: 'FAILED', next: before?.id ?? primary });
  report(place, service, [`(deployment ${primary}) deployment failed: tasks failed to start.`]);
  for (const { taskId, deploymentId, wasHealthy } of running.record.tasks)
    if (deploymentId === primary && !wasHealthy) await running.stop(taskId);
  await running.settled();
  if (before === undefined) return restingMs;
  report(place, service, [`rolling back to deployment ${before.id}.`]);
  return movingMs;
}

/** All that were counted for the deployment that is wanted. */
function countFailures(place: Placed, key: string, more: number): number {
  const document = serviceDocuments.get(place, key);
  const deployment = document?.deployment;
  if (document === undefined || deployment === undefined) return more;
  const failedTasks = deployment.failedTasks + more;
  if (more > 0) serviceDocuments.put(place, key, { ...document, deployment: { ...deployment, failedTasks } });
  return failedTasks;
}

async function endService(place: Placed, name: ServiceName): Promise<undefined> {
  const { ground } = place;
  await endDaemon(serviceBalancerFolder(ground.targetsFolder, name));
  await forgetService(ground.targetsFolder, name);
  const key = serviceKey(name);
  const { account, region } = place.place;
  ground.account.remove({ account, region, type: 'AWS::ECS::Service', name: key });
  forgetBalancer(place, name.serviceName);
  const document = serviceDocuments.get(place, key);
  if (document !== undefined) serviceDocuments.put(place, key, { ...document, status: 'INACTIVE' });
}

function failuresOf(events: readonly ServiceEvent[]): readonly TaskFailure[] {
  return events.filter((event) => event.type === 'failed');
}

function noteTasks(place: Placed, { record }: RunningService, events: readonly ServiceEvent[]): void {
  const { cluster, serviceName } = record.service;
  for (const event of events) {
    if (event.type !== 'failed' && event.type !== 'stopped') continue;
    const { taskId, deploymentId } = event;
    const deployment = record.deployments.find(({ id }) => id === deploymentId);
    const { family = '', revision = 0 } = deployment?.revision ?? {};
    const task = {
      taskId,
      cluster,
      group: `service:${serviceName}`,
      taskDefinition: `${family}:${revision}`,
      createdAt: deployment?.createdAt ?? Date.now(),
      startedBy: deploymentId,
      desiredStatus: 'STOPPED',
    } as const;
    const reason = `Scaling activity initiated by (deployment ${record.primary})`;
    const scaled = { at: Date.now(), code: 'ServiceSchedulerInitiated', reason, exitCodes: {} } as const;
    putStopped(place, task, event.type === 'failed' ? stoppedBy(event, {}, Date.now()) : scaled);
  }
}

/** In the words of ECS (Amazon ECS developer guide, "Amazon ECS service event messages"). */
function messagesOf(
  { loadBalancer }: ServiceDocument['service'],
  events: readonly ServiceEvent[],
): readonly string[] {
  const of = (type: ServiceEvent['type']) => events.filter((event) => event.type === type);
  const named = (all: readonly ServiceEvent[]) => all.map(({ taskId }) => `(task ${taskId})`).join(' ');
  const [started, draining, stopped] = [of('started'), of('draining'), of('stopped')];
  const failed = failuresOf(events).map(
    ({ taskId, stoppedReason }) => `(task ${taskId}) failed: ${stoppedReason}`,
  );
  return [
    ...(started.length === 0 ? [] : [`has started ${counted(started.length, 'task')}: ${named(started)}.`]),
    ...(draining.length === 0
      ? []
      : [`has begun draining connections on ${counted(draining.length, 'task')}.`]),
    ...(draining.length === 0 || loadBalancer === undefined
      ? []
      : [
          `deregistered ${counted(draining.length, 'target')} in (target-group ${loadBalancer.targetGroupName})`,
        ]),
    ...failed,
    ...(stopped.length === 0
      ? []
      : [`has stopped ${counted(stopped.length, 'running task')}: ${named(stopped)}.`]),
  ];
}

function report(place: Placed, name: ServiceName, messages: readonly string[]): void {
  const said = messages.map((message) => `(service ${name.serviceName}) ${message}`);
  addEvents(place, serviceKey(name), said);
}
