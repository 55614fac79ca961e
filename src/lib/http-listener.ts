// Small HTTP servers for callers on this machine.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listen } from './listen.ts';

export interface HttpListener extends AsyncDisposable {
  /** `127.0.0.1:PORT` */
  readonly address: string;
}

/**
 * Answers on a free port of 127.0.0.1 until it is disposed, which ends every connection. A request whose handler rejects has its
 * connection closed: its caller is gone, or gets no answer.
 */
export async function serveLocally(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<HttpListener> {
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await listen(server, { port: 0, host: '127.0.0.1' });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('a server of a port has none');
  return {
    address: `127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => closeServer(server),
  };
}
