// The call of an HTTP integration.
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { isFailed, type Result } from '../../lib/result.ts';
import { grouped, headerPairs, type Header } from './message.ts';

export interface HttpCall {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body: string | Buffer;
  readonly timeoutMs: number;
  readonly isUnchecked?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

/** API Gateway developer guide, "Amazon API Gateway important notes": what is not passed on. */
const notPassed = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
]);

/** Fails with `timeout`, or with what kept the call from an answer. */
export async function callHttp(call: HttpCall): Promise<Result<HttpAnswer>> {
  let address: URL;
  try {
    address = new URL(call.url);
  } catch {
    return { failed: `"${call.url}" is no address` };
  }
  const answered = Promise.withResolvers<Result<IncomingMessage>>();
  const request = (address.protocol === 'https:' ? requestHttps : requestHttp)(address, {
    method: call.method,
    headers: grouped(call.headers.filter(([name]) => !notPassed.has(name.toLowerCase()))) as Record<
      string,
      string[]
    >,
    signal: AbortSignal.timeout(call.timeoutMs),
    ...(call.isUnchecked === true ? { rejectUnauthorized: false } : {}),
  });
  request.once('response', (message) => answered.resolve(message));
  request.on('error', (error) => answered.resolve({ failed: reasonOf(error) }));
  const hasBody = call.body.length > 0;
  request.end(hasBody ? call.body : undefined);
  const message = await answered.promise;
  if (isFailed(message)) return message;
  try {
    const body = await buffer(message);
    return { status: message.statusCode ?? 502, headers: headerPairs(message.rawHeaders), body };
  } catch (error) {
    return { failed: reasonOf(error as Error) };
  }
}

function reasonOf(error: Error): string {
  return error.name === 'AbortError' || error.name === 'TimeoutError' ? 'timeout' : error.message;
}

/** Headers that API Gateway answers itself; those of the integration come under another name, or not at all. */
const remapped = new Set([
  'date',
  'server',
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'te',
  'trailer',
  'upgrade',
  'user-agent',
  'www-authenticate',
  'x-amzn-requestid',
]);

export function passedBack(headers: readonly Header[]): readonly Header[] {
  return headers.flatMap(([name, value]) => {
    const lower = name.toLowerCase();
    if (lower === 'transfer-encoding' || lower === 'connection' || lower === 'content-length') return [];
    return [[remapped.has(lower) ? `x-amzn-Remapped-${name}` : name, value] as const];
  });
}
