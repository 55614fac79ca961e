// Ports of 127.0.0.1 that stay the same: below the range from which the system takes ports for its own connections.
import { createHash } from 'node:crypto';
import { connect, createServer } from 'node:net';

const FIRST_PORT = 20_000;
const PORTS = 10_000;

/** Candidates in an order that the seed decides, so that the same place gets the same port again where it can. */
export function* portCandidates(seed: string): Generator<number> {
  const start = createHash('sha256').update(seed).digest().readUInt32BE() % PORTS;
  for (let step = 0; step < PORTS; step += 1) yield FIRST_PORT + ((start + step) % PORTS);
}

/** The first candidate that no process listens on and that is not among those given out before. */
export async function choosePort(seed: string, taken: ReadonlySet<number>): Promise<number> {
  for (const port of portCandidates(seed)) {
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Error(`no port of 127.0.0.1 between ${FIRST_PORT} and ${FIRST_PORT + PORTS} is free`);
}

/** Free on every address: an application that listens on all of them must be able to take it. */
async function isFree(port: number): Promise<boolean> {
  if (await accepts(port)) return false;
  return await new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}

async function accepts(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
