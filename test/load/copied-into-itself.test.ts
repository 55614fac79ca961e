// Whether a command of a buildspec copies a folder into itself.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copiedIntoItself } from '../../src/load/buildspec/copied-into-itself.ts';

const intoItself: readonly (readonly [command: string, source: string, destination: string])[] = [
  ['cp -r . build/ 2>/dev/null || true', '.', 'build/'],
  ['cp -r ./ build', './', 'build'],
  ['cp -a . ./build/', '.', './build/'],
  ['cp -Rp * build', '*', 'build'],
  ['cp -r ./* build/', './*', 'build/'],
  ['cp --recursive app app/build', 'app', 'app/build'],
  ['cp --archive README.md app app/build', 'app', 'app/build'],
  ['cp -r app/* app/build', 'app/*', 'app/build'],
  ['cp -r -t build .', '.', 'build'],
  ['cp -r --target-directory=build .', '.', 'build'],
  ['cp -r app app', 'app', 'app'],
  ['mkdir -p build && cp -r . build', '.', 'build'],
  ['if true; then\n  cp -r . build\nfi', '.', 'build'],
];

const fine: readonly string[] = [
  'cp -r app build/',
  'cp -r app/. build',
  'cp -r app app2',
  'cp -r . ../build',
  'cp . build',
  'cp *.txt build/',
  'cp -r *.txt build',
  'cp -r app/* build',
  'cp -r app/* app',
  'cp -r . /tmp/slipway-copy-$$',
  'cp -r . $OUT',
  'cp README.md -r',
  'echo cp -r . build',
];

// shows: S3-029
test.each(intoItself)('%j copies %s into %s', (command, source, destination) => {
  expect(copiedIntoItself(command)).toMatchObject({ source, destination });
});

test.each(fine)('%j does not', (command) => {
  expect(copiedIntoItself(command)).toBeUndefined();
});

test.runIf(process.platform === 'linux').each(intoItself)('cp refuses %j', (command) => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
  for (const each of ['app/build', 'build']) mkdirSync(join(folder, each), { recursive: true });
  for (const each of ['README.md', 'app/a.txt']) writeFileSync(join(folder, each), 'a');
  const { stderr } = spawnSync('sh', ['-c', command.replace('2>/dev/null || true', '')], { cwd: folder });
  rmSync(folder, { recursive: true });
  expect(String(stderr)).toMatch(/cannot copy a directory, .*, into itself/);
});
