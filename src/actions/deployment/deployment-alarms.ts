// The alarms of a deployment group, watched while a deployment runs (CodeDeploy user guide, "Monitoring deployments with
// CloudWatch alarms"). A rollback is not held up by the alarm that has caused it.
import type { Alarm } from '../../model/alarm.ts';
import type { DeploymentGroup } from '../../model/deployment.ts';
import { watchAlarms } from '../watch-alarms.ts';
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

/** Resolves with what stops the deployment; with undefined when `until` aborts before. */
export async function watchDeploymentAlarms(
  { resources, state, now }: DeploymentContext,
  { group, creator }: Deployment,
  until: AbortSignal,
): Promise<string | undefined> {
  if (creator === 'codeDeployRollback') return undefined;
  const { watched } = alarmsOf(group, resources.valuesOf('AWS::CloudWatch::Alarm'));
  const targetsFolder = await state.folder('targets');
  const ignoresUnreadable = group.alarmConfiguration?.ignorePollAlarmFailure === true;
  return await watchAlarms(watched, { targetsFolder, now, ignoresUnreadable }, until);
}
