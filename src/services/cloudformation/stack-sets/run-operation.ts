// Works on the stacks of a stack set, one after the other, by calls of CloudFormation in their Regions. What a process left is
// taken up when the endpoint starts. Source: CloudFormation user guide, "Stack set operation options".
import { setTimeout as delay } from 'node:timers/promises';
import { callingFor, EndpointGone, type CallAws, type CallingFor } from '../../../account/call-aws.ts';
import type { Values } from '../../../aws/wire/message.ts';
import { defined } from '../../../lib/defined.ts';
import type { Placed } from '../../documents.ts';
import type { Ground } from '../../service.ts';
import { listIn, textIn } from '../resource-type.ts';
import {
  isRunning,
  sameTarget,
  stackSets,
  type SetOperation,
  type SetResult,
  type StackInstance,
  type StackSet,
} from './stack-set.ts';

/** The sets whose operation is driven in this process. */
class Driven extends Set<string> implements Disposable {
  [Symbol.dispose](): void {
    this.clear();
  }
}

const openDriven = (): Driven => new Driven();

/** Begins to drive the set's operation, unless this process does already, or there is none. */
export function driveSet(placed: Placed, name: string): void {
  const driven = placed.ground.keep(openDriven);
  const key = `${placed.place.region}/${name}`;
  if (driven.has(key) || runningOf(stackSets.get(placed, name)) === undefined) return;
  driven.add(key);
  drive(placed, name)
    .catch((error: unknown) => {
      if (!(error instanceof EndpointGone)) process.stderr.write(`${String(error)}\n`);
    })
    .finally(() => driven.delete(key));
}

/** Goes on with what an earlier process has left. */
export function resumeStackSets(ground: Ground): void {
  for (const place of stackSets.places({ ground }))
    for (const { name, principal } of stackSets.list({ ground, place: { partition: 'aws', ...place } }))
      driveSet({ ground, place: { partition: principal.partition, ...place } }, name);
}

export function runningOf(set: StackSet | undefined): SetOperation | undefined {
  return set?.operations.find(isRunning);
}

async function drive(placed: Placed, name: string): Promise<void> {
  for (;;) {
    const set = stackSets.get(placed, name);
    const operation = runningOf(set);
    if (set === undefined || operation === undefined) return;
    const next = operation.results.find(({ status }) => status === 'PENDING' || status === 'RUNNING');
    const reason = next === undefined ? undefined : cancelledReason(operation, next);
    if (next === undefined) return ended(placed, name, operation);
    if (reason !== undefined) {
      settle(placed, name, { operation, result: { ...next, status: 'CANCELLED', reason } });
      continue;
    }
    settle(placed, name, { operation, result: { ...next, status: 'RUNNING' } });
    const done = await worked(set, { operation, target: next, placed });
    settle(placed, name, { operation, ...done });
  }
}

function cancelledReason(operation: SetOperation, { status }: SetResult): string | undefined {
  if (status !== 'PENDING') return undefined;
  if (operation.status === 'STOPPING') return 'Cancelled since the operation was stopped';
  return isBeyond(operation) ? 'Cancelled since failure tolerance has exceeded' : undefined;
}

/** Whether more stacks of a Region have failed than may. */
function isBeyond({ results, toleratedFailures }: SetOperation): boolean {
  const failed = results.filter(({ status }) => status === 'FAILED');
  const byRegion = Map.groupBy(failed, ({ region }) => region);
  return [...byRegion.values()].some(({ length }) => length > toleratedFailures);
}

interface Done {
  readonly result: SetResult;
  /** What the instance is afterwards; null when it is gone, absent when it is as it was. */
  readonly instance?: StackInstance | null;
}

function settle(
  placed: Placed,
  name: string,
  { operation, result, instance }: Done & { readonly operation: SetOperation },
): void {
  const set = stackSets.get(placed, name);
  if (set === undefined) return;
  const others = set.instances.filter((each) => !sameTarget(each, result));
  const operations = set.operations.map((each) =>
    each.id === operation.id
      ? { ...each, results: each.results.map((one) => (sameTarget(one, result) ? result : one)) }
      : each,
  );
  const instances =
    instance === undefined ? set.instances : [...others, ...(instance === null ? [] : [instance])];
  stackSets.put(placed, name, { ...set, operations, instances });
}

function ended(placed: Placed, name: string, { id }: SetOperation): void {
  const set = stackSets.get(placed, name);
  if (set === undefined) return;
  const operations = set.operations.map((each): SetOperation => {
    if (each.id !== id) return each;
    return { ...each, status: endOf(each), endedAt: Date.now() };
  });
  stackSets.put(placed, name, { ...set, operations });
}

function endOf(operation: SetOperation): SetOperation['status'] {
  if (operation.status === 'STOPPING') return 'STOPPED';
  return isBeyond(operation) ? 'FAILED' : 'SUCCEEDED';
}

interface Work {
  readonly operation: SetOperation;
  readonly target: SetResult;
  readonly placed: Placed;
}

