import { pipelineWorkload } from '../../src/model/workload.ts';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { fullDisk, keepReserve, withReserve } from '../../src/state/disk-reserve.ts';
import { openLogStore } from '../../src/state/file-log-store.ts';
import { openState } from '../../src/state/open-state.ts';
import { mountSmallDisk, cannotMount } from '../rig/small-disk.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const reserveBytes = 1024 * 1024;

test('a folder without a reserve, or on a disk with room, is not full', async () => {
  await using folder = await makeFolder();
  expect(fullDisk(folder.path)).toBeUndefined();
  using _reserve = keepReserve(folder.path);
  expect(statSync(join(folder.path, 'reserve')).size).toBe(reserveBytes);
  expect(fullDisk(folder.path)).toBeUndefined();
  expect(() =>
    withReserve(folder.path, () => {
      throw new Error('something else');
    }),
  ).toThrow('something else');
  expect(statSync(join(folder.path, 'reserve')).size).toBe(reserveBytes);
});

test.skipIf(cannotMount)(
  'the reserve is given up once, lets the work be done, and is taken again when there is room',
  async () => {
    await using folder = await makeFolder();
    using disk = mountSmallDisk(folder.path);
    using _reserve = keepReserve(folder.path);
    disk.fill();
    const write = (name: string, size: number) => () =>
      writeFileSync(join(folder.path, name), Buffer.alloc(size));
    expect(write('a', 10_000)).toThrow('ENOSPC');
    withReserve(folder.path, write('a', 10_000));
    expect(fullDisk(folder.path)?.freeBytes).toBeLessThan(reserveBytes);
    expect(() => withReserve(folder.path, write('b', 2 * reserveBytes))).toThrow('ENOSPC');
    disk.clear();
    await expect.poll(() => statSync(join(folder.path, 'reserve')).size).toBe(reserveBytes);
    expect(fullDisk(folder.path)).toBeUndefined();
  },
);

test.skipIf(cannotMount)(
  'facts are appended on a full disk, progress is refused, and each append is whole or not there',
  async () => {
    await using folder = await makeFolder();
    using disk = mountSmallDisk(folder.path);
    await using state = await openState(folder.path, { owner: true });
    const place = { at: 1, executionId: 'e', stageName: 's', actionName: 'a', actionExecutionId: 'x' };
    const progress = {
      type: 'ActionProgressed',
      ...place,
      progress: { kind: 'Notice', message: 'm' },
    } as const;
    const fact = { type: 'ActionAbandoned', ...place } as const;
    state.journal.append(pipelineWorkload('p'), [fact]);
    disk.fill();
    const fillLog = () => {
      for (let count = 0; count < 100_000; count += 1)
        state.journal.append(pipelineWorkload('p'), [progress]);
    };
    expect(fillLog).toThrow('the disk is full');
    const before = state.journal.lastSeq();
    expect(state.journal.append(pipelineWorkload('p'), [progress, fact]).map(({ seq }) => seq)).toEqual([
      before + 1,
      before + 2,
    ]);
    state.records.put('small', 'id', { value: 1 });
    const { path } = state;
    await state[Symbol.asyncDispose]();
    using database = new DatabaseSync(join(path, 'slipway.db'));
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    const { count } = database.prepare('SELECT count(*) AS count FROM events').get() ?? {};
    expect(count).toBe(before + 2);
  },
);

test.skipIf(cannotMount)(
  'a log that finds no room throws, holds whole lines with their times, and goes on when there is room',
  async () => {
    await using folder = await makeFolder();
    using disk = mountSmallDisk(folder.path);
    const logs = openLogStore(folder.path);
    await using writer = await logs.open('e', 'a');
    const line = Buffer.from(`${'x'.repeat(99)}\n`);
    writer.write(line);
    await writer.flush();
    disk.fill();
    const much = Buffer.concat(Array.from({ length: 1000 }, () => line));
    writer.write(much);
    await expect(writer.flush()).rejects.toThrow('the disk is full');
    disk.clear();
    writer.write(Buffer.from('last\n'));
    await writer.flush();
    const read: string[] = [];
    for await (const { text } of logs.read('e', 'a')) read.push(text);
    expect(read[0]).toBe('x'.repeat(99));
    expect(read.at(-1)).toMatch(/last$/);
    expect(Buffer.byteLength(read.join('\n')) + 1).toBe(statSync(logs.path('e', 'a')).size);
  },
);

test.skipIf(cannotMount)('a log leaves the last room of a disk to others', async () => {
  await using folder = await makeFolder();
  using disk = mountSmallDisk(folder.path);
  await using writer = await openLogStore(folder.path).open('e', 'a');
  const block = Buffer.alloc(100_000, 'x');
  expect(() => {
    for (;;) writer.write(block);
  }).toThrow('the disk is full');
  expect(disk.freeBytes()).toBeGreaterThan(900_000);
});
