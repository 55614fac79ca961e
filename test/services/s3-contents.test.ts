// Contents of S3 on their way to disk: small ones, and large ones that a thread writes.
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ContentFiles } from '../../src/services/s3/content-files.ts';
import { collectGarbage } from '../rig/garbage.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const arrayBuffers = (): number => {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
};

const mebibyte = 1024 * 1024;

async function* pieces(content: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) {
    await Promise.resolve();
    yield new Uint8Array(content.subarray(at, at + size));
  }
}

async function openFiles() {
  const folder = await makeFolder();
  const files = new ContentFiles(folder.path);
  const names = () => readdirSync(folder.path).flatMap((group) => readdirSync(join(folder.path, group)));
  return {
    files,
    folder: folder.path,
    names,
    [Symbol.asyncDispose]: async () => {
      await files[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const md5 = (content: Buffer) => createHash('md5').update(content);

describe('a content', () => {
  test.each([0, 1, mebibyte, mebibyte + 1, 9 * mebibyte + 17])(
    'of %i bytes is in its file with its digests',
    async (size) => {
      await using opened = await openFiles();
      const content = randomBytes(size);
      const sum = Buffer.alloc(4);
      sum.writeUInt32BE(crc32(content));
      const written = await opened.files.write(pieces(content, 65_536), {
        algorithm: 'CRC32',
        md5: md5(content).digest('base64'),
        sizeBytes: size,
      });
      expect(written).toMatchObject({
        sizeBytes: size,
        md5: md5(content).digest('hex'),
        checksum: { algorithm: 'CRC32', value: sum.toString('base64') },
      });
      expect(readFileSync(join(opened.folder, written.file)).equals(content)).toBe(true);
    },
  );

  test.each([10, 3 * mebibyte])('of %i bytes that is not what was expected leaves nothing', async (size) => {
    await using opened = await openFiles();
    const content = randomBytes(size);
    const other = createHash('md5').update('other').digest('base64');
    await expect(opened.files.write(pieces(content, 65_536), { md5: other })).rejects.toMatchObject({
      code: 'BadDigest',
    });
    await expect(opened.files.write(pieces(content, 65_536), { sizeBytes: size + 1 })).rejects.toMatchObject({
      code: 'IncompleteBody',
    });
    expect(opened.names()).toEqual([]);
  });

  test('whose client leaves leaves nothing, and another is written meanwhile', async () => {
    await using opened = await openFiles();
    const content = randomBytes(5 * mebibyte);
    async function* leaving(): AsyncGenerator<Uint8Array> {
      yield* pieces(content, 65_536);
      throw new Error('aborted');
    }
    const [left, kept] = await Promise.allSettled([
      opened.files.write(leaving(), {}),
      opened.files.write(pieces(content, 100_000), {}),
    ]);
    expect(left).toMatchObject({ status: 'rejected', reason: { message: 'aborted' } });
    expect(kept).toMatchObject({ status: 'fulfilled', value: { md5: md5(content).digest('hex') } });
    expect(opened.names()).toHaveLength(1);
  });

  test('that cannot be written rejects with the reason of the system, and the next one is written', async () => {
    await using opened = await openFiles();
    const content = randomBytes(3 * mebibyte);
    async function* withoutFolder(): AsyncGenerator<Uint8Array> {
      for (const group of readdirSync(opened.folder)) rmSync(join(opened.folder, group), { recursive: true });
      yield* pieces(content, 65_536);
    }
    await expect(opened.files.write(withoutFolder(), {})).rejects.toMatchObject({ code: 'ENOENT' });
    const writer = new ContentFiles(opened.folder);
    const { file, md5: digest } = await writer.write(pieces(content, 65_536), {});
    expect(digest).toBe(md5(content).digest('hex'));
    const last = content.length - 1;
    const rest = writer.read([{ file, sizeBytes: content.length }], { first: 1, last });
    expect((await writer.write(rest, {})).md5).toBe(md5(content.subarray(1)).digest('hex'));
    await writer[Symbol.asyncDispose]();
  });

  test('is held in memory in part alone, however slowly it is written', async () => {
    await using opened = await openFiles();
    let given = 0;
    let most = 0;
    const total = 96 * mebibyte;
    async function* source(): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      for (; given < total; given += 65_536) {
        if (given % (4 * mebibyte) === 0) most = Math.max(most, arrayBuffers());
        yield new Uint8Array(65_536);
      }
    }
    const before = arrayBuffers();
    await opened.files.write(source(), {});
    expect(most - before).toBeLessThan(24 * mebibyte);
  });
});
