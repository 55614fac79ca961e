// What stack sets, their instances and their operations are.
import type { CloudFormationApi } from '../../../aws/operations/cloudformation.ts';
import { defined } from '../../../lib/defined.ts';
import { formatArn } from '../../../model/arn.ts';
import { refuse, type Operation, type ServiceCall } from '../../service.ts';
import { paged } from '../paged.ts';
import { setNamed } from './stack-set-operations.ts';
import { sameTarget, stackSets, type SetOperation, type StackInstance, type StackSet } from './stack-set.ts';

type Op<N extends keyof CloudFormationApi['operations']> = Operation<CloudFormationApi, N>;
type Shapes = CloudFormationApi['shapes'];

export const describeStackSet: Op<'DescribeStackSet'> = ({ StackSetName }, call) => {
  const set = setNamed(call, StackSetName);
  const StackSetARN = formatArn({ ...call.place, service: 'cloudformation', resource: `stackset/${set.id}` });
  return {
    StackSet: {
      ...summaryOf(set),
      TemplateBody: set.templateText,
      Parameters: set.parameters,
      Capabilities: set.capabilities as NonNullable<Shapes['StackSet']['Capabilities']>,
      Tags: set.tags,
      StackSetARN,
      ExecutionRoleName: set.executionRoleName,
      OrganizationalUnitIds: [],
      Regions: [...new Set(set.instances.map(({ region }) => region))],
      ...defined({ AdministrationRoleARN: set.administrationRoleArn }),
    },
  };
};

function summaryOf({ name, id, description }: StackSet) {
  return {
    StackSetName: name,
    StackSetId: id,
    Status: 'ACTIVE' as const,
    PermissionModel: 'SELF_MANAGED' as const,
    ...defined({ Description: description }),
  };
}

export const listStackSets: Op<'ListStackSets'> = ({ NextToken, Status }, call) => {
  const { items, nextToken } = paged(Status === 'DELETED' ? [] : stackSets.list(call), NextToken);
  const Summaries = items.map((set) => ({ ...summaryOf(set), DriftStatus: 'NOT_CHECKED' as const }));
  return { Summaries, ...defined({ NextToken: nextToken }) };
};

export const listStackInstances: Op<'ListStackInstances'> = (input, call) => {
  const set = setNamed(call, input.StackSetName);
  const { StackInstanceAccount: account, StackInstanceRegion: region } = input;
  const found = set.instances.filter(
    (each) => each.account === (account ?? each.account) && each.region === (region ?? each.region),
  );
  const { items, nextToken } = paged(found, input.NextToken);
  return { Summaries: items.map((each) => shownInstance(each, set)), ...defined({ NextToken: nextToken }) };
};

export const describeStackInstance: Op<'DescribeStackInstance'> = (input, call) => {
  const set = setNamed(call, input.StackSetName);
  const wanted = { account: input.StackInstanceAccount, region: input.StackInstanceRegion };
  const found = set.instances.find((each) => sameTarget(each, wanted));
  if (found === undefined)
    throw refuse<CloudFormationApi>(
      'StackInstanceNotFoundException',
      `Stack instance not found for: Account: ${wanted.account}, Region: ${wanted.region}`,
    );
  return { StackInstance: { ...shownInstance(found, set), ParameterOverrides: found.overrides } };
};

function shownInstance(
  instance: StackInstance,
  { id, operations }: StackSet,
): Shapes['StackInstanceSummary'] {
  const { account, region, stackId, status, statusReason, lastOperationId } = instance;
  const result = operations
    .find((each) => each.id === lastOperationId)
    ?.results.find((each) => sameTarget(each, instance));
  return {
    StackSetId: id,
    Region: region,
    Account: account,
    Status: status,
    DriftStatus: 'NOT_CHECKED',
    LastOperationId: lastOperationId,
    OrganizationalUnitId: '',
    ...defined({
      StackId: stackId,
      StatusReason: statusReason,
      StackInstanceStatus: result === undefined ? undefined : { DetailedStatus: result.status },
    }),
  };
}

/** @throws AwsError */
function operationOf(set: StackSet, id: string): SetOperation {
  const found = set.operations.find((each) => each.id === id);
  if (found === undefined)
    throw refuse<CloudFormationApi>('OperationNotFoundException', `Operation ${id} not found`);
  return found;
}

export const describeStackSetOperation: Op<'DescribeStackSetOperation'> = (input, call: ServiceCall) => {
  const set = setNamed(call, input.StackSetName);
  const operation = operationOf(set, input.OperationId);
  return {
    StackSetOperation: {
      ...shownOperation(operation),
      StackSetId: set.id,
      RetainStacks: operation.retainStacks,
      ExecutionRoleName: set.executionRoleName,
      ...defined({ AdministrationRoleARN: set.administrationRoleArn }),
    },
  };
};

function shownOperation({
  id,
  action,
  status,
  createdAt,
  endedAt,
  results,
  toleratedFailures,
}: SetOperation) {
  return {
    OperationId: id,
    Action: action,
    Status: status,
    CreationTimestamp: new Date(createdAt),
    OperationPreferences: {
      RegionOrder: [],
      FailureToleranceCount: toleratedFailures,
      MaxConcurrentCount: 1,
    },
    StatusDetails: { FailedStackInstancesCount: results.filter((each) => each.status === 'FAILED').length },
    ...(endedAt === undefined ? {} : { EndTimestamp: new Date(endedAt) }),
  };
}

export const listStackSetOperations: Op<'ListStackSetOperations'> = ({ StackSetName, NextToken }, call) => {
  const { items, nextToken } = paged(setNamed(call, StackSetName).operations.toReversed(), NextToken);
  return { Summaries: items.map(shownOperation), ...defined({ NextToken: nextToken }) };
};

export const listStackSetOperationResults: Op<'ListStackSetOperationResults'> = (input, call) => {
  const { results } = operationOf(setNamed(call, input.StackSetName), input.OperationId);
  const { items, nextToken } = paged(results, input.NextToken);
  const Summaries = items.map(({ account, region, status, reason }) => ({
    Account: account,
    Region: region,
    Status: status,
    ...defined({ StatusReason: reason }),
  }));
  return { Summaries, ...defined({ NextToken: nextToken }) };
};
