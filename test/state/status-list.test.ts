import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readStatusList, writeStatusList, type StatusRow } from '../../src/state/artifacts/status-list.ts';
import { spoil } from '../rig/spoil.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const status = fc.record({
  size: fc.nat(),
  mtimeMs: fc.double({ noNaN: true }),
  ctimeMs: fc.double({ noNaN: true }),
  ino: fc.maxSafeNat(),
});
const digest = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
const path = fc.string({ unit: 'grapheme' });
const row: fc.Arbitrary<StatusRow> = fc.oneof(
  fc.record({ path, kind: fc.constant('content' as const), status, digest }),
  fc.record({ path, kind: fc.constantFrom('status' as const, 'folder' as const), status }),
  fc.record({ path, kind: fc.constant('absent' as const) }),
);

test('a list gives back every row, and what its writer said of it', async () => {
  await using folder = await makeFolder();
  const file = join(folder.path, 'list');
  fc.assert(
    fc.property(fc.array(row), fc.jsonValue(), (rows, about) => {
      writeStatusList(file, { folder: '/ä folder', rows, about });
      const read = readStatusList(file);
      expect(read).toMatchObject({ folder: '/ä folder', count: rows.length });
      expect(JSON.stringify(read?.about)).toBe(JSON.stringify(about));
      expect(read?.paths.map((_, position) => read.rowAt(position))).toEqual(rows);
    }),
    { numRuns: 100 },
  );
});

test('a file in place of a folder is a change of what was in the folder', async () => {
  await using folder = await makeFolder();
  const file = join(folder.path, 'list');
  const rows = [
    { path: 'gone/a', kind: 'absent' },
    { path: 'gone/b', kind: 'folder', status: { size: 0, mtimeMs: 0, ctimeMs: 0, ino: 1 } },
  ] as const;
  writeStatusList(file, { folder: folder.path, rows });
  writeFileSync(join(folder.path, 'gone'), '');
  expect(readStatusList(file)?.changedIn(folder.path, 0, 2)).toBe('gone/b');
});

test('a list in which a byte was flipped is no list', async () => {
  await using folder = await makeFolder();
  const file = join(folder.path, 'list');
  writeStatusList(file, { folder: '/a', rows: [{ path: 'a', kind: 'absent' }] });
  expect(readStatusList(file)?.count).toBe(1);
  spoil(file);
  expect(readStatusList(file)).toBeUndefined();
});
