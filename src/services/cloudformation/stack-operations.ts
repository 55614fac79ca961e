// CreateStack, UpdateStack, DeleteStack and what stops or continues them. Each begins an operation on disk and returns; the
// operation goes on without its caller.
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { changesOf } from '../../stacks/changes/changes.ts';
import { hasOtherChanges } from '../../stacks/changes/other-changes.ts';
import { readStackPolicy } from '../../stacks/stack-policy.ts';
import { stackEvent } from '../../stacks/operation/events.ts';
import type { FactBody } from '../../stacks/operation/fact.ts';
import { liveResources } from '../../stacks/operation/steps.ts';
import type { OnFailure, Stack, StackDefinition } from '../../stacks/stack.ts';
import { type Target } from '../../stacks/target.ts';
import type { Caller } from '../../account/sessions.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { driveStack } from './drive-stack.ts';
import { invalid, noStack, TransformFailed } from './errors.ts';
import { settleExecuted } from './executed-change-sets.ts';
import { findStack, storeOf } from './find-stack.ts';
import {
  checkName,
  requestedDefinition,
  untransformed,
  type DefinitionInput,
} from './requested-definition.ts';
import { textAt } from './text-at.ts';
import { exportInUse, importersOf, placeOf, surroundingsOf, targetIn, typeRules } from './world.ts';
import { rollbackConfigurationOf } from './rollback-alarms.ts';

type Op<N extends keyof CloudFormationApi['operations']> = Operation<CloudFormationApi, N>;

interface NewStack {
  readonly name: string;
  readonly call: ServiceCall;
}

/** Not yet stored. Its id is final. */
export function newStack({ name, call }: NewStack): Stack {
  const { partition, account, region } = call.place;
  return {
    id: `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/${newId()}`,
    name,
    account,
    region,
    partition,
    status: 'REVIEW_IN_PROGRESS',
    statusReason: 'User Initiated',
    createdAt: call.now,
    resources: new Map(),
    outputs: [],
    notificationArns: [],
    capabilities: [],
    disableRollback: false,
    terminationProtection: false,
    principal: principalOf(call.caller),
  };
}

export function principalOf({ credentials: _own, ...principal }: Caller): Stack['principal'] {
  return principal;
}

export const createStack: Op<'CreateStack'> = async (input, call) => {
  const { StackName: name } = input;
  checkName(name);
  const existing = findStack(call, name);
  if (existing !== undefined && isSameRequest(existing, input.ClientRequestToken))
    return { StackId: existing.id };
  if (existing !== undefined && existing.status !== 'REVIEW_IN_PROGRESS')
    throw refuse<CloudFormationApi>('AlreadyExistsException', `Stack [${name}] already exists`);
  if (input.OnFailure !== undefined && input.DisableRollback !== undefined)
    throw invalid('Either DisableRollback or OnFailure can be specified, not both.');
  const fresh: Stack = {
    ...(existing ?? newStack({ name, call })),
    ...settingsOf(input),
    principal: principalOf(call.caller),
    terminationProtection: input.EnableTerminationProtection ?? false,
    ...defined({
      timeoutInMinutes: input.TimeoutInMinutes,
      stackPolicy: await policyText(input, call),
    }),
  };
  const { definition, failure } = await definitionOrFailure(input, call, fresh);
  if (findStack(call, name) !== existing)
    throw refuse<CloudFormationApi>('AlreadyExistsException', `Stack [${name}] already exists`);
  storeOf(call).put({ ...fresh, disableRollback: onFailureOf(input) === 'DO_NOTHING' });
  begin(call, fresh.id, {
    kind: 'create',
    definition,
    onFailure: onFailureOf(input),
    ...defined({
      failure,
      token: input.ClientRequestToken,
      retainExceptOnCreate: trueOr(input.RetainExceptOnCreate),
    }),
  });
  return { StackId: fresh.id };
};

