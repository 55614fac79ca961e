// The function hashFiles in trees with links.
import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashFiles } from '../../../src/actions/workflow/hash-files.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

/** What the runner gives for files of these contents. */
function hashOf(...contents: readonly string[]): string {
  const sha = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest();
  return sha(Buffer.concat(contents.map(sha))).toString('hex');
}

async function makeTree() {
  const folder = await makeFolder();
  const at = (...parts: readonly string[]) => join(folder.path, ...parts);
  for (const name of ['one', 'two']) {
    mkdirSync(at(name));
    writeFileSync(at(name, 'lock'), name);
    // Folders that lead to each other, as those of a monorepo's packages: a walk through all ways would not end.
    for (let number = 0; number < 20; number += 1)
      symlinkSync(at(name === 'one' ? 'two' : 'one'), at(name, `link${number}`));
    symlinkSync('.', at(name, 'self'));
    symlinkSync('round', at(name, 'round'));
    symlinkSync('nowhere', at(name, 'gone'));
  }
  symlinkSync('one/lock', at('lock'));
  return folder;
}

test('links to folders are not followed, and links to files are', async () => {
  await using folder = await makeTree();
  expect(hashFiles(['**/lock'], folder.path)).toBe(hashOf('one', 'one', 'two'));
});

test('with the option links to folders are followed, and none into a folder that holds it', async () => {
  await using folder = await makeTree();
  const follow = '--follow-symbolic-links';
  expect(hashFiles([follow, 'one/link1/lock'], folder.path)).toBe(hashOf('two'));
  expect(hashFiles([follow, 'one/link1/link1/lock', 'one/self/lock'], folder.path)).toBe('');
  expect(() => hashFiles(['--follow', 'lock'], folder.path)).toThrow('Invalid glob option --follow');
});
