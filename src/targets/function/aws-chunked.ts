// A body that an SDK sends in chunks of its own, for a checksum behind it (S3 API reference, "Signature calculations for the
// authorization header: transferring a payload in multiple chunks"). Pure.
import type { IncomingHttpHeaders } from 'node:http';

export function isChunked(headers: IncomingHttpHeaders): boolean {
  const encoding = headers['content-encoding'] ?? '';
  return (
    encoding.split(',').some((one) => one.trim() === 'aws-chunked') ||
    String(headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-')
  );
}

/** Each chunk is `SIZE[;chunk-signature=…]`, a line end, its bytes and a line end; one of size 0 ends it, before the trailer. */
export function contentOfChunks(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, end === -1 ? body.length : end), 16);
    if (end === -1 || !(size > 0)) break;
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(parts);
}
