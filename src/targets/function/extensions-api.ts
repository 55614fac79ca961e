// The Lambda Extensions API of one execution environment: what external extensions (programs of `/opt/extensions`) and internal ones
// (of the function's own process) register for, wait for and report. Source: Lambda developer guide, "Using the Lambda Extensions
// API to create extensions"; the errors as AWS's own emulator has them.
//
//   registered --next--> ready --INVOKE|SHUTDOWN--> running --next--> ready …
//       '-- init/error --> over            exit/error --> over
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { newId } from '../../lib/id.ts';
import { Telemetry } from './telemetry.ts';

const events = ['INVOKE', 'SHUTDOWN'] as const;
type ExtensionEvent = (typeof events)[number];

export type ShutdownReason = 'SPINDOWN' | 'TIMEOUT' | 'FAILURE';

/** Lambda developer guide, "Lambda Extensions API": of all that a function has. */
export const mostExtensions = 10;

export interface FunctionOfExtensions {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly handler: string;
  readonly accountId: string;
}

/** An event of the function, as its extensions are notified of it. */
export interface InvokeNotice {
  readonly requestId: string;
  readonly invokedFunctionArn: string;
  readonly traceId: string;
  readonly deadlineMs: number;
}

export interface ExtensionFailure {
  readonly name: string;
  readonly errorType: `Extension.${'LaunchError' | 'Crash' | 'InitError' | 'ExitError'}`;
  /** What stands behind `RequestId: … Error: `. */
  readonly text: string;
}

interface Extension {
  readonly id: string;
  readonly name: string;
  readonly events: readonly ExtensionEvent[];
  state: 'registered' | 'ready' | 'running' | 'over';
  /** It has asked, and there is nothing for it yet. */
  waiting?: ServerResponse | undefined;
  /** Comes when it asks next. */
  readonly due: Readonly<Record<string, unknown>>[];
}

export interface ExtensionsOptions {
  readonly about: () => FunctionOfExtensions;
  /** The names of the external ones, which register before the function's process starts. */
  readonly external: readonly string[];
  /** What an extension has asked for that is not executed here. */
  readonly onNotExecuted: (what: string) => void;
}

export class ExtensionsApi {
  readonly #options: ExtensionsOptions;
  readonly #all = new Map<string, Extension>();
  readonly #missing: Set<string>;
  readonly #registered = Promise.withResolvers<void>();
  readonly #initialised = Promise.withResolvers<readonly string[]>();
  readonly #failed = Promise.withResolvers<ExtensionFailure>();
  /** All external ones have registered. */
  readonly registered = this.#registered.promise;
  /** The function's process and every extension have asked for their first event: what the log says of them. */
  readonly initialised = this.#initialised.promise;
  /** Resolves with the first failure. */
  readonly failed = this.#failed.promise;
  readonly telemetry = new Telemetry();
  /** The function's process has initialised itself: no extension registers after it. */
  #isClosed = false;
  #isInitialised = false;
  #invoking: PromiseWithResolvers<void> | undefined;

