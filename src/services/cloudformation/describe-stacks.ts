// What CloudFormation says of stacks, their resources and events.
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';
import { defined } from '../../lib/defined.ts';
import type { ResourceState, Stack } from '../../stacks/stack.ts';
import { scopeOf } from '../../stacks/target.ts';
import { evaluate } from '../../stacks/values/evaluate.ts';
import { shownParameter } from '../../stacks/values/parameters.ts';
import { EvaluationError } from '../../stacks/values/scope.ts';
import { paged } from './paged.ts';
import type { Operation, ServiceCall } from '../service.ts';
import { invalid, noStack, noSuchStack } from './errors.ts';
import { findStack, storeOf } from './find-stack.ts';
import { shownRollbackConfiguration } from './rollback-alarms.ts';
import { keptTemplate } from './kept-templates.ts';
import type { StoredEvent } from './stack-store.ts';
import { surroundingsOf, targetIn } from './world.ts';

type Op<N extends keyof CloudFormationApi['operations']> = Operation<CloudFormationApi, N>;
type Shapes = CloudFormationApi['shapes'];

export const describeStacks: Op<'DescribeStacks'> = ({ StackName, NextToken }, call) => {
  if (StackName !== undefined) {
    const stack = findStack(call, StackName);
    if (stack === undefined) throw noSuchStack(StackName);
    return { Stacks: [shownStack(stack, call)] };
  }
  const stacks = stacksOf(call).filter(({ status }) => status !== 'DELETE_COMPLETE');
  const { items, nextToken } = paged(stacks.toReversed(), NextToken);
  return { Stacks: items.map((each) => shownStack(each, call)), ...defined({ NextToken: nextToken }) };
};

function stacksOf(call: ServiceCall): readonly Stack[] {
  const { account, region } = call.place;
  return storeOf(call)
    .all()
    .filter((each) => each.account === account && each.region === region);
}

function shownStack(stack: Stack, call: ServiceCall): Shapes['Stack'] {
  const definition = stack.definition ?? stack.operation?.definition;
  // Answers recorded from AWS: of a deleted stack these are not shown, and no list that is empty but tags.
  const isThere = stack.status !== 'DELETE_COMPLETE';
  const isStanding = isThere && stack.status !== 'ROLLBACK_COMPLETE';
  return defined({
    StackId: stack.id,
    StackName: stack.name,
    ChangeSetId: isStanding ? stack.changeSetId : undefined,
    Description: descriptionIn(definition?.templateText),
    Parameters: unlessEmpty(definition?.parameters.map(shownParameter)),
    CreationTime: new Date(stack.createdAt),
    LastUpdatedTime: stack.updatedAt === undefined ? undefined : new Date(stack.updatedAt),
    DeletionTime: stack.deletedAt === undefined ? undefined : new Date(stack.deletedAt),
    RollbackConfiguration: shownRollbackConfiguration(stack.rollbackConfiguration),
    TimeoutInMinutes: stack.timeoutInMinutes,
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DisableRollback: stack.disableRollback,
    NotificationARNs: stack.notificationArns,
    Capabilities: unlessEmpty(stack.capabilities) as Shapes['Stack']['Capabilities'],
    Outputs: unlessEmpty(
      stack.outputs.map(({ key, value, description, exportName }) =>
        defined({ OutputKey: key, OutputValue: value, Description: description, ExportName: exportName }),
      ),
    ),
    RoleARN: stack.roleArn,
    Tags: Object.entries(definition?.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    EnableTerminationProtection: isThere ? stack.terminationProtection : undefined,
    ParentId: stack.parentId,
    RootId: stack.rootId,
    DriftInformation: driftInformation(stack, call),
  });
}

/** A list that AWS leaves out when it has nothing. */
export function unlessEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list?.length === 0 ? undefined : list;
}

function driftInformation({ id }: Stack, call: ServiceCall): Shapes['StackDriftInformation'] {
  const last = storeOf(call).lastDetection(id);
  return last === undefined
    ? { StackDriftStatus: 'NOT_CHECKED' }
    : { StackDriftStatus: last.status, LastCheckTimestamp: new Date(last.at) };
}

function descriptionIn(text: string | undefined): string | undefined {
  return text?.includes('Description') === true ? keptTemplate(text).template?.description : undefined;
}

export const listStacks: Op<'ListStacks'> = ({ NextToken, StackStatusFilter }, call) => {
  const wanted = stacksOf(call)
    .filter(
      ({ status }) =>
        StackStatusFilter === undefined || (StackStatusFilter as readonly string[]).includes(status),
    )
    .toReversed();
  const { items, nextToken } = paged(wanted, NextToken);
  return {
    StackSummaries: items.map((stack) =>
      defined({
        StackId: stack.id,
        StackName: stack.name,
        TemplateDescription: descriptionIn(stack.definition?.templateText),
        CreationTime: new Date(stack.createdAt),
        LastUpdatedTime: stack.updatedAt === undefined ? undefined : new Date(stack.updatedAt),
        DeletionTime: stack.deletedAt === undefined ? undefined : new Date(stack.deletedAt),
        StackStatus: stack.status,
        StackStatusReason: stack.statusReason,
        ParentId: stack.parentId,
        RootId: stack.rootId,
        DriftInformation: driftInformation(stack, call),
      }),
    ),
    ...defined({ NextToken: nextToken }),
  };
};

