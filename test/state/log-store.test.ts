import { spawn } from 'node:child_process';
import { appendFile, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openLogStore } from '../../src/state/file-log-store.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const root = join(import.meta.dirname, '..', '..');

/** Bytes with line feeds, NULs, invalid UTF-8 and long lines in them, in chunks as they come. */
const chunks = fc.array(
  fc
    .array(fc.constantFrom('a', 'ä', '\n', '\n\n', '\r\n', '\0', 'long '.repeat(50)), { maxLength: 8 })
    .chain((words) =>
      fc
        .boolean()
        .map((isBroken) =>
          Buffer.concat([Buffer.from(words.join('')), ...(isBroken ? [Buffer.from([0xff, 0xc3])] : [])]),
        ),
    ),
  { maxLength: 12 },
);

function linesOf(bytes: Buffer): readonly string[] {
  const lines: string[] = [];
  for (let from = 0; from < bytes.length;) {
    const at = bytes.indexOf(10, from);
    lines.push(bytes.subarray(from, at === -1 ? undefined : at).toString());
    from = at === -1 ? bytes.length : at + 1;
  }
  return lines;
}

test('a log gives back its bytes and lines, from any line on, written in one go or by several processes’ lives', async () => {
  await using folder = await makeFolder();
  const store = openLogStore(folder.path);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(chunks, fc.nat(5), async (written, reopenAt) => {
      const id = String((run += 1));
      let writer = await store.open('e', id);
      for (const [at, chunk] of written.entries()) {
        if (at === reopenAt) {
          await writer[Symbol.asyncDispose]();
          writer = await store.open('e', id);
        }
        writer.write(chunk);
      }
      const bytes = Buffer.concat(written);
      const lines = linesOf(bytes);
      expect(writer.tail(3)).toEqual(lines.slice(-3));
      await writer[Symbol.asyncDispose]();
      expect(await readFile(store.path('e', id))).toEqual(bytes);
      for (const from of [0, 1, lines.length - 1, lines.length, lines.length + 1].filter(
        (line) => line >= 0,
      )) {
        const read = await Array.fromAsync(store.read('e', id, from));
        expect(read.map(({ text }) => text)).toEqual(lines.slice(from));
        expect(read.map(({ at }) => at)).toEqual(read.map(({ at }) => at).toSorted((a, b) => a - b));
      }
    }),
    { numRuns: 150 },
  );
});

test('each line has the time at which it began, and the last is marked when it may still grow', async () => {
  await using folder = await makeFolder();
  const store = openLogStore(folder.path);
  const writer = await store.open('e', 'a');
  const before = Date.now();
  writer.write(Buffer.from('first\nsec'));
  await writer.flush();
  const between = Date.now();
  while (Date.now() <= between + 1);
  writer.write(Buffer.from('ond\nthird'));
  await writer.flush();
  const [first, second, third] = await Array.fromAsync(store.read('e', 'a'));
  await writer[Symbol.asyncDispose]();
  expect(first?.at).toBeGreaterThanOrEqual(before);
  expect(second).toEqual({ at: first?.at, text: 'second' });
  expect(third).toEqual({ at: third?.at, text: 'third', unfinished: true });
  expect(third?.at).toBeGreaterThan(between);
});

test('a line of ten megabytes is one line', async () => {
  await using folder = await makeFolder();
  const store = openLogStore(folder.path);
  const writer = await store.open('e', 'a');
  const part = Buffer.alloc(1_000_000, 'x');
  for (let count = 0; count < 10; count += 1) writer.write(part);
  writer.write(Buffer.from('\nend\n'));
  expect(writer.tail(1)).toEqual(['end']);
  await writer[Symbol.asyncDispose]();
  const lines = await Array.fromAsync(store.read('e', 'a'));
  expect(lines.map(({ text }) => text.length)).toEqual([10_000_000, 3]);
});

test('an index that lost its end, or has one too many, does no harm', async () => {
  await using folder = await makeFolder();
  const store = openLogStore(folder.path);
  const write = async (text: string) => {
    await using writer = await store.open('e', 'a');
    writer.write(Buffer.from(text));
  };
  const index = `${store.path('e', 'a')}.index`;
  await write('one\ntwo\n');
  await truncate(index, 7);
  await write('three\n');
  await appendFile(index, Buffer.alloc(16 + 5, 0x7f));
  await write('four\n');
  const lines = await Array.fromAsync(store.read('e', 'a'));
  expect(lines.map(({ text }) => text)).toEqual(['one', 'two', 'three', 'four']);
});

test('ids cannot lead out of the folder of logs', async () => {
  await using folder = await makeFolder();
  const store = openLogStore(folder.path);
  for (const id of ['../../etc', '..', '/etc/passwd', '.'])
    expect(store.path(id, id).startsWith(`${folder.path}/`)).toBe(true);
  expect(await Array.fromAsync(store.read('..', 'nothing'))).toEqual([]);
});

test('a log can be read while another process writes it', async () => {
  await using folder = await makeFolder();
  const program = `
    import { openLogStore } from './src/state/file-log-store.ts';
    const writer = await openLogStore(process.argv[1]).open('e', 'a');
    for (let n = 0; n < 20_000; n += 1) {
      writer.write(Buffer.from('line ' + n + '\\n'));
      if (n % 100 === 0) await writer.flush();
    }
    await writer[Symbol.asyncDispose]();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, folder.path], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const store = openLogStore(folder.path);
  const ended = Promise.withResolvers<number | null>();
  child.once('exit', (code) => ended.resolve(code));
  let next = 0;
  let isOver = false;
  void ended.promise.then(() => (isOver = true));
  while (next < 20_000) {
    const wasOver = isOver;
    for await (const { text, unfinished } of store.read('e', 'a', next)) {
      if (unfinished === true) break;
      expect(text).toBe(`line ${next}`);
      next += 1;
    }
    if (wasOver) break;
  }
  expect([next, await ended.promise]).toEqual([20_000, 0]);
});
