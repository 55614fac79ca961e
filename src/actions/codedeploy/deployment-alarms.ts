// The alarms of a deployment group, watched while a deployment runs (CodeDeploy user guide, "Monitoring deployments with
// CloudWatch alarms"). A rollback is not held up by the alarm that has caused it.
import { setTimeout as delay } from 'node:timers/promises';
import type { Alarm, AlarmState } from '../../model/alarm.ts';
import type { DeploymentGroup } from '../../model/deployment.ts';
import { lookAtAlarm } from '../../targets/alarm-state.ts';
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

const lookEveryMs = 500;

/** Resolves with what stops the deployment; with undefined when `until` aborts before. */
export async function watchAlarms(
  { definition, state, now }: DeploymentContext,
  { group, creator }: Deployment,
  until: AbortSignal,
): Promise<string | undefined> {
  const { watched } = alarmsOf(group, definition.alarms);
  if (creator === 'codeDeployRollback') return undefined;
  const targetsFolder = await state.folder('targets');
  const states = new Map<string, AlarmState>();
  while (watched.length > 0 && !until.aborted) {
    for (const alarm of watched) {
      const before = states.get(alarm.alarmName) ?? 'INSUFFICIENT_DATA';
      const look = await lookAtAlarm(targetsFolder, alarm, { before, now: now() });
      if ('wrong' in look) {
        if (group.alarmConfiguration?.ignorePollAlarmFailure !== true)
          return `the state of the alarm ${alarm.alarmName} could not be read: ${look.wrong}`;
        continue;
      }
      states.set(alarm.alarmName, look.state);
      if (look.state === 'ALARM') return `the alarm ${alarm.alarmName} is in state ALARM (${look.value})`;
    }
    await delay(lookEveryMs, undefined, { signal: until }).catch(() => undefined);
  }
  return undefined;
}
