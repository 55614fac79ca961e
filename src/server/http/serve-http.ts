// Listens on a port, and ends in order: no new requests, streams ended, the rest answered.
import { getRequestListener } from '@hono/node-server';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { problem, ProblemError } from '../../lib/problem.ts';
import { limitRequests, rawAnswer, type RequestLimits } from './request-limits.ts';
import type { ApiEnv } from './served.ts';

export interface Listening extends AsyncDisposable {
  readonly port: number;
}

interface Where {
  readonly host: string;
  readonly port: number;
  /** Of what a client may take its time for; the usual ones when absent. */
  readonly limits?: RequestLimits;
}

/** Throws a ProblemError when the port is taken. @param port 0 for any that is free */
export async function serveHttp(app: OpenAPIHono<ApiEnv>, { host, port, limits }: Where): Promise<Listening> {
  const server = createHttpServer(app);
  const limiting = limitRequests(server, limits);
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    limiting[Symbol.dispose]();
    throw new ProblemError([cannotListen(error as NodeJS.ErrnoException, { host, port })]);
  }
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      // A connection whose last answer has just ended is idle only now.
      const idle = setInterval(() => server.closeIdleConnections(), 20);
      const timer = setTimeout(() => server.closeAllConnections(), lastAnswersMs);
      await closed;
      limiting[Symbol.dispose]();
      clearTimeout(timer);
      clearInterval(idle);
    },
  };
}

const lastAnswersMs = 2000;
const headersTimeoutMs = 10_000;
const maxConnections = 2000;

function createHttpServer(app: OpenAPIHono<ApiEnv>): Server {
  const listener = getRequestListener(app.fetch, {
    errorHandler: () =>
      Response.json({ message: 'The address or the Host header is not valid' }, { status: 400 }),
  });
  const options = {
    headersTimeout: headersTimeoutMs,
    // Bodies have limits of their own: a push may take longer than any one time.
    requestTimeout: 0,
    connectionsCheckingInterval: 2000,
    // The listener refuses it in the form of all refusals.
    requireHostHeader: false,
  };
  const server = createServer(options, (incoming, outgoing) => void listener(incoming, outgoing));
  server.maxConnections = maxConnections;
  server.on('clientError', refuseBroken);
  return server;
}

/** What is no HTTP request at all, or does not come in time. */
function refuseBroken({ code }: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) return;
  if (code === 'ECONNRESET') socket.destroy();
  else if (code === 'HPE_HEADER_OVERFLOW')
    socket.end(rawAnswer('431 Request Header Fields Too Large', 'The headers of the request are too large'));
  else if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    socket.end(rawAnswer('408 Request Timeout', 'The request did not come in time'));
  else socket.end(rawAnswer('400 Bad Request', 'This is no HTTP request'));
}

function cannotListen(
  error: NodeJS.ErrnoException,
  { host, port }: { readonly host: string; readonly port: number },
) {
  const isTaken = error.code === 'EADDRINUSE';
  return problem({
    code: 'PortTaken',
    whose: 'machine',
    message: isTaken
      ? `Port ${port} of ${host} is in use by another program`
      : `Nothing can listen on ${host}:${port}: ${error.message}`,
    remedy: isTaken
      ? 'End that program, or take another port: slipway up --port 4601'
      : 'Take another --host or --port',
  });
}
