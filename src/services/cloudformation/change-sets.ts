// Change sets: what an operation would do, before it does it.
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { changesOf } from '../../stacks/changes/changes.ts';
import { hasOtherChanges } from '../../stacks/changes/other-changes.ts';
import { stackEvent } from '../../stacks/operation/events.ts';
import type { ResourceChange } from '../../stacks/changes/change.ts';
import type { Stack, StackDefinition } from '../../stacks/stack.ts';
import { shownParameter } from '../../stacks/values/parameters.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import type { ChangeSet } from './change-set.ts';
import { unlessEmpty } from './describe-stacks.ts';
import { invalid, noStack, TransformFailed } from './errors.ts';
import { asItIs, isExecuted } from './executed-change-sets.ts';
import { rollbackConfigurationOf, shownRollbackConfiguration } from './rollback-alarms.ts';
import { existingImports, plannedImports } from './planned-imports.ts';
import { shownChanges } from './shown-change.ts';
import { findStack, storeOf } from './find-stack.ts';
import { checkName, requestedDefinition, untransformed, type Requested } from './requested-definition.ts';
import {
  begin,
  currentOf,
  newStack,
  principalOf,
  refuseUnlessUpdatable,
  settingsOf,
  trueOr,
} from './stack-operations.ts';
import { placeOf, surroundingsOf, typeRules } from './world.ts';

type Op<N extends keyof CloudFormationApi['operations']> = Operation<CloudFormationApi, N>;
type Shapes = CloudFormationApi['shapes'];

const noChanges =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

export const createChangeSet: Op<'CreateChangeSet'> = async (input, call) => {
  const { StackName, ChangeSetName, ChangeSetType = 'UPDATE' } = input;
  checkName(ChangeSetName, 'changeSetName');
  refuseNotExecuted(input);
  const stack = stackFor(StackName, { type: ChangeSetType, changeSetName: ChangeSetName, call });
  // The name of one that was executed is free.
  if (changeSetsOf(stack.id, call).some((each) => each.name === ChangeSetName && !isExecuted(each)))
    throw refuse<CloudFormationApi>('AlreadyExistsException', `ChangeSet ${ChangeSetName} already exists`);
  const { definition, changes, failure, imports } = await wantedChanges(input, call, stack);
  const store = storeOf(call);
  const { partition, region, account } = call.place;
  const changeSet: ChangeSet = {
    ...defined({
      description: input.Description,
      roleArn: input.RoleARN,
      onStackFailure: input.OnStackFailure,
      importExistingResources: input.ImportExistingResources,
      rollbackConfiguration:
        input.RollbackConfiguration === undefined
          ? undefined
          : rollbackConfigurationOf(input.RollbackConfiguration),
    }),
    id: `arn:${partition}:cloudformation:${region}:${account}:changeSet/${ChangeSetName}/${newId()}`,
    name: ChangeSetName,
    stackId: stack.id,
    type: ChangeSetType,
    createdAt: call.now,
    status: failure === undefined ? 'CREATE_COMPLETE' : 'FAILED',
    ...defined({ statusReason: failure, imports }),
    executionStatus: failure === undefined ? 'AVAILABLE' : 'UNAVAILABLE',
    definition,
    changes,
    capabilities: input.Capabilities ?? [],
    notificationArns: input.NotificationARNs ?? [],
  };
  if (store.find(stack.id) === undefined) store.put(stack, [stackEvent(stack, call.now)]);
  store.putChangeSet(changeSet);
  return { Id: changeSet.id, StackId: stack.id };
};

interface WantedChanges {
  readonly definition: StackDefinition;
  readonly changes: readonly ResourceChange[];
  readonly failure?: string;
  readonly imports?: Readonly<Record<string, string>>;
}

/** A transform that fails is the change set's failure. @throws AwsError */
async function wantedChanges(
  input: Shapes['CreateChangeSetInput'],
  call: ServiceCall,
  stack: Stack,
): Promise<WantedChanges> {
  try {
    const requested = await requestedDefinition(input, call, { place: placeOf(stack), previous: stack });
    return await changesIn(requested, input, { stack, call });
  } catch (error) {
    if (!(error instanceof TransformFailed)) throw error;
    return { definition: await untransformed(input, call), changes: [], failure: error.message };
  }
}

