// The rules in conditions: known providers with the configuration that they need (CodePipeline user guide, "Rule
// structure reference").
import { faultOfJavaPattern } from '../../lib/java-regex/match-java.ts';
import { nearest } from '../../lib/nearest.ts';
import { nameOfTimeZone } from '../../lib/time-zone.ts';
import { alarmWatch } from '../../model/alarm-watch.ts';
import { parseQuartzCron } from '../../model/quartz-cron.ts';
import { referencesIn } from '../../model/variables.ts';
import { rulesOf, type PlacedRule } from '../../model/pipeline-texts.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

interface RuleType {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

const ruleTypes: Readonly<Record<string, RuleType>> = {
  CloudWatchAlarm: { required: ['AlarmName'], optional: ['AlarmStates', 'WaitTime'] },
  LambdaInvoke: { required: ['FunctionName'], optional: ['UserParameters'] },
  VariableCheck: {
    required: ['Variable', 'Value', 'Operator'],
    optional: [],
    values: { Operator: ['EQ', 'NE', 'CONTAINS', 'MATCHES'] },
  },
  DeploymentWindow: { required: ['Cron'], optional: ['TimeZone'] },
  Commands: { required: [], optional: [] },
  CodeBuild: {
    required: ['ProjectName'],
    optional: ['PrimarySource', 'BatchEnabled', 'CombineArtifacts', 'EnvironmentVariables'],
  },
};

const refused = 'CreatePipeline answers ValidationException.';

export const pipelineRules: Rule = ({ pipeline }) => {
  const outputs = actionsOf(pipeline).flatMap(({ action, stageIndex }) =>
    (action.outputArtifacts ?? []).map(({ name }) => ({ name, stageIndex })),
  );
  return rulesOf(pipeline).flatMap((placed) => {
    const { provider } = placed.rule.ruleTypeId;
    const type = Object.hasOwn(ruleTypes, provider) ? ruleTypes[provider] : undefined;
    if (provider === '') return [];
    if (type === undefined) return [unknownProvider(placed)];
    return [
      ...missingKeys(placed, type),
      ...unknownKeys(placed, type),
      ...wrongValues(placed, type),
      ...wrongWindow(placed),
      ...wrongTimeZone(placed),
      ...wrongWatch(placed),
      ...wrongPattern(placed),
      ...commands(placed),
      ...inputs(placed, outputs),
    ];
  });
};

function unknownProvider({ rule, path }: PlacedRule): Finding {
  const meant = nearest(rule.ruleTypeId.provider, Object.keys(ruleTypes));
  return {
    code: 'RuleTypeUnknown',
    message: `There is no rule "${rule.ruleTypeId.provider}"`,
    path: [...path, 'ruleTypeId', 'provider'],
    remedy:
      meant === undefined
        ? `The rules are: ${Object.keys(ruleTypes).join(', ')}.`
        : `Did you mean "${meant}"?`,
    aws: refused,
  };
}

function missingKeys({ rule, path }: PlacedRule, type: RuleType): readonly Finding[] {
  return type.required
    .filter((key) => (rule.configuration?.[key] ?? '') === '')
    .map((key) => ({
      code: 'ConfigurationKeyMissing',
      message: `The configuration of the ${rule.ruleTypeId.provider} rule "${rule.name}" has no "${key}"`,
      path: [...path, ...(rule.configuration === undefined ? [] : ['configuration'])],
      remedy: `Add "${key}".`,
      aws: refused,
    }));
}

function unknownKeys({ rule, path }: PlacedRule, type: RuleType): readonly Finding[] {
  const known = [...type.required, ...type.optional];
  return Object.keys(rule.configuration ?? {})
    .filter((key) => !known.includes(key))
    .map((key) => {
      const meant = nearest(key, known);
      return {
        code: 'ConfigurationKeyUnknown',
        message: `"${key}" is not a configuration key of the rule ${rule.ruleTypeId.provider}`,
        path: [...path, 'configuration', key],
        atKey: true,
        remedy: meant === undefined ? 'Remove it.' : `Did you mean "${meant}"?`,
        aws: refused,
      };
    });
}

function wrongValues({ rule, path }: PlacedRule, type: RuleType): readonly Finding[] {
  return Object.entries(type.values ?? {}).flatMap(([key, words]) => {
    const value = rule.configuration?.[key] ?? '';
    if (value === '' || words.includes(value) || referencesIn(value).length > 0) return [];
    return [
      {
        code: 'ConfigurationValueInvalid',
        message: `"${key}" is "${value}", and must be one of ${words.join(', ')}`,
        path: [...path, 'configuration', key],
        remedy: 'Write one of them.',
        aws: refused,
      },
    ];
  });
}

function wrongWindow({ rule, path }: PlacedRule): readonly Finding[] {
  const cron = rule.configuration?.['Cron'] ?? '';
  if (rule.ruleTypeId.provider !== 'DeploymentWindow' || cron === '' || referencesIn(cron).length > 0)
    return [];
  const parsed = parseQuartzCron(cron);
  if (typeof parsed === 'function') return [];
  return [
    {
      code: 'ConfigurationValueInvalid',
      message: parsed.wrong,
      path: [...path, 'configuration', 'Cron'],
      remedy:
        'Write seconds, minutes, hours, day of month, month and day of week, for example "* * 9-17 ? * MON-FRI".',
      aws: refused,
    },
  ];
}

function wrongTimeZone({ rule, path }: PlacedRule): readonly Finding[] {
  const zone = rule.configuration?.['TimeZone'] ?? 'UTC';
  const isOther = rule.ruleTypeId.provider !== 'DeploymentWindow' || referencesIn(zone).length > 0;
  if (isOther || nameOfTimeZone(zone) !== undefined) return [];
  return [
    {
      code: 'ConfigurationValueInvalid',
      message: `"TimeZone" is "${zone}", which is no time zone`,
      path: [...path, 'configuration', 'TimeZone'],
      remedy: 'Write a name such as Europe/Berlin, UTC, or UTC+05:30.',
      aws: refused,
    },
  ];
}

function wrongWatch({ rule, path }: PlacedRule): readonly Finding[] {
  if (rule.ruleTypeId.provider !== 'CloudWatchAlarm') return [];
  // A reference is known only when the pipeline runs.
  const said = Object.entries(rule.configuration ?? {}).filter(([, text]) => referencesIn(text).length === 0);
  const watch = alarmWatch(Object.fromEntries(said));
  if (!('wrong' in watch)) return [];
  return [
    {
      code: 'ConfigurationValueInvalid',
      message: watch.wrong,
      path: [...path, 'configuration', watch.key],
      remedy: watch.key === 'WaitTime' ? 'Write a whole number.' : 'Write some of them, with commas between.',
      aws: refused,
    },
  ];
}

/** AWS finds it out when the rule is evaluated. */
function wrongPattern({ rule, path }: PlacedRule): readonly Finding[] {
  const { Operator = '', Value = '' } = rule.configuration ?? {};
  const isPattern = rule.ruleTypeId.provider === 'VariableCheck' && Operator === 'MATCHES';
  const fault = isPattern && referencesIn(Value).length === 0 ? faultOfJavaPattern(Value) : undefined;
  if (fault === undefined) return [];
  return [
    {
      code: 'ConfigurationValueInvalid',
      severity: fault.isJavas ? 'warning' : 'error',
      message: fault.wrong,
      path: [...path, 'configuration', 'Value'],
      remedy: 'Write a regular expression without it; the rule fails for this one.',
    },
  ];
}

function commands({ rule, path }: PlacedRule): readonly Finding[] {
  const takes = rule.ruleTypeId.provider === 'Commands';
  if (takes === (rule.commands !== undefined)) return [];
  return [
    {
      code: 'ActionFieldMisplaced',
      message: takes
        ? `The Commands rule "${rule.name}" has no "commands"`
        : `The rule "${rule.name}" of ${rule.ruleTypeId.provider} has "commands", which only a Commands rule takes`,
      path: [...path, ...(takes ? [] : ['commands'])],
      ...(takes ? {} : { atKey: true }),
      remedy: takes ? 'Add "commands".' : 'Remove them.',
      aws: refused,
    },
  ];
}

function inputs(
  { rule, path, hook, stageIndex }: PlacedRule,
  outputs: readonly { readonly name: string; readonly stageIndex: number }[],
): readonly Finding[] {
  const lastStage = hook === 'beforeEntry' ? stageIndex - 1 : stageIndex;
  const available = outputs.filter((output) => output.stageIndex <= lastStage).map(({ name }) => name);
  return (rule.inputArtifacts ?? []).flatMap(({ name }, index) => {
    if (name === '' || available.includes(name)) return [];
    const meant = nearest(name, available);
    return [
      {
        code: 'ArtifactUnknown',
        message: `No action that has ended by then makes the artifact "${name}" of the rule "${rule.name}"`,
        path: [...path, 'inputArtifacts', index, 'name'],
        remedy: meant === undefined ? 'Name an artifact of an earlier action.' : `Did you mean "${meant}"?`,
        aws: refused,
      },
    ];
  });
}
