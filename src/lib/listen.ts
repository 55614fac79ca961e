// The beginning and the end of a server.
import type { Server as HttpServer } from 'node:http';
import type { Server } from 'node:net';

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
