// The owner's ear: other commands ask the process that owns the state folder. No network port, only a private socket.
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { rmSync } from 'node:fs';
import { closeServer, listen } from '../lib/http-listener.ts';
import { isFailed } from '../lib/result.ts';
import type { Request, RequestResult } from '../runtime/contract.ts';
import {
  makeOwnerAddress,
  publishOwnerAddress,
  readOwnerAddress,
  removeOwnerAddress,
  type OwnerAddress,
} from './owner-address.ts';

export interface OwnerDescription {
  readonly pid: number;
  readonly pipelineNames: readonly string[];
  /** Where its pages are, when it is a server. */
  readonly url?: string;
  /** Names how it drives its pipeline: the same call of `run` has the same name. */
  readonly call?: string;
  /** It ends with its own execution, and need not be ended by anyone. */
  readonly leaves?: boolean;
}

/** What the process that owns a state folder can be asked. */
export interface Owner {
  readonly describe: () => Omit<OwnerDescription, 'pid'>;
  /** Undefined when it is about to end and takes nothing more. */
  readonly answer: (pipelineName: string, request: Request) => Promise<RequestResult | undefined>;
}

const maxBodyBytes = 1_000_000;

/**
 * Listens until disposed. Answers `GET /v1/owner` with an OwnerDescription, and `POST /v1/pipelines/NAME/requests` (a
 * Request as JSON) with its RequestResult. What the owner throws is answered with status 500; it lives on.
 */
export async function serveOwner(stateFolder: string, owner: Owner): Promise<AsyncDisposable> {
  const address = makeOwnerAddress(stateFolder);
  const server = createServer((request, response) => {
    handle(request, { address, owner })
      .catch((error: unknown) => ({ status: 500, body: { message: String(error) } }))
      .then((reply) => send(response, reply))
      .catch(() => response.destroy());
  });
  await listen(server, { path: address.socketPath });
  publishOwnerAddress(stateFolder, address);
  return {
    [Symbol.asyncDispose]: async () => {
      // Another owner may have followed already when this one was slow to end: its address stays.
      if (readOwnerAddress(stateFolder)?.token === address.token) removeOwnerAddress(stateFolder);
      await closeServer(server, { waits: true });
      if (process.platform !== 'win32') rmSync(address.socketPath, { force: true });
    },
  };
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

interface Served {
  readonly address: OwnerAddress;
  readonly owner: Owner;
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
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
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
