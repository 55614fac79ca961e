// The moments at which an operation of a stack goes on by itself. Pure.
import type { Stack } from '../stack.ts';

/** Whether a creation has taken longer than its TimeoutInMinutes. */
export function isOverdue(stack: Stack, now: number): boolean {
  const deadline = deadlineOf(stack);
  return deadline !== undefined && now >= deadline;
}

function deadlineOf({ operation, timeoutInMinutes }: Stack): number | undefined {
  if (operation?.kind !== 'create' || operation.beganAt === undefined || timeoutInMinutes === undefined)
    return undefined;
  return operation.beganAt + timeoutInMinutes * 60_000;
}

/**
 * Whether alarms are to be observed for longer before an operation has succeeded. An update waits also when there are none
 * (CloudFormation API reference, RollbackConfiguration).
 */
export function isMonitored({ operation, rollbackConfiguration }: Stack, now: number): boolean {
  if (operation === undefined || rollbackConfiguration === undefined) return false;
  const { monitoringMinutes, alarmArns } = rollbackConfiguration;
  if (monitoringMinutes === 0 || (operation.kind === 'create' && alarmArns.length === 0)) return false;
  const { monitoredSince } = operation;
  return monitoredSince === undefined || now < monitoredSince + monitoringMinutes * 60_000;
}

/** When the operation has to be decided on again, whatever happens until then. */
export function nextMoment(stack: Stack): number | undefined {
  const { operation, rollbackConfiguration } = stack;
  if (operation?.phase !== 'forward' || operation.failure !== undefined) return undefined;
  const { monitoredSince } = operation;
  const ends =
    monitoredSince === undefined
      ? undefined
      : monitoredSince + (rollbackConfiguration?.monitoringMinutes ?? 0) * 60_000;
  const all = [deadlineOf(stack), ends].filter((each) => each !== undefined);
  return all.length === 0 ? undefined : Math.min(...all);
}
