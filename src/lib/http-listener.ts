// Small HTTP servers for callers on this machine.
import {
  createServer,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import type { Server } from 'node:net';

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

/** Rejects when it cannot be had. */
export async function listen(
  server: Server,
  where: { readonly path: string } | { readonly port: number; readonly host: string },
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(where, resolve);
  await promise;
}

/** Ends its connections, unless it is to wait for those that are still answered. */
export async function closeServer(
  server: Server | HttpServer,
  { waits = false }: { readonly waits?: boolean } = {},
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  if ('closeAllConnections' in server) {
    if (waits) server.closeIdleConnections();
    else server.closeAllConnections();
  }
  await promise;
}
