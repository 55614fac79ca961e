// Lambda's runtime for Node.js: loads the handler, asks for an event, gives back what the handler gives. It runs in the
// function's process and does what AWS's own client (aws-lambda-ric) does, for handlers that are async or take a callback.
import { existsSync } from 'node:fs';
import { Agent, request, type RequestOptions } from 'node:http';
import { createRequire, registerHooks, syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { isStreaming, offerStreaming, ResponseStream } from './node-runtime-stream.ts';

type Callback = (error: unknown, result?: unknown) => void;
type Handler = (event: unknown, context: object, callback: Callback) => unknown;

type StreamingHandler = (event: unknown, response: ResponseStream, context: object) => unknown;

interface ErrorDocument {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** An error of the runtime, not of the handler. */
class RuntimeError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = `Runtime.${name}`;
  }
}

const env = process.env as Readonly<Record<string, string>>;
const {
  AWS_LAMBDA_RUNTIME_API: api = '',
  _HANDLER: handlerName = '',
  LAMBDA_TASK_ROOT: taskRoot = '',
  AWS_EXECUTION_ENV: executionEnvironment = '',
} = env;
const runtimeUrl = `http://${api}/2018-06-01/runtime`;
/** From this version on there are no callbacks, and what a handler returns is its result even without a promise. */
const hasCallbacks = Number(/nodejs(\d+)/.exec(executionEnvironment)?.[1] ?? 0) < 24;

const [sdkFolder] = process.argv.splice(2);
/** Where packages of the SDK are looked for that are not next to the code: what was fetched for it, and this program's own. */
const sdkParents = [
  ...(sdkFolder === undefined ? [] : [pathToFileURL(join(sdkFolder, 'index.js')).href]),
  import.meta.url,
];

let requestId: string | undefined;

registerHooks({
  // On AWS the runtime brings the SDK along.
  resolve: (specifier, context, next) => {
    try {
      return next(specifier, context);
    } catch (error) {
      if (!/^@(aws-sdk|smithy)\//.test(specifier) || !isNotFound(error)) throw error;
      for (const parentURL of sdkParents)
        try {
          // For `require` the next one finds from where it is called, whatever it is given.
          if (context.conditions.includes('require'))
            return {
              url: pathToFileURL(createRequire(parentURL).resolve(specifier)).href,
              shortCircuit: true,
            };
          return next(specifier, { ...context, parentURL });
        } catch (other) {
          if (!isNotFound(other)) throw other;
        }
      throw error;
    }
  },
});
writeLevels();
offerStreaming();
process.on('uncaughtException', (error) => void failAndExit(documentOf(error), 129));
process.on('unhandledRejection', (reason) => {
  const { errorType, errorMessage, trace } = documentOf(reason);
  const error = {
    errorType: 'Runtime.UnhandledPromiseRejection',
    errorMessage: `${errorType}: ${errorMessage}`,
    trace,
  };
  void failAndExit(error, 128);
});
void run();

async function run(): Promise<void> {
  let handler: Handler;
  try {
    handler = await loadHandler();
  } catch (error) {
    return failAndExit(documentOf(error), 1);
  }
  for (;;) {
    // When what started this process has gone, nothing is left to do.
    const next = await speak('GET', '/invocation/next').catch(() => process.exit(0));
    await invoke(handler, next);
  }
}

async function invoke(handler: Handler, { headers, body }: Spoken): Promise<void> {
  requestId = headers['lambda-runtime-aws-request-id'] as string;
  process.env['_X_AMZN_TRACE_ID'] = headers['lambda-runtime-trace-id'] as string;
  let result: string;
  try {
    answerByHttp(body);
    const context = contextOf(requestId, headers);
    if (isStreaming(handler)) return await stream(handler, JSON.parse(body), context);
    result = jsonOf(await call(handler, JSON.parse(body), context));
  } catch (error) {
    return reportError(documentOf(error));
  }
  await speak('POST', `/invocation/${requestId}/response`, { body: result });
}

/** An error after the first part ends the response; one before it is an error as any other. */
async function stream(handler: Handler, event: unknown, context: InvocationContext): Promise<void> {
  const response = new ResponseStream(`${runtimeUrl}/invocation/${requestId}/response`, agent);
  try {
    const written = finished(response);
    // A handler that fails with its stream is not waited for.
    written.catch(() => undefined);
    await call(
      (given, own) => (handler as unknown as StreamingHandler)(given, response, own),
      event,
      context,
    );
    await written;
  } catch (error) {
    if (!response.hasBegun) return reportError(documentOf(error));
    const document = documentOf(error);
    writeError(document);
    await response.fail(document);
  }
}

/**
 * Custom resources of CloudFormation answer to an address of the endpoint, which has no TLS. Most of their libraries call it by
 * `https` and port 443 whatever it says, and reach it all the same.
 */
function answerByHttp(body: string): void {
  const [, address] = /"ResponseURL":"(http:[^"]*)"/.exec(body) ?? [];
  if (address === undefined) return;
  const { hostname, port, pathname } = new URL(address);
  const https = createRequire(import.meta.url)('node:https') as { request: typeof request };
  const secure = https.request;
  https.request = (target: string | URL | RequestOptions, ...rest: []) => {
    if (typeof target === 'string' || target instanceof URL || target.path?.startsWith(pathname) !== true)
      return secure(target as RequestOptions, ...rest);
    return request({ ...target, protocol: 'http:', host: hostname, hostname, port, agent: false }, ...rest);
  };
  syncBuiltinESMExports();
}

