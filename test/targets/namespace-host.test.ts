import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { closeTargets } from '../../src/targets/close-targets.ts';
import { identityOf } from '../../src/targets/daemon/process-identity.ts';
import type { Host } from '../../src/targets/host/host.ts';
import { deployToHost, webApplication } from '../rig/fleet-application.ts';
import { holderPid, instances, isBelow, makeFleet, processesNaming, targetGroup } from '../rig/fleet.ts';
import { possibleIsolations } from '../rig/isolations.ts';

const isolations = await possibleIsolations();
const one = { instances: instances('a'), targetGroup: { ...targetGroup, healthCheckPath: '/' } };
const soon = (): AbortSignal => AbortSignal.timeout(240_000);

function only(hosts: readonly Host[]): Host & { readonly url: string } {
  const [host] = hosts;
  if (host?.url === undefined) throw new Error('a host with an address is needed');
  return { ...host, url: host.url };
}

/** What the address answers, or nothing when no process listens there. */
async function answers(url: string): Promise<string | undefined> {
  return await fetch(url).then(
    (response) => response.text(),
    () => undefined,
  );
}

/** A revision whose ApplicationStart runs this Node program, which sees the hooks' environment. */
function program(source: string) {
  return webApplication('1', {
    'start.sh': {
      text: `#!/bin/sh\nexec '${process.execPath}' "$(dirname "$0")/app/start.mjs"\n`,
      mode: 0o755,
    },
    'app/start.mjs': source,
  });
}

describe.skipIf(!isolations.includes('namespace'))('a namespace host', () => {
  test('keeps its application running when its agent is killed', async () => {
    await using rig = makeFleet('namespace', one);
    const host = only((await rig.open()).hosts);
    await deployToHost(host, 'd-1', webApplication('still here'));
    await expect.poll(async () => await answers(host.url)).toBe('still here');
    const holder = holderPid(rig.targetsFolder, 'i-a');
    const agents = processesNaming('agent-main').filter((pid) => isBelow(pid, holder));
    for (const pid of agents) process.kill(pid, 'SIGKILL');
    await expect.poll(() => agents.map(identityOf)).toEqual([undefined]);
    const again = only((await rig.open()).hosts);
    expect(await (await fetch(again.url)).text()).toBe('still here');
    expect((await deployToHost(again, 'd-2', webApplication('new'))).result).toMatchObject({
      status: 'Succeeded',
    });
  });

  // shows: S4-109
  test('starts again with its files when it was killed, and its application counts as unhealthy', async () => {
    await using rig = makeFleet('namespace', one);
    const fleet = await rig.open();
    await deployToHost(only(fleet.hosts), 'd-1', webApplication('1'));
    await fleet.balancer?.register('i-a', soon());
    const holder = holderPid(rig.targetsFolder, 'i-a');
    process.kill(holder, 'SIGKILL');
    await expect.poll(() => identityOf(holder)).toBeUndefined();
    const again = await rig.open();
    await expect.poll(async () => await again.balancer?.health()).toEqual({ 'i-a': 'unhealthy' });
    const script = program(`import { readFileSync } from 'node:fs';
      console.log('found ' + readFileSync('/home/ec2-user/app.pid', 'utf8'));`);
    const { lines } = await deployToHost(only(again.hosts), 'd-2', script);
    expect(lines.join('\n')).toMatch(/found \d+/);
  });

  test('reaches the outside through the proxy that its environment names', async () => {
    await using rig = makeFleet('namespace', one);
    const outside = createServer((request, response) => response.end(`outside ${request.url}`)).listen(
      0,
      '127.0.0.1',
    );
    await once(outside, 'listening');
    const address = outside.address();
    const target = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/there`;
    const ask = program(`import { get } from 'node:http';
      const proxy = new URL(process.env.http_proxy);
      get({ host: proxy.hostname, port: proxy.port, path: '${target}' }, (response) => response.pipe(process.stdout));`);
    const { lines } = await deployToHost(only((await rig.open()).hosts), 'd-1', ask);
    outside.close();
    expect(lines).toContain('[stdout]outside /there');
  });

  test('takes hundreds of connections at once, and an end of one direction leaves the other open', async () => {
    await using rig = makeFleet('namespace', one);
    const host = only((await rig.open()).hosts);
    await deployToHost(host, 'd-1', webApplication('many'));
    await expect.poll(async () => (await fetch(host.url).catch(() => undefined))?.status).toBe(200);
    const agent = new Agent({ keepAlive: true, maxSockets: 300 });
    const bodies = await Promise.all(
      Array.from({ length: 900 }, async () => {
        const [response] = (await once(get(host.url, { agent }), 'response')) as [IncomingMessage];
        return await text(response);
      }),
    );
    agent.destroy();
    expect(new Set(bodies)).toEqual(new Set(['many']));
    const socket = connect({ port: Number(new URL(host.url).port), host: '127.0.0.1', allowHalfOpen: true });
    socket.end('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(await text(socket)).toMatch(/many$/);
  });

  test('gets the reason when hosts cannot be made, as inside another host', async () => {
    await using rig = makeFleet('namespace', one);
    const module = join(import.meta.dirname, '../../src/targets/isolation/choose-isolation.ts');
    const ask = program(`const { chooseIsolation } = await import('${module}');
      console.log(JSON.stringify(await chooseIsolation('auto', '/home/ec2-user/targets')));
      await chooseIsolation('namespace', '/home/ec2-user/targets').catch((error) => console.log(error.problems[0].code));`);
    const { lines } = await deployToHost(only((await rig.open()).hosts), 'd-1', ask);
    expect(lines.join('\n')).toMatch(
      /"isolation":"process","reason":"namespace isolation is not possible: .+"/,
    );
    expect(lines).toContain('[stdout]IsolationUnavailable');
  });

  test('ends with everything that runs in it when the targets are closed', async () => {
    await using rig = makeFleet('namespace', one);
    const host = only((await rig.open()).hosts);
    const lasting = `87654.${process.pid}`;
    await deployToHost(
      host,
      'd-1',
      webApplication('1', { 'start.sh': { text: `#!/bin/sh\nsleep ${lasting} >&- 2>&- &\n`, mode: 0o755 } }),
    );
    await expect.poll(() => processesNaming(lasting)).toHaveLength(1);
    expect(await closeTargets(rig.targetsFolder)).toEqual({ ended: 2 });
    expect(processesNaming(lasting)).toEqual([]);
  });
});
