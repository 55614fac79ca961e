// Blobs as clients of Azure's Blob Storage write and read them.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answerBlob, openBlobStore } from '../../../../src/actions/workflow/results/blob-store.ts';
import { serveLocally } from '../../../../src/lib/http-listener.ts';

async function makeStore() {
  const folder = mkdtempSync(join(tmpdir(), 'blobs-'));
  const blobs = openBlobStore(folder);
  const server = await serveLocally(async (request, response) => {
    const blob = blobs.find((request.url ?? '').slice(1).split('?', 1)[0] ?? '');
    if (blob === undefined) response.writeHead(404).end();
    else await answerBlob(blob, request, response);
  });
  return { folder, blobs, server, url: `http://${server.address}` };
}

const idOf = (text: string) => encodeURIComponent(Buffer.from(text).toString('base64'));

test('blocks are put together in the order of the list, whatever the order they came in', async () => {
  const { folder, blobs, server, url } = await makeStore();
  await using _ = server;
  const blob = await blobs.make();
  for (const [id, body] of [
    ['2', 'world'],
    ['1', 'hello '],
    ['3', 'never'],
  ] as const)
    await fetch(`${url}/${blob.name}?comp=block&blockid=${idOf(id)}`, { method: 'PUT', body });
  const ids = ['1', '2'].map((id) => Buffer.from(id).toString('base64'));
  const list = `<?xml version="1.0"?><BlockList>${ids.map((id) => `<Latest>${id}</Latest>`).join('')}</BlockList>`;
  const { status } = await fetch(`${url}/${blob.name}?comp=blocklist`, { method: 'PUT', body: list });
  expect(status).toBe(201);
  expect(readFileSync(blob.file, 'utf8')).toBe('hello world');
  expect(readdirSync(folder)).toHaveLength(2);
});

test('a blob is read whole or in ranges, with its type and its name, and is not written again', async () => {
  const { blobs, server, url } = await makeStore();
  await using _ = server;
  const written = await blobs.make();
  await fetch(`${url}/${written.name}`, { method: 'PUT', body: '0123456789' });
  const blob = await blobs.make({ file: written.file, contentType: 'text/plain', fileName: 'a ü.txt' });
  const whole = await fetch(`${url}/${blob.name}`);
  expect(whole.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a%20%C3%BC.txt");
  expect(whole.headers.get('content-type')).toBe('text/plain');
  expect(await whole.text()).toBe('0123456789');
  const head = await fetch(`${url}/${blob.name}`, { method: 'HEAD' });
  expect(head.headers.get('content-length')).toBe('10');
  const part = await fetch(`${url}/${blob.name}`, { headers: { 'x-ms-range': 'bytes=8-20' } });
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
    206,
    'bytes 8-9/10',
    '89',
  ]);
  expect((await fetch(`${url}/${blob.name}`, { method: 'PUT', body: 'x' })).status).toBe(405);
  expect(createHash('sha256').update(readFileSync(written.file)).digest('hex')).toMatch(/^84d89877/);
});
