// The body of a request: whole, or as it comes.
import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { AwsError } from '../aws/wire/aws-error.ts';

/** Lambda's function code in a request is the largest that AWS takes: 50 MB, a third more in base64. */
const mostBytes = 96 * 1024 * 1024;

/** Decompressed: clients compress large bodies of some operations (CloudWatch's PutMetricData). */
export async function collectBody(message: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of message as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > mostBytes) throw tooLarge();
      parts.push(part);
    }
  } catch (error) {
    // Its client has left.
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
    throw new AwsError('IncompleteBody', 'The request has less than the bytes that its head promises');
  }
  const body = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  if (message.headers['content-encoding'] !== 'gzip') return body;
  try {
    return gunzipSync(body, { maxOutputLength: mostBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new AwsError('SerializationException', 'The body is not compressed with gzip');
  }
}

function tooLarge(): AwsError {
  return new AwsError('RequestEntityTooLargeException', `The body is larger than ${mostBytes} bytes`, {
    status: 413,
  });
}
