// Who sends a request must get on with it, and who asked for an answer must take it: else the connection is closed, so
// that slow clients cannot take all connections. A push may be as long as it likes, as long as something comes.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { isGitPath } from './paths.ts';

export interface RequestLimits {
  /** Until the whole body must have come. */
  readonly bodyMs: number;
  /** For requests of git: how long nothing of the body may come. */
  readonly gitIdleMs: number;
  /** How long the client may take nothing of an answer that waits for it. */
  readonly unreadMs: number;
  /** Between two checks. */
  readonly checkMs: number;
}

const usual: RequestLimits = { bodyMs: 20_000, gitIdleMs: 20_000, unreadMs: 60_000, checkMs: 1000 };

interface UnderWay {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly startedAt: number;
  bytesRead: number;
  readAt: number;
  bytesWritten: number;
  writtenAt: number;
}

/** Until it is disposed. */
export function limitRequests(server: Server, limits: RequestLimits = usual): Disposable {
  const underWay = new Set<UnderWay>();
  const add = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const now = performance.now();
    const one = { incoming, outgoing, startedAt: now, readAt: now, writtenAt: now, ...bytesOf(incoming) };
    underWay.add(one);
    outgoing.once('close', () => underWay.delete(one));
  };
  server.on('request', add);
  const timer = setInterval(() => [...underWay].forEach((one) => check(one, limits)), limits.checkMs);
  return {
    [Symbol.dispose]: () => {
      clearInterval(timer);
      server.off('request', add);
    },
  };
}

function bytesOf({ socket }: IncomingMessage): Pick<UnderWay, 'bytesRead' | 'bytesWritten'> {
  return { bytesRead: socket.bytesRead, bytesWritten: socket.bytesWritten };
}

function check(one: UnderWay, { bodyMs, gitIdleMs, unreadMs }: RequestLimits): void {
  const { incoming, outgoing, startedAt } = one;
  const now = performance.now();
  const { bytesRead, bytesWritten } = bytesOf(incoming);
  // What has come and was not taken yet is this server's delay, not the client's.
  const isOurs = incoming.readableLength > 0;
  if (bytesRead !== one.bytesRead || isOurs) one.readAt = now;
  if (bytesWritten !== one.bytesWritten || incoming.socket.writableLength === 0) one.writtenAt = now;
  Object.assign(one, { bytesRead, bytesWritten });
  const isLate = isGitPath(incoming.url ?? '') ? now - one.readAt > gitIdleMs : now - startedAt > bodyMs;
  if (!incoming.complete && isLate) refuse(incoming, outgoing);
  else if (now - one.writtenAt > unreadMs) incoming.socket.destroy();
}

function refuse({ socket }: IncomingMessage, { headersSent }: ServerResponse): void {
  if (!headersSent && socket.writable)
    socket.write(rawAnswer('408 Request Timeout', 'The body of the request did not come in time'));
  socket.destroySoon();
}

/** An answer in the form of all others, for what is refused before any route has a say. */
export function rawAnswer(status: string, message: string): string {
  const body = JSON.stringify({ message });
  return [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
