// The ship command: the graph is written, or put into an account by a stack whose changes are shown first.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { defined } from '../../lib/defined.ts';
import { makeChangeSet, openStack, stackNow, dropChangeSet, executeChangeSet } from '../../ship/aws/stack.ts';
import { writeGraph } from '../../ship/formats/write-graph.ts';
import type { Graph } from '../../ship/graph/graph.ts';
import { namedPlace } from '../../model/place.ts';
import type { AccessFrom } from '../account/open-access.ts';
import { readyDefinition } from '../session/definition-record.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { changeLines } from './change-lines.ts';
import { graphOfDefinition } from './graph-of-definition.ts';
import { githubText, isGithubFormat } from './github-text.ts';
import { isAgreed, openShipping, type ShippingOptions } from './open-shipping.ts';

export interface ShipOptions extends ShippingOptions {
  readonly dryRun?: boolean;
  readonly format?: string;
  readonly out?: string;
  readonly stack?: string;
  readonly useRoles?: boolean;
  readonly yes?: boolean;
}

export async function shipDefinition(
  path: string,
  options: ShipOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const ready = await readyDefinition(path, { terminal, json: options.json === true });
  if (ready === undefined) return 2;
  const { dryRun = false, out } = options;
  if (isGithubFormat(options.format)) {
    const { text, notes } = await githubText(ready, options.format, terminal);
    return await writeOut(text, { out, notes }, terminal);
  }
  const graph = await graphOfDefinition(ready, options, terminal);
  const { notes } = graph;
  if (dryRun || out !== undefined || options.format !== undefined)
    return await writeOut(writeGraph(graph, options.format ?? 'cloudformation'), { out, notes }, terminal);
  for (const note of notes) terminal.writeError(`${note}\n`);
  const from = { folder: ready.folder, place: namedPlace(ready.definition.pipeline) };
  return await shipGraph(graph, options, { terminal, from });
}

async function writeOut(
  text: string,
  { out, notes }: { readonly out: string | undefined; readonly notes: readonly string[] },
  terminal: Terminal,
): Promise<ExitStatus> {
  for (const note of notes) terminal.writeError(`${note}\n`);
  if (out === undefined) {
    terminal.write(text);
    return 0;
  }
  const file = resolve(terminal.cwd, out);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return 0;
}

interface Speaking {
  readonly terminal: Terminal;
  readonly from: AccessFrom;
}

async function shipGraph(
  graph: Graph,
  options: ShipOptions,
  { terminal, from }: Speaking,
): Promise<ExitStatus> {
  const { json = false } = options;
  const say = json ? terminal.writeError : terminal.write;
  const { access, where } = await openShipping(options, terminal, from);
  const name = options.stack ?? stackName(graph.name);
  say(`Stack ${name} in ${where}\n`);
  const stack = await openStack(access, name);
  const before = await stackNow(stack);
  const template = writeGraph(graph, 'cloudformation');
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
  const agreed = await isAgreed('Make these changes?', options, terminal).catch(async (error: unknown) => {
    await dropChangeSet(stack, set, isNew);
    throw error;
  });
  if (!agreed) {
    await dropChangeSet(stack, set, isNew);
    say('Nothing was changed\n');
    return end({ changes: set.changes, status: before?.status }, 2);
  }
  const outcome = await executeChangeSet(stack, set, (event) => say(`${eventLine(event)}\n`));
  const isDone = /^(CREATE|UPDATE)_COMPLETE$/.test(outcome.status);
  const { outputs = {} } = isDone ? ((await stackNow(stack)) ?? {}) : {};
  if (!isDone) terminal.writeError(`${failureText(outcome)}\n`);
  for (const [key, value] of Object.entries(outputs)) say(`${key}: ${value}\n`);
  const failure = outcome.failure && eventLine(outcome.failure);
  const document = { changes: set.changes, status: outcome.status, outputs, ...defined({ failure }) };
  return end(document, isDone ? 0 : 1);
}

/** Letters, digits and hyphens; it begins with a letter (CloudFormation API, CreateStack). */
function stackName(pipeline: string): string {
  const name = pipeline.replaceAll(/[^A-Za-z0-9-]/g, '-');
  return (/^[A-Za-z]/.test(name) ? name : `p-${name}`).slice(0, 128);
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
