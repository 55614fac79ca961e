// The way outside for namespace hosts, which have no network but their own: an HTTP proxy on a socket file per host. AWS's names do
// not lead outside.
import { existsSync, rmSync } from 'node:fs';
import {
  createServer as createHttpServer,
  request,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { isHostOfAccount } from '../../aws/api-hosts.ts';
import { passHead } from '../../lib/pass-head.ts';
import { joinSockets } from '../agent/relay.ts';
import { answerTls, passOn, type Authority } from '../endpoint/tls-door.ts';

export interface OutboundProxy extends Disposable {
  /** Serves one more socket file; one that is served already goes on undisturbed. */
  readonly serve: (socketFile: string) => void;
}

/** The endpoint of AWS's API on this machine, while it runs. */
export type FindEndpointHere = () => Promise<EndpointHere | undefined>;

interface EndpointHere {
  /** Of the loopback interface. */
  readonly port: number;
  readonly authority: Authority;
}

/** @param isHere whether a host, in lower case and without a port, is answered by the endpoint */
export function createOutboundProxy(
  findEndpoint: FindEndpointHere,
  isHere: (host: string) => boolean = isHostOfAccount,
): OutboundProxy {
  const http = createHttpServer({ maxHeaderSize: 65_536 }, (asked, answer) => {
    void forwardPlain(asked, answer, { findEndpoint, isHere });
  });
  http.on('connect', (asked: IncomingMessage, caller: Socket, head: Buffer) => {
    const [, host = '', port = ''] = /^\[?([^\]]*)\]?:(\d+)$/.exec(asked.url ?? '') ?? [];
    const to = { host, port: Number(port), head };
    caller.on('error', () => caller.destroy());
    if (isHere(host.toLowerCase())) void leadHere(caller, to, findEndpoint);
    else openTunnel(caller, to);
  });
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

interface Asked {
  readonly host: string;
  readonly port: number;
  /** What the caller has sent already. */
  readonly head: Buffer;
}

function openTunnel(caller: Socket, { host, port, head }: Asked): void {
  if (port > highestPort) return void caller.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  const remote = connect({ host, port, allowHalfOpen: true });
  const refused = (): void => refuse(caller);
  remote.once('error', refused);
  remote.once('connect', () => {
    remote.off('error', refused);
    establish(caller, head);
    joinSockets(caller, remote);
  });
}

function establish(caller: Socket, head: Buffer): void {
  caller.write('HTTP/1.1 200 Connection established\r\n\r\n');
  if (head.length > 0) caller.unshift(head);
}

function refuse(caller: Socket): void {
  caller.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n');
}

/** A call of AWS by its own name ends at the endpoint, in whatever way it was meant. */
async function leadHere(
  caller: Socket,
  { port, head }: Asked,
  findEndpoint: FindEndpointHere,
): Promise<void> {
  const here = await findEndpoint().catch(() => undefined);
  if (here === undefined) return refuse(caller);
  establish(caller, head);
  if (port === 80) passOn(caller, here.port);
  else answerTls(caller, here.authority, here.port);
}

async function forwardPlain(
  asked: IncomingMessage,
  answer: ServerResponse,
  { findEndpoint, isHere }: Readonly<{ findEndpoint: FindEndpointHere; isHere: (host: string) => boolean }>,
): Promise<void> {
  const { url = '', method = 'GET' } = asked;
  if (!URL.canParse(url) || !url.startsWith('http://')) {
    answer.writeHead(400).end('This is a proxy: it takes whole addresses\n');
    return;
  }
  const headers = { ...asked.headers };
  for (const name of ['proxy-connection', 'proxy-authorization', 'connection']) delete headers[name];
  const to = new URL(url);
  if (isHere(to.hostname)) {
    const here = await findEndpoint().catch(() => undefined);
    if (here === undefined) {
      answer.writeHead(502).end("AWS's API of this machine does not run\n");
      return;
    }
    to.host = `127.0.0.1:${here.port}`;
  }
  const upstream = request(to, { method, headers });
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
