// A generated project whose address does not answer has failed, and the others are played.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { playGenerated } from '../../scripts/newcomer/play-generated.ts';
import type { Walker } from '../../scripts/newcomer/walk.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

/** Each command prints this. */
function walkerOf(output: string): Walker {
  const call = (_: string, command: readonly string[]) => ({ command, seconds: 0, output, isGood: true });
  return {
    prefix: '',
    env: {},
    call,
    walk: (cwd, commands) => ({ steps: commands.map((command) => call(cwd, command)) }),
  };
}

async function played(path: string) {
  await using folder = await makeFolder();
  await using server = createServer(({ url }, response) => {
    if (url === '/ends') response.destroy();
    else response.writeHead(url === '/fails' ? 500 : 200).end('Hello');
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', () => resolve());
  await promise;
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const project = { needs: [], found: 'a site', answers: /Hello/ };
  const walker = walkerOf(`a site\nIt answers at ${address}`);
  return { address, ...(await playGenerated(walker, join(folder.path, 'app'), project)) };
}

test('an address that answers as it is to is one more command', async () => {
  const { steps, wrong, address } = await played('/');
  expect(wrong).toBeUndefined();
  expect(steps.at(-1)?.command).toEqual(['curl', address]);
});

test('an address that answers something else is said with what it answers', async () => {
  const { wrong, address } = await played('/fails');
  expect(wrong).toBe(`${address} answers 500:\nHello`);
});

test('an address that does not answer is said with why', async () => {
  const { steps, wrong, address } = await played('/ends');
  expect(wrong).toBe(`${address} does not answer: other side closed`);
  expect(steps.at(-1)?.isGood).toBe(false);
});
