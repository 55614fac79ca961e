// The alarms of a deployment group, watched while a deployment runs (CodeDeploy user guide, "Monitoring deployments with
// CloudWatch alarms"). A rollback is not held up by the alarm that has caused it.
import type { Alarm } from '../../model/alarm.ts';
import type { DeploymentGroup } from '../../model/deployment.ts';
import { watchAlarms } from './watch-alarms.ts';
import type { Deployment, DeploymentContext } from './deployment.ts';

/** Those of the group that the definition describes, when the group wants any to be watched. */
export function alarmsOf(
  { alarmConfiguration }: DeploymentGroup,
  alarms: readonly Alarm[],
): { readonly watched: readonly Alarm[]; readonly unknown: readonly string[] } {
  if (alarmConfiguration?.enabled !== true) return { watched: [], unknown: [] };
  const names = (alarmConfiguration.alarms ?? []).flatMap(({ name }) => name ?? []);
  return {
    watched: alarms.filter(({ alarmName }) => names.includes(alarmName)),
    unknown: names.filter((name) => !alarms.some(({ alarmName }) => alarmName === name)),
  };
}

/** What `watchAlarms` and `unlessAlarm` take for a deployment of the group. */
export function watchOfGroup(
  group: DeploymentGroup,
  resources: DeploymentContext['resources'],
): { readonly alarms: readonly Alarm[]; readonly ignoresUnreadable: boolean } {
  return {
    alarms: alarmsOf(group, resources.valuesOf('AWS::CloudWatch::Alarm')).watched,
    ignoresUnreadable: group.alarmConfiguration?.ignorePollAlarmFailure === true,
  };
}

/** Resolves with what stops the deployment; with undefined when `until` aborts before. */
export async function watchDeploymentAlarms(
  { resources, observeAlarm, now }: DeploymentContext,
  { group, creator }: Deployment,
  until: AbortSignal,
): Promise<string | undefined> {
  if (creator === 'codeDeployRollback') return undefined;
  const { alarms, ignoresUnreadable } = watchOfGroup(group, resources);
  return await watchAlarms(alarms, { observeAlarm, now, ignoresUnreadable }, until);
}
