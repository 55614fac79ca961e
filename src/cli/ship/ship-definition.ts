// The ship command: the graph is written, or put into an account by a stack whose changes are shown first.
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { makeFolders } from '../../lib/make-folders.ts';
import { ProblemError, type Problem } from '../../lib/problem.ts';
import { writeNested, writeStack } from '../../ship/formats/nested.ts';
import { writeGraph } from '../../ship/formats/write-graph.ts';
import { localFleets } from '../../ship/local-fleets.ts';
import type { Graph } from '../../ship/graph/graph.ts';
import type { AwsPlace } from '../../model/place.ts';
import type { Definition } from '../../model/definition.ts';
import { shippedFleetKind } from '../../model/shipped-fleet.ts';
import { shippedRunKind, type ShippedRun } from '../../model/shipped-run.ts';
import { Documents } from '../../state/documents.ts';
import { wrongCall } from '../run/build-call.ts';
import { readIam } from '../run/run-options.ts';
import { startCommand } from '../session/made-by-api.ts';
import { openAsOwner } from '../session/own-pipeline.ts';
import { readyDefinition } from '../session/definition-record.ts';
import { statePath } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import {
  checkAccount,
  inChosenEnvironment,
  refuseSharedAccount,
  type EnvironmentOptions,
} from './chosen-environment.ts';
import { deployStack } from './deploy-stack.ts';
import { graphOfDefinition, type GraphOptions } from './graph-of-definition.ts';
import { githubText, isGithubFormat } from './github-text.ts';
import { openShipping } from './open-shipping.ts';
import { shippedParts } from './shipped-parts.ts';
import { stackName } from './stack-name.ts';

export interface ShipOptions extends EnvironmentOptions, GraphOptions {
  readonly dryRun?: boolean;
  readonly format?: string;
  readonly out?: string;
  readonly yes?: boolean;
  readonly iam?: 'observe' | 'enforce';
}

/** A workflow and its role are no stack. */
function refuseOfStack(
  { targets, watching, useRoles, policies, fromRun, refer = [] }: ShipOptions,
  format: string,
): void {
  const asked = Object.entries({
    '--targets': targets === true,
    '--watching': watching === true,
    '--use-roles': useRoles === true,
    '--policies': policies === true,
    '--from-run': fromRun !== undefined,
    '--refer': refer.length > 0,
  });
  const named = asked.filter(([, isAsked]) => isAsked).map(([option]) => option);
  if (named.length === 0) return;
  const said = `${named.join(', ')} ${named.length === 1 ? 'is' : 'are'} about the stack`;
  throw new ProblemError([
    wrongCall(
      `${said}, and --format ${format} writes none`,
      `Leave out ${named.join(', ')}, or take another format`,
    ),
  ]);
}

export async function shipDefinition(
  path: string,
  given: ShipOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  refuseIam(given);
  const read = await readyDefinition(path, { terminal, json: given.json === true });
  if (read === undefined) return 2;
  const chosen = inChosenEnvironment(read.definition, given);
  const { options, definition } = chosen;
  const ready = { ...read, definition };
  const { dryRun = false, out } = options;
  if (isGithubFormat(options.format)) {
    refuseOfStack(given, options.format);
    const { text, notes } = await githubText(ready, options.format, terminal);
    return await writeOut(text, { out, notes }, terminal);
  }
  const stateFolder = statePath(options, terminal, ready.folder);
  const graph = await graphOfDefinition(ready, options, { cwd: terminal.cwd, stateFolder });
  const notes = [...graph.notes, ...secureNotes(graph, options)];
  if (dryRun || out !== undefined || options.format !== undefined)
    return await writeWhole(graph, { ...options, notes }, terminal);
  refuseSharedAccount(read.definition, chosen);
  for (const note of graph.notes) terminal.writeError(`${note}\n`);
  const { folder } = ready;
  const shipping = await openShipping(options, terminal, { folder, place: chosen.place });
  checkAccount(shipping, chosen);
  const name = options.stack ?? stackName(graph.name);
  const { secureParameters } = graph;
  const nested = () => writeNested(graph);
  const deployed = { name, stack: writeStack(graph), nested, secureParameters, resources: graph.resources };
  if (options.aws !== true) recordFleets(definition, shipping.place, statePath(options, terminal, folder));
  const status = await deployStack(deployed, shipping, { options, terminal });
  const { place } = shipping;
  if (status === 0 && options.json !== true) {
    const start = startCommand(graph.name);
    terminal.write(`Start it: ${options.aws === true ? start.join(' ') : terminal.hints.command(start)}\n`);
  }
  const declared = shippedParts(read.definition, folder, graph.resources);
  if (status === 0)
    await recordRun(options, terminal, {
      pipelineName: graph.name,
      stack: name,
      declared,
      folder,
      listeners: definition.listeners,
      place,
    });
  return status;
}

