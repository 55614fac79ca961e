// A template becomes a stack: its changes are shown, agreed to, executed and followed.
import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { defined } from '../../lib/defined.ts';
import {
  deleteStack,
  dropChangeSet,
  executeChangeSet,
  makeChangeSet,
  openStack,
  refused,
  stackNow,
  type StackAccess,
  type StackNow,
} from '../../ship/aws/stack.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { changeLines } from './change-lines.ts';
import { askToGoOn, type Shipping } from './open-shipping.ts';
import { reportLeaving } from './report-leaving.ts';

interface Deployed {
  /** Of the stack. */
  readonly name: string;
  readonly template: string;
}

interface Asking {
  readonly options: { readonly json?: boolean; readonly yes?: boolean };
  readonly terminal: Terminal;
}

/** 2 when the caller does not agree: nothing was changed. */
export async function deployStack(
  { name, template }: Deployed,
  { access, where }: Shipping,
  { options, terminal }: Asking,
): Promise<ExitStatus> {
  const { json = false } = options;
  const say = json ? terminal.writeError : terminal.write;
  say(`Stack ${name} in ${where}\n`);
  const stack = await openStack(access, name);
  const before = await stackToChange(stack, say);
  const isNew = before === undefined;
  const set = await makeChangeSet(stack, { template, isNew });
  const end = (document: object, status: ExitStatus): ExitStatus => {
    if (json) terminal.write(`${JSON.stringify({ stack: name, ...document })}\n`);
    return status;
  };
  if (set === undefined) {
    say('Nothing to change\n');
    return end({ changes: [], status: before?.status, outputs: before?.outputs ?? {} }, 0);
  }
  for (const line of changeLines(set.changes, { before: before?.template, after: template }))
    say(`${line}\n`);
  const answer = await askToGoOn('Make these changes?', options, terminal).catch(async (error: unknown) => {
    await dropChangeSet(stack, set, isNew);
    throw error;
  });
  if (answer !== 'yes') {
    await dropChangeSet(stack, set, isNew);
    say('Nothing was changed\n');
    return end({ changes: set.changes, status: before?.status }, answer === 'interrupted' ? 130 : 2);
  }
  using _left = reportLeaving(name, where, terminal);
  const outcome = await executeChangeSet(stack, set, (event) => say(`${eventLine(event)}\n`));
  const isDone = /^(CREATE|UPDATE)_COMPLETE$/.test(outcome.status);
  const { outputs = {} } = isDone ? ((await stackNow(stack)) ?? {}) : {};
  if (!isDone) terminal.writeError(`${failureText(outcome)}\n`);
  for (const [key, value] of Object.entries(outputs)) say(`${key}: ${value}\n`);
  const failure = outcome.failure && eventLine(outcome.failure);
  const document = { changes: set.changes, status: outcome.status, outputs, ...defined({ failure }) };
  return end(document, isDone ? 0 : 1);
}

/**
 * One whose creation failed has no resources and can only be deleted (user guide, "Stack status codes": ROLLBACK_COMPLETE).
 */
async function stackToChange(stack: StackAccess, say: Terminal['write']): Promise<StackNow | undefined> {
  const before = await stackNow(stack);
  if (before?.status !== 'ROLLBACK_COMPLETE') return before;
  say(`It is in ROLLBACK_COMPLETE: it could not be made, and has no resources. It is deleted first\n`);
  const { status } = await deleteStack(stack, () => {});
  if (status !== 'DELETE_COMPLETE') throw refused(`The stack ${stack.stackName} ended as ${status}`);
  return undefined;
}

/** `CREATE_FAILED  AWS::S3::Bucket ArtifactsBucket  shop already exists`. */
export function eventLine({
  ResourceStatus,
  ResourceType = '',
  LogicalResourceId = '',
  ResourceStatusReason: reason,
}: StackEvent): string {
  const line = `  ${ResourceStatus ?? ''}  ${ResourceType} ${LogicalResourceId}`;
  return reason === undefined || reason === '' ? line : `${line}  ${reason}`;
}

export function failureText({
  status,
  failure,
}: {
  readonly status: string;
  readonly failure?: StackEvent;
}): string {
  if (failure === undefined) return `The stack ended as ${status}`;
  const { LogicalResourceId: id = '', ResourceStatusReason: reason = 'without a reason' } = failure;
  return `The stack ended as ${status}: ${id}: ${reason}`;
}
