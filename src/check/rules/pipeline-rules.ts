// The rules in conditions: known providers with the configuration that they need (CodePipeline user guide, "Rule
// structure reference").
import { didYouMean } from '../../lib/nearest.ts';
import { referencesIn } from '../../model/variables.ts';
import type { ActionTypes } from '../../model/action-type.ts';
import type { RuleType } from '../../model/rule-type.ts';
import { formFindings } from './pipeline-configuration-forms.ts';
import { rulesOf, type PlacedRule } from '../../model/pipeline-texts.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

const refused = 'CreatePipeline answers ValidationException.';

export const pipelineRules: Rule = (definition, types) => {
  const { pipeline } = definition;
  const outputs = actionsOf(pipeline).flatMap(({ action, stageIndex }) =>
    (action.outputArtifacts ?? []).map(({ name }) => ({ name, stageIndex })),
  );
  return rulesOf(pipeline).flatMap((placed) => {
    const { provider } = placed.rule.ruleTypeId;
    const type = types.rules.find((each) => each.provider === provider);
    if (provider === '') return [];
    if (type === undefined) return [unknownProvider(placed, types)];
    return [
      ...missingKeys(placed, type),
      ...unknownKeys(placed, type),
      ...wrongValues(placed, type),
      ...commands(placed, type),
      ...inputs(placed, outputs),
      ...noInputs(placed, type),
      ...(type.check?.(placed, definition) ?? []),
    ];
  });
};

function unknownProvider({ rule, path }: PlacedRule, types: ActionTypes): Finding {
  const known = types.rules.map((type) => type.provider);
  return {
    code: 'RuleTypeUnknown',
    message: `There is no rule "${rule.ruleTypeId.provider}"`,
    path: [...path, 'ruleTypeId', 'provider'],
    remedy: didYouMean(rule.ruleTypeId.provider, known, `The rules are: ${known.join(', ')}.`),
    aws: refused,
  };
}

function missingKeys({ rule, path }: PlacedRule, type: RuleType): readonly Finding[] {
  return Object.entries(type.configuration)
    .filter(([key, { required }]) => required === true && (rule.configuration?.[key] ?? '') === '')
    .map(([key]) => ({
      code: 'ConfigurationKeyMissing',
      message: `The configuration of the ${rule.ruleTypeId.provider} rule "${rule.name}" has no "${key}"`,
      path: [...path, ...(rule.configuration === undefined ? [] : ['configuration'])],
      remedy: `Add "${key}".`,
      aws: refused,
    }));
}

function unknownKeys({ rule, path }: PlacedRule, type: RuleType): readonly Finding[] {
  const known = Object.keys(type.configuration);
  return Object.keys(rule.configuration ?? {})
    .filter((key) => !known.includes(key))
    .map((key) => {
      return {
        code: 'ConfigurationKeyUnknown',
        message: `"${key}" is not a configuration key of the rule ${rule.ruleTypeId.provider}`,
        path: [...path, 'configuration', key],
        atKey: true,
        remedy: didYouMean(key, known, 'Remove it.'),
        aws: refused,
      };
    });
}

function wrongValues({ rule, path }: PlacedRule, type: RuleType): readonly Finding[] {
  const { name, inputArtifacts, ruleTypeId } = rule;
  const actionTypeId = {
    category: 'Build',
    owner: 'AWS',
    provider: ruleTypeId.provider,
    version: '1',
  } as const;
  const action = { name, actionTypeId, ...(inputArtifacts && { inputArtifacts }) };
  return Object.entries(rule.configuration ?? {}).flatMap(([key, value]) => {
    const known = Object.hasOwn(type.configuration, key) ? type.configuration[key] : undefined;
    if (known === undefined || value === '') return [];
    const isWord = known.oneOf?.includes(value) !== false || referencesIn(value).length > 0;
    if (isWord) return formFindings({ action, path }, { name: key, value, key: known });
    return [
      {
        code: 'ConfigurationValueInvalid',
        message: `"${key}" is "${value}", and must be one of ${known.oneOf?.join(', ') ?? ''}`,
        path: [...path, 'configuration', key],
        remedy: 'Write one of them.',
        aws: refused,
      },
    ];
  });
}

function commands({ rule, path }: PlacedRule, type: RuleType): readonly Finding[] {
  const takes = type.takesCommands === true;
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
    return [
      {
        code: 'ArtifactUnknown',
        message: `No action that has ended by then makes the artifact "${name}" of the rule "${rule.name}"`,
        path: [...path, 'inputArtifacts', index, 'name'],
        remedy: didYouMean(name, available, 'Name an artifact of an earlier action.'),
        aws: refused,
      },
    ];
  });
}

/** As for the actions of their kind. */
function noInputs({ rule, path }: PlacedRule, type: RuleType): readonly Finding[] {
  if (type.needsInput !== true || (rule.inputArtifacts ?? []).length > 0) return [];
  return [
    {
      code: 'ArtifactCountInvalid',
      severity: 'warning',
      message: `The ${rule.ruleTypeId.provider} rule "${rule.name}" has no input artifact, and a build of CodePipeline needs one`,
      path,
      remedy: 'Name an artifact of an earlier action in "inputArtifacts".',
    },
  ];
}
