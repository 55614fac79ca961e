// The container of a build whose process is killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { makeFolder } from '../../rig/temporary-folder.ts';

const source = join(import.meta.dirname, '../../../src/actions/build/hold-container.ts');

/** A process that holds a container of an engine which only writes down what it is called with. */
function hold(folder: string, after: string) {
  const file = join(folder, 'engine');
  writeFileSync(
    file,
    `#!/bin/sh\necho "$@" > '${folder}/called.part'; mv '${folder}/called.part' '${folder}/called'\n`,
    { mode: 0o755 },
  );
  const script = `import { holdContainer } from '${source}';
const release = holdContainer({ file: '${file}', name: 'build-1' });
${after}`;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('is removed soon after a kill -9, although no other process comes', async () => {
  await using folder = await makeFolder();
  const child = hold(folder.path, "console.log('held'); setInterval(() => {}, 1000);");
  await once(child.stdout, 'data');
  const isEarly = existsSync(join(folder.path, 'called'));
  child.kill('SIGKILL');
  const called = join(folder.path, 'called');
  while (!existsSync(called)) await delay(20);
  expect(isEarly).toBe(false);
  expect(readFileSync(called, 'utf8')).toBe('rm --force build-1\n');
});

test('is not touched again when the build has removed it itself', async () => {
  await using folder = await makeFolder();
  const child = hold(folder.path, 'release();');
  await once(child, 'close');
  expect(child.exitCode).toBe(0);
  expect(existsSync(join(folder.path, 'called'))).toBe(false);
});
