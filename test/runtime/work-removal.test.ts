// The folders of actions that are over are removed while others run.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { WorkRemoval } from '../../src/runtime/work-removal.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

/** Folders of actions of one execution, with something in each. */
function makeWork(state: string, names: readonly string[]): readonly string[] {
  return names.map((name) => {
    const folder = join(state, 'work', 'execution', name);
    mkdirSync(join(folder, 'machine', 'etc'), { recursive: true });
    writeFileSync(join(folder, 'machine', 'etc', 'hosts'), '127.0.0.1 localhost\n');
    return folder;
  });
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `it's "${index}"`);

test.each([1, 2, 50])(
  '%s folders have gone when it is disposed, and the empty ones around them',
  async (count) => {
    await using state = await makeFolder();
    const removal = new WorkRemoval();
    for (const folder of makeWork(state.path, numbers(count))) removal.add(folder);
    await removal[Symbol.asyncDispose]();
    expect(readdirSync(state.path)).toEqual([]);
  },
);

test('they go without being disposed, and the folder of another action stays', async () => {
  await using state = await makeFolder();
  const [other = ''] = makeWork(state.path, ['other']);
  const folders = makeWork(state.path, numbers(5));
  await using removal = new WorkRemoval();
  for (const folder of folders) removal.add(folder);
  await expect.poll(() => folders.filter((folder) => existsSync(folder))).toEqual([]);
  expect(existsSync(join(other, 'machine', 'etc', 'hosts'))).toBe(true);
});

test('a folder can be made anew at once, and stays', async () => {
  await using state = await makeFolder();
  const removal = new WorkRemoval();
  const [again = '', ...others] = makeWork(state.path, numbers(5));
  for (const folder of [again, ...others]) removal.add(folder);
  expect(existsSync(again)).toBe(false);
  mkdirSync(again, { recursive: true });
  await removal[Symbol.asyncDispose]();
  expect(readdirSync(dirname(again))).toEqual([basename(again)]);
});

test('what was added has gone when it is asked for, and more may be added meanwhile', async () => {
  await using state = await makeFolder();
  await using removal = new WorkRemoval();
  const [first = '', ...others] = makeWork(state.path, numbers(3));
  for (const folder of [first, ...others]) removal.add(folder);
  const parent = dirname(first);
  const added = readdirSync(parent).map((name) => join(parent, name));
  const removed = removal.removed();
  const [later = '', stays = ''] = makeWork(state.path, ['later', 'stays']);
  removal.add(later);
  await removed;
  expect(added.filter((folder) => existsSync(folder))).toEqual([]);
  await removal[Symbol.asyncDispose]();
  expect(readdirSync(parent)).toEqual([basename(stays)]);
});

test('what is not there is passed over', async () => {
  await using state = await makeFolder();
  const removal = new WorkRemoval();
  const folders = makeWork(state.path, numbers(4));
  for (const folder of [join(state.path, 'work', 'gone', 'action'), ...folders]) removal.add(folder);
  await removal[Symbol.asyncDispose]();
  expect(readdirSync(state.path)).toEqual([]);
});
