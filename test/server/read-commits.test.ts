import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Driven } from '../../src/runtime/contract.ts';
import { readCommits } from '../../src/server/read-commits.ts';
import { git, makeClone } from '../rig/git.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const state = { path: '/nowhere/.slipway' } as never;
const signal = new AbortController().signal;

function drivenFrom(source: string): Driven {
  const actionTypeId = {
    category: 'Source',
    owner: 'AWS',
    provider: 'CodeStarSourceConnection',
    version: '1',
  };
  return {
    definition: {
      pipeline: { name: 'app', stages: [{ name: 'Source', actions: [{ name: 'Checkout', actionTypeId }] }] },
    },
    definitionFolder: '/',
    options: { sources: { Checkout: source } },
  } as unknown as Driven;
}

function commit(folder: string, file: string, text: string | Buffer, message: string): string {
  writeFileSync(join(folder, file), text);
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', message);
  return git(folder, 'rev-parse', 'HEAD');
}

test('lists the commits and files between two revisions, and what the newer one has taken back', async () => {
  await using parent = await makeFolder();
  const clone = makeClone(parent.path);
  const first = git(clone, 'rev-parse', 'HEAD');
  const second = commit(clone, 'a file.txt', 'one\ntwo\n', 'Add a file\n\nWith a body');
  const third = commit(clone, 'image.bin', Buffer.from([0, 1, 0, 2]), 'Say 東京 “as well”');
  const range = { actionName: 'Checkout', from: first, to: third };
  const driven = drivenFrom(`${clone}#main`);
  const forward = await readCommits(driven, state, { range, signal });
  expect(forward.commits.map(({ commitId, summary, author }) => [commitId, summary, author])).toEqual([
    [third, 'Say 東京 “as well”', 'Ann'],
    [second, 'Add a file', 'Ann'],
  ]);
  expect(forward.commits[0]?.committedAt).toBeGreaterThan(1_600_000_000_000);
  expect(forward).toMatchObject({ behind: 0, isCut: false });
  expect(forward.files).toEqual([{ path: 'a file.txt', added: 2, removed: 0 }, { path: 'image.bin' }]);

  const back = await readCommits(driven, state, {
    range: { actionName: 'Checkout', from: third, to: first },
    signal,
  });
  expect(back).toMatchObject({ commits: [], behind: 2 });
});

test('says why there is nothing to read: another machine, a commit that is not there, no source', async () => {
  await using parent = await makeFolder();
  const clone = makeClone(parent.path);
  const from = git(clone, 'rev-parse', 'HEAD');
  const reasonOf = async (source: string, actionName: string): Promise<string | undefined> => {
    const range = { actionName, from, to: '0'.repeat(40) };
    return (await readCommits(drivenFrom(source), state, { range, signal })).reason;
  };
  expect(await reasonOf('https://example.com/app.git#main', 'Checkout')).toContain('is not on this machine');
  expect(await reasonOf(clone, 'Checkout')).toContain('does not have both commits');
  expect(await reasonOf(parent.path, 'Checkout')).toContain('does not have both commits');
  expect(await reasonOf(clone, 'Other')).toContain('is not on this machine');
});
