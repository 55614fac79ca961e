// Untrusted zips.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readZip, type ZipLimits } from '../../src/lib/unzip.ts';
import { rawZip, type RawMember } from '../rig/raw-zip.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const limits: ZipLimits = { entries: 10, totalBytes: 10_000_000, ratio: 50, freeBytes: 1_000_000 };

/** `path type mode content` of each member. */
async function contents(bytes: Buffer): Promise<readonly string[]> {
  await using folder = await makeFolder();
  await mkdir(folder.path, { recursive: true });
  const file = join(folder.path, 'given.zip');
  await writeFile(file, bytes);
  const members: string[] = [];
  await readZip(
    file,
    async ({ path, type, mode, read }) => {
      const chunks = type === 'directory' ? [] : await Array.fromAsync(read());
      members.push(`${path} ${type} ${mode.toString(8)} ${Buffer.concat(chunks).toString()}`);
    },
    limits,
  );
  return members;
}

test('files, folders, symlinks and modes are read; a zip without modes gets the usual ones', async () => {
  const members: readonly RawMember[] = [
    { name: 'bin/', mode: 0o040750, data: Buffer.alloc(0) },
    { name: 'bin/run', mode: 0o100755, data: Buffer.from('#!') },
    { name: 'latest', mode: 0o120777, data: Buffer.from('../outside') },
    { name: 'from-windows.txt' },
    { name: 'from windows/', data: Buffer.alloc(0) },
  ];
  expect(await contents(rawZip(members))).toEqual([
    'bin directory 750 ',
    'bin/run file 755 #!',
    'latest symlink 777 ../outside',
    'from-windows.txt file 644 x',
    'from windows directory 755 ',
  ]);
});

const zeros = Buffer.alloc(5_000_000);

test.each<readonly [string, readonly RawMember[], RegExp]>([
  ['a name that climbs out', [{ name: '../evil' }], /invalid relative path: \.\.\/evil/],
  ['a name that climbs out from below', [{ name: 'a/../../evil' }], /invalid relative path/],
  ['an absolute name', [{ name: '/etc/passwd' }], /absolute path/],
  ['a name with a drive', [{ name: 'C:/evil' }], /absolute path/],
  ['a name with backslashes', [{ name: 'a\\..\\..\\evil' }], /invalid characters in fileName/],
  ['a name with a dot part', [{ name: 'a/./b' }], /is not in its plain form/],
  ['a name with an empty part', [{ name: 'a//b' }], /is not in its plain form/],
  ['a name with a NUL', [{ name: 'a\0b' }], /contains a NUL character/],
  ['an empty name', [{ name: '' }], /is empty/],
  ['the same name twice', [{ name: 'a' }, { name: 'a' }], /"a" occurs twice/],
  ['a file and a folder of one name', [{ name: 'a' }, { name: 'a/' }], /"a" occurs twice/],
  [
    'a file below a symlink',
    [
      { name: 'out', mode: 0o120777, data: Buffer.from('/etc') },
      { name: 'out/passwd', mode: 0o100644 },
    ],
    /"out\/passwd" lies below "out", which is no folder/,
  ],
  ['a file below a file', [{ name: 'a/b' }, { name: 'a' }], /"a\/b" lies below "a"/],
  ['a device', [{ name: 'sda', mode: 0o060644 }], /neither a file, a folder nor a symlink/],
  [
    'an encrypted member',
    [{ name: 'a', data: Buffer.alloc(13), claims: { flags: 1, sizeBytes: 1 } }],
    /"a" is encrypted/,
  ],
  ['a wrong checksum', [{ name: 'a', claims: { crc32: 1 } }], /"a" does not match its checksum/],
  [
    'a member that unpacks to more than it claims',
    [{ name: 'a', method: 'deflate', data: deflateRawSync(zeros), claims: { sizeBytes: 10 } }],
    /"a" cannot be unpacked: too many bytes/,
  ],
  [
    'a member that unpacks to far more than the zip holds',
    [{ name: 'a', method: 'deflate', data: deflateRawSync(zeros), claims: { sizeBytes: zeros.length } }],
    /more than 50 times its size/,
  ],
  [
    'members that share their bytes',
    [{ name: 'a', data: zeros }, ...['b', 'c'].map((name) => ({ name, data: zeros, sameBytesAs: 0 }))],
    /its members overlap/,
  ],
  ['too many members', Array.from({ length: 11 }, (_, n) => ({ name: `f${n}` })), /11 entries, more than 10/],
  [
    'too many bytes',
    [{ name: 'a', method: 'deflate', data: zeros, claims: { sizeBytes: 20_000_000 } }],
    /unpacks to 20000000 bytes, more than 10000000/,
  ],
])('%s is refused', async (_, members, reason) => {
  await expect(contents(rawZip(members))).rejects.toMatchObject({
    problems: [{ code: 'ZipRefused', message: expect.stringMatching(reason) as string }],
  });
});

test.each([
  ['a torn zip', rawZip([{ name: 'a' }]).subarray(0, 40)],
  ['something that is no zip', Buffer.from('hello')],
  ['nothing', Buffer.alloc(0)],
])('%s is refused', async (_, bytes) => {
  await expect(contents(bytes)).rejects.toMatchObject({ problems: [{ code: 'ZipRefused' }] });
});

test('a zip that is not there is an error of the file system', async () => {
  await expect(readZip('/nowhere/a.zip', async () => {})).rejects.toMatchObject({ code: 'ENOENT' });
});
