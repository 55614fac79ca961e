// The Lambda Runtime API of one process of a function, on a port of 127.0.0.1. Source: Lambda developer guide, "Using the
// Lambda runtime API".
//
//   starting --next--> idle --event--> invoking --response|error--> answered --next--> idle …
//      '--init/error--> over              '--streamed response--> streaming --its end--> answered
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { serveLocally } from '../../lib/http-listener.ts';
import { ExtensionsApi, isOfExtensions, type ExtensionsOptions } from './extensions-api.ts';

export interface RuntimeEvent {
  readonly requestId: string;
  readonly payload: string | Uint8Array;
  readonly invokedFunctionArn: string;
  readonly traceId: string;
  /** JSON, as an SDK gives it (Lambda API, Invoke, ClientContext). */
  readonly clientContext?: string;
  /** Takes what the function streams; without it a streamed response is collected as any other. */
  readonly sink?: ResponseSink;
  /** Asked for when the function takes the event: milliseconds since 1970. */
  readonly deadline: () => number;
}

/** A response in parts, as the function writes them. */
export interface ResponseSink {
  /** Once, before the first part. */
  readonly begin: (contentType: string) => void;
  /** Resolves when the next part may come. */
  readonly write: (part: Uint8Array) => Promise<void>;
}

export interface FunctionErrorDocument {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly [other: string]: unknown;
}

export type RuntimeAnswer =
  /** Its body is empty when it has gone to the sink. */
  | { readonly type: 'Response'; readonly body: Buffer }
  | { readonly type: 'Error' | 'InitError'; readonly error: FunctionErrorDocument };

/** One event on its way through the process. */
interface RuntimeTurn {
  /** The process has asked for the event. */
  readonly taken: Promise<void>;
  readonly answered: Promise<RuntimeAnswer>;
  /** After its answer it has asked for more, and so have its extensions: nothing of this invocation is left to do. */
  readonly idle: Promise<void>;
}

export interface RuntimeApi extends AsyncDisposable {
  /** `host:port`, for AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** One at a time: the one before is idle. It is given when the process asks for it. */
  readonly give: (event: RuntimeEvent) => RuntimeTurn;
  readonly extensions: ExtensionsApi;
}

const base = '/2018-06-01/runtime';
/** 6 MiB and what AWS allows beyond them. */
const largestResponse = 6 * 1024 * 1024 + 100;
/** Lambda developer guide, "Lambda quotas". */
const largestStream = 200 * 1024 * 1024;

type State = 'starting' | 'idle' | 'invoking' | 'streaming' | 'answered' | 'over';

interface OpenTurn {
  readonly event: RuntimeEvent;
  readonly taken: PromiseWithResolvers<void>;
  readonly answered: PromiseWithResolvers<RuntimeAnswer>;
  readonly idle: PromiseWithResolvers<void>;
  /** Resolves when its extensions are done with it; undefined until they are notified of it. */
  extensions?: Promise<void>;
}

export async function serveRuntimeApi(options: ExtensionsOptions): Promise<RuntimeApi> {
  const extensions = new ExtensionsApi(options);
  const turns = new RuntimeTurns(extensions);
  // A process that dies while it speaks has reported nothing; its end is seen elsewhere.
  const listener = await serveLocally(async (request, response) => turns.serve(request, response), {
    keepsIdle: true,
  });
  return {
    address: listener.address,
    give: (event) => turns.give(event),
    extensions,
    [Symbol.asyncDispose]: async () => listener[Symbol.asyncDispose](),
  };
}

class RuntimeTurns {
  #state: State = 'starting';
  #turn: OpenTurn | undefined;
  readonly #extensions: ExtensionsApi;
  /** The process has asked and there is nothing for it yet. */
  #waiting: ServerResponse | undefined;
  #initError: RuntimeAnswer | undefined;

