// Settings of a stack that no operation of it changes: its policy, its protection.
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';
import { readStackPolicy } from '../../stacks/stack-policy.ts';
import type { Stack } from '../../stacks/stack.ts';
import type { Operation, ServiceCall } from '../service.ts';
import { invalid, noStack } from './errors.ts';
import { findStack, storeOf } from './find-stack.ts';
import { textAt } from './requested-definition.ts';

type Op<N extends keyof CloudFormationApi['operations']> = Operation<CloudFormationApi, N>;

export const setStackPolicy: Op<'SetStackPolicy'> = async (input, call) => {
  const { StackName, StackPolicyBody, StackPolicyURL } = input;
  if (StackPolicyBody !== undefined && StackPolicyURL !== undefined)
    throw invalid('You cannot specify both StackPolicyURL and StackPolicyBody');
  const stackPolicy =
    StackPolicyBody ?? (StackPolicyURL === undefined ? '' : await textAt(StackPolicyURL, call));
  if (readStackPolicy(stackPolicy) === undefined)
    throw invalid('Error validating stack policy: Invalid stack policy');
  const stack = existing(StackName, call);
  storeOf(call).put({ ...stack, stackPolicy });
  return {};
};

export const getStackPolicy: Op<'GetStackPolicy'> = ({ StackName }, call) => {
  const { stackPolicy } = existing(StackName, call);
  return stackPolicy === undefined ? {} : { StackPolicyBody: stackPolicy };
};

export const updateTerminationProtection: Op<'UpdateTerminationProtection'> = (input, call) => {
  const stack = existing(input.StackName, call);
  storeOf(call).put({ ...stack, terminationProtection: input.EnableTerminationProtection });
  return { StackId: stack.id };
};

function existing(name: string, call: ServiceCall): Stack {
  const stack = findStack(call, name);
  if (stack === undefined || stack.status === 'DELETE_COMPLETE') throw noStack(name);
  return stack;
}