/** `path/file.export.nested`: the file without its ending, then the way to the function. */
async function loadHandler(): Promise<Handler> {
  const [, module, names] = /^((?:.*\/)?[^./]+)\.(.+)$/.exec(handlerName) ?? [];
  if (module === undefined || names === undefined || handlerName.includes('..'))
    throw new RuntimeError('MalformedHandlerName', `Bad handler ${handlerName}`);
  const loaded = await load(join(taskRoot, module));
  const found = [loaded, loaded['default']].map((root) => at(root, names.split('.')));
  const handler = found.find((each) => each !== undefined);
  if (handler === undefined)
    throw new RuntimeError('HandlerNotFound', `${handlerName} is undefined or not exported`);
  if (typeof handler !== 'function')
    throw new RuntimeError('HandlerNotFound', `${handlerName} is not a function`);
  if (!hasCallbacks && handler.length >= 3)
    throw new RuntimeError(
      'CallbackHandlerDeprecated',
      'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. Use an async handler.',
    );
  return handler as Handler;
}

async function load(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const ending = ['.js', '.mjs', '.cjs'].find((each) => existsSync(path + each));
    if (ending !== undefined)
      return (await import(pathToFileURL(path + ending).href)) as Record<string, unknown>;
    return createRequire(import.meta.url)(path) as Record<string, unknown>;
  } catch (error) {
    if (isNotFound(error)) throw renamed('ImportModuleError', error);
    throw error instanceof SyntaxError ? renamed('UserCodeSyntaxError', error) : error;
  }
}

function at(root: unknown, names: readonly string[]): unknown {
  let value = root;
  for (const name of names) value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return value;
}

function isNotFound(error: unknown): boolean {
  const { code } = error as { readonly code?: string };
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
}

function renamed(name: string, error: unknown): Error {
  const { name: was, message, stack } = error as Error;
  return Object.assign(new RuntimeError(name, `${was}: ${message}`), stack === undefined ? {} : { stack });
}

