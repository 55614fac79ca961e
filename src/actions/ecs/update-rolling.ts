// A rolling update (Amazon ECS developer guide, "Deploy Amazon ECS services by replacing tasks"): new tasks take the place of
// old ones within the service's percentages, watched by its circuit breaker and its alarms.
import { setTimeout as delay } from 'node:timers/promises';
import { isDeadlocked } from '../../model/service-scheduler.ts';
import { alarmsOfService, bakeMs } from './service-alarms.ts';
import { roll } from './roll.ts';
import { unlessAlarm } from '../deployment/unless-alarm.ts';
import { lastCompleted, mark, type ServiceUpdate, type UpdateFailure } from '../service/update.ts';

/** Undefined when the service runs the deployment alone. What it is left with otherwise is reported by `rollBack`. */
export async function updateRolling(update: ServiceUpdate): Promise<UpdateFailure | undefined> {
  const { service, running, deployment, context } = update;
  if (running.record.tasks.length > 0 && isDeadlocked(service))
    return {
      reason: `No task of ${service.serviceName} can be stopped and none started: with ${service.desiredCount} desired, minimumHealthyPercent ${service.minimumHealthyPercent} and maximumPercent ${service.maximumPercent} leave no room`,
      remedy: 'Raise maximumPercent, or lower minimumHealthyPercent. On AWS the deployment waits for ever.',
    };
  // What an earlier deployment has left of a shift would keep the requests from the new tasks.
  if (running.record.route !== undefined) await running.route(undefined);
  await running.keep({ primary: deployment.id });
  const { watched } = alarmsOfService(service, context.resources.valuesOf('AWS::CloudWatch::Alarm'));
  const watch = { context, alarms: watched, ignoresThoseInAlarm: true, ignoresUnreadable: true };
  return await unlessAlarm(watch, async (until) => {
    const failure = await roll(update, deployment.id, until);
    if (failure !== undefined) return failure;
    const ms = bakeMs(watched);
    if (ms > 0) context.report({ kind: 'Notice', message: `The alarms are watched for ${ms / 1000} s more` });
    await delay(ms, undefined, { signal: until });
    return undefined;
  });
}

/** What has served before comes up soon, or not at all. */
const rollbackMs = 5 * 60_000;

/**
 * After a failure: back to the last deployment that was completed, when the service wants that. Gives what the service is
 * left with, in one sentence.
 */
export async function rollBack(update: ServiceUpdate, wanted: boolean): Promise<string> {
  const { running, service, context } = update;
  await mark(update, 'FAILED');
  const before = lastCompleted(update);
  if (before === undefined) {
    await stopTasksOf(update, () => true);
    return `The service ${service.serviceName} had no completed deployment to go back to; its tasks are stopped`;
  }
  const { family, revision } = before.revision;
  if (!wanted) {
    await stopTasksOf(update, ({ wasHealthy }) => !wasHealthy);
    return `The tasks of ${family}:${revision} that were not replaced go on serving: the service has no rollback configured`;
  }
  context.log.line(`(service ${service.serviceName}) rolling back to deployment ${before.id}.`);
  await running.keep({ primary: before.id });
  const deadline = context.now() + rollbackMs;
  const failure = await roll({ ...update, deadline }, before.id, context.signal);
  return failure === undefined
    ? `The service ${service.serviceName} is back at ${family}:${revision}`
    : `The rollback to ${family}:${revision} failed as well: ${failure.reason}`;
}

async function stopTasksOf(
  { running, deployment }: ServiceUpdate,
  isMeant: (task: { readonly wasHealthy: boolean }) => boolean,
): Promise<void> {
  for (const task of running.record.tasks)
    if (task.deploymentId === deployment.id && isMeant(task)) await running.stop(task.taskId);
  await running.settled();
}
