// Names that git keeps and that the zip of a source artifact cannot hold, or can.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connection as provider } from '../../../src/actions/connection/provider.ts';
import { SourceGround } from '../../rig/source-ground.ts';

const connection = {
  provider,
  configuration: { ConnectionArn: 'arn', FullRepositoryId: 'octo/shop', BranchName: 'main' },
};
const notText = (name: string): Buffer => Buffer.from(name, 'latin1');

test.skipIf(process.platform !== 'linux').each<[string, Buffer, string]>([
  ['is not UTF-8', notText('caf\u00e9.txt'), String.raw`not UTF-8: "caf\xE9.txt"`],
  [
    'begins as a drive',
    Buffer.from('c:notes.txt'),
    '"c:" at the start of its path, as of a drive: "c:notes.txt"',
  ],
  ['has a backslash', Buffer.from(String.raw`notes\old.txt`), String.raw`"notes\old.txt"`],
])('a file whose name %s fails the source, by name and with a way out', async (_, name, shown) => {
  await using ground = await SourceGround.open();
  await ground.repository('shop', { 'app.js': 'run()' });
  await ground.write({ 'plain/app.js': 'run()' });
  for (const folder of ['shop', 'plain'])
    writeFileSync(Buffer.concat([Buffer.from(join(ground.folder, folder, '/')), name]), 'x');
  const untracked = await ground.run({ ...connection, folder: 'shop' });
  await ground.commit('shop', {}, 'Add it');
  const tracked = await ground.run({ ...connection, folder: 'shop' });
  const ofRef = await ground.run({
    ...connection,
    folder: 'shop',
    sources: { Fetch: `${ground.folder}/shop#main` },
  });
  const plain = await ground.run({ ...connection, folder: 'plain' });
  for (const { result } of [untracked, tracked, ofRef, plain])
    expect(result).toMatchObject({
      status: 'Failed',
      error: {
        code: 'ConfigurationError',
        message: expect.stringContaining(shown) as string,
        remedy: expect.stringContaining('Rename it') as string,
      },
    });
});

test.skipIf(process.platform !== 'linux')('names that no zip holds are counted', async () => {
  await using ground = await SourceGround.open();
  await ground.write({ 'plain/app.js': 'run()' });
  for (const name of [String.raw`a\b.txt`, 'c:one.txt', 'd:two.txt'])
    writeFileSync(join(ground.folder, 'plain', name), 'x');
  const { result } = await ground.run({ ...connection, folder: 'plain' });
  expect(result).toMatchObject({
    status: 'Failed',
    error: {
      message: String.raw`The source has a file with a backslash in its name: "a\b.txt". The zip of a source artifact cannot hold such a name, nor 2 other names`,
      remedy: 'Rename them (git mv), or leave them out of the source.',
    },
  });
});

test('names with a line feed, a quote, a leading dash or letters of any alphabet are taken as they are', async () => {
  await using ground = await SourceGround.open();
  const files = { 'two\nlines': '1', 'a "quote"': '2', '-n': '3', 'caf\u00e9 \u65e5\u672c \ufffd': '4' };
  await ground.repository('shop', files);
  expect((await ground.run({ ...connection, folder: 'shop' })).files).toEqual(files);
  const sources = { Fetch: `${ground.folder}/shop#main` };
  expect((await ground.run({ ...connection, folder: 'shop', sources })).files).toEqual(files);
});