/** What the handler comes to: its promise, its callback, or that nothing of it is left to run. */
async function call(handler: Handler, event: unknown, context: InvocationContext): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const state: { called?: { readonly result: unknown } } = {};
  const callback: Callback = (error, result) => {
    if (error !== null && error !== undefined) reject(error);
    else if (context.callbackWaitsForEmptyEventLoop) state.called ??= { result };
    else resolve(result);
  };
  const returned = hasCallbacks
    ? handler(event, context, callback)
    : (handler as (...args: unknown[]) => unknown)(event, context);
  const isPromise = typeof (returned as { readonly then?: unknown } | null | undefined)?.then === 'function';
  if (isPromise) Promise.resolve(returned).then(resolve, reject);
  else if (!hasCallbacks) return returned;
  const atEnd = (): void => {
    if (!isPromise) resolve(state.called?.result ?? null);
    else
      reject(
        new RuntimeError(
          'NodeJsExit',
          'The handler gave a promise that can never settle: nothing is left to run. Is an await of something that never ends in it?',
        ),
      );
  };
  process.once('beforeExit', atEnd);
  return promise.finally(() => process.off('beforeExit', atEnd));
}

function jsonOf(result: unknown): string {
  try {
    return JSON.stringify(result ?? null) ?? 'null';
  } catch (error) {
    throw new RuntimeError('JSONStringifyError', `Unable to stringify response body: ${String(error)}`);
  }
}

interface InvocationContext {
  callbackWaitsForEmptyEventLoop: boolean;
  readonly [name: string]: unknown;
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

function contextOf(awsRequestId: string, headers: Headers): InvocationContext {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const clientContext = headers['lambda-runtime-client-context'];
  return {
    ...(clientContext === undefined ? {} : { clientContext: JSON.parse(clientContext as string) as unknown }),
    callbackWaitsForEmptyEventLoop: true,
    functionName: env['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: env['AWS_LAMBDA_FUNCTION_VERSION'],
    memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

function documentOf(error: unknown): ErrorDocument {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

async function reportError(error: ErrorDocument): Promise<void> {
  const path = requestId === undefined ? '/init/error' : `/invocation/${requestId}/error`;
  writeError(error);
  await speak('POST', path, {
    body: JSON.stringify(error),
    headers: { 'Lambda-Runtime-Function-Error-Type': error.errorType },
  });
}

function writeError({ errorType, errorMessage, trace: stack }: ErrorDocument): void {
  const what = requestId === undefined ? 'Uncaught Exception' : 'Invoke Error';
  write('ERROR', `${what} \t${JSON.stringify({ errorType, errorMessage, stack })}`);
}

async function failAndExit(error: ErrorDocument, status: number): Promise<void> {
  try {
    await reportError(error);
  } finally {
    process.exit(status);
  }
}

/** A connection that is kept for the next request does not keep the event loop from being empty. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

interface Spoken {
  readonly headers: Headers;
  readonly body: string;
}

type OutgoingHeaders = Readonly<Record<string, string>>;

async function speak(
  method: string,
  path: string,
  { body = '', headers = {} }: { readonly body?: string; readonly headers?: OutgoingHeaders } = {},
): Promise<Spoken> {
  const { promise, resolve, reject } = Promise.withResolvers<Spoken>();
  const sent = request(`${runtimeUrl}${path}`, {
    method,
    agent,
    headers: { ...headers, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
  });
  sent.on('error', reject);
  sent.on('response', (response) => {
    text(response).then((answer) => resolve({ headers: response.headers, body: answer }), reject);
  });
  sent.end(body);
  return promise;
}

/** Each line of the console with the time, the request and its level, as the log of a function has them. */
function writeLevels(): void {
  const levels = {
    trace: 'TRACE',
    debug: 'DEBUG',
    log: 'INFO',
    info: 'INFO',
    warn: 'WARN',
    error: 'ERROR',
  } as const;
  for (const [method, level] of Object.entries(levels))
    Object.assign(globalThis.console, {
      [method]: (...parts: readonly unknown[]) => write(level, format(...parts)),
    });
}

function write(level: string, message: string): void {
  process.stdout.write(`${new Date().toISOString()}\t${requestId}\t${level}\t${message}\n`);
}
