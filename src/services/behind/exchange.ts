// One call over a connection of its own.
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { RequestHead, Streamed } from '../../aws/wire/message.ts';

export interface ExchangedCall {
  readonly head: Pick<RequestHead, 'method' | 'path' | 'query'>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | Streamed;
}

export interface Exchanged {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Sends the call and reads the whole answer, so that an answer whose end is missing is an error and is not passed on.
 * @throws when the other side ends before that
 */
export async function exchange(socket: Socket, { head, headers, body }: ExchangedCall): Promise<Exchanged> {
  const { promise, resolve, reject } = Promise.withResolvers<Exchanged>();
  const outgoing = httpRequest({
    createConnection: () => socket,
    method: head.method,
    path: head.query === '' ? head.path : `${head.path}?${head.query}`,
    headers,
  });
  outgoing.once('response', (answer) => {
    const { statusCode: status = 502 } = answer;
    buffer(answer).then((read) => resolve({ status, headers: answer.headers, body: read }), reject);
  });
  outgoing.once('error', reject);
  if (body instanceof Uint8Array) outgoing.end(body);
  else pipeline(Readable.from(body), outgoing).catch(reject);
  return await promise;
}
