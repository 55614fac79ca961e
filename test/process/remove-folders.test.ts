// Many folders are removed by one program, and nothing else is.
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeFolders } from '../../src/process/remove-folders.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

test.each([1, 20])(
  '%s folders go whatever the rights in them, and what their links lead to stays',
  async (count) => {
    await using folder = await makeFolder();
    const kept = join(folder.path, 'kept');
    mkdirSync(kept);
    writeFileSync(join(kept, 'file'), 'kept');
    const folders = Array.from({ length: count }, (_, index) => {
      const path = join(folder.path, `-rf ${index}\n'`);
      mkdirSync(join(path, 'closed', 'more'), { recursive: true });
      symlinkSync(kept, join(path, 'link'));
      chmodSync(join(path, 'closed'), 0);
      return path;
    });
    await removeFolders([...folders, join(folder.path, 'not there')]);
    expect(folders.filter((path) => existsSync(path))).toEqual([]);
    expect(readFileSync(join(kept, 'file'), 'utf8')).toBe('kept');
  },
);
