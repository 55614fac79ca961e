// Carries connections across the border of a namespace host: inbound to the application, outbound to the proxy.
import { rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { RELAY_ACCEPTED } from './protocol.ts';

const LONGEST_PORT = 6;

/** Accepts on the socket file and connects every caller to the port of 127.0.0.1 that it names first. */
export function serveInboundRelay(socketFile: string): Server {
  rmSync(socketFile, { force: true });
  const server = createServer({ allowHalfOpen: true }, (caller) => {
    readFirstLine(caller, (port) => {
      const application = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
      const giveUp = (): void => void application.destroy();
      caller.once('close', giveUp);
      application.once('connect', () => {
        caller.off('close', giveUp);
        caller.write(RELAY_ACCEPTED);
        joinSockets(caller, application);
      });
      application.once('error', (error: NodeJS.ErrnoException) => {
        if (caller.bytesWritten === 0) caller.end(`${error.code ?? 'ECONNREFUSED'}\n`);
      });
    });
  });
  return server.listen(socketFile);
}

/** Offers the proxy's socket file as a port inside. Fails softly when the application took that port. */
export function serveOutboundRelay(port: number, socketFile: string): Server {
  const server = createServer({ allowHalfOpen: true }, (caller) => {
    joinSockets(caller, connect({ path: socketFile, allowHalfOpen: true }));
  });
  server.on('error', (error) => process.stderr.write(`no way outside: ${error.message}\n`));
  return server.listen(port, '127.0.0.1');
}

/** Both directions, with backpressure; an end is passed on, a failure ends both. */
export function joinSockets(one: Socket, other: Socket): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => {
      // A reader that is still busy gets what was sent before the close.
      if (from.errored !== null || !from.readableEnded) to.destroy();
    });
  }
}

function readFirstLine(caller: Socket, onPort: (port: number) => void): void {
  let text = '';
  const read = (): void => {
    // Byte by byte up to the line feed: whatever follows belongs to the application.
    for (let byte = caller.read(1) as Buffer | null; byte !== null; byte = caller.read(1) as Buffer | null) {
      if (byte[0] === 0x0a) {
        caller.off('readable', read);
        const port = Number(text);
        if (Number.isInteger(port) && port > 0 && port < 65_536) onPort(port);
        else caller.destroy();
        return;
      }
      text += byte.toString('latin1');
      if (text.length >= LONGEST_PORT) return void caller.destroy();
    }
  };
  caller.on('readable', read);
  caller.on('error', () => caller.destroy());
}