async function changesIn(
  { definition, target }: Requested,
  input: Shapes['CreateChangeSetInput'],
  { stack, call }: { readonly stack: Stack; readonly call: ServiceCall },
): Promise<WantedChanges> {
  const store = storeOf(call);
  const current = currentOf(stack);
  const surroundings = surroundingsOf(store, stack);
  const found = changesOf(current, target, { rules: typeRules, surroundings });
  const planned =
    input.ChangeSetType === 'IMPORT'
      ? await plannedImports(input.ResourcesToImport ?? [], { target, changes: found, call })
      : input.ImportExistingResources === true
        ? await existingImports(found, { target, surroundings, call })
        : undefined;
  const changes = planned?.changes ?? found;
  const isEmpty = changes.length === 0 && !hasOtherChanges(current, target, definition.tags);
  const failure = isEmpty ? noChanges : planned?.failure;
  return { definition, changes, ...defined({ failure, imports: planned?.imports }) };
}

function refuseNotExecuted({ ChangeSetType, ResourcesToImport }: Shapes['CreateChangeSetInput']): void {
  if (ChangeSetType !== 'IMPORT' && (ResourcesToImport ?? []).length > 0)
    throw invalid('ResourcesToImport can be specified for a change set of type IMPORT only.');
}

interface Wanted {
  readonly type: string;
  readonly changeSetName: string;
  readonly call: ServiceCall;
}

/** Of a change set that creates: a stack that is not stored before the change set is right. */
function stackFor(name: string, { type, changeSetName, call }: Wanted): Stack {
  const existing = findStack(call, name);
  const isNew = existing === undefined || existing.status === 'REVIEW_IN_PROGRESS';
  if (type === 'CREATE' || (type === 'IMPORT' && isNew)) {
    if (existing === undefined) {
      checkName(name);
      return newStack({ name, call });
    }
    if (existing.status !== 'REVIEW_IN_PROGRESS')
      throw invalid(
        `Stack [${name}] already exists and cannot be created again with the changeSet [${changeSetName}].`,
      );
    return existing;
  }
  if (existing === undefined || existing.status === 'DELETE_COMPLETE') throw noStack(name);
  refuseUnlessUpdatable(existing);
  return existing;
}

/** @throws AwsError */
export function findChangeSet(
  input: { readonly ChangeSetName: string; readonly StackName?: string },
  call: ServiceCall,
): ChangeSet {
  const { ChangeSetName, StackName } = input;
  const store = storeOf(call);
  const notFound = () =>
    refuse<CloudFormationApi>('ChangeSetNotFoundException', `ChangeSet [${ChangeSetName}] does not exist`);
  if (ChangeSetName.startsWith('arn:')) {
    const found = store.findChangeSet(ChangeSetName);
    if (found === undefined) throw notFound();
    return found;
  }
  if (StackName === undefined)
    throw invalid('StackName must be specified if ChangeSetName is not specified as an ARN.');
  const stack = findStack(call, StackName);
  if (stack === undefined) throw noStack(StackName);
  const found = store.changeSets(stack.id).findLast(({ name }) => name === ChangeSetName);
  if (found === undefined) throw notFound();
  return found;
}

export const describeChangeSet: Op<'DescribeChangeSet'> = (input, call) => {
  const changeSet = current(findChangeSet(input, call), call);
  const stack = storeOf(call).find(changeSet.stackId);
  return defined({
    ChangeSetName: changeSet.name,
    ChangeSetId: changeSet.id,
    StackId: changeSet.stackId,
    StackName: stack?.name,
    Description: changeSet.description,
    ImportExistingResources: changeSet.importExistingResources,
    Parameters: unlessEmpty(changeSet.definition.parameters.map(shownParameter)),
    CreationTime: new Date(changeSet.createdAt),
    ExecutionStatus: changeSet.executionStatus,
    Status: changeSet.status,
    StatusReason:
      changeSet.statusReason ??
      (input.IncludePropertyValues === true ? incompleteReason(changeSet) : undefined),
    NotificationARNs: changeSet.notificationArns,
    RollbackConfiguration: shownRollbackConfiguration(changeSet.rollbackConfiguration),
    Capabilities: changeSet.capabilities as NonNullable<Shapes['DescribeChangeSetOutput']['Capabilities']>,
    Tags: unlessEmpty(Object.entries(changeSet.definition.tags).map(([Key, Value]) => ({ Key, Value }))),
    Changes: shownChanges(changeSet.changes, input.IncludePropertyValues === true),
    IncludeNestedStacks: false,
    OnStackFailure: changeSet.onStackFailure,
  }) as Shapes['DescribeChangeSetOutput'];
};

