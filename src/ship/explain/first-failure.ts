// The action that an execution of a pipeline has failed with. Pure.
import type { ActionExecutionDetail } from '@aws-sdk/client-codepipeline';

/** A retry executes an action anew: what has succeeded since has not failed. Of the rest, what failed first. */
export function firstFailure(actions: readonly ActionExecutionDetail[]): ActionExecutionDetail | undefined {
  const last = new Map(
    actions
      .toSorted((a, b) => Number(a.startTime) - Number(b.startTime))
      .map((each) => [JSON.stringify([each.stageName, each.actionName]), each] as const),
  );
  return [...last.values()]
    .filter(({ status }) => status === 'Failed')
    .toSorted((a, b) => Number(a.lastUpdateTime) - Number(b.lastUpdateTime))[0];
}
