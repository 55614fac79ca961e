// What is deployed stays reachable: the server starts again what has died under it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  application,
  behindBalancer,
  deliveryStages,
  deploymentGroup,
  fleet,
  pipeline,
  project,
} from '../rig/definitions.ts';
import { webApplication } from '../rig/fleet-application.ts';
import { possibleIsolations } from '../rig/isolations.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { startServer } from '../rig/server.ts';

const targetGroup = { name: 'web', port: 3000, healthCheckPath: '/' };

function write(app: Project, isolation: string): void {
  app.write('pipeline.json', pipeline(deliveryStages));
  app.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: ['true'] } },
      artifacts: { files: ['**/*'] },
    }),
  );
  app.write('application.json', application);
  app.write(
    'group.json',
    deploymentGroup({
      ...behindBalancer,
    }),
  );
  app.write('fleet.json', fleet(2, { isolation, targetGroup }));
  for (const [file, content] of Object.entries(webApplication('one')))
    if (typeof content === 'string') app.write(`app/${file}`, content);
    else if ('text' in content) app.write(`app/${file}`, content.text, content.mode);
}

interface FleetStatus {
  readonly url?: string;
  readonly hosts: readonly { readonly url?: string }[];
}

async function fleetOf(app: Project): Promise<FleetStatus> {
  const { stdout } = await app.run('status', '--json');
  const [found] = (JSON.parse(stdout) as { readonly fleets: readonly FleetStatus[] }).fleets;
  return found ?? { hosts: [] };
}

async function url(app: Project): Promise<string> {
  return (await fleetOf(app)).url ?? 'no load balancer runs';
}

/** An application that was started listens a moment later; without the load balancer, which would count that. */
async function applicationsAnswer(app: Project): Promise<void> {
  const { hosts } = await fleetOf(app);
  expect(hosts).toHaveLength(2);
  for (const host of hosts)
    await expect.poll(async () => (await fetch(host.url ?? '').catch(() => undefined))?.status).toBe(200);
}

/** As when the machine is switched off: agents, balancer and applications, without a chance to say goodbye. */
function killAll(app: Project): void {
  const targets = join(app.folder, '.slipway', 'targets', 'web');
  const { instanceIds } = JSON.parse(readFileSync(join(targets, 'fleet.json'), 'utf8')) as {
    readonly instanceIds: readonly string[];
  };
  const agents = [...instanceIds, 'balancer'].map(
    (id) => JSON.parse(readFileSync(join(targets, id, 'process.json'), 'utf8')) as { readonly pid: number },
  );
  // Those of a namespace host end with it.
  const applications = instanceIds.flatMap((id) => {
    const file = join(targets, id, 'root', 'home', 'ec2-user', 'app.pid');
    return existsSync(file) ? [Number(readFileSync(file, 'utf8'))] : [];
  });
  for (const pid of [...agents.map(({ pid }) => pid), ...applications]) process.kill(pid, 'SIGKILL');
}

// shows: S0-133, S4-002, S4-066, S4-109, S4-114
test.each(await possibleIsolations())(
  'in %s hosts: what has died is started again, at the same address',
  async (isolation) => {
    await using app = makeProject();
    write(app, isolation);
    const ran = await app.run('run', '.', '--source', 'app', '--exit');
    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(0);
    const address = await url(app);
    expect(await (await fetch(address)).text()).toBe('one');
    killAll(app);
    expect(await url(app)).toBe('no load balancer runs');
    const { running, ask } = await startServer(app, { args: ['--source', 'app'] });
    await running.line((line) => line.includes('"msg":"targets run again"'));
    expect(await url(app)).toBe(address);
    await applicationsAnswer(app);
    expect(await (await fetch(address)).text()).toBe('one');
    const { body: metrics } = await ask('GET', '/metrics');
    expect(metrics).toMatch(/slipway_target_healthy\{kind="fleet",fleet="web",instance="[^"]+"\} 1/);
    expect(metrics).toMatch(
      /slipway_target_responses\{kind="fleet",fleet="web",instance="[^"]+",code="2xx"\} [1-9]/,
    );
    expect(metrics).toMatch(
      /slipway_target_responses\{kind="fleet",fleet="web",instance="[^"]+",code="5xx"\} 0/,
    );
    expect(metrics).toMatch(
      /slipway_target_latency_seconds_sum\{kind="fleet",fleet="web",instance="[^"]+"\} [0-9.e-]*[1-9]/,
    );
  },
);
