// Conditions of stages: which results each hook may have, and what goes with them (CodePipeline user guide, "Stage
// conditions", "Configure automatic retry", "Configure stage rollback").
import type {
  ConditionResult,
  ExecutionMode,
  FailureConditions,
  StageDeclaration,
} from '../../model/pipeline.ts';
import { conditionsOf, type PlacedCondition } from '../../model/pipeline-texts.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

const refused = 'CreatePipeline answers ValidationException.';

const allowed: Readonly<Record<PlacedCondition['hook'], readonly ConditionResult[]>> = {
  beforeEntry: ['FAIL', 'SKIP'],
  onSuccess: ['ROLLBACK', 'FAIL'],
  onFailure: ['ROLLBACK'],
};
const allowedOnFailure: readonly ConditionResult[] = ['ROLLBACK', 'RETRY', 'FAIL'];

export const pipelineConditions: Rule = ({ pipeline }, { rules }) => {
  const skipping = rules.filter(({ maySkip }) => maySkip === true).map(({ provider }) => provider);
  const mode = pipeline.executionMode ?? 'SUPERSEDED';
  return [
    ...conditionsOf(pipeline).flatMap((placed) => [
      ...wrongResult(placed),
      ...wrongSkip(placed, skipping),
      ...rollbackInParallel(placed.condition.result, [...placed.path, 'result'], mode),
    ]),
    ...pipeline.stages.flatMap((stage, index) => onFailure(stage, index, mode)),
  ];
};

function wrongResult({ condition, hook, path }: PlacedCondition): readonly Finding[] {
  const { result } = condition;
  if (result === undefined || allowed[hook].includes(result)) return [];
  return [
    {
      code: 'ConditionResultInvalid',
      message: `A condition of "${hook}" has the result ${result}, and may have ${allowed[hook].join(' or ')}`,
      path: [...path, 'result'],
      remedy: `Write ${allowed[hook].join(' or ')}.`,
      aws: refused,
    },
  ];
}

function wrongSkip(
  { condition, hook, path }: PlacedCondition,
  skipping: readonly string[],
): readonly Finding[] {
  if (hook !== 'beforeEntry' || condition.result !== 'SKIP') return [];
  return condition.rules.flatMap(({ name, ruleTypeId }, index) =>
    ['', ...skipping].some((name) => name === ruleTypeId.provider)
      ? []
      : [
          {
            code: 'ConditionRuleInvalid',
            message: `The rule "${name}" of ${ruleTypeId.provider} stands in a condition with the result SKIP`,
            path: [...path, 'rules', index, 'ruleTypeId', 'provider'],
            remedy: `Use ${skipping.join(' or ')}, or the result FAIL.`,
            aws: refused,
          } as const,
        ],
  );
}

function rollbackInParallel(
  result: ConditionResult | undefined,
  path: Finding['path'],
  mode: ExecutionMode,
): readonly Finding[] {
  if (result !== 'ROLLBACK' || mode !== 'PARALLEL') return [];
  return [
    {
      code: 'RollbackInParallelMode',
      message: 'A stage of a pipeline in PARALLEL mode cannot be rolled back',
      path,
      notes: [{ message: 'the mode', path: ['pipeline', 'executionMode'] }],
      remedy: 'Use the result FAIL, or the mode QUEUED or SUPERSEDED.',
      aws: refused,
    },
  ];
}

function onFailure(stage: StageDeclaration, index: number, mode: ExecutionMode): readonly Finding[] {
  if (stage.onFailure === undefined) return [];
  const path = ['pipeline', 'stages', index, 'onFailure'];
  return [
    ...rollbackInParallel(stage.onFailure.result, [...path, 'result'], mode),
    ...wrongFailureResult(stage.onFailure, path),
    ...retryFindings(stage.onFailure, path),
    ...(index === 0 && stage.onFailure.result === 'ROLLBACK' ? [rollbackOfSource(stage, path)] : []),
  ];
}

function wrongFailureResult({ result }: FailureConditions, path: Finding['path']): readonly Finding[] {
  if (result === undefined || allowedOnFailure.includes(result)) return [];
  return [
    {
      code: 'ConditionResultInvalid',
      message: `"onFailure" has the result ${result}, and may have ${allowedOnFailure.join(', ')}`,
      path: [...path, 'result'],
      remedy: `Write one of ${allowedOnFailure.join(', ')}.`,
      aws: refused,
    },
  ];
}

function retryFindings(
  { result, retryConfiguration, conditions }: FailureConditions,
  path: Finding['path'],
): readonly Finding[] {
  const withConditions = result === 'RETRY' && conditions !== undefined;
  const withoutRetry = retryConfiguration !== undefined && result !== 'RETRY';
  return [
    ...(withConditions
      ? [
          {
            code: 'RetryWithConditions',
            message: 'Automatic retry cannot be combined with conditions of onFailure',
            path: [...path, 'result'],
            notes: [{ message: 'the conditions', path: [...path, 'conditions'] }],
            remedy: 'Remove the one or the other.',
            aws: refused,
          } as const,
        ]
      : []),
    ...(withoutRetry
      ? [
          {
            code: 'ConditionResultInvalid',
            message: 'There is a "retryConfiguration", but the result is not RETRY',
            path: [...path, 'retryConfiguration'],
            atKey: true,
            remedy: 'Add "result": "RETRY", or remove it.',
            aws: refused,
          } as const,
        ]
      : []),
  ];
}

function rollbackOfSource(stage: StageDeclaration, path: Finding['path']): Finding {
  return {
    code: 'ConditionResultInvalid',
    message: `The source stage "${stage.name}" cannot be rolled back`,
    path: [...path, 'result'],
    remedy: 'Use RETRY or FAIL.',
    aws: refused,
  };
}
