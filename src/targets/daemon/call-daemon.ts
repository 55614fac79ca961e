// The caller's half of the protocol.
import { connect } from 'node:net';
import { ProblemError, type Problem } from '../../lib/problem.ts';
import { readJsonLines, writeJsonLine } from './json-lines.ts';
import type { DaemonReply, DaemonRequest } from './protocol.ts';

/** The daemon cannot be reached, or died before it answered. */
export class DaemonLost extends Error {
  override readonly name = 'DaemonLost';
}

/**
 * Asks the daemon and gives its answer. Aborting drops the connection, which makes the daemon end what it does for
 * this call, and rejects with `signal.reason`.
 */
export async function callDaemon(
  socketFile: string,
  request: DaemonRequest,
  io: { readonly signal?: AbortSignal; readonly onEvent?: (event: unknown) => void } = {},
): Promise<unknown> {
  io.signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const socket = connect(socketFile);
  const abort = (): void => {
    reject(io.signal?.reason as Error);
    socket.destroy();
  };
  io.signal?.addEventListener('abort', abort, { once: true });
  socket.on('error', (error) => reject(new DaemonLost(`${socketFile}: ${error.message}`, { cause: error })));
  socket.on('close', () => reject(new DaemonLost(`${socketFile}: closed before it answered`)));
  readJsonLines(socket, (message) => {
    const reply = message as DaemonReply;
    if (reply.reply === 'event') io.onEvent?.(reply.event);
    else if (reply.reply === 'result') resolve(reply.result);
    else if (reply.reply === 'problems') reject(new ProblemError(reply.problems as readonly Problem[]));
    else reject(new Error(reply.message));
  });
  writeJsonLine(socket, request);
  try {
    return await promise;
  } finally {
    io.signal?.removeEventListener('abort', abort);
    socket.destroy();
  }
}
