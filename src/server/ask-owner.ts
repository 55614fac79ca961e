// The other end of the owner's socket.
import { request as httpRequest } from 'node:http';
import type { Request, RequestResult } from '../runtime/contract.ts';
import { readOwnerAddress, type OwnerAddress } from './owner-address.ts';
import type { OwnerDescription } from './serve-owner.ts';

/** Who owns the state folder and answers; undefined when nobody does. */
export async function findOwner(stateFolder: string): Promise<OwnerDescription | undefined> {
  const answer = await ask(stateFolder, 'GET', '/v1/owner');
  return answer?.status === 200 ? (answer.body as OwnerDescription) : undefined;
}

/**
 * Hands a request to the owner. Undefined when nobody owns the folder (or the owner ended before it answered, in
 * which case the journal tells whether the request was recorded).
 */
export async function askOwner(stateFolder: string, request: Request): Promise<RequestResult | undefined> {
  const answer = await ask(stateFolder, 'POST', '/v1/requests', request);
  if (answer === undefined || answer.status === 401) return undefined;
  if (answer.status === 200 || answer.status === 400) return answer.body as RequestResult;
  const { message } = answer.body as { readonly message?: string };
  throw new Error(`The process that owns ${stateFolder} could not answer: ${message ?? answer.status}`);
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function ask(
  stateFolder: string,
  method: 'GET' | 'POST',
  path: string,
  body?: Request,
): Promise<Answer | undefined> {
  const address = readOwnerAddress(stateFolder);
  if (address === undefined) return undefined;
  try {
    return await send(address, { method, path, body });
  } catch (error) {
    if (gone.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Nobody listens (any more). */
const gone: ReadonlySet<string> = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

async function send(
  { socketPath, token }: OwnerAddress,
  {
    method,
    path,
    body,
  }: { readonly method: string; readonly path: string; readonly body: Request | undefined },
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const outgoing = httpRequest({ socketPath, method, path, headers, agent: false }, (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => (text += chunk));
    response.on('error', reject);
    response.on('end', () => {
      try {
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as unknown });
      } catch (cause) {
        reject(new Error('The answer of the owner is no JSON', { cause }));
      }
    });
  });
  outgoing.on('error', reject);
  outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  return promise;
}
