// Every text of a pipeline in which variables are replaced, with what is known at that point of an execution.
import type { Path } from '../lib/node.ts';
import type { Condition, PipelineDeclaration, RuleDeclaration } from './pipeline.ts';
import { actionsOf } from './pipeline-walk.ts';

export interface VariableText {
  readonly text: string;
  readonly path: Path;
  /** How a message names who reads it: `action "Build"`. */
  readonly reader: string;
  /** Only these actions have ended: those of earlier stages, and of this stage those with a lower runOrder. */
  readonly stageIndex: number;
  readonly runOrder: number;
  readonly isSource: boolean;
}

export function textsOf(pipeline: PipelineDeclaration): readonly VariableText[] {
  return [...textsOfActions(pipeline), ...rulesOf(pipeline).flatMap(textsOfRule)];
}

function textsOfActions(pipeline: PipelineDeclaration): readonly VariableText[] {
  return actionsOf(pipeline).flatMap(({ action, stageIndex, runOrder, path }) => {
    const at = {
      reader: `action "${action.name}"`,
      stageIndex,
      runOrder,
      isSource: action.actionTypeId.category === 'Source',
    };
    return [
      ...Object.entries(action.configuration ?? {}).map(([key, text]) => ({
        ...at,
        text,
        path: [...path, 'configuration', key],
      })),
      ...(action.commands ?? []).map((text, index) => ({ ...at, text, path: [...path, 'commands', index] })),
      ...(action.environmentVariables ?? []).map(({ value }, index) => ({
        ...at,
        text: value,
        path: [...path, 'environmentVariables', index, 'value'],
      })),
    ];
  });
}

export interface PlacedRule {
  readonly rule: RuleDeclaration;
  readonly hook: 'beforeEntry' | 'onSuccess' | 'onFailure';
  readonly stageIndex: number;
  readonly path: Path;
}

export interface PlacedCondition {
  readonly condition: Condition;
  readonly hook: PlacedRule['hook'];
  readonly stageIndex: number;
  readonly stageName: string;
  readonly path: Path;
}

const hooks = ['beforeEntry', 'onSuccess', 'onFailure'] as const;

export function conditionsOf(pipeline: PipelineDeclaration): readonly PlacedCondition[] {
  return pipeline.stages.flatMap((stage, stageIndex) =>
    hooks.flatMap((hook) =>
      (stage[hook]?.conditions ?? []).map((condition, index) => ({
        condition,
        hook,
        stageIndex,
        stageName: stage.name,
        path: ['pipeline', 'stages', stageIndex, hook, 'conditions', index],
      })),
    ),
  );
}

export function rulesOf(pipeline: PipelineDeclaration): readonly PlacedRule[] {
  return conditionsOf(pipeline).flatMap(({ condition, hook, stageIndex, path }) =>
    condition.rules.map((rule, index) => ({ rule, hook, stageIndex, path: [...path, 'rules', index] })),
  );
}

function textsOfRule({ rule, hook, stageIndex, path }: PlacedRule): readonly VariableText[] {
  const at = {
    reader: `rule "${rule.name}"`,
    stageIndex,
    runOrder: hook === 'beforeEntry' ? 0 : Infinity,
    isSource: false,
  };
  return [
    ...Object.entries(rule.configuration ?? {}).map(([key, text]) => ({
      ...at,
      text,
      path: [...path, 'configuration', key],
    })),
    ...(rule.commands ?? []).map((text, index) => ({ ...at, text, path: [...path, 'commands', index] })),
  ];
}
