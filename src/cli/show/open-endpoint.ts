// The open command: prints the address of what is deployed, and shows it in a browser where there are a person and one.
import { spawn } from 'node:child_process';
import type { Observation } from '../../targets/target-kind.ts';
import { endpointsByReach, observeTargets } from '../../targets/observe-targets.ts';
import { join } from 'node:path';
import { statusAt } from '../../lib/loopback-request.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { ambiguousPipeline, namedPipeline } from '../request/choose-pipeline.ts';
import type { PipelineOptions } from '../command.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { openForReading } from '../state-path.ts';
import { deployedTargets, reportedAddresses } from './deployed-by.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

export async function openEndpoint(options: PipelineOptions, terminal: Terminal): Promise<ExitStatus> {
  await using state = await openForReading(options, terminal);
  const found = await findAddress(state, options, terminal);
  if (options.json === true) {
    terminal.write(`${JSON.stringify(found)}\n`);
    return 0;
  }
  terminal.write(`${found.url}\n`);
  if (terminal.isScreen) openBrowser(found.url, terminal.env);
  return 0;
}

interface Address {
  readonly name: string;
  readonly url: string;
}

/** What people look at first: an edge, a balancer, a bucket, a single host. */
async function findAddress(
  state: StateFolder,
  options: PipelineOptions,
  { hints }: Terminal,
): Promise<Address> {
  const named = namedPipeline(state, options);
  const all = deployedTargets(state, await observeTargets(join(state.path, 'targets'))).filter(
    ({ observation }) => addresses([observation]).length > 0,
  );
  const owners = [...new Set(all.flatMap(({ pipelines }) => pipelines))];
  if (named === undefined && owners.length > 1) throw ambiguousPipeline(owners, hints);
  const meant = all.filter(({ pipelines }) => named === undefined || pipelines.includes(named));
  const [target] = addresses(meant.map(({ observation }) => observation));
  const found = target ?? (await reportedAddress(state, named, hints));
  if (found !== undefined) return found;
  throw new ProblemError([
    problem({
      code: 'NothingDeployed',
      whose: 'call',
      message: `Nothing that ${named === undefined ? 'is deployed here' : `"${named}" has deployed`} answers now`,
      remedy: 'Deploy it with slipway run; slipway status lists what was deployed',
    }),
  ]);
}

/** What a call of AWS's API has made is no target: its address is the one that an execution has reported. */
async function reportedAddress(
  state: StateFolder,
  named: string | undefined,
  hints: Terminal['hints'],
): Promise<Address | undefined> {
  const pipelines = named === undefined ? state.journal.names('pipeline') : [named];
  const answering: (Address & { readonly owner: string })[] = [];
  for (const owner of pipelines)
    answering.push(
      ...(await firstAnswering(reportedAddresses(state, owner))).map((each) => ({ ...each, owner })),
    );
  const [found, ...others] = answering;
  if (others.length > 0)
    throw ambiguousPipeline(
      answering.map(({ owner }) => owner),
      hints,
    );
  return found === undefined ? undefined : { name: found.name, url: found.url };
}

/** One that shows something, else one that answers at all: an API has nothing at its root. */
async function firstAnswering(reported: readonly Address[]): Promise<readonly Address[]> {
  const others: Address[] = [];
  for (const { name, url } of reported) {
    const status = isOfThisMachine(url) ? await statusAt(url, startsWithinMs) : undefined;
    if (status === undefined) continue;
    if (status < 400) return [{ name, url }];
    others.push({ name, url });
  }
  return others.slice(0, 1);
}

/** Where a function answers, it may have to be started first, which takes seconds. What has ended refuses at once. */
const startsWithinMs = 15_000;

/** A workflow may name any text as the address of its environment. */
function isOfThisMachine(url: string): boolean {
  const { protocol, hostname } = URL.parse(url) ?? {};
  return protocol === 'http:' && /^(127\.0\.0\.1|(.+\.)?localhost)$/.test(hostname ?? '');
}

function addresses(observations: readonly Observation[]): readonly Address[] {
  const endpoints = endpointsByReach(observations);
  return endpoints.filter(({ answers }) => answers).map(({ name, url }) => ({ name, url }));
}

/** Without a display there is no browser to open; the address has been printed in any case. */
function openBrowser(url: string, env: Terminal['env']): void {
  const opener = openers[process.platform];
  if (opener === undefined || (process.platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']))
    return;
  const [file, ...args] = opener;
  const child = spawn(file, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  linux: ['xdg-open'],
  darwin: ['open'],
  win32: ['explorer'],
};