export const describeStackEvents: Op<'DescribeStackEvents'> = ({ StackName, NextToken }, call) => {
  const stack = findStack(call, StackName);
  if (stack === undefined) throw noStack(StackName);
  const { items, nextToken } = paged(storeOf(call).events(stack.id), NextToken);
  return {
    StackEvents: items.map((event) => shownEvent(stack, event)),
    ...defined({ NextToken: nextToken }),
  };
};

function shownEvent({ id, name }: Stack, event: StoredEvent): Shapes['StackEvent'] {
  return defined({
    StackId: id,
    EventId: event.eventId,
    StackName: name,
    OperationId: event.operationId,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: new Date(event.at),
    ResourceStatus: event.status as Shapes['StackEvent']['ResourceStatus'],
    ResourceStatusReason: event.reason,
    ResourceProperties: event.properties,
    ClientRequestToken: event.token,
  });
}

export const listStackResources: Op<'ListStackResources'> = ({ StackName, NextToken }, call) => {
  const stack = findStack(call, StackName);
  if (stack === undefined) throw noSuchStack(StackName);
  const { items, nextToken } = paged([...stack.resources.values()], NextToken);
  return {
    StackResourceSummaries: items.map((each) =>
      defined({
        LogicalResourceId: each.logicalId,
        PhysicalResourceId: each.physicalId === '' ? undefined : each.physicalId,
        ResourceType: each.type,
        LastUpdatedTimestamp: new Date(each.changedAt),
        ResourceStatus: each.status,
        ResourceStatusReason: each.statusReason,
        DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' as const },
      }),
    ),
    ...defined({ NextToken: nextToken }),
  };
};

export const describeStackResources: Op<'DescribeStackResources'> = (input, call) => {
  const { StackName, LogicalResourceId, PhysicalResourceId } = input;
  if ((StackName === undefined) === (PhysicalResourceId === undefined))
    throw invalid('Exactly one of StackName and PhysicalResourceId must be specified');
  const stack = StackName === undefined ? stackWith(call, PhysicalResourceId) : findStack(call, StackName);
  if (stack === undefined) throw noSuchStack(StackName ?? PhysicalResourceId ?? '');
  const all = [...stack.resources.values()].filter(
    ({ logicalId }) => LogicalResourceId === undefined || logicalId === LogicalResourceId,
  );
  return { StackResources: all.map((each) => shownResource(stack, each)) };
};

/** One that is there before one that was deleted. */
function stackWith(call: ServiceCall, physicalId: string | undefined): Stack | undefined {
  const having = stacksOf(call).filter(({ resources }) =>
    [...resources.values()].some((each) => each.physicalId === physicalId),
  );
  return having.find(({ status }) => status !== 'DELETE_COMPLETE') ?? having.at(-1);
}

function shownResource({ id, name }: Stack, each: ResourceState): Shapes['StackResource'] {
  return defined({
    StackName: name,
    StackId: id,
    LogicalResourceId: each.logicalId,
    PhysicalResourceId: each.physicalId === '' ? undefined : each.physicalId,
    ResourceType: each.type,
    Timestamp: new Date(each.changedAt),
    ResourceStatus: each.status,
    ResourceStatusReason: each.statusReason,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' as const },
  });
}

export const describeStackResource: Op<'DescribeStackResource'> = (
  { StackName, LogicalResourceId },
  call,
) => {
  const stack = findStack(call, StackName);
  if (stack === undefined) throw invalid(`Stack '${StackName}' does not exist`);
  const found = stack.resources.get(LogicalResourceId);
  if (found === undefined)
    throw invalid(`Resource ${LogicalResourceId} does not exist for stack ${StackName}`);
  const { Timestamp, ...rest } = shownResource(stack, found);
  return {
    StackResourceDetail: defined({
      ...rest,
      LastUpdatedTimestamp: Timestamp,
      Metadata: metadataOf(stack, LogicalResourceId, call),
    }),
  };
};

/** JSON, with the values that it refers to: hidden ones too, as AWS shows them. */
function metadataOf(stack: Stack, logicalId: string, call: ServiceCall): string | undefined {
  const target = stack.definition === undefined ? undefined : targetIn(stack, stack.definition);
  const node = target?.active.get(logicalId)?.metadata;
  if (target === undefined || node === undefined) return undefined;
  const scope = scopeOf(target, surroundingsOf(storeOf(call), stack), (id) => stack.resources.get(id));
  try {
    return JSON.stringify(evaluate(node, scope));
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}
