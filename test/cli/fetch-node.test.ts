// The launcher's own Node, where the machine's is too old: fetched once. npm is a script here.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { makeFolder } from '../rig/temporary-folder.ts';

const bin = join(import.meta.dirname, '..', '..', 'bin');
const call = `import(${JSON.stringify(join(bin, 'fetch-node.js'))}).then(({ provideNode }) => provideNode()).then((file) => console.log(file)).catch((error) => { console.error(error.message); process.exit(2); })`;

function provide(folder: string, npm: string) {
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\n${npm}`);
  chmodSync(join(folder, 'npm'), 0o755);
  return spawnSync(process.execPath, ['-e', call], {
    encoding: 'utf8',
    env: environmentOf(folder),
  });
}

function environmentOf(folder: string): NodeJS.ProcessEnv {
  const PATH = `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
  return { ...process.env, PATH, XDG_CACHE_HOME: join(folder, 'cache') };
}

test('is fetched once into the cache of the user, and only its program is kept', async () => {
  await using folder = await makeFolder();
  const calls = join(folder.path, 'calls');
  const npm = `
echo "$@" >> '${calls}'
for last; do :; done
mkdir -p "$3/node_modules/\${last%@*}/bin" "$3/node_modules/\${last%@*}/include"
echo the program > "$3/node_modules/\${last%@*}/bin/node"
`;
  const first = provide(folder.path, npm);
  expect(first.stderr).toMatch(/^Slipway needs Node 24, and this is v.*fetching .* once, into /);
  const file = first.stdout.trim();
  expect(readFileSync(file, 'utf8')).toBe('the program\n');
  expect(existsSync(join(file, '..', '..', 'node_modules'))).toBe(false);
  const second = provide(folder.path, npm);
  expect(second).toMatchObject({ stdout: first.stdout, stderr: '' });
  expect(readFileSync(calls, 'utf8').trim().split('\n')).toHaveLength(1);
});

test('that cannot be fetched is a message with the reason and the ways out, and leaves nothing', async () => {
  await using folder = await makeFolder();
  const { status, stderr } = provide(
    folder.path,
    "echo 'npm error code ENOTFOUND' >&2; echo 'npm error network request failed' >&2; exit 1\n",
  );
  expect(status).toBe(2);
  expect(stderr).toMatch(/could not be fetched: network request failed\. Install Node 24 or newer/);
  expect(readdirSync(join(folder.path, 'cache', 'slipway'))).toEqual([]);
});

test('a signal while it is fetched ends npm, says so and leaves nothing', async () => {
  await using folder = await makeFolder();
  writeFileSync(join(folder.path, 'npm'), '#!/bin/sh\necho fetching >&2\nexec sleep 100\n', { mode: 0o755 });
  const child = spawn(process.execPath, ['-e', call], { env: environmentOf(folder.path) });
  const status = new Promise((resolve) => child.once('close', resolve));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  while (!said.includes('once, into')) await delay(10);
  child.kill('SIGTERM');
  expect(await status).toBe(143);
  expect(said).toContain('Nothing was fetched: the next call begins again.');
  expect(readdirSync(join(folder.path, 'cache', 'slipway'))).toEqual([]);
});
