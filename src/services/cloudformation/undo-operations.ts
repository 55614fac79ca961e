// What takes an operation of a stack back, or goes on with its rollback.
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';
import { defined } from '../../lib/defined.ts';
import type { Stack } from '../../stacks/stack.ts';
import type { Operation } from '../service.ts';
import { invalid, noStack } from './errors.ts';
import { findStack, storeOf } from './find-stack.ts';
import { begin, principalOf, trueOr } from './stack-operations.ts';

type Op<N extends keyof CloudFormationApi['operations']> = Operation<CloudFormationApi, N>;

export const cancelUpdateStack: Op<'CancelUpdateStack'> = ({ StackName }, call) => {
  const stack = findStack(call, StackName);
  if (stack === undefined) throw noStack(StackName);
  if (stack.status !== 'UPDATE_IN_PROGRESS')
    throw invalid('CancelUpdateStack cannot be called from current stack status');
  storeOf(call).append(stack.id, [{ type: 'CancelRequested', at: Date.now() }]);
  return {};
};

export const continueUpdateRollback: Op<'ContinueUpdateRollback'> = (input, call) => {
  const stack = findStack(call, input.StackName);
  if (stack === undefined) throw noStack(input.StackName);
  if (stack.status !== 'UPDATE_ROLLBACK_FAILED')
    throw invalid(`Stack:${stack.id} is in ${stack.status} state and can not continue update rollback.`);
  begin(call, stack.id, {
    kind: 'continue-rollback',
    onFailure: 'ROLLBACK',
    skip: input.ResourcesToSkip ?? [],
    ...defined({ token: input.ClientRequestToken }),
  });
  return {};
};

const rollbackable: ReadonlySet<Stack['status']> = new Set(['CREATE_FAILED', 'UPDATE_FAILED'] as const);

/** Of an operation that has failed with its rollback disabled (CloudFormation API reference, RollbackStack). */
export const rollbackStack: Op<'RollbackStack'> = (input, call) => {
  const stack = findStack(call, input.StackName);
  if (stack === undefined) throw noStack(input.StackName);
  if (!rollbackable.has(stack.status) || stack.operation === undefined)
    throw invalid(`Stack:${stack.id} is in ${stack.status} state and can not be rolled back.`);
  if (stack.operation.isAfterFailure === true)
    throw invalid(
      `Slipway does not roll back more than one failed update on this machine: update ${stack.name} to its last template`,
    );
  storeOf(call).put({
    ...stack,
    principal: principalOf(call.caller),
    ...defined({ roleArn: input.RoleARN ?? stack.roleArn }),
  });
  begin(call, stack.id, {
    kind: 'rollback',
    onFailure: 'ROLLBACK',
    ...defined({
      token: input.ClientRequestToken,
      retainExceptOnCreate: trueOr(input.RetainExceptOnCreate),
    }),
  });
  return { StackId: stack.id };
};