  constructor(options: ExtensionsOptions) {
    this.#options = options;
    this.#missing = new Set(options.external);
    if (this.#missing.size === 0) this.#registered.resolve();
  }

  isEmpty(): boolean {
    return this.#all.size === 0;
  }

  isInitialised(): boolean {
    return this.#isInitialised;
  }

  /** The function's process has asked for its first event. */
  close(): void {
    if (!this.#isClosed) this.telemetry.emit('platform.initRuntimeDone', { ...onDemand, status: 'success' });
    this.#isClosed = true;
    this.#look();
  }

  /** Resolves when those that have registered for events have asked for the next. */
  async invoke(notice: InvokeNotice): Promise<void> {
    this.#invoking = Promise.withResolvers();
    const { requestId, invokedFunctionArn, traceId, deadlineMs } = notice;
    const tracing = { type: 'X-Amzn-Trace-Id', value: traceId };
    this.#notify('INVOKE', { deadlineMs, requestId, invokedFunctionArn, tracing });
    const { promise } = this.#invoking;
    this.#look();
    return promise;
  }

  shutDown(shutdownReason: ShutdownReason, deadlineMs: number): void {
    this.#notify('SHUTDOWN', { shutdownReason: shutdownReason.toLowerCase(), deadlineMs });
  }

  fail(failure: ExtensionFailure): void {
    this.#failed.resolve(failure);
  }

  wants(name: string, event: ExtensionEvent): boolean {
    return this.#named(name)?.events.includes(event) === true;
  }

  /** What the log says of each, and telemetry with it, when the environment has initialised itself, or could not. */
  lines(failure?: ExtensionFailure): readonly string[] {
    const internal = [...this.#all.values()].map(({ name }) => name);
    return [...new Set([...this.#options.external, ...internal])].map((name) => {
      const { events: wanted = [], state } = this.#named(name) ?? {};
      const isFailed = failure?.name === name;
      const word = isFailed ? failedStates[failure.errorType] : stateWords[state ?? 'started'];
      const type = isFailed ? `\tError Type: ${failure.text}` : '';
      this.telemetry.emit('platform.extension', {
        name,
        state: word,
        events: wanted,
        ...(isFailed ? { errorType: failure.text } : {}),
      });
      return `EXTENSION\tName: ${name}\tState: ${word}\tEvents: [${wanted.join(', ')}]${type}`;
    });
  }

  #named(name: string): Extension | undefined {
    return [...this.#all.values()].find((each) => each.name === name);
  }

  /** Of a request that `isOfExtensions`. */
  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const body = await buffer(request);
    const call = `${method} ${url}`;
    if (call === `POST ${base}/register`) return this.#register(request, response, body);
    if (notSupported[url] !== undefined) return this.#refuseOther(response, notSupported[url]);
    const { 'lambda-extension-identifier': id } = request.headers;
    if (typeof id !== 'string' || id === '')
      return refuse(
        response,
        'Extension.MissingExtensionIdentifier',
        'Missing Lambda-Extension-Identifier header',
      );
    if (!isUuid.test(id))
      return refuse(response, 'Extension.InvalidExtensionIdentifier', 'Invalid Lambda-Extension-Identifier');
    const extension = this.#all.get(id);
    if (extension === undefined)
      return refuse(response, 'Extension.UnknownExtensionIdentifier', `Unknown extension ${id}`);
    switch (call) {
      case `GET ${base}/event/next`:
        return this.#next(extension, response);
      case `POST ${base}/init/error`:
        return this.#report(extension, request, response);
      case `POST ${base}/exit/error`:
        return this.#report(extension, request, response);
      case `PUT ${telemetryPath}`:
      case `PUT ${telemetryPath}/`:
        return this.#subscribe(extension, body, response);
      default:
        response.writeHead(404).end();
    }
  }

  #register(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const { 'lambda-extension-name': given } = request.headers;
    const name = typeof given === 'string' ? given : '';
    if (name === '') return refuse(response, 'Extension.InvalidExtensionName', 'Empty extension name');
    const wanted = eventsIn(body);
    if (wanted === undefined)
      return refuse(response, 'InvalidRequestFormat', 'The body is not a JSON object with "events"');
    const isExternal = this.#options.external.includes(name);
    const known: readonly string[] = isExternal ? events : ['INVOKE'];
    const wrong = wanted.find((each) => !known.includes(each));
    if (wrong !== undefined)
      return refuse(
        response,
        'Extension.InvalidEventType',
        `${wrong}: ${wrong === 'SHUTDOWN' ? 'SHUTDOWN event is not supported for internal extensions' : 'invalid event type'}`,
      );
    if (this.#named(name) !== undefined)
      return refuse(
        response,
        'Extension.InvalidExtensionState',
        'Extension with this name already registered',
      );
    if (this.#isClosed)
      return refuse(response, 'Extension.RegistrationClosed', 'Extension registration closed already');
    if (this.#all.size >= mostExtensions)
      return refuse(response, 'Extension.TooManyExtensions', `Extension limit (${mostExtensions}) reached`);
    const extension: Extension = {
      id: newId(),
      name,
      events: wanted as readonly ExtensionEvent[],
      state: 'registered',
      due: [],
    };
    this.#all.set(extension.id, extension);
    const { accountId, ...about } = this.#options.about();
    const { 'lambda-extension-accept-feature': features = '' } = request.headers;
    const wantsAccount = String(features)
      .split(/\s*,\s*/)
      .includes('accountId');
    answer(response, wantsAccount ? { ...about, accountId } : about, {
      'Lambda-Extension-Identifier': extension.id,
    });
    this.#missing.delete(name);
    if (this.#missing.size === 0) this.#registered.resolve();
  }

  #next(extension: Extension, response: ServerResponse): void {
    if (extension.state === 'over')
      return refuse(response, 'Extension.InvalidExtensionState', stateText(extension, 'Ready'));
    extension.state = 'ready';
    extension.waiting = response;
    response.on('close', () => {
      if (extension.waiting === response) extension.waiting = undefined;
    });
    this.#hand(extension);
    this.#look();
  }

  #subscribe({ name }: Extension, bytes: Buffer, response: ServerResponse): void {
    const { status, body } = this.telemetry.subscribe(name, bytes);
    const type = status === 200 ? 'text/plain' : 'application/json';
    response.writeHead(status, { 'Content-Type': type }).end(body);
  }

  #report(extension: Extension, request: IncomingMessage, response: ServerResponse): void {
    const { 'lambda-extension-function-error-type': type } = request.headers;
    if (typeof type !== 'string' || type === '')
      return refuse(response, 'Extension.MissingHeader', 'Lambda-Extension-Function-Error-Type not found');
    const isInit = request.url?.endsWith('/init/error') === true;
    const isLate = isInit && extension.state !== 'registered';
    if (isLate || extension.state === 'over')
      return refuse(
        response,
        'Extension.InvalidExtensionState',
        stateText(extension, isInit ? 'InitError' : 'ExitError'),
      );
    extension.state = 'over';
    response.writeHead(202, { 'Content-Type': 'application/json' }).end('{"status":"OK"}\n');
    this.fail({
      name: extension.name,
      errorType: isInit ? 'Extension.InitError' : 'Extension.ExitError',
      text: type,
    });
  }

  #refuseOther(response: ServerResponse, { type, name }: NotSupported): void {
    this.#options.onNotExecuted(name);
    const document = { errorMessage: `${name} is not supported`, errorType: type };
    response.writeHead(202, { 'Content-Type': 'application/json' }).end(JSON.stringify(document));
  }

  #notify(eventType: ExtensionEvent, about: Readonly<Record<string, unknown>>): void {
    for (const extension of this.#all.values()) {
      if (!extension.events.includes(eventType) || extension.state === 'over') continue;
      extension.due.push({ eventType, ...about });
      this.#hand(extension);
    }
  }

  #hand(extension: Extension): void {
    const { waiting } = extension;
    const event = waiting === undefined ? undefined : extension.due.shift();
    if (waiting === undefined || event === undefined) return;
    extension.waiting = undefined;
    extension.state = 'running';
    answer(waiting, event, { 'Lambda-Extension-Event-Identifier': newId() });
  }

