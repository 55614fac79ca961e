// Requests of APIs as they come and as they are sent: `http://ID.execute-api.localhost:PORT/STAGE/path`.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DataPlane } from '../data-plane.ts';
import { apiAddress } from './address.ts';
import { answerApi } from './gateway.ts';
import { grouped, headerPairs, type ApiRequest, type ApiResponse } from './message.ts';

/** API Gateway takes 10 MB (API Gateway developer guide, Quotas). */
const mostBytes = 10 * 1024 * 1024;

export const serveApi: DataPlane = async (incoming, response, ground) => {
  const { url = '/', headers, method = 'GET', rawHeaders, socket } = incoming;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const address = apiAddress(headers.host, path) ?? { name: '', path };
  const body = await collected(incoming);
  if (body === undefined)
    return sendResponse(
      { status: 413, headers: tooLong, body: '{"message":"Request Too Long"}' },
      { incoming, response },
    );
  const request: ApiRequest = {
    method,
    path: address.path,
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers: headerPairs(rawHeaders),
    body,
    sourceIp: socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1',
    host: address.host ?? headers.host ?? '',
    at: Date.now(),
  };
  sendResponse(await answerApi(ground, address.name, request), { incoming, response });
};

const tooLong = [
  ['Content-Type', 'application/json'],
  ['Connection', 'close'],
] as const;

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
}

/** Without headers of the connection's own. */
export function sendResponse({ status, headers, body }: ApiResponse, { incoming, response }: Exchange): void {
  const isBodiless = incoming.method === 'HEAD' || status === 204 || status === 304;
  const own = headers.filter(
    ([name]) => !['content-length', 'transfer-encoding', 'connection'].includes(name.toLowerCase()),
  );
  const length = isBodiless ? {} : { 'Content-Length': Buffer.byteLength(body) };
  response.writeHead(status, { ...(grouped(own) as Record<string, string[]>), ...length });
  response.end(isBodiless ? undefined : body);
}

/** Undefined when it is too large. */
export async function collected(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  // A client that sends too much still gets an answer: the connection is closed after it.
  for await (const part of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > mostBytes) {
      incoming.resume();
      return undefined;
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
