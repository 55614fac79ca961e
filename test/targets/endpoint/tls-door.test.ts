// The servers that answer for AWS's host names keep no command from its end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { makeFolder } from '../../rig/temporary-folder.ts';

const door = new URL('../../../src/targets/endpoint/tls-door.ts', import.meta.url).href;

/** Opens the servers, prints their address, and has nothing to do once its input has ended. */
const command = `
  const { openTlsDoor } = await import(${JSON.stringify(door)});
  const [targetsFolder, url] = process.argv.slice(1);
  console.log(JSON.stringify(await openTlsDoor({ targetsFolder, url })));
  process.stdin.resume();`;

test.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
  'a caller that leaves its connection open keeps no command from its end',
  async () => {
    await using folder = await makeFolder();
    const endpoint = createServer((socket) => socket.on('error', () => socket.destroy()).write('answer'));
    await once(endpoint.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', command, folder.path, url], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { address } = JSON.parse(line) as { readonly address: string };
    const caller = connect(80, address);
    expect(String((await once(caller, 'data'))[0])).toBe('answer');
    child.stdin.end();
    expect(await ended).toEqual([0, null]);
    caller.destroy();
    endpoint.close();
  },
);
