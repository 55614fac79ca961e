// The unship command: the stack ends, and what holds data stays unless its end is asked for.
import { parse } from 'yaml';
import { isRecord } from '../../lib/is-record.ts';
import { deleteBucket } from '../../ship/aws/delete-bucket.ts';
import { deleteStack, openStack, refused, stackNow, stackResources } from '../../ship/aws/stack.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { findShipped, askToGoOn, type ShippingOptions } from './open-shipping.ts';
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
  const { access, where, stack, before } = await stackThere(name, options, terminal);
  say(`Stack ${name} in ${where}\n`);
  const resources = await stackResources(stack);
  const keeping = keptIn(before.template);
  const kept = resources.filter(({ logicalId }) => keeping.has(logicalId));
  const buckets = deleteData ? kept.filter(({ type }) => type === 'AWS::S3::Bucket') : [];
  for (const each of resources) {
    const stays = keeping.has(each.logicalId) && !buckets.includes(each);
    say(`${stays ? '  stays' : '- '} ${each.type} ${each.physicalId}\n`);
  }
  const answer = await askToGoOn('Delete these?', options, terminal);
  if (answer !== 'yes') {
    say('Nothing was deleted\n');
    return answer === 'interrupted' ? 130 : 2;
  }
  using _left = reportLeaving(name, where, terminal);
  const outcome = await deleteStack(stack, (event) => say(`${eventLine(event)}\n`));
  const isDone = outcome.status === 'DELETE_COMPLETE';
  if (!isDone) terminal.writeError(`${failureText(outcome)}\n`);
  if (isDone) for (const { physicalId } of buckets) await deleteBucket(access, physicalId);
  const left = kept.filter((each) => !buckets.includes(each)).map(({ physicalId }) => physicalId);
  for (const each of left) say(`${each} is kept: it holds data. --delete-data deletes it\n`);
  if (json) terminal.write(`${JSON.stringify({ stack: name, status: outcome.status, kept: left })}\n`);
  return isDone ? 0 : 1;
}

async function stackThere(name: string, options: UnshipOptions, terminal: Terminal) {
  const places: string[] = [];
  const found = await findShipped(options, terminal, async ({ access, where }) => {
    places.push(where);
    const stack = await openStack(access, name);
    const before = await stackNow(stack);
    return before && { access, where, stack, before };
  });
  if (found !== undefined) return found;
  throw refused(`There is no stack ${name} in ${places.join(', nor in ')}`, 'Name the one that is meant');
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
