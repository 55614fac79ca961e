// A connection to a host's application that is known to be accepted before a byte of a request is sent.
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { RELAY_ACCEPTED } from '../agent/protocol.ts';
import type { TargetAddress } from './protocol.ts';

/**
 * Rejects when no process listens there. `applicationPort` is where the application listens inside a namespace host.
 */
export async function connectTarget(address: TargetAddress, applicationPort: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket =
    address.type === 'port'
      ? connect({ host: '127.0.0.1', port: address.port, allowHalfOpen: true, noDelay: true })
      : connect({ path: join(address.socketsFolder, 'relay.sock'), allowHalfOpen: true });
  const fail = (error: Error): void => {
    socket.destroy();
    reject(error);
  };
  const closed = (): void => fail(refused('the host closed the connection'));
  socket.once('error', fail).once('close', closed);
  socket.once('connect', () => {
    if (address.type === 'relay') socket.write(`${applicationPort}\n`);
    else resolve(socket);
  });
  if (address.type === 'relay') awaitAcceptance(socket, resolve, fail);
  try {
    return await promise;
  } finally {
    socket.off('error', fail).off('close', closed);
  }
}

function awaitAcceptance(
  socket: Socket,
  resolve: (socket: Socket) => void,
  fail: (error: Error) => void,
): void {
  const read = (): void => {
    const first = socket.read(1) as Buffer | null;
    if (first === null) return;
    socket.off('readable', read);
    if (first.toString() === RELAY_ACCEPTED) resolve(socket);
    else fail(refused(`the application refused the connection`));
  };
  socket.on('readable', read);
}

function refused(message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code: 'ECONNREFUSED' });
}