async function worked(set: StackSet, { operation, target, placed }: Work): Promise<Done> {
  const { account, region } = target;
  const instance = set.instances.find((each) => sameTarget(each, target));
  const failed = (reason: string): Done => ({
    result: { account, region, status: 'FAILED', reason },
    ...(instance === undefined
      ? {}
      : {
          instance: { ...instance, status: 'OUTDATED', statusReason: reason, lastOperationId: operation.id },
        }),
  });
  if (instance === undefined) return failed('There is no such stack instance.');
  if (account !== placed.place.account) return failed(noRoleText(account, set));
  const call = callingFor(placed.ground, callerOf(set, region))();
  try {
    const succeeded = { account, region, status: 'SUCCEEDED' as const };
    if (operation.action === 'DELETE') {
      if (!operation.retainStacks) await deleted(call, instance);
      return { result: succeeded, instance: null };
    }
    const { statusReason: _reason, ...rest } = instance;
    const stackId = await deployed(call, set, instance);
    return {
      result: succeeded,
      instance: { ...rest, stackId, status: 'CURRENT', lastOperationId: operation.id },
    };
  } catch (error) {
    if (error instanceof EndpointGone) throw error;
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/** On AWS the administration role and the execution role make the stacks: the role of who called is asked for nothing of them. */
function callerOf(
  { principal: { use = {}, roleArn: _own, ...principal } }: StackSet,
  region: string,
): CallingFor {
  return { principal, region, use };
}

/** As AWS answers for an account that does not let the administrator in; there is one account here. */
function noRoleText(account: string, { administrationRoleArn, executionRoleName }: StackSet): string {
  const role = administrationRoleArn?.split('/').at(-1) ?? 'AWSCloudFormationStackSetAdministrationRole';
  return `Account ${account} should have '${executionRoleName}' role with trust relationship to Role '${role}'.`;
}

async function deployed(
  call: CallAws,
  set: StackSet,
  { stackName, overrides }: StackInstance,
): Promise<string> {
  const keys = new Set(overrides.map(({ ParameterKey }) => ParameterKey));
  const input = {
    StackName: stackName,
    TemplateBody: set.templateText,
    Parameters: [...set.parameters.filter(({ ParameterKey }) => !keys.has(ParameterKey)), ...overrides],
    Tags: set.tags,
    Capabilities: set.capabilities,
  };
  const before = await stackNamed(call, stackName);
  // One whose creation failed is made anew.
  if (
    before !== undefined &&
    /^(ROLLBACK_COMPLETE|CREATE_FAILED|DELETE_FAILED)$/.test(textIn(before, 'StackStatus'))
  )
    await deleted(call, { stackName });
  const isThere = before !== undefined && (await stackNamed(call, stackName)) !== undefined;
  try {
    if (!isThere) await call('cloudformation', 'CreateStack', input);
    else if (!textIn(before, 'StackStatus').endsWith('_IN_PROGRESS'))
      await call('cloudformation', 'UpdateStack', input);
  } catch (error) {
    if (!(error instanceof Error && error.message === 'No updates are to be performed.')) throw error;
  }
  const stack = await settled(call, stackName);
  const status = textIn(stack ?? {}, 'StackStatus');
  if (!/^(CREATE|UPDATE)_COMPLETE$/.test(status)) throw new Error(await failureText(call, stackName));
  return textIn(stack ?? {}, 'StackId');
}

async function deleted(call: CallAws, { stackName }: Pick<StackInstance, 'stackName'>): Promise<void> {
  if ((await stackNamed(call, stackName)) === undefined) return;
  await call('cloudformation', 'DeleteStack', { StackName: stackName });
  if ((await settled(call, stackName)) !== undefined) throw new Error(await failureText(call, stackName));
}

async function stackNamed(call: CallAws, StackName: string): Promise<Values | undefined> {
  try {
    const answer = await call('cloudformation', 'DescribeStacks', { StackName });
    return listIn(answer, 'Stacks')[0] as Values | undefined;
  } catch (error) {
    if (error instanceof Error && error.message.endsWith('does not exist')) return undefined;
    throw error;
  }
}

async function settled(call: CallAws, name: string): Promise<Values | undefined> {
  for (;;) {
    const stack = await stackNamed(call, name);
    if (stack === undefined || !textIn(stack, 'StackStatus').endsWith('_IN_PROGRESS')) return stack;
    await delay(50);
  }
}

/** Of the first resource that failed, as the result of an operation has it. */
async function failureText(call: CallAws, StackName: string): Promise<string> {
  const answer = await call('cloudformation', 'DescribeStackEvents', { StackName });
  const failed = (listIn(answer, 'StackEvents') as readonly Values[]).findLast((event) =>
    textIn(event, 'ResourceStatus').endsWith('_FAILED'),
  );
  if (failed === undefined) return `The stack ${StackName} has failed.`;
  const [id, type, reason] = ['LogicalResourceId', 'ResourceType', 'ResourceStatusReason'].map((key) =>
    textIn(failed, key),
  );
  return `ResourceLogicalId:${id}, ResourceType:${type}, ResourceStatusReason:${reason}.`;
}

/** Of an instance for which nothing was done yet. */
export function plannedInstance(
  set: Pick<StackSet, 'name'>,
  {
    account,
    region,
    suffix,
    ...more
  }: Pick<StackInstance, 'account' | 'region' | 'overrides' | 'lastOperationId'> & {
    readonly suffix: string;
  },
): StackInstance {
  return {
    account,
    region,
    stackName: `StackSet-${set.name}-${suffix}`,
    status: 'OUTDATED',
    ...defined(more),
  };
}
