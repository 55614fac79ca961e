// The action, or the rule of a condition, that an execution of a pipeline has failed with. Pure.
import type { ActionExecutionDetail, RuleExecutionDetail } from '@aws-sdk/client-codepipeline';

/** A retry executes an action anew: what has succeeded since has not failed. Of the rest, what failed first. */
export function firstFailure(actions: readonly ActionExecutionDetail[]): ActionExecutionDetail | undefined {
  return firstOf(actions, ({ actionName }) => actionName);
}

/** The same of rules. Nothing says for which condition of the stage one was asked. */
export function firstFailedRule(rules: readonly RuleExecutionDetail[]): RuleExecutionDetail | undefined {
  return firstOf(rules, ({ ruleName }) => ruleName);
}

interface Attempt {
  readonly stageName?: string | undefined;
  readonly status?: string | undefined;
  readonly startTime?: Date | undefined;
  readonly lastUpdateTime?: Date | undefined;
}

function firstOf<T extends Attempt>(
  attempts: readonly T[],
  nameOf: (attempt: T) => string | undefined,
): T | undefined {
  const last = new Map(
    attempts
      .toSorted((a, b) => Number(a.startTime) - Number(b.startTime))
      .map((each) => [JSON.stringify([each.stageName, nameOf(each)]), each] as const),
  );
  return [...last.values()]
    .filter(({ status }) => status === 'Failed')
    .toSorted((a, b) => Number(a.lastUpdateTime) - Number(b.lastUpdateTime))[0];
}
