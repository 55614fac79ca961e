// A store that is swept: what is named stays, also compressed, and everything else goes.
import { existsSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { examineArtifacts } from '../../src/state/artifacts/examine-artifacts.ts';
import { openArtifactStore } from '../../src/state/artifacts/folder-artifact-store.ts';
import { spoil } from '../rig/spoil.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const long = 'the same words again\n'.repeat(1000);

async function storeWith(folder: string, trees: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const store = openArtifactStore(join(folder, 'store'));
  const digests: Record<string, string> = {};
  for (const [name, files] of Object.entries(trees)) {
    const source = join(folder, name);
    await mkdir(source);
    for (const [file, text] of Object.entries(files)) await writeFile(join(source, file), text);
    digests[name] = (await store.save(source)).digest;
  }
  return { store, digests };
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(folder, 'store', 'blobs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

// shows: S0-071
test('compressed artifacts are smaller, and come out as they went in', async () => {
  await using folder = await makeFolder();
  const { store, digests } = await storeWith(folder.path, {
    old: { 'a.txt': long, 'shared.txt': `${long}shared` },
    new: { 'b.txt': `${long}b`, 'shared.txt': `${long}shared` },
    gone: { 'c.txt': `${long}c` },
  });
  const { old = '', new: latest = '', gone = '' } = digests;
  const options = {
    keep: (digest: string) => digest !== gone,
    isCold: (digest: string) => digest === old,
  };
  const planned = store.sweep({ ...options, isDry: true });
  expect(planned).toEqual({
    removedTrees: 1,
    removedFiles: 1,
    removedBytes: long.length + 1,
    compressedFiles: 1,
    compressedBytes: long.length,
  });
  expect(filesIn(folder.path)).toHaveLength(4);
  expect(await store.isWhole(gone)).toBe(true);
  const done = store.sweep({ ...options, isDry: false });
  expect(done).toMatchObject({ removedTrees: 1, removedFiles: 1, compressedFiles: 1 });
  expect(done.compressedBytes).toBeGreaterThan(long.length * 0.9);
  expect(filesIn(folder.path).filter((file) => file.endsWith('.zst'))).toHaveLength(1);
  expect(examineArtifacts(join(folder.path, 'store'))).toEqual([]);
  // A second time there is nothing to do.
  expect(store.sweep({ ...options, isDry: false })).toMatchObject({ removedFiles: 0, compressedFiles: 0 });
  await expect(store.entries(gone)).rejects.toThrow('no artifact');
  const zip = join(folder.path, 'old.zip');
  await store.exportZip(old, zip);
  expect(await store.importZip(zip)).toMatchObject({ files: 2 });
  store.sweep({ ...options, isDry: false });
  await store.extract(old, join(folder.path, 'out'));
  expect(readFileSync(join(folder.path, 'out', 'a.txt'), 'utf8')).toBe(long);
  expect(readFileSync(join(folder.path, 'out', 'shared.txt'), 'utf8')).toBe(`${long}shared`);
  expect(await store.isWhole(latest)).toBe(true);
});

test('a compressed content that was damaged is noticed, and stored anew when it is saved again', async () => {
  await using folder = await makeFolder();
  const { store, digests } = await storeWith(folder.path, { old: { 'a.txt': long } });
  const { old = '' } = digests;
  store.sweep({ keep: () => true, isCold: () => true, isDry: false });
  const [compressed = ''] = filesIn(folder.path);
  spoil(compressed);
  expect(examineArtifacts(join(folder.path, 'store')).map(({ code }) => code)).toEqual(['ArtifactDamaged']);
  // No copy of it is where the store has read it.
  const moved = join(folder.path, 'moved');
  renameSync(join(folder.path, 'old'), moved);
  await expect(store.readFile(old, 'a.txt')).rejects.toThrow('damaged');
  await store.save(moved);
  await store.extract(old, join(folder.path, 'out'));
  expect(existsSync(join(folder.path, 'out', 'a.txt'))).toBe(true);
});
