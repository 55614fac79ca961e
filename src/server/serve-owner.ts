// The owner's ear: other commands ask the process that owns the state folder. No network port, only a private socket.
import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { closeServer, listen } from '../lib/listen.ts';
import type { Owner } from './owner.ts';
import {
  makeOwnerAddress,
  publishOwnerAddress,
  readOwnerAddress,
  removeOwnerAddress,
} from './owner-address.ts';
import type { OwnerRequests } from './owner-requests.ts';

/**
 * Listens until disposed. Answers `GET /v1/owner` with an OwnerDescription, and `POST /v1/pipelines/NAME/requests` (a
 * Request as JSON) with its RequestResult. What the owner throws is answered with status 500; it lives on.
 */
export async function serveOwner(stateFolder: string, owner: Owner): Promise<AsyncDisposable> {
  const address = makeOwnerAddress(stateFolder);
  const sockets = new Set<Socket>();
  let requests: Promise<OwnerRequests> | undefined;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    // HTTP takes a while to load, and most owners are never asked.
    requests ??= import('./owner-requests.ts').then(({ openOwnerRequests }) =>
      openOwnerRequests({ address, owner }),
    );
    requests.then(
      ({ take }) => take(socket),
      () => socket.destroy(),
    );
  });
  await listen(server, { path: address.socketPath });
  publishOwnerAddress(stateFolder, address);
  return {
    [Symbol.asyncDispose]: async () => {
      // Another owner may have followed already when this one was slow to end: its address stays.
      if (readOwnerAddress(stateFolder)?.token === address.token) removeOwnerAddress(stateFolder);
      const taken = await requests;
      const closed = closeServer(server, { waits: true });
      for (const socket of sockets) if (taken?.isAnswering(socket) !== true) socket.destroy();
      await closed;
      if (process.platform !== 'win32') rmSync(address.socketPath, { force: true });
    },
  };
}
