// What the sessions of an action's programs are given out for. Pure.
import type { SessionUse } from '../account/sessions.ts';
import type { BuildOptions } from './build/build-options.ts';
import type { ActionContext } from './provider.ts';

export function sessionUse({
  executionId,
  actionExecutionId,
  options,
}: Pick<
  ActionContext<Pick<BuildOptions, 'iam'>>,
  'executionId' | 'actionExecutionId' | 'options'
>): SessionUse {
  return { executionId, actionExecutionId, ...(options.iam === 'enforce' ? { iam: 'enforce' } : {}) };
}
