// What comes over the owner's socket, as HTTP.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { isSameSecret } from '../lib/same-secret.ts';
import { isFailed } from '../lib/result.ts';
import { problemBehind } from '../lib/system-problem.ts';
import type { OwnerAddress } from './owner-address.ts';
import type { Owner, OwnerDescription } from './owner.ts';

const maxBodyBytes = 1_000_000;

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export interface Served {
  readonly address: OwnerAddress;
  readonly owner: Owner;
}

export interface OwnerRequests {
  /** Answers what comes from it, one request, and ends it. */
  readonly take: (socket: Socket) => void;
  readonly isAnswering: (socket: Socket) => boolean;
}

export function openOwnerRequests(served: Served): OwnerRequests {
  const answering = new Set<Socket>();
  const server = createServer((request, response) => {
    const { socket } = request;
    answering.add(socket);
    response.once('close', () => answering.delete(socket));
    handle(request, served)
      .catch((error: unknown) => ({
        status: 500,
        body: { message: problemBehind(error)?.message ?? String(error) },
      }))
      .then((reply) => send(response, reply))
      .catch(() => response.destroy());
  });
  return {
    take: (socket) => void server.emit('connection', socket),
    isAnswering: (socket) => answering.has(socket),
  };
}

const requestsPath = /^\/v1\/pipelines\/([^/]+)\/requests$/;

async function handle(request: IncomingMessage, served: Served): Promise<Reply> {
  if (!isAllowed(request, served.address))
    return { status: 401, body: { message: 'The token is missing or wrong' } };
  const { method, url = '' } = request;
  if (method === 'GET' && url === '/v1/owner')
    return { status: 200, body: { pid: process.pid, ...served.owner.describe() } satisfies OwnerDescription };
  const asked = method === 'POST' ? requestsPath.exec(url) : null;
  if (asked?.[1] !== undefined)
    return await answerRequest(decodeURIComponent(asked[1]), request, served.owner);
  return { status: 404, body: { message: 'There are GET /v1/owner and POST /v1/pipelines/NAME/requests' } };
}

async function answerRequest(
  pipelineName: string,
  incoming: IncomingMessage,
  { answer }: Owner,
): Promise<Reply> {
  const body = await readBody(incoming);
  if (body === undefined)
    return { status: 413, body: { message: `A request has at most ${maxBodyBytes} bytes` } };
  // The schemas take a while to load, and most owners are never asked.
  const { parseRequest } = await import('./parse-request.ts');
  const parsed = parseRequest(parseJson(body));
  const result = isFailed(parsed)
    ? { accepted: false, problems: parsed.failed }
    : await answer(pipelineName, parsed.request);
  if (result === undefined) return { status: 503, body: { message: 'The owner is about to end' } };
  return { status: isFailed(parsed) ? 400 : 200, body: result };
}

function isAllowed(request: IncomingMessage, { token }: OwnerAddress): boolean {
  return isSameSecret(request.headers.authorization ?? '', `Bearer ${token}`);
}

/** Undefined for a body that is too large; the rest of it is not read. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify(body));
}