function incompleteReason({ changes }: ChangeSet): string | undefined {
  const found = changes.find(({ incomplete }) => incomplete !== undefined);
  if (found === undefined) return undefined;
  // Recorded on AWS: of an export that is not there its text stops at the name.
  const reason = found.incomplete?.replace(/^(No export named .*) found\.$/, '$1');
  return `[WARN] --include-property-values option can return incomplete ChangeSet data because: ChangeSet creation failed for resource [${found.logicalId}] because: ${reason}`;
}

function changeSetsOf(stackId: string, call: ServiceCall): readonly ChangeSet[] {
  return storeOf(call)
    .changeSets(stackId)
    .map((each) => current(each, call));
}

function current(changeSet: ChangeSet, call: ServiceCall): ChangeSet {
  return asItIs(changeSet, storeOf(call).find(changeSet.stackId));
}

export const executeChangeSet: Op<'ExecuteChangeSet'> = (input, call) => {
  const changeSet = current(findChangeSet(input, call), call);
  const store = storeOf(call);
  const stack = store.find(changeSet.stackId);
  if (stack === undefined) throw noStack(changeSet.stackId);
  if (changeSet.executionStatus !== 'AVAILABLE')
    throw refuse<CloudFormationApi>(
      'InvalidChangeSetStatusException',
      `ChangeSet [${changeSet.id}] cannot be executed in its current status of [${changeSet.status === 'FAILED' ? 'FAILED' : changeSet.executionStatus}]`,
    );
  const isCreate = stack.status === 'REVIEW_IN_PROGRESS';
  if (!isCreate) refuseUnlessUpdatable(stack);
  for (const other of store.changeSets(stack.id))
    if (other.id !== changeSet.id) store.removeChangeSet(other.id);
  store.putChangeSet({ ...changeSet, executionStatus: 'EXECUTE_IN_PROGRESS' });
  const onFailure =
    changeSet.onStackFailure ??
    (input.DisableRollback === true ? ('DO_NOTHING' as const) : ('ROLLBACK' as const));
  const { capabilities, notificationArns, roleArn, rollbackConfiguration } = changeSet;
  store.put({
    ...stack,
    ...settingsOf(
      defined({ Capabilities: capabilities, NotificationARNs: notificationArns, RoleARN: roleArn }),
    ),
    ...defined({ rollbackConfiguration }),
    principal: principalOf(call.caller),
    disableRollback: onFailure === 'DO_NOTHING',
    changeSetId: changeSet.id,
  });
  begin(call, stack.id, {
    kind: changeSet.type === 'IMPORT' ? 'import' : isCreate ? 'create' : 'update',
    definition: changeSet.definition,
    onFailure,
    changeSetId: changeSet.id,
    ...defined({
      imports: changeSet.imports,
      token: input.ClientRequestToken,
      retainExceptOnCreate: trueOr(input.RetainExceptOnCreate),
    }),
  });
  return {};
};

export const deleteChangeSet: Op<'DeleteChangeSet'> = (input, call) => {
  const store = storeOf(call);
  const byArn = input.ChangeSetName.startsWith('arn:');
  if (!byArn) {
    if (input.StackName === undefined)
      throw invalid('StackName must be specified if ChangeSetName is not specified as an ARN.');
    if (findStack(call, input.StackName) === undefined) throw noStack(input.StackName);
  }
  const stackId = byArn
    ? store.findChangeSet(input.ChangeSetName)?.stackId
    : findStack(call, input.StackName ?? '')?.id;
  const found = store
    .changeSets(stackId ?? '')
    .findLast(({ id, name }) => id === input.ChangeSetName || name === input.ChangeSetName);
  // An unknown name in a known stack is no error.
  if (found !== undefined) store.removeChangeSet(found.id);
  return {};
};

export const listChangeSets: Op<'ListChangeSets'> = ({ StackName }, call) => {
  const stack = findStack(call, StackName);
  if (stack === undefined) throw noStack(StackName);
  return {
    // Those that were executed can be described, and are not listed.
    Summaries: changeSetsOf(stack.id, call)
      .filter((each) => !isExecuted(each))
      .map((each) =>
        defined({
          StackId: stack.id,
          StackName: stack.name,
          ChangeSetId: each.id,
          ChangeSetName: each.name,
          ExecutionStatus: each.executionStatus,
          Status: each.status,
          StatusReason: each.statusReason,
          CreationTime: new Date(each.createdAt),
          Description: each.description,
          IncludeNestedStacks: false,
        }),
      ),
  };
};
