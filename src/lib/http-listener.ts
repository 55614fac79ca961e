// Small HTTP servers for callers on this machine and in its containers.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { closeServer, listen } from './listen.ts';

export interface HttpListener extends AsyncDisposable {
  /** `HOST:PORT` */
  readonly address: string;
}

export interface ListenerOptions {
  /** A connection stays open however long its caller asks for nothing. */
  readonly keepsIdle?: boolean;
  /** An address of this machine; 127.0.0.1 when absent. */
  readonly host?: string;
}

/**
 * Answers on a free port until it is disposed, which ends every connection. A request whose handler rejects has its connection
 * closed: its caller is gone, or gets no answer.
 */
export async function serveLocally(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  { keepsIdle = false, host = '127.0.0.1' }: ListenerOptions = {},
): Promise<HttpListener> {
  // Loaded by the first that serves: it takes as long as a short job, and most jobs serve nothing.
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  // 0 is for ever.
  if (keepsIdle) server.keepAliveTimeout = 0;
  await listen(server, { port: 0, host });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('a server of a port has none');
  return {
    address: `${host}:${address.port}`,
    [Symbol.asyncDispose]: async () => closeServer(server),
  };
}