/** A transform that fails takes the creation back before it has made anything (recorded on AWS). @throws AwsError */
async function definitionOrFailure(
  input: DefinitionInput,
  call: ServiceCall,
  stack: Stack,
): Promise<{ readonly definition: StackDefinition; readonly failure?: string }> {
  try {
    return await requestedDefinition(input, call, { place: placeOf(stack), isDirect: true });
  } catch (error) {
    if (!(error instanceof TransformFailed)) throw error;
    return { definition: await untransformed(input, call), failure: `${error.message}.` };
  }
}

interface Settings {
  readonly NotificationARNs?: readonly string[];
  readonly Capabilities?: readonly string[];
  readonly RoleARN?: string;
  readonly RollbackConfiguration?: Parameters<typeof rollbackConfigurationOf>[0];
}

/** What is left out stays as it was, but capabilities: those are each operation's own. @throws AwsError */
export function settingsOf({
  NotificationARNs,
  Capabilities = [],
  RoleARN,
  RollbackConfiguration,
}: Settings) {
  return defined({
    notificationArns: NotificationARNs,
    capabilities: Capabilities,
    roleArn: RoleARN,
    rollbackConfiguration:
      RollbackConfiguration === undefined ? undefined : rollbackConfigurationOf(RollbackConfiguration),
  });
}

function onFailureOf({
  OnFailure,
  DisableRollback,
}: {
  readonly OnFailure?: OnFailure;
  readonly DisableRollback?: boolean;
}): OnFailure {
  return OnFailure ?? (DisableRollback === true ? 'DO_NOTHING' : 'ROLLBACK');
}

/** For a fact that is kept only when it is so. */
export function trueOr(given: boolean | undefined): true | undefined {
  return given === true ? true : undefined;
}

function isSameRequest({ operation }: Stack, token: string | undefined): boolean {
  return token !== undefined && operation?.token === token;
}

async function policyText(
  {
    StackPolicyBody,
    StackPolicyURL,
  }: { readonly StackPolicyBody?: string; readonly StackPolicyURL?: string },
  call: ServiceCall,
): Promise<string | undefined> {
  if (StackPolicyBody !== undefined && StackPolicyURL !== undefined)
    throw invalid('You cannot specify both StackPolicyURL and StackPolicyBody');
  const text =
    StackPolicyBody ?? (StackPolicyURL === undefined ? undefined : await textAt(StackPolicyURL, call));
  if (text !== undefined && readStackPolicy(text) === undefined)
    throw invalid('Error validating stack policy: Invalid stack policy');
  return text;
}

export type Beginning = Omit<Extract<FactBody, { type: 'OperationBegan' }>, 'type' | 'id' | 'skip'> & {
  readonly skip?: readonly string[];
  /** It goes back at once. */
  readonly failure?: string;
};

/** On disk when it returns; then it goes on by itself. */
export function begin(call: ServiceCall, id: string, { failure, ...beginning }: Beginning): void {
  settleExecuted(storeOf(call), id, beginning.changeSetId);
  storeOf(call).skipNotifications(id);
  const at = Date.now();
  storeOf(call).append(id, [
    { skip: [], ...beginning, type: 'OperationBegan', id: newId(), at },
    ...(failure === undefined ? [] : [{ type: 'OperationFailed' as const, reason: failure, at }]),
  ]);
  void driveStack(call.ground, id);
}

const updatable: ReadonlySet<Stack['status']> = new Set([
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'CREATE_FAILED',
  'UPDATE_FAILED',
  'IMPORT_COMPLETE',
  'IMPORT_ROLLBACK_COMPLETE',
] as const);

export function refuseUnlessUpdatable({ id, status }: Stack): void {
  if (!updatable.has(status)) throw invalid(`Stack:${id} is in ${status} state and can not be updated.`);
}

