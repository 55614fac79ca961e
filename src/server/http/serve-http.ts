// Listens on a port, and ends in order: no new requests, streams told to end, the rest answered.
import { serve } from '@hono/node-server';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { ApiEnv } from './served.ts';

export interface Listening extends AsyncDisposable {
  readonly port: number;
}

/** Throws a ProblemError when the port is taken. @param port 0 for any that is free */
export async function serveHttp(
  app: OpenAPIHono<ApiEnv>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = serve({ fetch: app.fetch, hostname: host, port }) as Server;
  // A stream lives as long as a page is open; slow headers are nobody's right.
  server.requestTimeout = 0;
  server.headersTimeout = 10_000;
  try {
    await once(server, 'listening');
  } catch (error) {
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
      clearTimeout(timer);
      clearInterval(idle);
    },
  };
}

const lastAnswersMs = 2000;

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
