// The action, or the rule of a condition, that an execution of a pipeline has failed with. Pure.
import type { ActionExecutionDetail, RuleExecutionDetail } from '@aws-sdk/client-codepipeline';

/** A retry executes an action anew: what has succeeded since has not failed. Of the rest, what failed first. */
export function firstFailure(actions: readonly ActionExecutionDetail[]): ActionExecutionDetail | undefined {
  return failuresOf(actions, ({ actionName }) => actionName)[0];
}

/**
 * Of the rules what failed last: a condition that fails a stage ends the execution, one before it has skipped a stage. Nothing says for
 * which condition of the stage a rule was asked.
 */
export function lastFailedRule(rules: readonly RuleExecutionDetail[]): RuleExecutionDetail | undefined {
  return failuresOf(rules, ({ ruleName }) => ruleName).at(-1);
}

interface Attempt {
  readonly stageName?: string | undefined;
  readonly status?: string | undefined;
  readonly startTime?: Date | undefined;
  readonly lastUpdateTime?: Date | undefined;
}

/** The last attempt of each that has failed, in the order in which they ended. */
function failuresOf<T extends Attempt>(
  attempts: readonly T[],
  nameOf: (attempt: T) => string | undefined,
): readonly T[] {
  const last = new Map(
    attempts
      .toSorted((a, b) => Number(a.startTime) - Number(b.startTime))
      .map((each) => [JSON.stringify([each.stageName, nameOf(each)]), each] as const),
  );
  return [...last.values()]
    .filter(({ status }) => status === 'Failed')
    .toSorted((a, b) => Number(a.lastUpdateTime) - Number(b.lastUpdateTime));
}
