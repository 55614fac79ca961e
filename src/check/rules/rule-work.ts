// Rules of conditions that do work: the project, the function or the alarm that they name is there, and what a build needs
// (CodePipeline user guide, "Rule structure reference").
import { nearest } from '../../lib/nearest.ts';
import type { Definition } from '../../model/definition.ts';
import { findFunction } from '../../model/function.ts';
import { formFindings } from './pipeline-configuration-forms.ts';
import { rulesOf, type PlacedRule } from '../../model/pipeline-texts.ts';
import { buildWithCodeBuild } from '../../actions/codebuild/provider.ts';
import { unknownProject } from '../../actions/build/unknown-project.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const ruleWork: Rule = (definition) =>
  rulesOf(definition.pipeline).flatMap((placed) => {
    switch (placed.rule.ruleTypeId.provider) {
      case 'CodeBuild':
        return [...project(placed, definition), ...forms(placed), ...inputs(placed)];
      case 'Commands':
        return inputs(placed);
      case 'LambdaInvoke':
        return lambda(placed, definition);
      case 'CloudWatchAlarm':
        return alarm(placed, definition);
      default:
        return [];
    }
  });

/** Undefined for a name that is missing, which is another finding, or that a variable gives. */
function named({ rule }: PlacedRule, key: string): string | undefined {
  const name = rule.configuration?.[key] ?? '';
  return name === '' || name.includes('#{') ? undefined : name;
}

function project(placed: PlacedRule, { projects }: Definition): readonly Finding[] {
  const name = named(placed, 'ProjectName');
  const names = projects.map((each) => each.name);
  if (name === undefined || names.includes(name)) return [];
  const path = [...placed.path, 'configuration', 'ProjectName'];
  return [unknownProject(name, { names, path, what: `rule "${placed.rule.name}"` })];
}

/** The keys are those of the action of CodeBuild. */
function forms({ rule, path }: PlacedRule): readonly Finding[] {
  const { category, owner, provider, configuration } = buildWithCodeBuild;
  if (configuration === 'any') return [];
  const actionTypeId = { category, owner, provider, version: '1' };
  const action = {
    name: rule.name,
    actionTypeId,
    ...(rule.inputArtifacts && { inputArtifacts: rule.inputArtifacts }),
  };
  const placed = { action, path };
  return Object.entries(rule.configuration ?? {}).flatMap(([name, value]) => {
    const key = configuration[name];
    if (key === undefined) return [];
    const isNoWord = key.oneOf !== undefined && !key.oneOf.includes(value) && !value.includes('#{');
    if (!isNoWord) return formFindings(placed, { name, value, key });
    return [
      {
        code: 'ConfigurationValueInvalid',
        message: `"${name}" is "${value}", and must be one of ${key.oneOf?.join(', ') ?? ''}`,
        path: [...path, 'configuration', name],
        remedy: 'Write one of them.',
        aws: 'CreatePipeline answers ValidationException.',
      },
    ];
  });
}

/** As for the actions of their kind. */
function inputs({ rule, path }: PlacedRule): readonly Finding[] {
  if ((rule.inputArtifacts ?? []).length > 0) return [];
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

function lambda(placed: PlacedRule, { functions }: Definition): readonly Finding[] {
  const name = named(placed, 'FunctionName');
  if (name === undefined || findFunction(functions, name) !== undefined) return [];
  const meant = nearest(
    name,
    functions.map(({ functionName }) => functionName),
  );
  return [
    {
      code: 'FunctionUnknown',
      severity: functions.length === 0 ? 'warning' : 'error',
      message: `The rule "${placed.rule.name}" names the function "${name}", which is not part of the definition`,
      path: [...placed.path, 'configuration', 'FunctionName'],
      remedy:
        meant === undefined
          ? 'Put the input of "aws lambda create-function" into a file beside the pipeline.'
          : `Did you mean "${meant}"?`,
      aws: 'The rule fails when the account has no such function.',
    },
  ];
}

function alarm(placed: PlacedRule, { alarms }: Definition): readonly Finding[] {
  const name = named(placed, 'AlarmName');
  const names = alarms.map(({ alarmName }) => alarmName);
  if (name === undefined || names.includes(name)) return [];
  const meant = nearest(name, names);
  return [
    {
      code: 'AlarmUnknown',
      severity: names.length === 0 ? 'warning' : 'error',
      message: `The rule "${placed.rule.name}" names the alarm "${name}", which is not part of the definition`,
      path: [...placed.path, 'configuration', 'AlarmName'],
      remedy:
        meant === undefined
          ? 'Put the input of "aws cloudwatch put-metric-alarm" into a file beside the pipeline.'
          : `Did you mean "${meant}"?`,
      aws: 'The rule fails when the account has no such alarm.',
    },
  ];
}
