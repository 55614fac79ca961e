// What is no request of HTTP, or has no end: it is answered in AWS's form all the same, because its client would try a
// connection that only closes again and again.
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { newId } from '../lib/id.ts';

/** For the head of a request: its address and its headers. A session's token alone may have a few thousand. */
export const mostHeadBytes = 64 * 1024;

interface Broken {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** By Node's code of what is wrong. Source: S3 API reference, Error responses. */
const known: Readonly<Record<string, Broken>> = {
  HPE_HEADER_OVERFLOW: {
    status: 400,
    code: 'RequestHeaderSectionTooLarge',
    message: `The headers and the address of the request are larger than ${mostHeadBytes} bytes.`,
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 400,
    code: 'RequestTimeout',
    message: 'The request was not sent whole within the time that is allowed for it.',
  },
};

const unreadable: Broken = { status: 400, code: 'BadRequest', message: 'The request is no request of HTTP.' };

/** How long a client that is refused may take to close the connection. */
const closesWithinMs = 5000;

/** For `clientError` of a server. The protocol of the service is not known: clients of all read the header. */
export function refuseBroken({ code: reason }: NodeJS.ErrnoException, socket: Duplex): void {
  // Already refused: what its client still sends is read and dropped. Closed at once, the answer would be lost on its way.
  if (socket.writableEnded && reason !== 'ECONNRESET') return;
  if (reason === 'ECONNRESET' || !socket.writable || isAnswering(socket)) {
    socket.destroy();
    return;
  }
  const { status, code, message } = known[reason ?? ''] ?? unreadable;
  const body = JSON.stringify({ __type: code, message });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/x-amz-json-1.1',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-amzn-errortype: ${code}`,
    `x-amzn-requestid: ${newId()}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  setTimeout(() => socket.destroy(), closesWithinMs).unref();
}

/** Whether the answer to the request before is under way: another one must not stand in the middle of it. Node's own handler asks so. */
function isAnswering(socket: Duplex): boolean {
  const { _httpMessage: answer } = socket as Duplex & {
    readonly _httpMessage?: { readonly headersSent: boolean } | null;
  };
  return answer?.headersSent === true;
}
