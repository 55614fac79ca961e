// Carries a WebSocket: the handshake as a request, then the bytes both ways.
import { request, STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { joinSockets } from '../agent/relay.ts';
import { requestHeaders, responseHeaders } from './forwarded-headers.ts';
import type { Target } from './target.ts';
import type { Route } from './targets.ts';

/** Application Load Balancers upgrade to WebSockets and to nothing else (Listeners, Protocol upgrades). */
export function isWebSocket(client: IncomingMessage): boolean {
  return client.headers.upgrade?.toLowerCase() === 'websocket';
}

/** Like a request, an upgraded connection is under way until it ends, and is cut after the deregistration delay. */
export function forwardUpgrade(
  client: IncomingMessage,
  socket: Socket,
  route: Pick<Attempts, 'targets' | 'listenerPort'>,
): void {
  socket.on('error', () => socket.destroy());
  tryNext(client, socket, { ...route, tried: new Set() });
}

interface Attempts {
  readonly targets: Route;
  readonly listenerPort: number;
  readonly tried: Set<Target>;
}

function tryNext(client: IncomingMessage, socket: Socket, attempts: Attempts): void {
  const target = attempts.targets.choose(attempts.tried);
  if (target === undefined) return refuse(socket, attempts.tried.size === 0 ? 503 : 502);
  attempts.tried.add(target);
  let isSending = false;
  const startedAt = performance.now();
  const upstream = request({
    agent: target.agentFor(false),
    path: client.url ?? '/',
    headers: {
      ...requestHeaders(client, attempts.listenerPort),
      Connection: 'Upgrade',
      Upgrade: 'websocket',
    },
    setHost: false,
  });
  const finished = target.begin(() => {
    upstream.destroy();
    socket.destroy();
  });
  const count = (status = 0): void => target.count({ status, latencyMs: performance.now() - startedAt });
  socket.once('close', () => {
    finished();
    upstream.destroy();
  });
  upstream.once('socket', () => (isSending = true));
  upstream.once('upgrade', (response, application: Socket, head) => {
    count(response.statusCode);
    writeHead(socket, response, ['Connection', 'Upgrade', 'Upgrade', 'websocket']);
    if (head.length > 0) application.unshift(head);
    joinSockets(socket, application);
  });
  upstream.once('response', (response) => {
    count(response.statusCode);
    writeHead(socket, response, ['Connection', 'close']);
    response.pipe(socket);
  });
  upstream.once('error', () => {
    finished();
    target.count('connection error');
    if (isSending) refuse(socket, 502);
    else tryNext(client, socket, attempts);
  });
  upstream.end();
}

function writeHead(socket: Socket, response: IncomingMessage, more: readonly string[]): void {
  const headers = [...responseHeaders(response), ...more];
  const lines = headers.flatMap((name, at) =>
    at % 2 === 0 ? [`${name}: ${headers[at + 1] ?? ''}\r\n`] : [],
  );
  socket.write(
    `HTTP/1.1 ${response.statusCode} ${response.statusMessage}\r\n${lines.join('')}\r\n`,
    'latin1',
  );
}

function refuse(socket: Socket, status: 502 | 503): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