/** What no template can make is left to the caller who deploys it. */
function secureNotes({ secureParameters }: Graph, { format }: ShipOptions): readonly string[] {
  if (secureParameters.length === 0 || format === 'terraform') return [];
  const names = secureParameters.map(({ name }) => name).join(', ');
  return [`These SecureStrings must be there before the stack is made, which no template makes: ${names}`];
}

function refuseIam({ iam, aws }: ShipOptions): void {
  const problems: Problem[] = [];
  readIam(iam, problems);
  if (iam !== undefined && aws === true)
    problems.push(wrongCall('--iam is of the account of this machine', 'Leave it out: AWS always enforces'));
  if (problems.length > 0) throw new ProblemError(problems);
}

/** What a template names lies next to it. */
async function writeWhole(
  graph: Graph,
  { out, format = 'cloudformation', notes }: ShipOptions & { readonly notes: readonly string[] },
  terminal: Terminal,
): Promise<ExitStatus> {
  const text = writeGraph(graph, format);
  const { nested } = format.startsWith('cloudformation')
    ? writeStack(graph)
    : { nested: new Map<string, string>() };
  const place = nested.size === 0 ? [] : [nestedNote(nested.size, out)];
  if (out !== undefined)
    for (const [key, each] of nested) {
      const file = resolve(terminal.cwd, dirname(out), key);
      makeFolders(dirname(file));
      await writeFile(file, each);
    }
  return await writeOut(text, { out, notes: [...notes, ...place] }, terminal);
}

function nestedNote(count: number, out: string | undefined): string {
  const what = `The template has ${count} others nested in it: one stack has no room for all resources.`;
  return out === undefined
    ? `${what} --out writes them, too`
    : `${what} They are in ${join(dirname(out), 'templates')}, and must be in templates/ of the bucket that slipway bootstrap makes`;
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
  makeFolders(dirname(file));
  await writeFile(file, text);
  return 0;
}

/** What runs of the account of this machine need to know, and no template can say. */
async function recordRun(
  { iam, ...options }: ShipOptions,
  terminal: Terminal,
  {
    place,
    pipelineName,
    ...run
  }: Omit<ShippedRun, 'iam'> & {
    readonly place: AwsPlace;
    readonly pipelineName: string;
  },
): Promise<void> {
  if (options.aws === true) return;
  const state = statePath(options, terminal, run.folder);
  // Commands that show the pipeline find it before it has run.
  await (await openAsOwner(state))?.[Symbol.asyncDispose]();
  using documents = new Documents(state);
  const value: ShippedRun = { ...run, ...defined({ iam }) };
  documents.put(shippedRunKind, place, { name: pipelineName, value });
}

/** Read when the stack makes what they are on AWS. */
function recordFleets(definition: Definition, place: AwsPlace, stateFolder: string): void {
  using documents = new Documents(stateFolder);
  for (const each of localFleets(definition)) documents.put(shippedFleetKind, place, each);
}
