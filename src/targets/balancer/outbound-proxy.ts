// The way outside for namespace hosts, which have no network but their own: an HTTP proxy on a socket file per host.
import { existsSync, rmSync } from 'node:fs';
import {
  createServer as createHttpServer,
  request,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { passHead } from '../../lib/pass-head.ts';
import { joinSockets } from '../agent/relay.ts';

export interface OutboundProxy extends Disposable {
  /** Serves one more socket file; one that is served already goes on undisturbed. */
  readonly serve: (socketFile: string) => void;
}

export function createOutboundProxy(): OutboundProxy {
  const http = createHttpServer({ maxHeaderSize: 65_536 }, forwardPlain);
  http.on('connect', openTunnel);
  http.requestTimeout = 0;
  const served = new Map<string, Server>();
  return {
    serve: (socketFile) => {
      if (served.has(socketFile) && existsSync(socketFile)) return;
      served.get(socketFile)?.close();
      rmSync(socketFile, { force: true });
      const server = createServer((socket) => http.emit('connection', socket)).listen(socketFile);
      server.on('error', (error) => process.stderr.write(`${socketFile}: ${error.message}\n`));
      served.set(socketFile, server);
    },
    [Symbol.dispose]: () => {
      for (const server of served.values()) server.close();
      http.closeAllConnections();
    },
  };
}

const highestPort = 65_535;

function openTunnel(asked: IncomingMessage, caller: Socket, head: Buffer): void {
  const [, host = '', port = ''] = /^\[?([^\]]*)\]?:(\d+)$/.exec(asked.url ?? '') ?? [];
  caller.on('error', () => caller.destroy());
  if (Number(port) > highestPort)
    return void caller.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  const remote = connect({ host, port: Number(port), allowHalfOpen: true });
  const refuse = (): void => void caller.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n');
  remote.once('error', refuse);
  remote.once('connect', () => {
    remote.off('error', refuse);
    caller.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) caller.unshift(head);
    joinSockets(caller, remote);
  });
}

function forwardPlain(asked: IncomingMessage, answer: ServerResponse): void {
  if (!URL.canParse(asked.url ?? '') || !asked.url?.startsWith('http://')) {
    answer.writeHead(400).end('This is a proxy: it takes whole addresses\n');
    return;
  }
  const headers = { ...asked.headers };
  for (const name of ['proxy-connection', 'proxy-authorization', 'connection']) delete headers[name];
  const upstream = request(asked.url, { method: asked.method ?? 'GET', headers });
  upstream.once('response', (response) => {
    if (passHead(response, answer)) pipeline(response, answer, () => undefined);
    else {
      response.destroy();
      answer.writeHead(502).end('The head of the response cannot be passed on\n');
    }
  });
  upstream.on('error', (error) => {
    if (!answer.headersSent) answer.writeHead(502);
    answer.end(`${error.message}\n`);
  });
  answer.once('close', () => upstream.destroy());
  asked.pipe(upstream);
}