  constructor(extensions: ExtensionsApi) {
    this.#extensions = extensions;
    void extensions.initialised.then(() => this.#look());
  }

  #look(): void {
    if (this.#waiting !== undefined) this.#hand(this.#waiting);
  }

  give(event: RuntimeEvent): RuntimeTurn {
    const turn: OpenTurn = {
      event,
      taken: Promise.withResolvers(),
      answered: Promise.withResolvers(),
      idle: Promise.withResolvers(),
    };
    this.#turn = turn;
    if (this.#initError !== undefined) turn.answered.resolve(this.#initError);
    else this.#look();
    return { taken: turn.taken.promise, answered: turn.answered.promise, idle: turn.idle.promise };
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (request.method === 'GET' && path === `${base}/invocation/next`) return this.#next(response);
    if (isOfExtensions(path)) return this.#extensions.serve(request, response);
    if (this.#isStream(request, path)) return this.#stream(request, response);
    const body = await buffer(request);
    if (request.method !== 'POST') return refuse(response, 404, 'NotFound');
    if (path === `${base}/init/error`) return this.#failInit(errorOf(request, body), response);
    const [, requestId, what] =
      /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (what === undefined) return refuse(response, 404, 'NotFound');
    if (requestId !== this.#turn?.event.requestId) return refuse(response, 400, 'InvalidRequestID');
    if (this.#state !== 'invoking') return refuse(response, 403, 'InvalidStateTransition');
    const failed = what === 'error' ? errorOf(request, body) : errorAtEnd(request);
    if (failed !== undefined) this.#answer({ type: 'Error', error: failed });
    else if (body.length > largestResponse) {
      this.#answer({ type: 'Error', error: tooLarge(body.length, largestResponse) });
      return refuse(response, 413, 'RequestEntityTooLarge');
    } else this.#answer({ type: 'Response', body });
    // Who waits for the function's answer has it first.
    setImmediate(() => accept(response));
  }

  /** Lambda developer guide, "Building a custom runtime", Implementing response streaming. */
  #isStream({ method, headers }: IncomingMessage, path: string): boolean {
    const { event } = this.#turn ?? {};
    return (
      method === 'POST' &&
      event?.sink !== undefined &&
      this.#state === 'invoking' &&
      path === `${base}/invocation/${event.requestId}/response` &&
      headers['lambda-runtime-function-response-mode'] === 'streaming'
    );
  }

  async #stream(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sink = this.#turn?.event.sink;
    this.#state = 'streaming';
    sink?.begin(request.headers['content-type'] ?? 'application/octet-stream');
    let bytes = 0;
    for await (const part of request as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > largestStream) {
        this.#answer({ type: 'Error', error: tooLarge(bytes, largestStream) });
        return refuse(response, 413, 'RequestEntityTooLarge');
      }
      await sink?.write(part);
    }
    const failed = errorAtEnd(request);
    this.#answer(
      failed === undefined ? { type: 'Response', body: Buffer.alloc(0) } : { type: 'Error', error: failed },
    );
    accept(response);
  }

  /** Asked again while its event is open, a process is given the same event again, as AWS's own emulator does. */
  #next(response: ServerResponse): void {
    if (this.#state === 'starting') this.#extensions.close();
    if (this.#state === 'invoking') return this.#hand(response);
    if (this.#state === 'streaming') return refuse(response, 403, 'InvalidStateTransition');
    const isDone = this.#state === 'answered';
    const done = isDone ? this.#turn : undefined;
    if (isDone) this.#turn = undefined;
    this.#state = 'idle';
    this.#waiting = response;
    response.on('close', () => {
      if (this.#waiting === response) this.#waiting = undefined;
    });
    if (this.#turn !== undefined) this.#hand(response);
    if (done?.extensions === undefined) done?.idle.resolve();
    else void done.extensions.then(done.idle.resolve);
  }

  #hand(response: ServerResponse): void {
    const turn = this.#turn;
    // No event before all that belongs to the function has initialised itself.
    if (turn === undefined || !this.#extensions.isInitialised()) return;
    this.#waiting = undefined;
    this.#state = 'invoking';
    turn.taken.resolve();
    if (!this.#extensions.isEmpty())
      turn.extensions ??= this.#extensions.invoke({ ...turn.event, deadlineMs: turn.event.deadline() });
    giveEvent(turn.event, response);
  }

  #answer(given: RuntimeAnswer): void {
    this.#state = 'answered';
    this.#turn?.answered.resolve(given);
  }

  #failInit(error: FunctionErrorDocument, response: ServerResponse): void {
    if (this.#state !== 'starting') return refuse(response, 403, 'InvalidStateTransition');
    this.#state = 'over';
    this.#initError = { type: 'InitError', error };
    this.#turn?.answered.resolve(this.#initError);
    accept(response);
  }
}

function giveEvent(event: RuntimeEvent, response: ServerResponse): void {
  response
    .writeHead(200, {
      'Content-Type': 'application/json',
      'Lambda-Runtime-Aws-Request-Id': event.requestId,
      'Lambda-Runtime-Deadline-Ms': String(event.deadline()),
      'Lambda-Runtime-Invoked-Function-Arn': event.invokedFunctionArn,
      'Lambda-Runtime-Trace-Id': event.traceId,
      'Content-Length': String(Buffer.byteLength(event.payload)),
      ...(event.clientContext === undefined ? {} : { 'Lambda-Runtime-Client-Context': event.clientContext }),
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

/** Of a response that failed while it was streamed: it stands in trailers. */
function errorAtEnd({ trailers }: IncomingMessage): FunctionErrorDocument | undefined {
  const type = trailers['lambda-runtime-function-error-type'];
  if (type === undefined) return undefined;
  const body = Buffer.from(trailers['lambda-runtime-function-error-body'] ?? '', 'base64').toString('utf8');
  return errorDocument(body, type);
}

/** What the function says of its error; a body in no such form is taken as its message. */
function errorOf(request: IncomingMessage, body: Buffer): FunctionErrorDocument {
  const headerType = request.headers['lambda-runtime-function-error-type'];
  const fallback = typeof headerType === 'string' ? headerType : 'Unhandled';
  return errorDocument(body.toString('utf8'), fallback);
}

function errorDocument(text: string, fallback: string): FunctionErrorDocument {
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

function tooLarge(bytes: number, most: number): FunctionErrorDocument {
  return {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${most} bytes).`,
  };
}
