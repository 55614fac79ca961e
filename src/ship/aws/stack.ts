// A stack of CloudFormation, by the SDK: a change set is made, shown, executed and followed.
import type { ChangeAction, CloudFormationClient, StackEvent } from '@aws-sdk/client-cloudformation';
import { setTimeout as delay } from 'node:timers/promises';
import { defined } from '../../lib/defined.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { executionRoleFor } from '../bootstrap/names.ts';
import { calling, placeOfCaller, type AwsAccess } from './access.ts';
import { keepTemplate } from './template-bucket.ts';

const load = async () => await import('@aws-sdk/client-cloudformation');

export interface StackAccess {
  readonly client: CloudFormationClient;
  readonly access: AwsAccess;
  readonly stackName: string;
}

export async function openStack(access: AwsAccess, stackName: string): Promise<StackAccess> {
  const { CloudFormationClient } = await load();
  return { access, stackName, client: new CloudFormationClient(access.config) };
}

export interface StackNow {
  readonly status: string;
  /** As it was shipped last. */
  readonly template: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Undefined when there is none. One whose first change set was never executed has no resources, and is none. */
export async function stackNow({ client, stackName }: StackAccess): Promise<StackNow | undefined> {
  const { DescribeStacksCommand, GetTemplateCommand } = await load();
  const found = await client
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch(async (error: unknown) => {
      if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
      return await calling(`the stack ${stackName}`, async () => Promise.reject(error as Error));
    });
  const stack = found?.Stacks?.[0];
  if (stack?.StackStatus === undefined || stack.StackStatus === 'REVIEW_IN_PROGRESS') return undefined;
  const { TemplateBody = '{}' } = await client.send(
    new GetTemplateCommand({ StackName: stackName, TemplateStage: 'Original' }),
  );
  return {
    status: stack.StackStatus,
    template: TemplateBody,
    outputs: Object.fromEntries(
      (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
  };
}

/** Of the stacks that are there by themselves, in none other. */
export async function stackNames({ config }: AwsAccess): Promise<readonly string[]> {
  const { CloudFormationClient, paginateDescribeStacks } = await load();
  const names: string[] = [];
  await calling('the stacks', async () => {
    for await (const { Stacks = [] } of paginateDescribeStacks(
      { client: new CloudFormationClient(config) },
      {},
    ))
      for (const { StackName = '', StackStatus, ParentId } of Stacks)
        if (ParentId === undefined && StackStatus !== 'REVIEW_IN_PROGRESS') names.push(StackName);
  });
  return names;
}

export interface ResourceChange {
  readonly action: ChangeAction;
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string;
  /** `True`, `Conditional`: what is there is replaced by a new one. */
  readonly replacement?: string;
}

export interface ChangeSet {
  readonly name: string;
  readonly changes: readonly ResourceChange[];
}

/** What the template would change. Undefined when it changes nothing; then nothing of it stays. */
export async function makeChangeSet(
  stack: StackAccess,
  { template, isNew }: { readonly template: string; readonly isNew: boolean },
): Promise<ChangeSet | undefined> {
  const { client, stackName } = stack;
  const { CreateChangeSetCommand, DeleteChangeSetCommand, DescribeChangeSetCommand } = await load();
  const name = `slipway-${Date.now().toString(36)}`;
  const named = { StackName: stackName, ChangeSetName: name };
  await calling(`the changes of the stack ${stackName}`, async () =>
    client.send(
      new CreateChangeSetCommand({
        ...named,
        ChangeSetType: isNew ? 'CREATE' : 'UPDATE',
        Capabilities: ['CAPABILITY_NAMED_IAM'],
        ...defined({ RoleARN: executionRoleFor(await placeOfCaller(stack.access)) }),
        ...(await templateInput(stack, template)),
      }),
    ),
  );
  for (;;) {
    const answer = await client.send(new DescribeChangeSetCommand(named));
    if (answer.Status === 'CREATE_COMPLETE') return { name, changes: await allChanges(stack, name) };
    if (answer.Status === 'FAILED') {
      await client.send(new DeleteChangeSetCommand(named));
      if (/didn't contain changes|No updates are to be performed/.test(answer.StatusReason ?? ''))
        return undefined;
      throw refused(`The change set of ${stackName} failed: ${answer.StatusReason ?? ''}`);
    }
    await delay(stack.access.pollMs);
  }
}

/** What a request may hold itself (CloudFormation user guide, "Quotas"). */
const maxBodyBytes = 51_200;

/** Without white space as long as it is JSON; a longer one lies in the bucket that bootstrap has made. */
async function templateInput(
  { access }: StackAccess,
  template: string,
): Promise<{ readonly TemplateBody: string } | { readonly TemplateURL: string }> {
  const body = template.startsWith('{') ? JSON.stringify(JSON.parse(template)) : template;
  if (Buffer.byteLength(body) <= maxBodyBytes) return { TemplateBody: body };
  return { TemplateURL: await keepTemplate(access, body) };
}

async function allChanges({ client, stackName }: StackAccess, name: string) {
  const { paginateDescribeChangeSet } = await load();
  const changes: ResourceChange[] = [];
  const pages = paginateDescribeChangeSet({ client }, { StackName: stackName, ChangeSetName: name });
  for await (const { Changes = [] } of pages)
    for (const { ResourceChange: change } of Changes) {
      if (change === undefined) continue;
      changes.push({
        action: change.Action ?? 'Dynamic',
        logicalId: change.LogicalResourceId ?? '',
        type: change.ResourceType ?? '',
        ...defined({ physicalId: change.PhysicalResourceId, replacement: change.Replacement }),
      });
    }
  return changes;
}

/** A change set that is not wanted. A new stack that has nothing but it goes with it. */
export async function dropChangeSet(
  { client, stackName }: StackAccess,
  { name }: ChangeSet,
  isNew: boolean,
): Promise<void> {
  const { DeleteChangeSetCommand, DeleteStackCommand } = await load();
  await client.send(new DeleteChangeSetCommand({ StackName: stackName, ChangeSetName: name }));
  if (isNew) await client.send(new DeleteStackCommand({ StackName: stackName }));
}

export interface StackOutcome {
  /** `CREATE_COMPLETE`, `UPDATE_ROLLBACK_COMPLETE`, `DELETE_COMPLETE`. */
  readonly status: string;
  /** The first resource that failed, with its own reason. */
  readonly failure?: StackEvent;
}

/** Executes it and follows the stack to the end. @param report each event, once and in order */
export async function executeChangeSet(
  stack: StackAccess,
  { name }: ChangeSet,
  report: (event: StackEvent) => void,
): Promise<StackOutcome> {
  const { ExecuteChangeSetCommand } = await load();
  const since = await lastEvent(stack);
  await calling(`the execution of the change set ${name}`, async () =>
    stack.client.send(new ExecuteChangeSetCommand({ StackName: stack.stackName, ChangeSetName: name })),
  );
  return await follow(stack, since, report);
}

/** What the template keeps, stays. @param report each event, once and in order */
export async function deleteStack(
  stack: StackAccess,
  report: (event: StackEvent) => void,
): Promise<StackOutcome> {
  const { DeleteStackCommand } = await load();
  const [{ StackId = stack.stackName } = {}] = await eventsSince(stack, undefined);
  // A stack that is deleted is found by its id alone.
  const byId = { ...stack, stackName: StackId };
  const since = await lastEvent(byId);
  await calling(`the end of the stack ${stack.stackName}`, async () =>
    stack.client.send(new DeleteStackCommand({ StackName: StackId })),
  );
  return await follow(byId, since, report);
}

/** Follows what another command, or a console, has begun there. @param report each event from now on, once and in order */
export async function followStack(
  stack: StackAccess,
  report: (event: StackEvent) => void,
): Promise<StackOutcome> {
  const events = await eventsSince(stack, undefined);
  const isOfStack = (event: StackEvent) => event.PhysicalResourceId === event.StackId;
  const begun = events.findLastIndex((event) => isOfStack(event) && isBeginning(event));
  return await follow(stack, events[begun - 1]?.EventId, report);
}

function isBeginning({ ResourceStatus: status }: StackEvent): boolean {
  return status !== undefined && /^(CREATE|UPDATE|DELETE|IMPORT)_IN_PROGRESS$/.test(status);
}

async function follow(
  stack: StackAccess,
  since: string | undefined,
  report: (event: StackEvent) => void,
): Promise<StackOutcome> {
  let last = since;
  let failure: StackEvent | undefined;
  let rollback: StackEvent | undefined;
  for (;;) {
    for (const event of await eventsSince(stack, last)) {
      last = event.EventId;
      report(event);
      if (isFailure(event)) failure ??= event;
      if (isRollback(event)) rollback ??= event;
      const status: string = event.ResourceStatus ?? '';
      const isOfStack = event.PhysicalResourceId === event.StackId;
      if (!isOfStack || !ended.test(status)) continue;
      const cause = failure && ((await nestedFailure(stack, failure)) ?? failure);
      return { status, ...defined({ failure: cause ?? rollback }) };
    }
    await delay(stack.access.pollMs);
  }
}

/** What failed in a nested stack, for a reason of its own. */
async function nestedFailure(stack: StackAccess, failure: StackEvent): Promise<StackEvent | undefined> {
  const { ResourceType: type, PhysicalResourceId: stackName = '' } = failure;
  if (type !== 'AWS::CloudFormation::Stack' || stackName === '') return undefined;
  return (await eventsSince({ ...stack, stackName }, undefined)).find(isFailure);
}

const ended = /^(CREATE|UPDATE|DELETE|IMPORT|ROLLBACK|UPDATE_ROLLBACK|IMPORT_ROLLBACK)_(COMPLETE|FAILED)$/;

/** Of a resource for a reason of its own: others are cancelled because it failed. */
function isFailure({ ResourceStatus, ResourceStatusReason = '', ...event }: StackEvent): boolean {
  return (
    ResourceStatus?.endsWith('_FAILED') === true &&
    event.PhysicalResourceId !== event.StackId &&
    !ResourceStatusReason.endsWith('cancelled')
  );
}

/** Where no resource failed by itself the stack says why: its template, or an alarm. */
function isRollback({ ResourceStatus: status, ...event }: StackEvent): boolean {
  const isOfStack = event.PhysicalResourceId === event.StackId;
  return isOfStack && status?.endsWith('ROLLBACK_IN_PROGRESS') === true;
}

async function lastEvent(stack: StackAccess): Promise<string | undefined> {
  return (await eventsSince(stack, undefined)).at(-1)?.EventId;
}

/** Oldest first. */
async function eventsSince(
  { client, stackName }: StackAccess,
  since: string | undefined,
): Promise<readonly StackEvent[]> {
  const { paginateDescribeStackEvents } = await load();
  const found: StackEvent[] = [];
  const pages = paginateDescribeStackEvents({ client }, { StackName: stackName });
  for await (const { StackEvents = [] } of pages)
    for (const event of StackEvents) {
      if (event.EventId === since) return found.toReversed();
      found.push(event);
    }
  return found.toReversed();
}

export interface StackFailure {
  readonly logicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason: string;
}

/** Of the last operation that failed, what failed for a reason of its own, the first of it first. */
export async function stackFailures(stack: StackAccess): Promise<readonly StackFailure[]> {
  const events = await calling(`the events of ${stack.stackName}`, async () => eventsSince(stack, undefined));
  return events.filter(isFailure).map((event) => ({
    logicalId: event.LogicalResourceId ?? '',
    type: event.ResourceType ?? '',
    status: event.ResourceStatus ?? '',
    reason: event.ResourceStatusReason ?? 'without a reason',
  }));
}

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
}

/** What the stack has now. */
export async function stackResources({ client, stackName }: StackAccess): Promise<readonly StackResource[]> {
  const { paginateListStackResources } = await load();
  const found: StackResource[] = [];
  const pages = paginateListStackResources({ client }, { StackName: stackName });
  for await (const { StackResourceSummaries = [] } of pages)
    for (const {
      LogicalResourceId,
      ResourceType,
      PhysicalResourceId,
      ResourceStatus,
    } of StackResourceSummaries)
      if (ResourceStatus !== 'DELETE_COMPLETE')
        found.push({
          logicalId: LogicalResourceId ?? '',
          type: ResourceType ?? '',
          physicalId: PhysicalResourceId ?? '',
        });
  return found;
}

export function refused(message: string, remedy?: string): ProblemError {
  return new ProblemError([problem({ code: 'StackFailed', whose: 'call', message, ...defined({ remedy }) })]);
}
