// The other end of the owner's socket.
import { setTimeout as delay } from 'node:timers/promises';
import type { Request, RequestResult } from '../runtime/contract.ts';
import { readOwnerAddress, type OwnerAddress } from './owner-address.ts';
import type { Answer } from './call-socket.ts';
import { untilSilent } from './owner-pulse.ts';
import type { OwnerDescription } from './owner.ts';

/** The owner is there and does not answer: it was stopped, or it hangs. */
export interface SilentOwner {
  readonly silent: true;
  readonly pid: number;
}

/** Who owns the state folder and answers; undefined when none does. Comes within five seconds of silence. */
export async function findOwner(stateFolder: string): Promise<OwnerDescription | SilentOwner | undefined> {
  const answer = await ask(stateFolder, { method: 'GET', path: '/v1/owner' });
  if (answer === undefined || 'silent' in answer) return answer;
  return answer.status === 200 ? (answer.body as OwnerDescription) : undefined;
}

/** Asks an owner that `yields` to leave what it drives to the next one. It may have ended meanwhile. */
export function endYielding(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

export function isSilent(owner: object | undefined): owner is SilentOwner {
  return owner !== undefined && 'silent' in owner;
}

/**
 * Hands a request to the owner. Undefined when no process owns the folder, when the owner is about to leave and takes
 * nothing more, and when it ended before it answered, in which case the journal shows whether the request was recorded.
 */
export async function askOwner(
  stateFolder: string,
  pipelineName: string,
  request: Request,
): Promise<RequestResult | SilentOwner | undefined> {
  const path = `/v1/pipelines/${encodeURIComponent(pipelineName)}/requests`;
  const answer = await ask(stateFolder, { method: 'POST', path, body: request });
  if (answer === undefined || 'silent' in answer) return answer;
  if (answer.status === 401 || answer.status === 503) return undefined;
  if (answer.status === 200 || answer.status === 400) return answer.body as RequestResult;
  const { message } = answer.body as { readonly message?: string };
  throw new Error(`The process that owns ${stateFolder} could not answer: ${message ?? answer.status}`);
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: Request;
}

async function ask(stateFolder: string, call: Call): Promise<Answer | SilentOwner | undefined> {
  const address = readOwnerAddress(stateFolder);
  if (address === undefined) return undefined;
  const ending = new AbortController();
  try {
    // What a stopped process was asked it would do as soon as it goes on, long after the caller has been refused.
    if (call.method === 'POST' && (await isUnanswered(address, ending.signal)))
      return { silent: true, pid: address.pid };
    const answer = answered(address, call, ending.signal);
    const silent = silence(address, call, ending.signal);
    return await Promise.race([answer, silent]);
  } finally {
    ending.abort();
  }
}

async function answered(
  address: OwnerAddress,
  { method, path, body }: Call,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  // Loading HTTP takes longer than all the rest of a command that only reads, and mostly there is no owner.
  const { callSocket } = await import('./call-socket.ts');
  try {
    return await callSocket(address, { method, path, body, signal });
  } catch (error) {
    if (signal.aborted || gone.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

const pingMs = 1000;

/** A request may take its time as long as the owner says meanwhile who it is; never resolves for one that answers. */
async function silence(address: OwnerAddress, { method }: Call, signal: AbortSignal): Promise<SilentOwner> {
  const { pid } = address;
  if (method === 'GET') await untilSilent(pid, signal);
  else await untilUnanswered(address, signal);
  return signal.aborted ? await new Promise(() => undefined) : { silent: true, pid };
}

async function untilUnanswered(address: OwnerAddress, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await delay(pingMs, undefined, { signal }).catch(() => undefined);
    if (await isUnanswered(address, signal)) return;
  }
}

async function isUnanswered(address: OwnerAddress, outer: AbortSignal): Promise<boolean> {
  const ending = new AbortController();
  const signal = AbortSignal.any([outer, ending.signal]);
  try {
    const ping = answered(address, { method: 'GET', path: '/v1/owner' }, signal).then(() => false);
    return await Promise.race([ping, untilSilent(address.pid, signal).then(() => !outer.aborted)]);
  } finally {
    ending.abort();
  }
}

/** No process listens (any more). */
const gone: ReadonlySet<string> = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']);
