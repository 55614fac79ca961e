import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { realPathIn } from '../../src/lib/real-path-in.ts';

let root: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-root-')));
  mkdirSync(join(root, 'src/deep'), { recursive: true });
  mkdirSync(join(root, 'etc'));
  writeFileSync(join(root, 'etc/hosts'), 'inside');
  writeFileSync(join(root, 'src/file'), '');
  const links: Readonly<Record<string, string>> = {
    'src/absolute': '/etc/hosts',
    'src/relative': '../etc/hosts',
    'src/above': '../../../../etc/hosts',
    'src/folder': '/src/deep',
    'src/through': 'folder/../file',
    'src/round': 'circle',
    'src/circle': 'round',
    'src/nowhere': 'missing/x',
  };
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(root, path));
});
afterAll(() => rmSync(root, { recursive: true }));

test.each([
  ['/src/file', '/src/file'],
  ['/src/absolute', '/etc/hosts'],
  ['/src/relative', '/etc/hosts'],
  ['/src/above', '/etc/hosts'],
  ['/src/folder', '/src/deep'],
  ['/src/through', '/src/file'],
  ['/', '/'],
  ['/src/round', undefined],
  ['/src/nowhere', undefined],
  ['/src/file/below', undefined],
  ['/missing', undefined],
])('in a tree with that root %s is %s', async (path, real) => {
  expect(await realPathIn(root, join(root, path))).toBe(real === undefined ? undefined : join(root, real));
});
