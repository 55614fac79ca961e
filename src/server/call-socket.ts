// One HTTP call over the owner's socket.
import { request as httpRequest } from 'node:http';
import type { Request } from '../runtime/contract.ts';
import type { OwnerAddress } from './owner-address.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Rejects with the system's error when no process listens. */
export async function callSocket(
  { socketPath, token }: OwnerAddress,
  {
    method,
    path,
    body,
    signal,
  }: {
    readonly method: string;
    readonly path: string;
    readonly body: Request | undefined;
    readonly signal: AbortSignal;
  },
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const outgoing = httpRequest({ socketPath, method, path, headers, agent: false, signal }, (response) => {
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
