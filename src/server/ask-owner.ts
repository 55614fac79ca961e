// The other end of the owner's socket.
import type { Request, RequestResult } from '../runtime/contract.ts';
import { readOwnerAddress } from './owner-address.ts';
import type { Answer } from './call-socket.ts';
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
export async function askOwner(
  stateFolder: string,
  pipelineName: string,
  request: Request,
): Promise<RequestResult | undefined> {
  const path = `/v1/pipelines/${encodeURIComponent(pipelineName)}/requests`;
  const answer = await ask(stateFolder, 'POST', path, request);
  if (answer === undefined || answer.status === 401) return undefined;
  if (answer.status === 200 || answer.status === 400) return answer.body as RequestResult;
  const { message } = answer.body as { readonly message?: string };
  throw new Error(`The process that owns ${stateFolder} could not answer: ${message ?? answer.status}`);
}

async function ask(
  stateFolder: string,
  method: 'GET' | 'POST',
  path: string,
  body?: Request,
): Promise<Answer | undefined> {
  const address = readOwnerAddress(stateFolder);
  if (address === undefined) return undefined;
  // Loading HTTP takes longer than all the rest of a command that only looks, and mostly nobody is there.
  const { callSocket } = await import('./call-socket.ts');
  try {
    return await callSocket(address, { method, path, body });
  } catch (error) {
    if (gone.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Nobody listens (any more). */
const gone: ReadonlySet<string> = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']);
