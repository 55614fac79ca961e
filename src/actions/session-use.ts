// What the sessions of an action's programs are given out for. Pure.
import type { SessionUse } from '../account/sessions.ts';
import type { BuildOptions } from './build/build-options.ts';
import type { ActionContext } from './provider.ts';

/** What calls AWS's API with the role of an action takes of the caller's options. */
export type AccessOptions = Pick<BuildOptions, 'iam'>;

export function sessionUse({
  executionId,
  actionExecutionId,
  options,
}: Pick<ActionContext<AccessOptions>, 'executionId' | 'actionExecutionId' | 'options'>): SessionUse {
  return { executionId, actionExecutionId, ...(options.iam === 'enforce' ? { iam: 'enforce' } : {}) };
}
