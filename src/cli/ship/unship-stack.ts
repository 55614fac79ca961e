// The unship command: the stack ends, and what holds data stays unless its end is asked for.
import { parse } from 'yaml';
import { isRecord } from '../../lib/is-record.ts';
import { deleteBucket } from '../../ship/aws/delete-bucket.ts';
import type { AwsPlace } from '../../model/place.ts';
import { shippedRunKind } from '../../model/shipped-run.ts';
import type { AwsAccess } from '../../ship/aws/access.ts';
import {
  deleteStack,
  openStack,
  refused,
  stackNames,
  stackNow,
  stackResources,
  type StackAccess,
  type StackResource,
} from '../../ship/aws/stack.ts';
import { deleteParameters } from '../../ship/aws/secure-parameters.ts';
import { Documents } from '../../state/documents.ts';
import { statePath } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { findShipped, askToGoOn, remedyAmong, type Shipping, type ShippingOptions } from './open-shipping.ts';
import { eventLine, failureText } from './deploy-stack.ts';
import { reportLeaving } from './report-leaving.ts';

export interface UnshipOptions extends ShippingOptions {
  readonly deleteData?: boolean;
  readonly yes?: boolean;
}

export async function unshipStack(
  name: string,
  options: UnshipOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { json = false, deleteData = false } = options;
  const say = json ? terminal.writeError : terminal.write;
  const { access, where, stack, before, place } = await stackThere(name, options, terminal);
  say(`Stack ${name} in ${where}\n`);
  const { resources, kept } = await wholeOf(access, stack, before.template);
  const buckets = deleteData ? kept.filter(({ type }) => type === 'AWS::S3::Bucket') : [];
  for (const each of resources) {
    const stays = kept.includes(each) && !buckets.includes(each);
    say(`${stays ? '  stays' : '- '} ${each.type} ${each.physicalId}\n`);
  }
  const secrets = secureParametersIn(before.template);
  for (const each of secrets) say(`${deleteData ? '- ' : '  stays'} AWS::SSM::Parameter ${each}\n`);
  const answer = await askToGoOn('Delete these?', options, terminal);
  if (answer !== 'yes') {
    say('Nothing was deleted\n');
    return answer === 'interrupted' ? 130 : 2;
  }
  using _left = reportLeaving(name, where, terminal);
  const outcome = await deleteStack(stack, (event) => say(`${eventLine(event)}\n`));
  const isDone = outcome.status === 'DELETE_COMPLETE';
  if (!isDone) terminal.writeError(`${failureText(outcome)}\n`);
  if (isDone) {
    for (const { physicalId } of buckets) await deleteBucket(access, physicalId);
    if (deleteData) await deleteParameters(access, secrets);
    forgetRun(before.outputs['Pipeline'], { place, options, terminal });
  }
  const left = [
    ...kept.filter((each) => !buckets.includes(each)).map(({ physicalId }) => physicalId),
    ...(deleteData ? [] : secrets),
  ];
  for (const each of left) say(`${each} is kept: it holds data. --delete-data deletes it\n`);
  if (json) terminal.write(`${JSON.stringify({ stack: name, status: outcome.status, kept: left })}\n`);
  return isDone ? 0 : 1;
}

/** In the account of this machine its name is free again. */
function forgetRun(
  pipelineName: string | undefined,
  {
    place,
    options,
    terminal,
  }: { readonly place: AwsPlace; readonly options: UnshipOptions; readonly terminal: Terminal },
): void {
  if (options.aws === true || pipelineName === undefined) return;
  using documents = new Documents(statePath(options, terminal));
  documents.remove(shippedRunKind, place, pipelineName);
}

interface Whole {
  readonly resources: readonly StackResource[];
  /** What stays when the stack ends. */
  readonly kept: readonly StackResource[];
}

/** With what nested stacks have. */
async function wholeOf(access: AwsAccess, stack: StackAccess, template: string): Promise<Whole> {
  const resources: StackResource[] = [];
  const kept: StackResource[] = [];
  const keeping = keptIn(template);
  for (const each of await stackResources(stack)) {
    resources.push(each);
    if (keeping.has(each.logicalId)) kept.push(each);
    if (each.type !== 'AWS::CloudFormation::Stack') continue;
    const nested = await openStack(access, each.physicalId);
    const inside = await wholeOf(access, nested, (await stackNow(nested))?.template ?? '{}');
    resources.push(...inside.resources);
    kept.push(...inside.kept);
  }
  return { resources, kept };
}

async function stackThere(name: string, options: UnshipOptions, terminal: Terminal) {
  const asked: Shipping[] = [];
  const found = await findShipped(options, terminal, async (shipping) => {
    asked.push(shipping);
    const { access, where, place } = shipping;
    const stack = await openStack(access, name);
    const before = await stackNow(stack);
    return before && { access, where, stack, before, place };
  });
  if (found !== undefined) return found;
  const places = asked.map(({ where }) => where);
  throw refused(
    `There is no stack ${name} in ${places.join(', nor in ')}`,
    await remedyAmong(name, asked, stackNames),
  );
}

/** Names of what was made for the stack and is none of its resources. */
function secureParametersIn(template: string): readonly string[] {
  const read: unknown = parse(template);
  const metadata = isRecord(read) && isRecord(read['Metadata']) ? read['Metadata'] : {};
  const names = metadata['SecureParameters'];
  return Array.isArray(names) ? names.filter((each) => typeof each === 'string') : [];
}

/** Logical ids of what stays when the stack ends. */
function keptIn(template: string): ReadonlySet<string> {
  const read: unknown = parse(template);
  const resources = isRecord(read) && isRecord(read['Resources']) ? read['Resources'] : {};
  const found = Object.entries(resources).filter(
    ([, resource]) => isRecord(resource) && String(resource['DeletionPolicy']).startsWith('Retain'),
  );
  return new Set(found.map(([id]) => id));
}
