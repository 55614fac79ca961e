// The ship command: the graph is written, or put into an account by a stack whose changes are shown first.
import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { makeFolders } from '../../lib/make-folders.ts';
import { ProblemError, type Problem } from '../../lib/problem.ts';
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
import { readyDefinition } from '../session/definition-record.ts';
import { statePath } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { checkAccount, inChosenEnvironment, type EnvironmentOptions } from './chosen-environment.ts';
import { deployStack } from './deploy-stack.ts';
import { graphOfDefinition } from './graph-of-definition.ts';
import { githubText, isGithubFormat } from './github-text.ts';
import { openShipping } from './open-shipping.ts';

export interface ShipOptions extends EnvironmentOptions {
  readonly dryRun?: boolean;
  readonly format?: string;
  readonly out?: string;
  readonly useRoles?: boolean;
  readonly yes?: boolean;
  readonly fromRun?: string | true;
  readonly iam?: 'observe' | 'enforce';
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
    const { text, notes } = await githubText(ready, options.format, terminal);
    return await writeOut(text, { out, notes }, terminal);
  }
  const graph = await graphOfDefinition(ready, options, terminal);
  const { notes } = graph;
  if (dryRun || out !== undefined || options.format !== undefined)
    return await writeOut(writeGraph(graph, options.format ?? 'cloudformation'), { out, notes }, terminal);
  for (const note of notes) terminal.writeError(`${note}\n`);
  const { folder } = ready;
  const shipping = await openShipping(options, terminal, { folder, place: chosen.place });
  checkAccount(shipping, chosen);
  const name = options.stack ?? stackName(graph.name);
  const template = writeGraph(graph, 'cloudformation');
  if (options.aws !== true) recordFleets(definition, shipping.place, statePath(options, terminal, folder));
  const status = await deployStack({ name, template }, shipping, { options, terminal });
  if (status === 0) recordRun(options, terminal, { graph, folder, place: shipping.place });
  return status;
}

function refuseIam({ iam, aws }: ShipOptions): void {
  const problems: Problem[] = [];
  readIam(iam, problems);
  if (iam !== undefined && aws === true)
    problems.push(wrongCall('--iam is of the account of this machine', 'Leave it out: AWS always enforces'));
  if (problems.length > 0) throw new ProblemError(problems);
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
function recordRun(
  { iam, ...options }: ShipOptions,
  terminal: Terminal,
  { graph, folder, place }: { readonly graph: Graph; readonly folder: string; readonly place: AwsPlace },
): void {
  if (options.aws === true) return;
  using documents = new Documents(statePath(options, terminal, folder));
  const value: ShippedRun | undefined = iam === undefined ? undefined : { iam };
  if (value === undefined) documents.remove(shippedRunKind, place, graph.name);
  else documents.put(shippedRunKind, place, { name: graph.name, value });
}

/** Read when the stack makes what they are on AWS. */
function recordFleets(definition: Definition, place: AwsPlace, stateFolder: string): void {
  using documents = new Documents(stateFolder);
  for (const each of localFleets(definition)) documents.put(shippedFleetKind, place, each);
}

/** Letters, digits and hyphens; it begins with a letter (CloudFormation API, CreateStack). */
function stackName(pipeline: string): string {
  const name = pipeline.replaceAll(/[^A-Za-z0-9-]/g, '-');
  return (/^[A-Za-z]/.test(name) ? name : `p-${name}`).slice(0, 128);
}
