// Which headers go on to the target and back, and what the load balancer adds (Application Load Balancers,
// X-Forwarded headers; RFC 9110, 7.6.1).
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

type RawHeaders = readonly (readonly [string, string])[];

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The headers of a request for the target. `Host` stays as the client sent it. */
export function requestHeaders(
  request: IncomingMessage,
  listenerPort: number,
): Record<string, string | string[]> {
  const headers = grouped(endToEnd(request.rawHeaders, ['expect', 'http2-settings']));
  const client = (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  const before = request.headers['x-forwarded-for'];
  set(headers, 'X-Forwarded-For', before === undefined ? client : `${String(before)}, ${client}`);
  set(headers, 'X-Forwarded-Proto', 'http');
  set(headers, 'X-Forwarded-Port', String(listenerPort));
  if (request.headers['x-amzn-trace-id'] === undefined) set(headers, 'X-Amzn-Trace-Id', traceId());
  // A body of unknown length is announced again for the new connection.
  if (request.headers['transfer-encoding'] !== undefined) set(headers, 'Transfer-Encoding', 'chunked');
  return Object.fromEntries(
    Object.entries(headers).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}

/** The headers of a response for the client, as the target wrote them, in its order. */
export function responseHeaders(response: IncomingMessage): string[] {
  return endToEnd(response.rawHeaders, []).flat();
}

function endToEnd(rawHeaders: readonly string[], dropped: readonly string[]): RawHeaders {
  const pairs = pairsOf(rawHeaders);
  const named = pairs
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.toLowerCase().split(','))
    .map((name) => name.trim());
  const gone = new Set([...named, ...dropped]);
  return pairs.filter(([name]) => !hopByHop.has(name.toLowerCase()) && !gone.has(name.toLowerCase()));
}

function pairsOf(rawHeaders: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    pairs.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  return pairs;
}

/** One entry per name in the spelling that came first, with every value. */
function grouped(pairs: RawHeaders): Record<string, string[]> {
  const spelling = new Map<string, string>();
  const headers: Record<string, string[]> = {};
  for (const [name, value] of pairs) {
    const key = spelling.get(name.toLowerCase()) ?? name;
    spelling.set(name.toLowerCase(), key);
    headers[key] = [...(headers[key] ?? []), value];
  }
  return headers;
}

function set(headers: Record<string, string[]>, name: string, value: string): void {
  for (const known of Object.keys(headers))
    if (known.toLowerCase() === name.toLowerCase()) delete headers[known];
  headers[name] = [value];
}

function traceId(): string {
  return `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;
}