export const updateStack: Op<'UpdateStack'> = async (input, call) => {
  const stack = findStack(call, input.StackName);
  if (stack === undefined || stack.status === 'DELETE_COMPLETE') throw noStack(input.StackName);
  if (isSameRequest(stack, input.ClientRequestToken)) return { StackId: stack.id };
  refuseUnlessUpdatable(stack);
  const settings = settingsOf(input);
  const { changeSetId: _changeSetId, ...rest } = stack;
  const next = { ...rest, ...settings, principal: principalOf(call.caller) };
  const { definition, target } = await requestedDefinition(input, call, {
    place: placeOf(next),
    previous: stack,
    isDirect: true,
  });
  if (!isUpdate(stack, { definition, target, call })) throw invalid('No updates are to be performed.');
  const stackPolicy = await policyText(input, call);
  const during = await policyText(
    defined({
      StackPolicyBody: input.StackPolicyDuringUpdateBody,
      StackPolicyURL: input.StackPolicyDuringUpdateURL,
    }),
    call,
  );
  // Another call may have begun an operation meanwhile.
  refuseUnlessUpdatable(storeOf(call).find(stack.id) ?? stack);
  storeOf(call).put({
    ...next,
    ...defined({ stackPolicy }),
    disableRollback: input.DisableRollback === true,
  });
  begin(call, stack.id, {
    kind: 'update',
    definition,
    onFailure: input.DisableRollback === true ? 'DO_NOTHING' : 'ROLLBACK',
    ...defined({
      token: input.ClientRequestToken,
      stackPolicy: during,
      retainExceptOnCreate: trueOr(input.RetainExceptOnCreate),
    }),
  });
  return { StackId: stack.id };
};

interface Wanted {
  readonly definition: StackDefinition;
  readonly target: Target;
  readonly call: ServiceCall;
}

/** What a transform makes counts as new, whatever it has made (recorded on AWS). */
function isUpdate(stack: Stack, { definition, target, call }: Wanted): boolean {
  if (stack.status.endsWith('_FAILED') || definition.originalText !== undefined) return true;
  const current = currentOf(stack);
  const changes = changesOf(current, target, {
    rules: typeRules,
    surroundings: surroundingsOf(storeOf(call), stack),
  });
  return changes.length > 0 || hasOtherChanges(current, target, definition.tags);
}

/** The stack as a change set compares it. */
export function currentOf(stack: Stack) {
  const { definition } = stack;
  return {
    resources: liveResources(stack),
    ...(definition === undefined ? {} : { definition, target: targetIn(stack, definition) }),
  };
}

export const deleteStack: Op<'DeleteStack'> = (input, call) => {
  const { StackName: name, RetainResources = [], RoleARN } = input;
  const stack = findStack(call, name);
  if (stack === undefined || stack.status === 'DELETE_COMPLETE' || stack.status === 'DELETE_IN_PROGRESS')
    return {};
  if (stack.terminationProtection)
    throw invalid(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
  if (stack.status === 'CREATE_IN_PROGRESS' && stack.operation?.phase === 'forward') {
    storeOf(call).append(stack.id, [{ type: 'DeleteRequested', at: call.now }]);
    return {};
  }
  if (stack.operation !== undefined && stack.operation.ended !== true && stack.operation.kind !== 'delete')
    throw invalid(`Stack [${stack.name}] cannot be deleted while in status ${stack.status}`);
  if (RetainResources.length > 0 && stack.status !== 'DELETE_FAILED')
    throw invalid(
      `Invalid operation on stack [${stack.id}]. Specify resources to retain only when the current stack status is DELETE_FAILED.`,
    );
  const store = storeOf(call);
  const next = {
    ...stack,
    principal: principalOf(call.caller),
    ...defined({ roleArn: RoleARN ?? stack.roleArn }),
  };
  const inUse = exportInUse(store, stack, []);
  if (inUse !== undefined) {
    const reason = deleteCancelled(stack, store);
    store.put(stack, [stackEvent({ ...stack, statusReason: reason }, call.now)]);
    throw invalid(reason);
  }
  store.put(next);
  begin(call, stack.id, {
    kind: 'delete',
    onFailure: 'DO_NOTHING',
    skip: RetainResources,
    ...defined({ token: input.ClientRequestToken }),
  });
  return {};
};

function deleteCancelled(stack: Stack, store: ReturnType<typeof storeOf>): string {
  const used = stack.outputs.flatMap(({ exportName }) => {
    const users = exportName === undefined ? [] : importersOf(store, stack, exportName);
    return users.length === 0
      ? []
      : [`Cannot delete export ${exportName} as it is in use by ${users.join(', ')}.`];
  });
  return `Delete canceled. ${used[0] ?? ''}`;
}
