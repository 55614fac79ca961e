// The blobs of a job's results service, as clients of Azure's Blob Storage write and read them: whole, or in blocks that a list puts
// in order ("Put Blob", "Put Block", "Put Block List", "Get Blob").
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { defined } from '../../../lib/defined.ts';
import { randomUUID } from 'node:crypto';

export interface BlobStore {
  /** A blob that is to be written, or is served. */
  readonly make: (served?: ServedBlob) => Promise<Blob>;
  /** Undefined when no blob has the name. */
  readonly find: (name: string) => Blob | undefined;
}

export interface Blob {
  /** Not to be guessed. */
  readonly name: string;
  /** Absolute. */
  readonly file: string;
  readonly served?: ServedBlob;
}

export interface ServedBlob {
  /** Absolute. */
  readonly file: string;
  readonly contentType: string;
  readonly fileName: string;
}

/** @param folder absolute; made with the first blob */
export function openBlobStore(folder: string): BlobStore {
  const blobs = new Map<string, Blob>();
  return {
    make: async (served) => {
      await mkdir(folder, { recursive: true });
      const name = randomUUID();
      const blob: Blob = {
        name,
        file: served?.file ?? join(folder, name),
        ...defined({ served }),
      };
      blobs.set(name, blob);
      return blob;
    },
    find: (name) => blobs.get(name),
  };
}

/** Answers a request for one blob. */
export async function answerBlob(
  blob: Blob,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && blob.served !== undefined) return await send(blob.served, request, response);
  if (request.method !== 'PUT' || blob.served !== undefined) return end(response, 405);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  switch (url.searchParams.get('comp')) {
    case 'block':
      await pipeline(request, createWriteStream(blockFile(blob, url.searchParams.get('blockid') ?? '')));
      break;
    case 'blocklist':
      await putTogether(blob, blocksIn(await text(request)));
      break;
    case null:
      await pipeline(request, createWriteStream(blob.file));
      break;
    default:
      return end(response, 400);
  }
  end(response, 201);
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'x-ms-request-id': randomUUID(), etag }).end();
}

/** A blob is written once. */
const etag = '"0x1"';

function blockFile({ file }: Blob, id: string): string {
  return `${file}.${Buffer.from(id).toString('hex')}`;
}

/** The ids in their order: blocks may come in any. */
function blocksIn(list: string): readonly string[] {
  return [...list.matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]*)</g)].map(([, id = '']) => id);
}

async function putTogether(blob: Blob, ids: readonly string[]): Promise<void> {
  await rm(blob.file, { force: true });
  for (const id of ids)
    await pipeline(createReadStream(blockFile(blob, id)), createWriteStream(blob.file, { flags: 'a' }));
  for (const id of new Set(ids)) await rm(blockFile(blob, id), { force: true });
}

async function send(
  { file, contentType, fileName }: ServedBlob,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { size } = await stat(file);
  const range = rangeOf(request, size);
  response.writeHead(range === undefined ? 200 : 206, {
    'content-type': contentType,
    'content-length': range === undefined ? size : range.end - range.start + 1,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    'accept-ranges': 'bytes',
    'last-modified': new Date(0).toUTCString(),
    'x-ms-blob-type': 'BlockBlob',
    etag,
    ...(range === undefined ? {} : { 'content-range': `bytes ${range.start}-${range.end}/${size}` }),
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file, range), response);
}

/** Azure's own header goes before that of HTTP. */
function rangeOf(
  { headers }: IncomingMessage,
  size: number,
): { readonly start: number; readonly end: number } | undefined {
  const found = /^bytes=(\d+)-(\d*)$/.exec(String(headers['x-ms-range'] ?? headers.range ?? ''));
  if (found === null || size === 0) return undefined;
  const [, start = '', last = ''] = found;
  return { start: Number(start), end: Math.min(last === '' ? size - 1 : Number(last), size - 1) };
}
