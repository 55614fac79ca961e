// Folders are removed with all that is in them, and nothing else is.
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeTree } from '../../src/lib/remove-tree.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

test.each([1, 500])('a tree of %s files is removed, and what its links lead to stays', async (count) => {
  await using folder = await makeFolder();
  const kept = join(folder.path, 'kept');
  mkdirSync(kept);
  writeFileSync(join(kept, 'file'), 'kept');
  const tree = join(folder.path, 'tree');
  mkdirSync(join(tree, 'below'), { recursive: true });
  for (let index = 0; index < count; index += 1) writeFileSync(join(tree, 'below', `${index}`), '');
  symlinkSync(kept, join(tree, 'link'));
  mkdirSync(join(tree, 'closed', 'more'), { recursive: true });
  chmodSync(join(tree, 'closed'), 0);
  await removeTree(tree);
  expect(existsSync(tree)).toBe(false);
  symlinkSync(kept, tree);
  await removeTree(tree);
  expect(existsSync(tree)).toBe(false);
  expect(readFileSync(join(kept, 'file'), 'utf8')).toBe('kept');
  await removeTree(tree);
});
