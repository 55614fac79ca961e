// Trees as folders for reading: once on the disk, as they were saved, whatever happens to them.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openArtifactStore } from '../../src/state/artifacts/folder-artifact-store.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

interface Ground extends AsyncDisposable {
  readonly folder: string;
  readonly save: (files: Readonly<Record<string, string>>) => Promise<string>;
  readonly open: (limitBytes?: number) => ReturnType<typeof openArtifactStore>;
}

async function makeGround(): Promise<Ground> {
  const folder = await makeFolder();
  const open = (limitBytes?: number) => openArtifactStore(join(folder.path, 'store'), limitBytes);
  let number = 0;
  return {
    folder: folder.path,
    open,
    save: async (files) => {
      number += 1;
      const from = join(folder.path, `from-${number}`);
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(join(from, path, '..'), { recursive: true });
        if (content.startsWith('-> ')) symlinkSync(content.slice(3), join(from, path));
        else writeFileSync(join(from, path), content);
      }
      return (await open().save(from)).digest;
    },
    [Symbol.asyncDispose]: async () => folder[Symbol.asyncDispose](),
  };
}

describe('a tree that is checked out', () => {
  test('has its files, links, empty folders and modes, whatever the umask', async () => {
    await using ground = await makeGround();
    const from = join(ground.folder, 'modes');
    mkdirSync(join(from, 'empty'), { recursive: true });
    writeFileSync(join(from, 'run.sh'), '#!/bin/sh\n');
    chmodSync(join(from, 'run.sh'), 0o755);
    symlinkSync('run.sh', join(from, 'link'));
    const umask = process.umask(0o077);
    try {
      const store = ground.open();
      const { digest } = await store.save(from);
      using checkout = await store.checkOut(digest);
      const mode = (path: string) => lstatSync(join(checkout.folder, path)).mode & 0o777;
      expect([mode('run.sh'), mode('empty'), mode('.')]).toEqual([0o755, 0o755, 0o755]);
      expect(readlinkSync(join(checkout.folder, 'link'))).toBe('run.sh');
    } finally {
      process.umask(umask);
    }
  });

  test('is the same folder for all who ask, now and after the next start', async () => {
    await using ground = await makeGround();
    const digest = await ground.save({ a: 'one', 'b/c': 'two' });
    const store = ground.open();
    const all = await Promise.all([1, 2, 3].map(async () => store.checkOut(digest)));
    expect(new Set(all.map(({ folder }) => folder)).size).toBe(1);
    const [first] = all;
    const { ino } = lstatSync(join(first?.folder ?? '', 'a'));
    using again = await ground.open().checkOut(digest);
    expect(lstatSync(join(again.folder, 'a')).ino).toBe(ino);
  });

  test.each([
    ['a file that was written to', (folder: string) => writeFileSync(join(folder, 'a'), 'bad')],
    ['a file that is gone', (folder: string) => rmSync(join(folder, 'b/c'))],
    ['a file that was added', (folder: string) => writeFileSync(join(folder, 'b/extra'), 'x')],
    ['a mode that was changed', (folder: string) => chmodSync(join(folder, 'a'), 0o777)],
    [
      'a link that leads elsewhere',
      (folder: string) => (rmSync(join(folder, 'l')), symlinkSync('/etc', join(folder, 'l'))),
    ],
  ])('is made anew when it has %s', async (_, damage) => {
    await using ground = await makeGround();
    const digest = await ground.save({ a: 'one', 'b/c': 'two', l: '-> a' });
    damage((await ground.open().checkOut(digest)).folder);
    using checkout = await ground.open().checkOut(digest);
    expect(readFileSync(join(checkout.folder, 'a'), 'utf8')).toBe('one');
    expect(readdirSync(join(checkout.folder, 'b'))).toEqual(['c']);
    expect(readlinkSync(join(checkout.folder, 'l'))).toBe('a');
    expect(lstatSync(join(checkout.folder, 'a')).mode & 0o777).toBe(0o644);
  });

  test('that is large is used at once, and a change in it is detected before it has an effect', async () => {
    await using ground = await makeGround();
    const names = Array.from({ length: 5_100 }, (_, index) => [`d${index % 50}/f${index}`, String(index)]);
    const digest = await ground.save(Object.fromEntries(names) as Record<string, string>);
    const { folder } = await ground.open().checkOut(digest);
    writeFileSync(join(folder, 'd7/f7'), 'bad');
    using checkout = await ground.open().checkOut(digest);
    expect(await checkout.intact).toBe('d7/f7');
  });

  test('goes when others need the room, but never while it is in use', async () => {
    await using ground = await makeGround();
    const digests = [
      await ground.save({ a: 'x'.repeat(600) }),
      await ground.save({ a: 'y'.repeat(600) }),
      await ground.save({ a: 'z'.repeat(600) }),
    ];
    const store = ground.open(1_000);
    const [first, second, third] = digests as [string, string, string];
    const used = await store.checkOut(first);
    const idle = await store.checkOut(second);
    idle[Symbol.dispose]();
    using last = await store.checkOut(third);
    expect([used.folder, idle.folder, last.folder].map((folder) => existsSync(folder))).toEqual([
      true,
      false,
      true,
    ]);
    expect(readFileSync(join((await store.checkOut(second)).folder, 'a'), 'utf8')).toBe('y'.repeat(600));
  });

  test('of which a killed process has left half is made anew', async () => {
    await using ground = await makeGround();
    const digest = await ground.save({ a: 'one' });
    const half = join(ground.folder, 'store', 'checkouts', `${digest}.1.abc.tmp`);
    mkdirSync(join(half, 'tree'), { recursive: true });
    using checkout = await ground.open().checkOut(digest);
    expect(readdirSync(checkout.folder)).toEqual(['a']);
    expect(existsSync(half)).toBe(false);
  });
});
