// Carries one request to a target and its response back, streaming both.
import { request, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { passHead } from '../../lib/pass-head.ts';
import { requestHeaders, responseHeaders } from './forwarded-headers.ts';
import type { Target } from './target.ts';
import type { Route } from './targets.ts';

/** Application Load Balancers, Connection idle timeout: 60 seconds unless configured. */
export const IDLE_TIMEOUT_MS = 60_000;

/** May be sent again when it is not known whether it arrived (RFC 9110, 9.2.2). */
const repeatable = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

interface Exchange {
  readonly client: IncomingMessage;
  readonly answer: ServerResponse;
  readonly targets: Route;
  readonly listenerPort: number;
  readonly tried: Set<Target>;
  /** False once a kept connection turned out to be closed: the next attempt opens one of its own. */
  mayReuse: boolean;
}

/**
 * A request of which no byte was sent goes to another target, as does a repeatable one whose kept connection the
 * application closed at that moment. Everything else that fails is 502, no answer in time 504, no target 503.
 */
export function forwardRequest(
  client: IncomingMessage,
  answer: ServerResponse,
  route: Pick<Exchange, 'targets' | 'listenerPort'>,
): void {
  answer.sendDate = false;
  tryNextTarget({ client, answer, ...route, tried: new Set(), mayReuse: isRepeatable(client) });
}

function tryNextTarget(exchange: Exchange): void {
  const { answer, targets, tried } = exchange;
  if (answer.destroyed) return;
  const target = targets.choose(tried);
  if (target === undefined) return refuse(exchange, tried.size === 0 ? 503 : 502);
  tried.add(target);
  sendTo(target, exchange);
}

function sendTo(target: Target, exchange: Exchange): void {
  const { client, answer, listenerPort } = exchange;
  const startedAt = performance.now();
  const upstream = request({
    agent: target.agentFor(exchange.mayReuse),
    method: client.method ?? 'GET',
    path: client.url ?? '/',
    headers: requestHeaders(client, listenerPort),
    setHost: false,
  });
  const finished = target.begin(() => upstream.destroy(new Error('the deregistration delay is over')));
  const abandon = (): void => void upstream.destroy();
  answer.once('close', abandon);
  upstream.once('close', () => {
    finished();
    answer.off('close', abandon);
  });
  let isSending = false;
  upstream.setTimeout(IDLE_TIMEOUT_MS, () => expire(exchange, upstream));
  upstream.once('socket', () => {
    isSending = true;
    sendBody(client, answer, upstream);
  });
  upstream.once('response', (response) => {
    const latencyMs = performance.now() - startedAt;
    target.count({ status: response.statusCode ?? 0, latencyMs });
    exchange.targets.series.response(response.statusCode ?? 0, latencyMs);
    sendBack(response, exchange);
  });
  upstream.on('error', () => {
    if (answer.headersSent || answer.destroyed) return;
    finished();
    target.count('connection error');
    exchange.targets.series.count('connectionErrors');
    if (!isSending) return tryNextTarget(exchange);
    if (!exchange.mayReuse || !upstream.reusedSocket) return refuse(exchange, 502);
    // A kept connection that was just closed says nothing about the target: it is asked again on a new one.
    exchange.mayReuse = false;
    exchange.tried.delete(target);
    tryNextTarget(exchange);
  });
}

/** Only when a target has accepted, so that the body is still whole for the next one if it does not. */
function sendBody(client: IncomingMessage, answer: ServerResponse, upstream: ClientRequest): void {
  if (hasNoBody(client)) return void upstream.end();
  if (client.headers.expect?.toLowerCase() === '100-continue') answer.writeContinue();
  client.pipe(upstream);
}

function sendBack(response: IncomingMessage, exchange: Exchange): void {
  const { answer } = exchange;
  if (!passHead(response, answer, responseHeaders(response))) {
    response.destroy();
    return refuse(exchange, 502);
  }
  answer.flushHeaders();
  // A response that breaks off must break off at the client too, never look complete.
  pipeline(response, answer, (error) => {
    if (error) answer.destroy();
  });
}

function expire(exchange: Exchange, upstream: ClientRequest): void {
  if (!exchange.answer.headersSent) refuse(exchange, 504);
  upstream.destroy();
}

function isRepeatable(client: IncomingMessage): boolean {
  return repeatable.has(client.method ?? '') && hasNoBody(client);
}

function hasNoBody(client: IncomingMessage): boolean {
  const length = client.headers['content-length'];
  return client.headers['transfer-encoding'] === undefined && (length === undefined || Number(length) === 0);
}

/** The load balancer's own answer. */
function refuse({ answer, targets }: Exchange, status: 502 | 503 | 504): void {
  targets.series.count('elb5xx');
  const text = { 502: 'Bad Gateway', 503: 'Service Temporarily Unavailable', 504: 'Gateway Time-out' }[
    status
  ];
  const body = `<html><head><title>${status} ${text}</title></head><body><h1>${status} ${text}</h1></body></html>\n`;
  answer.writeHead(status, text, { 'Content-Type': 'text/html', 'Content-Length': Buffer.byteLength(body) });
  answer.end(body);
}
