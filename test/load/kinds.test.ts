// The registry of kinds of files: each is one file of src/load/kinds and one line of its index.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kinds } from '../../src/load/kinds/index.ts';

const folder = join(import.meta.dirname, '..', '..', 'src', 'load', 'kinds');

test('every file of load/kinds exports one kind, and the registry has exactly these', async () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const own = files.filter((name) => name !== 'index.ts' && name !== 'kind.ts');
  const exported = await Promise.all(
    own.map(async (name) => {
      const module = (await import(join(folder, name))) as Readonly<Record<string, unknown>>;
      return Object.entries(module).flatMap(([key, value]) => (key.endsWith('Kind') ? [value] : []));
    }),
  );
  expect(exported.filter((found) => found.length !== 1)).toEqual([]);
  expect(new Set(exported.flat())).toEqual(new Set(Object.values(kinds)));
});

test('every kind has a name for messages, a name for the documentation, and a word by which its files are found', () => {
  for (const { title, file, holds, words } of Object.values(kinds)) {
    expect(title).toMatch(/^an? \S/);
    expect(file).toMatch(/\.json$/);
    expect(holds).not.toBe('');
    expect(words.length).toBeGreaterThan(0);
  }
});
