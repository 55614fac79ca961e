// Puts a server on a port of 127.0.0.1 that stays the same: the one it had before, or the first free candidate.
import type { Server } from 'node:net';
import { portCandidates } from '../host/host-port.ts';

/** Rejects when none of ten thousand ports can be had. @param seed decides the order of the candidates */
export async function listenOnOne(
  server: Server,
  { kept, seed }: { readonly kept?: number; readonly seed: string },
): Promise<number> {
  for (const port of [...(kept === undefined ? [] : [kept]), ...portCandidates(seed)])
    if (await listensOn(server, port)) return port;
  throw new Error('no port of 127.0.0.1 is free');
}

/** False when another process has the port. */
export async function listensOn(server: Server, port: number): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const onError = (error: NodeJS.ErrnoException): void => {
    if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
    else reject(error);
  };
  server.once('error', onError);
  server.listen({ port, host: '127.0.0.1', backlog: 4096 }, () => resolve(true));
  try {
    return await promise;
  } finally {
    server.off('error', onError);
    server.removeAllListeners('listening');
  }
}
