// Containers call the endpoint at the gateway of their network.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serveEndpoint } from '../../src/endpoint/serve-endpoint.ts';
import { defaultNetwork, networkOfContainer } from '../../src/targets/endpoint/container-reach.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

// All of 127.0.0.0/8 is the loopback interface on Linux alone.
test.skipIf(process.platform !== 'linux').each([
  ['its subnet', '127.0.0.0/8', 403],
  ['no other network', '10.1.0.0/16', undefined],
])('the endpoint answers senders of %s at a gateway, also after it was started again', async (...row) => {
  const [, subnet, status] = row;
  await using folder = await makeFolder();
  const own = join(folder.path, '@endpoint');
  {
    await using served = await serveEndpoint(folder.path, own);
    const url = await served.admit({ gateway: '127.0.0.2', subnet });
    expect(url).toBe(served.url.replace('127.0.0.1', '127.0.0.2'));
    expect(await statusOf(url)).toBe(status);
  }
  await using again = await serveEndpoint(folder.path, own);
  const url = again.url.replace('127.0.0.1', '127.0.0.2');
  await expect.poll(async () => statusOf(url)).toBe(status);
});

/** Undefined when the connection is closed before there is one. */
async function statusOf(url: string): Promise<number | undefined> {
  return await fetch(url).then(
    ({ status }) => status,
    () => undefined,
  );
}

const docker = { IPAM: { Config: [{ Subnet: '172.17.0.0/16', Gateway: '172.17.0.1' }] } };
const podman = { subnets: [{ subnet: '10.88.0.0/16', gateway: '10.88.0.1' }] };

test.each([
  [docker, { gateway: '172.17.0.1', subnet: '172.17.0.0/16' }],
  [podman, { gateway: '10.88.0.1', subnet: '10.88.0.0/16' }],
  [{ subnets: [{ subnet: 'fd00::/64', gateway: 'fd00::1' }] }, undefined],
  [{ IPAM: { Config: null } }, undefined],
  [undefined, undefined],
])('the default network of an engine is read as %j', (network, expected) => {
  expect(defaultNetwork(network)).toEqual(expected);
});

const address = { Gateway: '10.88.0.1', IPAddress: '10.88.0.9', IPPrefixLen: 16 };
const none = { Gateway: '', IPAddress: '', IPPrefixLen: 0 };

test.each([
  [
    { ...none, Networks: { podman: address } },
    { gateway: '10.88.0.1', subnet: '10.88.0.1/16' },
  ],
  [
    { ...address, Networks: null },
    { gateway: '10.88.0.1', subnet: '10.88.0.1/16' },
  ],
  [{ ...none, Networks: { host: none } }, undefined],
  [undefined, undefined],
])('the network of a container is read as %j', (settings, expected) => {
  expect(networkOfContainer({ NetworkSettings: settings })).toEqual(expected);
});
