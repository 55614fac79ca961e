// Drift: which resources of a stack are no longer what its template says, because something else has changed them.
// Source: CloudFormation API reference, DetectStackDrift, DescribeStackResourceDrifts.
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { differencesOf } from '../../stacks/drift.ts';
import { liveResources } from '../../stacks/operation/steps.ts';
import type { ResourceState, Stack } from '../../stacks/stack.ts';
import { asTexts } from '../../stacks/values/evaluate.ts';
import type { Value } from '../../stacks/template/template.ts';
import { callingAs } from '../../account/call-aws.ts';
import type { Operation, ServiceCall } from '../service.ts';
import type { DriftDetection, ResourceDrift } from './drift-result.ts';
import { driftReaders, type DriftReader } from './drift-readers.ts';
import { resolveReferences } from './dynamic-references.ts';
import { invalid, noStack } from './errors.ts';
import { findStack, storeOf } from './find-stack.ts';
import { paged } from './paged.ts';

type Op<N extends keyof CloudFormationApi['operations']> = Operation<CloudFormationApi, N>;
type Shapes = CloudFormationApi['shapes'];

/** Each resource is read at once, so the detection is complete when the call returns. */
export const detectStackDrift: Op<'DetectStackDrift'> = async ({ StackName, LogicalResourceIds }, call) => {
  const stack = existing(StackName, call);
  const wanted = [...liveResources(stack).values()].filter(
    ({ logicalId }) => LogicalResourceIds === undefined || LogicalResourceIds.includes(logicalId),
  );
  const found = await Promise.all(wanted.map(async (each) => driftOf(stack, each, call)));
  const drifts = found.filter((each) => each !== undefined);
  const drifted = drifts.filter(({ StackResourceDriftStatus: status }) => status !== 'IN_SYNC');
  const detection: DriftDetection = {
    id: newId(),
    stackId: stack.id,
    at: call.now,
    status: drifted.length > 0 ? 'DRIFTED' : 'IN_SYNC',
    driftedCount: drifted.length,
  };
  storeOf(call).putDrift(drifts, detection);
  return { StackDriftDetectionId: detection.id };
};

export const describeDetection: Op<'DescribeStackDriftDetectionStatus'> = (input, call) => {
  const detection = storeOf(call).detection(input.StackDriftDetectionId);
  if (detection === undefined)
    throw invalid(`Stack drift detection ${input.StackDriftDetectionId} not found`);
  return {
    StackId: detection.stackId,
    StackDriftDetectionId: detection.id,
    StackDriftStatus: detection.status,
    DetectionStatus: 'DETECTION_COMPLETE',
    DriftedStackResourceCount: detection.driftedCount,
    Timestamp: new Date(detection.at),
  };
};

export const describeResourceDrifts: Op<'DescribeStackResourceDrifts'> = (input, call) => {
  const stack = existing(input.StackName, call);
  const filters = input.StackResourceDriftStatusFilters;
  const all = storeOf(call)
    .drifts(stack.id)
    .filter(
      ({ StackResourceDriftStatus: status }) =>
        filters === undefined || (filters as readonly string[]).includes(status),
    );
  const { items, nextToken } = paged(all, input.NextToken);
  return { StackResourceDrifts: items.map(shownDrift), ...defined({ NextToken: nextToken }) };
};

export const detectResourceDrift: Op<'DetectStackResourceDrift'> = async (input, call) => {
  const stack = existing(input.StackName, call);
  const resource = liveResources(stack).get(input.LogicalResourceId);
  if (resource === undefined)
    throw invalid(`Resource ${input.LogicalResourceId} does not exist for stack ${stack.name}`);
  const drift = await driftOf(stack, resource, call);
  if (drift === undefined)
    throw invalid(`Slipway does not detect the drift of resources of type ${resource.type} on this machine`);
  storeOf(call).putDrift([drift]);
  return { StackResourceDrift: shownDrift(drift) };
};

function existing(name: string, call: ServiceCall): Stack {
  const stack = findStack(call, name);
  if (stack === undefined) throw noStack(name);
  return stack;
}

function shownDrift({ at, ...drift }: ResourceDrift): Shapes['StackResourceDrift'] {
  return { ...drift, Timestamp: new Date(at) };
}

/** Undefined for a type whose drift is not detected. */
async function driftOf(
  stack: Stack,
  resource: ResourceState,
  { ground, caller, place, now }: ServiceCall,
): Promise<ResourceDrift | undefined> {
  const reader = driftReaders[resource.type];
  if (reader === undefined) return undefined;
  const calls = callingAs(ground, { principal: caller, region: place.region });
  const set = (await resolveReferences(resource.properties, calls)) as Readonly<Record<string, Value>>;
  const expected = compared(set, Object.keys(set), reader);
  const found = await reader.read(calls, resource.physicalId);
  const common = {
    StackId: stack.id,
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.physicalId,
    ResourceType: resource.type,
    ExpectedProperties: JSON.stringify(expected),
    at: now,
  };
  if (found === undefined) return { ...common, StackResourceDriftStatus: 'DELETED', PropertyDifferences: [] };
  const actual = compared(found, Object.keys(expected), reader);
  const differences = differencesOf(expected, actual);
  return {
    ...common,
    ActualProperties: JSON.stringify(actual),
    StackResourceDriftStatus: differences.length > 0 ? 'MODIFIED' : 'IN_SYNC',
    PropertyDifferences: differences.map((each) => ({
      PropertyPath: each.path,
      ExpectedValue: textOf(each.expected),
      ActualValue: textOf(each.actual),
      DifferenceType: each.type,
    })),
  };
}

function compared(
  values: Readonly<Record<string, Value>>,
  names: readonly string[],
  { properties }: DriftReader,
): Readonly<Record<string, Value>> {
  const wanted = names.filter((name) => properties.includes(name));
  return Object.fromEntries(
    wanted.flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** AWS shows `null` for what is not there. */
function textOf(value: Value | undefined): string {
  if (value === undefined) return 'null';
  return typeof value === 'object' ? JSON.stringify(asTexts(value)) : String(value);
}
