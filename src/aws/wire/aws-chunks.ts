// A body that an SDK sends in chunks of its own, inside of those of HTTP, with what it computed on the way behind them (S3 API
// reference, "Signature calculations for the Authorization header: transferring payload in multiple chunks"). Signatures are
// not verified; a checksum is.
import { AwsError } from './aws-error.ts';
import { checksumAlgorithms, startDigest, type ChecksumAlgorithm } from '../../lib/content-digest.ts';
import type { RequestHead, Streamed } from './message.ts';

/** The content alone. Iterating throws an AwsError when the chunks are cut off, or do not have the checksum behind them. */
export function withoutChunks({ headers }: RequestHead, body: Streamed): Streamed {
  if (headers['x-amz-content-sha256']?.startsWith('STREAMING-') !== true) return body;
  const sizeBytes = headers['x-amz-decoded-content-length'];
  return contentOf(body, {
    sizeBytes: sizeBytes === undefined ? undefined : Number(sizeBytes),
    algorithm: trailingAlgorithm({ headers }),
  });
}

const mostHeadBytes = 16 * 1024;

/** Of the checksum that comes behind the content. @throws AwsError for one that S3 does not compute */
export function trailingAlgorithm({ headers }: Pick<RequestHead, 'headers'>): ChecksumAlgorithm | undefined {
  const name = checksumName(headers['x-amz-trailer'] ?? '');
  const algorithm = checksumAlgorithms.find((each) => each === name);
  if (name !== undefined && algorithm === undefined) throw unsupportedChecksum();
  return algorithm;
}

/** `x-amz-checksum-crc32` is `CRC32`. */
function checksumName(trailer: string): string | undefined {
  return /(?:^|,)\s*x-amz-checksum-(\w+)/i.exec(trailer)?.[1]?.toUpperCase();
}

export function unsupportedChecksum(): AwsError {
  const message = `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${checksumAlgorithms.join(', ')}]`;
  return new AwsError('InvalidRequest', message, { status: 400 });
}

interface Expected {
  readonly sizeBytes: number | undefined;
  readonly algorithm: ChecksumAlgorithm | undefined;
}

async function* contentOf(body: Streamed, { sizeBytes, algorithm }: Expected): AsyncGenerator<Buffer> {
  const digest = algorithm === undefined ? undefined : startDigest(algorithm);
  const pieces = body[Symbol.asyncIterator]();
  let waiting: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await pieces.next();
    if (next.done !== true)
      waiting = waiting.length === 0 ? viewOf(next.value) : Buffer.concat([waiting, next.value]);
    return next.done !== true;
  };
  const line = async (): Promise<string | undefined> => {
    for (;;) {
      const end = waiting.indexOf('\r\n');
      if (end >= 0) {
        const text = waiting.toString('latin1', 0, end);
        waiting = waiting.subarray(end + 2);
        return text;
      }
      if (waiting.length > mostHeadBytes || !(await more())) return undefined;
    }
  };
  let length = 0;
  for (;;) {
    const size = sizeIn(await line());
    if (size === 0) break;
    for (let rest = size; rest > 0;) {
      if (waiting.length === 0 && !(await more())) throw incomplete();
      const piece = waiting.subarray(0, rest);
      waiting = waiting.subarray(piece.length);
      rest -= piece.length;
      length += piece.length;
      digest?.update(piece);
      yield piece;
    }
    if ((await line()) !== '') throw incomplete();
  }
  if (sizeBytes !== undefined && sizeBytes !== length) throw incomplete();
  const value = digest?.bytes().toString('base64');
  let isThere = algorithm === undefined;
  for (let text = await line(); text !== undefined && text !== ''; text = await line()) {
    if (algorithm === undefined || checksumName(text) !== algorithm) continue;
    if (valueIn(text) !== value) throw badDigest(algorithm);
    isThere = true;
  }
  if (!isThere) throw malformedTrailer();
}

function sizeIn(head: string | undefined): number {
  const size = /^([0-9a-f]+)(;.*)?$/i.exec(head ?? '')?.[1];
  if (size === undefined) throw incomplete();
  return Number.parseInt(size, 16);
}

function valueIn(trailer: string): string {
  return trailer.slice(trailer.indexOf(':') + 1).trim();
}

function badDigest(algorithm: string): AwsError {
  const message = `The ${algorithm} you specified did not match the calculated checksum.`;
  return new AwsError('BadDigest', message, { status: 400 });
}

function malformedTrailer(): AwsError {
  const message =
    'The request contained trailing data that was not well-formed or did not conform to our published schema.';
  return new AwsError('MalformedTrailerError', message, { status: 400 });
}

function incomplete(): AwsError {
  const message = 'You did not provide the number of bytes specified by the Content-Length HTTP header';
  return new AwsError('IncompleteBody', message, { status: 400 });
}

function viewOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}
