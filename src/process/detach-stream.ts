// The end of a command whose pipes may still be held by what it left running.
import type { Readable } from 'node:stream';

/** Far more turns than the kernel's buffers can fill: what comes later was written by someone else. */
const maxTurns = 200;

/**
 * Resolves when everything that the command wrote has been handed over: at once when both pipes are closed, otherwise
 * when a whole turn of the event loop brought nothing.
 */
export async function drain(streams: readonly Readable[], closed: Promise<unknown>): Promise<void> {
  if (streams.every((stream) => stream.closed)) return;
  const seen = { bytes: 0, isClosed: false };
  void closed.then(() => (seen.isClosed = true));
  const count = (bytes: Uint8Array) => (seen.bytes += bytes.length);
  for (const stream of streams) stream.on('data', count);
  // The first turn may have read the pipes before the last bytes were in them.
  let quietTurns = 0;
  for (let turn = 0; turn < maxTurns && quietTurns < 2 && !seen.isClosed; turn += 1) {
    const before = seen.bytes;
    await nextTurn();
    quietTurns = seen.bytes === before ? quietTurns + 1 : 0;
  }
}

/**
 * From now on the pipe is still read, so that no process that writes to it blocks or dies, but it keeps nothing alive.
 */
export function detach(stream: Readable, onLateOutput?: (bytes: Uint8Array) => void): void {
  stream.removeAllListeners('data');
  if (onLateOutput !== undefined) stream.on('data', onLateOutput);
  stream.resume();
  if ('unref' in stream && typeof stream.unref === 'function') stream.unref();
}

async function nextTurn(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setImmediate(resolve);
  return promise;
}
