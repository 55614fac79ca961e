// The load balancer's own port, and the plain port of each host.
import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { closeServer } from '../../lib/listen.ts';
import { ProblemError, problem } from '../../lib/problem.ts';
import { joinSockets } from '../agent/relay.ts';
import { portCandidates } from '../host/host-port.ts';
import { listensOn } from '../daemon/listen-on-one.ts';
import { forwardRequest, IDLE_TIMEOUT_MS } from './forward-request.ts';
import { forwardUpgrade, isWebSocket } from './forward-upgrade.ts';
import type { Target } from './target.ts';
import type { Route } from './targets.ts';

/** Application Load Balancers, HTTP headers: 64 KB for all of them. */
const MAX_HEADERS_BYTES = 65_536;

export interface Listener extends AsyncDisposable {
  readonly port: number;
}

/** Takes the given port, or refuses with PortTaken; without one takes the first free candidate of the seed. */
export async function openListener(
  targets: Route,
  port: number | undefined,
  seed: string,
): Promise<Listener> {
  const server = createServer({ maxHeaderSize: MAX_HEADERS_BYTES, shouldUpgradeCallback: isWebSocket });
  server.keepAliveTimeout = IDLE_TIMEOUT_MS;
  server.requestTimeout = 0;
  const routeOf = ({ localPort = 0 }: Socket) => ({ targets, listenerPort: localPort });
  server.on('request', (client, answer) => forwardRequest(client, answer, routeOf(client.socket)));
  server.on('checkContinue', (client, answer) => forwardRequest(client, answer, routeOf(client.socket)));
  server.on('upgrade', (client, socket, head) => {
    if (head.length > 0) socket.unshift(head);
    forwardUpgrade(client, socket as Socket, routeOf(client.socket));
  });
  const taken = await listen(server, port === undefined ? portCandidates(seed) : [port]);
  return { port: taken, [Symbol.asyncDispose]: () => closeServer(server) };
}

/** Every connection goes to this one host as it is, whatever the balancer thinks of its health. */
export async function openHostPort(
  target: () => Target,
  kept: number | undefined,
  seed: string,
): Promise<Listener> {
  const server = createTcpServer({ allowHalfOpen: true, pauseOnConnect: true }, (caller) => {
    void admit(caller, target());
    caller.on('error', () => caller.destroy());
  });
  const port = await listen(server, [...(kept === undefined ? [] : [kept]), ...portCandidates(seed)]);
  return { port, [Symbol.asyncDispose]: () => closeServer(server) };
}

async function admit(caller: Socket, target: Target): Promise<void> {
  try {
    joinSockets(caller, await target.connect());
    caller.resume();
  } catch {
    caller.destroy();
  }
}

async function listen(server: Server | HttpServer, candidates: Iterable<number>): Promise<number> {
  let last: number | undefined;
  for (const port of candidates) {
    last = port;
    if (await listensOn(server, port)) return port;
  }
  throw new ProblemError([
    problem({
      code: 'PortTaken',
      whose: 'machine',
      message: `The load balancer's port ${last} of 127.0.0.1 is used by another program`,
      remedy:
        'End that program, or name another port: in "listeners", or as listenerPort of the target group of a fleet',
    }),
  ]);
}
