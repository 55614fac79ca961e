import { existsSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolders } from '../../src/lib/make-folders.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

test('makes all that is missing, with the mode, and takes what is there', async () => {
  await using folder = await makeFolder();
  const deep = join(folder.path, 'a', 'b');
  makeFolders(deep, 0o700);
  makeFolders(deep, 0o700);
  expect([deep, join(deep, '..')].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o700]);
});

test('a file, and a link that leads nowhere, are in the way', async () => {
  await using folder = await makeFolder();
  writeFileSync(join(folder.path, 'file'), '');
  symlinkSync('/no/such/place', join(folder.path, 'link'));
  for (const name of ['file', 'file/below', 'link', 'link/below'])
    expect(() => makeFolders(join(folder.path, name))).toThrow(/EEXIST|ENOTDIR|ENOENT/);
});

test.skipIf(!existsSync('/proc/self'))('ends where no folder can be made', () => {
  expect(() => makeFolders('/proc/no-such-folder/below')).toThrow('ENOENT');
});
