// The Lambda Runtime API for one invocation, on a port of 127.0.0.1. Source: Lambda developer guide, "Using the Lambda
// runtime API".
//
//   starting --next--> invoking --response|error--> answered --next--> idle (held open until the process is ended)
//      '--init/error-------------------------------> answered
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { serveLocally } from '../../lib/http-listener.ts';

export interface RuntimeEvent {
  readonly requestId: string;
  readonly payload: string;
  readonly invokedFunctionArn: string;
  readonly traceId: string;
  /** Asked for when the function takes the event: milliseconds since 1970. */
  readonly deadline: () => number;
}

export interface FunctionErrorDocument {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly [other: string]: unknown;
}

export type RuntimeAnswer =
  | { readonly type: 'Response'; readonly body: string }
  | { readonly type: 'Error' | 'InitError'; readonly error: FunctionErrorDocument };

export interface RuntimeApi extends AsyncDisposable {
  /** `host:port`, for AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** The process has started and asked for the event. */
  readonly taken: Promise<void>;
  readonly answered: Promise<RuntimeAnswer>;
  /** After its answer it has asked for more: nothing of this invocation is left to do. */
  readonly idle: Promise<void>;
}

const base = '/2018-06-01/runtime';
/** 6 MiB and what AWS allows beyond them. */
const largestResponse = 6 * 1024 * 1024 + 100;

export async function serveRuntimeApi(event: RuntimeEvent): Promise<RuntimeApi> {
  const taken = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<RuntimeAnswer>();
  const idle = Promise.withResolvers<void>();
  let state: 'starting' | 'invoking' | 'answered' = 'starting';
  const answer = (given: RuntimeAnswer): void => {
    state = 'answered';
    answered.resolve(given);
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    const body = await buffer(request);
    if (request.method === 'GET' && path === `${base}/invocation/next`) {
      if (state === 'answered') return idle.resolve();
      state = 'invoking';
      taken.resolve();
      return giveEvent(event, response);
    }
    if (request.method !== 'POST') return refuse(response, 404, 'NotFound');
    if (path === `${base}/init/error`) {
      if (state !== 'starting') return refuse(response, 403, 'InvalidStateTransition');
      answer({ type: 'InitError', error: errorOf(request, body) });
      return accept(response);
    }
    const [, requestId, what] =
      /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (what === undefined) return refuse(response, 404, 'NotFound');
    if (requestId !== event.requestId) return refuse(response, 400, 'InvalidRequestID');
    if (state !== 'invoking') return refuse(response, 403, 'InvalidStateTransition');
    if (what === 'error') answer({ type: 'Error', error: errorOf(request, body) });
    else if (body.length > largestResponse) {
      answer({ type: 'Error', error: tooLarge(body.length) });
      return refuse(response, 413, 'RequestEntityTooLarge');
    } else answer({ type: 'Response', body: body.toString('utf8') });
    return accept(response);
  };
  // A process that dies while it speaks has reported nothing; its end is seen elsewhere.
  const listener = await serveLocally(handle);
  return {
    address: listener.address,
    taken: taken.promise,
    answered: answered.promise,
    idle: idle.promise,
    [Symbol.asyncDispose]: async () => listener[Symbol.asyncDispose](),
  };
}

function giveEvent(event: RuntimeEvent, response: ServerResponse): void {
  response
    .writeHead(200, {
      'Content-Type': 'application/json',
      'Lambda-Runtime-Aws-Request-Id': event.requestId,
      'Lambda-Runtime-Deadline-Ms': String(event.deadline()),
      'Lambda-Runtime-Invoked-Function-Arn': event.invokedFunctionArn,
      'Lambda-Runtime-Trace-Id': event.traceId,
    })
    .end(event.payload);
}

function accept(response: ServerResponse): void {
  response.writeHead(202, { 'Content-Type': 'application/json' }).end('{"status":"OK"}\n');
}

function refuse(response: ServerResponse, status: number, errorType: string): void {
  const document = { errorMessage: `${status} ${errorType}`, errorType };
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(document));
}

/** What the function says of its error; a body in no such form is taken as its message. */
function errorOf(request: IncomingMessage, body: Buffer): FunctionErrorDocument {
  const headerType = request.headers['lambda-runtime-function-error-type'];
  const fallback = typeof headerType === 'string' ? headerType : 'Unhandled';
  const text = body.toString('utf8');
  const document = parsed(text);
  if (typeof document !== 'object' || document === null) return { errorType: fallback, errorMessage: text };
  const { errorType, errorMessage } = document as Record<string, unknown>;
  return {
    ...document,
    errorType: typeof errorType === 'string' ? errorType : fallback,
    errorMessage: typeof errorMessage === 'string' ? errorMessage : '',
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tooLarge(bytes: number): FunctionErrorDocument {
  return {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${largestResponse} bytes).`,
  };
}
