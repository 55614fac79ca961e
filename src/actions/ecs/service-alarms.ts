// The alarms of a service's deployments (Amazon ECS developer guide, "How CloudWatch alarms detect deployment failures").
import type { Alarm } from '../../model/alarm.ts';
import type { Service } from '../../model/service.ts';

/** Those that the definition describes, and the names of those that it does not. */
export function alarmsOfService(
  { alarms: { enable, alarmNames } }: Service,
  alarms: readonly Alarm[],
): { readonly watched: readonly Alarm[]; readonly unknown: readonly string[] } {
  if (!enable) return { watched: [], unknown: [] };
  return {
    watched: alarms.filter(({ alarmName }) => alarmNames.includes(alarmName)),
    unknown: alarmNames.filter((name) => !alarms.some(({ alarmName }) => alarmName === name)),
  };
}

/** So long that each alarm can see once what the new tasks do; ECS computes it from the periods as well. */
export function bakeMs(alarms: readonly Alarm[]): number {
  return Math.max(0, ...alarms.map((alarm) => alarm.evaluationPeriods * alarm.periodSeconds * 1000));
}
