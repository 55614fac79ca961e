// A template becomes a stack: its changes are shown, agreed to, executed and followed.
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { defined } from '../../lib/defined.ts';
import {
  deleteStack,
  dropChangeSet,
  executeChangeSet,
  followStack,
  makeChangeSet,
  openStack,
  refused,
  stackNow,
  type ResourceChange,
  type StackAccess,
  type StackNow,
} from '../../ship/aws/stack.ts';
import { missingParameters, putSecureParameters } from '../../ship/aws/secure-parameters.ts';
import { keepTemplate } from '../../ship/aws/template-bucket.ts';
import { isNested, type WrittenStack } from '../../ship/formats/nested.ts';
import type { GraphResource } from '../../model/resource-graph.ts';
import type { SecureParameter } from '../../ship/graph/parameters.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { changeLines, changesBetween, headOf, nestedOf } from './change-lines.ts';
import { askToGoOn, type Shipping } from './open-shipping.ts';
import { refuseTaken } from './refuse-taken.ts';
import { reportLeaving } from './report-leaving.ts';

interface Deployed {
  /** Of the stack. */
  readonly name: string;
  readonly stack: WrittenStack;
  /** The same in nested stacks, for one that has them already. */
  readonly nested?: () => WrittenStack;
  /** What it is made of: no other stack of the account may have one of these. */
  readonly resources?: readonly GraphResource[];
  /** Made before the stack where they are not there. */
  readonly secureParameters?: readonly SecureParameter[];
}

interface Asking {
  readonly options: { readonly json?: boolean; readonly yes?: boolean };
  readonly terminal: Terminal;
}

/** 2 when the caller does not agree: nothing was changed. */
export async function deployStack(
  { name, secureParameters = [], resources = [], ...deployed }: Deployed,
  { access, where }: Shipping,
  { options, terminal }: Asking,
): Promise<ExitStatus> {
  const { json = false } = options;
  const say = json ? terminal.writeError : terminal.write;
  say(`Stack ${name} in ${where}\n`);
  const stack = await openStack(access, name);
  const leaving = () => reportLeaving(name, where, terminal);
  const before = await stackToChange(stack, { say, leaving });
  const isNew = before === undefined;
  const { text: template, nested } = writtenFor(before, deployed);
  await refuseTaken(stack, resources, { before: before?.template, after: template });
  for (const each of nested.values()) await keepTemplate(access, each);
  const isSame = nested.size > 0 && hasSameTemplate(before, template);
  const set = isSame ? undefined : await makeChangeSet(stack, { template, isNew });
  const secrets = await missingParameters(access, secureParameters);
  const { changes = [] } = set ?? {};
  const parameters = secrets.map((each) => each.name);
  const end = (document: object, status: ExitStatus): ExitStatus => {
    if (json) terminal.write(`${JSON.stringify({ stack: name, changes, parameters, ...document })}\n`);
    return status;
  };
  if (set === undefined && secrets.length === 0) {
    say('Nothing to change\n');
    return end({ status: before?.status, outputs: before?.outputs ?? {} }, 0);
  }
  const drop = async () => (set === undefined ? undefined : dropChangeSet(stack, set, isNew));
  for (const line of await linesOf(changes, { access, before, template, nested })) say(`${line}\n`);
  for (const each of parameters)
    say(`+ AWS::SSM::Parameter ${each} (a SecureString, whose value is made up)\n`);
  const answer = await askToGoOn('Make these changes?', options, terminal).catch(async (error: unknown) => {
    await drop();
    throw error;
  });
  if (answer !== 'yes') {
    await drop();
    say('Nothing was changed\n');
    return end({ status: before?.status }, answer === 'interrupted' ? 130 : 2);
  }
  await putSecureParameters(access, secrets);
  if (set === undefined) return end({ status: before?.status, outputs: before?.outputs ?? {} }, 0);
  using _left = leaving();
  const outcome = await executeChangeSet(stack, set, (event) => say(`${eventLine(event)}\n`));
  const isDone = /^(CREATE|UPDATE)_COMPLETE$/.test(outcome.status);
  const { outputs = {} } = isDone ? ((await stackNow(stack)) ?? {}) : {};
  if (!isDone) terminal.writeError(`${failureText(outcome)}\n`);
  for (const [key, value] of Object.entries(outputs)) say(`${key}: ${value}\n`);
  const failure = outcome.failure && eventLine(outcome.failure);
  return end({ status: outcome.status, outputs, ...defined({ failure }) }, isDone ? 0 : 1);
}

/** Resources stay in the stack that they are in: CloudFormation moves none. */
function writtenFor(
  before: StackNow | undefined,
  { stack, nested }: Pick<Deployed, 'stack' | 'nested'>,
): WrittenStack {
  if (before === undefined || isNested(before.template) === stack.nested.size > 0) return stack;
  if (stack.nested.size === 0) return nested?.() ?? stack;
  throw refused(
    'One stack has no room for all resources any more, and CloudFormation moves none of those that it has into nested ones',
    'Ship it under another name (--stack), or end the stack first with slipway unship',
  );
}

/** CloudFormation takes every nested stack for changed. The names of their templates say what they hold. */
function hasSameTemplate(before: StackNow | undefined, template: string): boolean {
  if (before === undefined || !/^(CREATE|UPDATE)_COMPLETE$/.test(before.status)) return false;
  return isDeepStrictEqual(parse(before.template), parse(template));
}

interface Changing {
  readonly access: StackAccess['access'];
  readonly before: StackNow | undefined;
  readonly template: string;
  readonly nested: WrittenStack['nested'];
}

/** Below a nested stack that changes, what changes in it. */
async function linesOf(
  changes: readonly ResourceChange[],
  { access, before, template, nested }: Changing,
): Promise<readonly string[]> {
  if (nested.size === 0) return changeLines(changes, { before: before?.template, after: template });
  const lines: string[] = [];
  for (const change of changes) {
    const after = nestedOf(template, change.logicalId, nested);
    if (after === undefined) {
      lines.push(...changeLines([change], { before: before?.template, after: template }));
      continue;
    }
    const stack = change.physicalId === undefined ? undefined : await openStack(access, change.physicalId);
    const old = stack && (await stackNow(stack))?.template;
    lines.push(headOf(change));
    const inside = changeLines(changesBetween(old, after), { before: old, after });
    lines.push(...inside.map((line) => `  ${line}`));
  }
  return lines;
}

/**
 * What goes on there is followed to its end first. One whose creation failed has no resources and can only be deleted (user
 * guide, "Stack status codes": ROLLBACK_COMPLETE).
 */
async function stackToChange(
  stack: StackAccess,
  { say, leaving }: { readonly say: Terminal['write']; readonly leaving: () => Disposable },
): Promise<StackNow | undefined> {
  let before = await stackNow(stack);
  if (before?.status.endsWith('_IN_PROGRESS') === true) {
    using _left = leaving();
    say(`It is in ${before.status}: another command has begun that. It is followed to its end first\n`);
    await followStack(stack, (event) => say(`${eventLine(event)}\n`));
    before = await stackNow(stack);
  }
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
  const name = alreadyThere(reason);
  const help =
    name === undefined
      ? ''
      : `\n  help: It was there before, of no stack: use it as it is by --refer ${name}, or delete it first.`;
  return `The stack ended as ${status}: ${id}: ${reason}${help}`;
}

/** What could not be made because it exists, as where a stack was ended and its data was kept. In the words of CloudFormation. */
function alreadyThere(reason: string): string | undefined {
  const found = /with identifier '([^']+)' already exists|^(\S+) already exists$/.exec(reason);
  return found?.[1] ?? found?.[2];
}
