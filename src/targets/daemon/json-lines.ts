// Newline-delimited JSON over a stream: how daemons and their callers talk.
import type { Socket } from 'node:net';

/** Calls `onMessage` with every line's value, in order. A line that is not JSON destroys the connection. */
export function readJsonLines(socket: Socket, onMessage: (message: unknown) => void): void {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (socket.destroyed) return;
      try {
        onMessage(JSON.parse(line));
      } catch (error) {
        socket.destroy(error as Error);
      }
    }
  });
}

export function writeJsonLine(socket: Socket, message: unknown): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}
