// The owner's ear: other commands ask the process that owns the state folder. No network port, only a private socket.
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { rmSync } from 'node:fs';
import type { Request, RequestResult } from '../runtime/contract.ts';
import {
  makeOwnerAddress,
  publishOwnerAddress,
  readOwnerAddress,
  removeOwnerAddress,
  type OwnerAddress,
} from './owner-address.ts';
import { parseRequest } from './parse-request.ts';

export interface OwnerDescription {
  readonly pid: number;
  readonly pipelineName: string;
}

const maxBodyBytes = 1_000_000;

/**
 * Listens until disposed. Answers `GET /v1/owner` with an OwnerDescription, and `POST /v1/requests` (a Request as
 * JSON) with its RequestResult. What `answer` throws is told to the asker as status 500; the owner lives on.
 */
export async function serveOwner(options: {
  readonly stateFolder: string;
  readonly pipelineName: string;
  readonly answer: (request: Request) => Promise<RequestResult>;
}): Promise<AsyncDisposable> {
  const { stateFolder, pipelineName, answer } = options;
  const address = makeOwnerAddress(stateFolder);
  const description: OwnerDescription = { pid: process.pid, pipelineName };
  const server = createServer((request, response) => {
    handle(request, { address, description, answer })
      .catch((error: unknown) => ({ status: 500, body: { message: String(error) } }))
      .then((reply) => send(response, reply))
      .catch(() => response.destroy());
  });
  await listen(server, address.socketPath);
  publishOwnerAddress(stateFolder, address);
  return {
    [Symbol.asyncDispose]: async () => {
      // Another owner may have followed already when this one was slow to end: its address stays.
      if (readOwnerAddress(stateFolder)?.token === address.token) removeOwnerAddress(stateFolder);
      await close(server);
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
  readonly description: OwnerDescription;
  readonly answer: (request: Request) => Promise<RequestResult>;
}

async function handle(request: IncomingMessage, served: Served): Promise<Reply> {
  if (!isAllowed(request, served.address))
    return { status: 401, body: { message: 'The token is missing or wrong' } };
  switch (`${request.method} ${request.url}`) {
    case 'GET /v1/owner':
      return { status: 200, body: served.description };
    case 'POST /v1/requests':
      return await answerRequest(request, served);
    default:
      return { status: 404, body: { message: 'There are GET /v1/owner and POST /v1/requests' } };
  }
}

async function answerRequest(incoming: IncomingMessage, { answer }: Served): Promise<Reply> {
  const body = await readBody(incoming);
  if (body === undefined)
    return { status: 413, body: { message: `A request has at most ${maxBodyBytes} bytes` } };
  const parsed = parseRequest(parseJson(body));
  const result: RequestResult =
    parsed.problems === undefined
      ? await answer(parsed.request)
      : { accepted: false, problems: parsed.problems };
  return { status: parsed.problems === undefined ? 200 : 400, body: result };
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

async function listen(server: Server, socketPath: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once('error', reject);
  server.listen(socketPath, () => resolve(undefined));
  await promise;
}

async function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.close(() => resolve(undefined));
  server.closeIdleConnections();
  await promise;
}
