// The rule CloudWatchAlarm: the state of an alarm decides (CodePipeline user guide, "CloudWatchAlarm rule").
import type { Finding } from '../../lib/finding.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { isFailed } from '../../lib/result.ts';
import { alarmWatch } from '../../model/alarm-watch.ts';
import { O, R } from '../../model/configuration-key.ts';
import type { Definition } from '../../model/definition.ts';
import type { PlacedRule } from '../../model/pipeline-texts.ts';
import { right } from '../../model/rights/right.ts';
import { referencesIn } from '../../model/variables.ts';
import { namedInRule } from '../named-in-rule.ts';
import type { RuleProvider } from '../rule-provider.ts';

export const cloudWatchAlarmRule: RuleProvider = {
  provider: 'CloudWatchAlarm',
  configuration: { AlarmName: R, AlarmStates: O, WaitTime: O },
  check: (placed, definition) => [...checkAlarm(placed, definition), ...wrongWatch(placed)],
  loadEvaluation: async () => (await import('./evaluate-alarm.ts')).evaluateAlarm,
  rights: () => ({ rights: [right('cloudwatch:DescribeAlarms', '*')] }),
};

function checkAlarm(placed: PlacedRule, { alarms }: Definition): readonly Finding[] {
  const name = namedInRule(placed, 'AlarmName');
  const names = alarms.map(({ alarmName }) => alarmName);
  if (name === undefined || names.includes(name)) return [];
  return [
    {
      code: 'AlarmUnknown',
      severity: names.length === 0 ? 'warning' : 'error',
      message: `The rule "${placed.rule.name}" names the alarm "${name}", which is not part of the definition`,
      path: [...placed.path, 'configuration', 'AlarmName'],
      remedy: didYouMean(
        name,
        names,
        'Put the input of "aws cloudwatch put-metric-alarm" into a file next to the pipeline.',
      ),
      aws: 'The rule fails when the account has no such alarm.',
    },
  ];
}

function wrongWatch({ rule, path }: PlacedRule): readonly Finding[] {
  // A reference is known only when the pipeline runs.
  const said = Object.entries(rule.configuration ?? {}).filter(([, text]) => referencesIn(text).length === 0);
  const watch = alarmWatch(Object.fromEntries(said));
  if (!isFailed(watch)) return [];
  return [
    {
      code: 'ConfigurationValueInvalid',
      message: watch.failed.message,
      path: [...path, 'configuration', watch.failed.key],
      remedy:
        watch.failed.key === 'WaitTime'
          ? 'Write a whole number.'
          : 'Write some of them, with commas between.',
      aws: 'CreatePipeline answers ValidationException.',
    },
  ];
}
