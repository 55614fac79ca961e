import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { giveFile } from '../../../src/targets/host/give-file.ts';
import { removeTree } from '../../../src/lib/remove-tree.ts';

function makeFolders(): { readonly outside: string; readonly given: string } {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-give-'));
  onTestFinished(async () => await removeTree(folder));
  const given = join(folder, 'given');
  mkdirSync(given);
  return { outside: folder, given };
}

test('a given file is there under its name, also when it was given before', async () => {
  const { outside, given } = makeFolders();
  for (const content of ['first', 'second']) {
    writeFileSync(join(outside, content), content);
    const place = await giveFile(join(outside, content), 'revision.zip', given);
    expect(readFileSync(place, 'utf8')).toBe(content);
  }
  expect(readdirSync(given)).toEqual(['revision.zip']);
});

test('no more than five files are kept, and the newest is among them', async () => {
  const { outside, given } = makeFolders();
  writeFileSync(join(outside, 'file'), 'content');
  for (let n = 0; n < 8; n += 1) await giveFile(join(outside, 'file'), `d-${n}.zip`, given);
  expect(readdirSync(given)).toHaveLength(5);
  expect(readdirSync(given)).toContain('d-7.zip');
});

test.each(['', '..', 'a/b', '/etc/passwd'])(
  'the name %j, which leads elsewhere, is refused',
  async (name) => {
    const { outside, given } = makeFolders();
    writeFileSync(join(outside, 'file'), 'content');
    await expect(giveFile(join(outside, 'file'), name, given)).rejects.toThrow('is not the name of a file');
  },
);
