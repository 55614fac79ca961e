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
 * @param options `keepsIdle`: a connection stays open however long its caller asks for nothing
 */
export async function serveLocally(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  { keepsIdle = false }: { readonly keepsIdle?: boolean } = {},
): Promise<HttpListener> {
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  // 0 is for ever.
  if (keepsIdle) server.keepAliveTimeout = 0;
  await listen(server, { port: 0, host: '127.0.0.1' });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('a server of a port has none');
  return {
    address: `127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => closeServer(server),
  };
}
