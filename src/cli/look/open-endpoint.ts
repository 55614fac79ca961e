// The open command: prints the address of what is deployed, and shows it in a browser where there are a person and one.
import { spawn } from 'node:child_process';
import { listEndpoints } from '../../targets/list-endpoints.ts';
import { listSiteEndpoints } from '../../targets/site/site-endpoints.ts';
import { join } from 'node:path';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { CommonOptions } from '../command.ts';
import { existingStatePath } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

export async function openEndpoint(options: CommonOptions, terminal: Terminal): Promise<ExitStatus> {
  const path = existingStatePath(options, terminal);
  const found = await findAddress(path);
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
async function findAddress(path: string): Promise<Address> {
  const fleets = await listEndpoints(join(path, 'targets'));
  const sites = await listSiteEndpoints(join(path, 'targets'));
  const edges = sites.flatMap(({ distributions }) => distributions);
  const buckets = sites.map(({ bucket, url }) => ({ name: bucket, url }));
  const balancers = fleets.map(({ fleetName, url }) => ({ name: fleetName, url }));
  const hosts = fleets.flatMap((fleet) =>
    fleet.hosts
      .filter(({ isRunning }) => isRunning)
      .map(({ instanceId, url }) => ({ name: instanceId, url })),
  );
  const found = [...edges, ...balancers, ...buckets, ...hosts].find(
    (one): one is Address => one.url !== undefined,
  );
  if (found !== undefined) return found;
  throw new ProblemError([
    problem({
      code: 'NothingDeployed',
      whose: 'call',
      message: 'Nothing that is deployed here answers now',
      remedy: 'Deploy it with slipway run; slipway status tells what was deployed',
    }),
  ]);
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
