// Settings of a stack that no operation of it changes: its policy, its protection.
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';
import { readStackPolicy } from '../../stacks/stack-policy.ts';
import type { Stack } from '../../stacks/stack.ts';
import type { Operation, ServiceCall } from '../service.ts';
import { invalid, noStack } from './errors.ts';
import { findStack, storeOf } from './find-stack.ts';
import { openSignalStore } from './signal-store.ts';
import { signalOwner } from './signals.ts';
import { textAt } from './text-at.ts';

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

/** To a resource whose creation waits for it (CloudFormation API reference, SignalResource). */
export const signalResource: Op<'SignalResource'> = (input, call) => {
  const { StackName, LogicalResourceId, UniqueId, Status } = input;
  const stack = existing(StackName, call);
  const resource = stack.resources.get(LogicalResourceId);
  if (resource === undefined)
    throw invalid(`Resource ${LogicalResourceId} does not exist for stack ${stack.name}`);
  if (resource.status !== 'CREATE_IN_PROGRESS')
    throw invalid(`Resource ${LogicalResourceId} is in ${resource.status} state and cannot be signaled`);
  const signals = call.ground.keep(openSignalStore);
  const { token } = signals.open(signalOwner(stack.id, LogicalResourceId), call.now);
  signals.receive(token, JSON.stringify({ UniqueId, Status }));
  return {};
};

function existing(name: string, call: ServiceCall): Stack {
  const stack = findStack(call, name);
  if (stack === undefined || stack.status === 'DELETE_COMPLETE') throw noStack(name);
  return stack;
}