  #look(): void {
    const all = [...this.#all.values()];
    if (this.#isClosed && !this.#isInitialised && all.every(({ state }) => state === 'ready')) {
      this.#isInitialised = true;
      this.#initialised.resolve(this.lines());
      const metrics = { durationMs: this.telemetry.sinceStartMs() };
      this.telemetry.emit('platform.initReport', { ...onDemand, status: 'success', metrics });
      this.telemetry.close();
    }
    if (all.every((each) => !each.events.includes('INVOKE') || isDone(each))) this.#invoking?.resolve();
  }
}

const stateWords = {
  started: 'Started',
  registered: 'Registered',
  ready: 'Ready',
  running: 'Running',
  over: 'Exited',
};
const failedStates: Readonly<Record<ExtensionFailure['errorType'], string>> = {
  'Extension.LaunchError': 'LaunchError',
  'Extension.Crash': 'Exited',
  'Extension.InitError': 'InitError',
  'Extension.ExitError': 'ExitError',
};

const base = '/2020-01-01/extension';
const telemetryPath = '/2022-07-01/telemetry';

/** How an environment is initialised here. */
export const onDemand = { initializationType: 'on-demand', phase: 'init' } as const;

interface NotSupported {
  readonly type: string;
  readonly name: string;
}

const notSupported: Readonly<Record<string, NotSupported>> = {
  '/2020-08-15/logs': { type: 'Logs.NotSupported', name: 'Logs API' },
};

/** Whether a request is of these APIs. @param path with its query */
export function isOfExtensions(path: string): boolean {
  return (
    path.startsWith(`${base}/`) ||
    path.replace(/\/$/, '') === telemetryPath ||
    notSupported[path] !== undefined
  );
}

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isDone({ state, due }: Extension): boolean {
  return state === 'over' || (state === 'ready' && due.length === 0);
}

/** Undefined for what is no such body. */
function eventsIn(body: Buffer): readonly string[] | undefined {
  try {
    const { events: given = [] } = JSON.parse(body.toString('utf8')) as { readonly events?: unknown };
    return Array.isArray(given) && given.every((each) => typeof each === 'string') ? given : undefined;
  } catch {
    return undefined;
  }
}

function stateText({ name, state }: Extension, to: string): string {
  return `State transition from ${stateWords[state]} to ${to} failed for extension ${name}. Error: State transition is not allowed`;
}

function answer(response: ServerResponse, document: object, headers: Readonly<Record<string, string>>): void {
  response.writeHead(200, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(document));
}

function refuse(response: ServerResponse, errorType: string, errorMessage: string): void {
  response
    .writeHead(403, { 'Content-Type': 'application/json' })
    .end(JSON.stringify({ errorMessage, errorType }));
}
