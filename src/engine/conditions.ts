// Stage conditions: evaluated once per attempt of a stage; one rule that fails fails the condition (CodePipeline user
// guide, "How do stage conditions work?"). The declared result applies when the condition fails.
import { isFailed, type Result } from '../lib/result.ts';
import type { Condition, ConditionResult, RuleDeclaration, StageDeclaration } from '../model/pipeline.ts';
import type { Decision } from './decision.ts';
import type { ConditionType } from './event.ts';
import { resolveRule } from './resolve.ts';
import type { Scope } from './scope.ts';
import { inStage, record } from './scope.ts';
import { isPassed } from './stage-phase.ts';

export type ConditionOutcome =
  | { readonly type: 'NotDeclared' }
  | { readonly type: 'NotEvaluated' }
  | { readonly type: 'Passed' }
  | { readonly type: 'Failed'; readonly result: ConditionResult | undefined; readonly reason: string };

/** Where a condition stands that is not being evaluated right now. */
export function conditionOutcome({ stage, run }: Scope, conditionType: ConditionType): ConditionOutcome {
  const declared = declaredCondition(stage, conditionType);
  if (declared === undefined) return { type: 'NotDeclared' };
  const condition = run.conditions.get(conditionType);
  if (condition === undefined) return { type: 'NotEvaluated' };
  if (isPassed(condition)) return { type: 'Passed' };
  const rule = condition.rules.find(({ succeeded }) => !succeeded);
  const what =
    rule === undefined ? '' : `: rule ${rule.name}${rule.message === undefined ? '' : ` (${rule.message})`}`;
  const reason = `${hooks[conditionType]} condition ${condition.status.toLowerCase()}${what}`;
  return { type: 'Failed', result: declared.result, reason };
}

const hooks = { BEFORE_ENTRY: 'beforeEntry', ON_SUCCESS: 'onSuccess', ON_FAILURE: 'onFailure' } as const;

/** AWS takes exactly one condition for each hook. */
export function declaredCondition(
  stage: StageDeclaration,
  conditionType: ConditionType,
): Condition | undefined {
  return stage[hooks[conditionType]]?.conditions?.[0];
}

/** Evaluates the condition. A rule whose variables cannot be resolved makes it `Errored`, which counts as failed. */
export function evaluate(scope: Scope, conditionType: ConditionType): readonly Decision[] {
  const { attempt } = scope.run;
  const started = { ...inStage(scope), type: 'ConditionStarted', conditionType, attempt } as const;
  const resolved = resolveRules(scope, conditionType);
  if (!isFailed(resolved)) return [{ type: 'EvaluateCondition', event: started, rules: resolved.rules }];
  const { name, message } = resolved.failed;
  return [
    record(started),
    record({
      ...started,
      type: 'ConditionEnded',
      status: 'Errored',
      rules: [{ name, succeeded: false, message }],
    }),
  ];
}

/** The rules with their variables resolved, or the first that cannot be. */
export function resolveRules(
  { execution, stage }: Pick<Scope, 'execution' | 'stage'>,
  conditionType: ConditionType,
): Result<
  { readonly rules: readonly RuleDeclaration[] },
  { readonly name: string; readonly message: string }
> {
  const rules: RuleDeclaration[] = [];
  for (const rule of declaredCondition(stage, conditionType)?.rules ?? []) {
    const resolved = resolveRule(execution, rule);
    if (isFailed(resolved)) return { failed: { name: rule.name, message: resolved.failed } };
    rules.push(resolved.rule);
  }
  return { rules };
}
