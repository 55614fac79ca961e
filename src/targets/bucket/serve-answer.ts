// Sends an answer of a bucket or an edge over HTTP: the content from its file, a part of it where one is asked for,
// packed where the edge packs.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { defined } from '../../lib/defined.ts';
import { mayBePart, type Conditions } from './conditions.ts';
import type { BucketAnswer, BucketObject, BucketRequest } from './bucket-request.ts';

/** Undefined for a path that cannot be decoded. */
export function readRequest(incoming: IncomingMessage): BucketRequest | undefined {
  const { headers, method = 'GET', url = '/' } = incoming;
  let path: string;
  try {
    path = decodeURIComponent(url.replace(/[?#].*$/s, ''));
  } catch {
    return undefined;
  }
  const { origin, host } = headers;
  const requestMethod = headers['access-control-request-method'];
  return {
    method,
    path: path.startsWith('/') ? path : `/${path}`,
    ...conditionsOf(headers),
    ...defined({ host, origin, requestMethod }),
  };
}

function conditionsOf(headers: IncomingMessage['headers']): Conditions {
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  const ifModifiedSince = headers['if-modified-since'];
  const ifUnmodifiedSince = headers['if-unmodified-since'];
  return {
    ...defined({ ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince }),
  };
}

export interface Sending<T> {
  /** The content, or a part of it; both positions are included. */
  readonly read: (object: T, part?: BytePart) => Readable;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly packing?: 'br' | 'gzip' | undefined;
  /** Called before anything is sent. */
  readonly onHead?: (status: number, headers: Readonly<Record<string, string>>) => void;
}

/** Both are included. */
export interface BytePart {
  readonly start: number;
  readonly end: number;
}

export function sendAnswer<T extends BucketObject>(answer: BucketAnswer<T>, sending: Sending<T>): void {
  const { incoming, response, packing } = sending;
  const { body } = answer;
  const head = (status: number, headers: Readonly<Record<string, string>>): ServerResponse => {
    sending.onHead?.(status, headers);
    return response.writeHead(status, { ...headers });
  };
  if (body === undefined || incoming.method === 'HEAD') {
    head(answer.status, answer.headers).end();
    return;
  }
  if ('text' in body) {
    head(answer.status, answer.headers).end(body.text);
    return;
  }
  const ifRange = incoming.headers['if-range']?.toString();
  const isWhole = answer.status !== 200 || !mayBePart(ifRange, body.object);
  const part = isWhole ? undefined : partOf(incoming.headers.range, body.object.size);
  if (part === 'unsatisfiable') {
    head(416, { 'content-range': `bytes */${body.object.size}` }).end();
    return;
  }
  const content = body.object.size === 0 ? Readable.from([]) : sending.read(body.object, part);
  if (part !== undefined) {
    const headers = {
      ...answer.headers,
      'content-range': `bytes ${part.start}-${part.end}/${body.object.size}`,
      'content-length': String(part.end - part.start + 1),
    };
    head(206, headers);
    stream(content, response);
  } else if (packing === undefined) {
    head(answer.status, answer.headers);
    stream(content, response);
  } else {
    const { 'content-length': _length, etag = '', ...headers } = answer.headers;
    const weak = etag.startsWith('W/') ? etag : `W/${etag}`;
    head(answer.status, {
      ...headers,
      etag: weak,
      'content-encoding': packing,
      vary: 'Accept-Encoding',
    });
    pipeline(content, packing === 'gzip' ? createGzip() : brotli(), response, () => undefined);
  }
}

/** What breaks off here breaks off at the viewer too. */
function stream(content: Readable, response: ServerResponse): void {
  pipeline(content, response, () => undefined);
}

/** The highest quality takes seconds. */
function brotli() {
  return createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}

/** One range of bytes; several are answered with the whole, as RFC 9110 allows. */
function partOf(range: string | undefined, size: number): BytePart | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}
