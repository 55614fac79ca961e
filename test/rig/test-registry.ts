// A container registry for tests: Debian's docker-registry, on a free port of this machine, with a folder of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestRegistry extends AsyncDisposable {
  /** `HOST:PORT` */
  readonly address: string;
}

const program = '/usr/bin/docker-registry';

export function hasRegistry(): boolean {
  return existsSync(program);
}

export async function openTestRegistry(): Promise<TestRegistry> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-registry-'));
  const address = `127.0.0.1:${await freePort()}`;
  const config = join(folder, 'config.yml');
  writeFileSync(
    config,
    JSON.stringify({
      version: 0.1,
      storage: { filesystem: { rootdirectory: join(folder, 'store') } },
      http: { addr: address },
    }),
  );
  const child = spawn(program, ['serve', config], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  while (!(await answers(address))) if (child.exitCode !== null) throw new Error('The registry has ended');
  return {
    address,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

async function answers(address: string): Promise<boolean> {
  return await fetch(`http://${address}/v2/`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
