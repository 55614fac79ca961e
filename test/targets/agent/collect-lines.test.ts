// Lines of a file that grows, is cut off, and is replaced by another.
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collectLines } from '../../../src/targets/agent/collect-lines.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

test('each line is given once and whole, also from a file that is cut off or replaced', async () => {
  await using folder = await makeFolder();
  const file = join(folder.path, 'app.log');
  expect(await collectLines(file, undefined)).toBeUndefined();
  writeFileSync(file, 'one\ntwo\nthr');
  const first = await collectLines(file, undefined);
  expect(first?.lines).toEqual(['one', 'two']);
  appendFileSync(file, 'ee\n');
  const second = await collectLines(file, first?.cursor);
  expect(second?.lines).toEqual(['three']);
  expect((await collectLines(file, second?.cursor))?.lines).toEqual([]);
  writeFileSync(file, 'cut\n');
  const cut = await collectLines(file, second?.cursor);
  expect(cut?.lines).toEqual(['cut']);
  writeFileSync(`${file}.new`, 'another file, which is longer\n');
  renameSync(`${file}.new`, file);
  expect((await collectLines(file, cut?.cursor))?.lines).toEqual(['another file, which is longer']);
});

test('a file of many megabytes is read part by part, and a line that is longer than a part is cut', async () => {
  await using folder = await makeFolder();
  const file = join(folder.path, 'app.log');
  const long = 'x'.repeat(1024 * 1024 + 10);
  writeFileSync(file, `${long}\n${'y\n'.repeat(10)}`);
  const first = await collectLines(file, undefined);
  const second = await collectLines(file, first?.cursor);
  expect([...(first?.lines ?? []), ...(second?.lines ?? [])].map((line) => line.length)).toEqual([
    1024 * 1024,
    10,
    ...Array.from({ length: 10 }, () => 1),
  ]);
});
