// An execution environment of a function: one process that speaks the Lambda Runtime API and takes one event after the other, as
// Lambda's do (Lambda developer guide, "Understanding the Lambda execution environment lifecycle").
import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { CommandResult } from '../../process/command.ts';
import { defined } from '../../lib/defined.ts';
import { endMarked } from '../../process/end-marked.ts';
import { askingAll } from '../../process/ending.ts';
import { endsWithUs } from '../../process/ends-with-us.ts';
import { limitMemory } from '../../process/memory-group.ts';
import { runCommand } from '../../process/run-command.ts';
import type { NamesInView } from '../endpoint/aws-names.ts';
import { linesOf } from '../agent/output-lines.ts';
import type { InvocationLog } from './invocation-log.ts';
import { extensionEnvironment, ExtensionProcesses, runtimeShutdownMs } from './extension-processes.ts';
import {
  onDemand,
  type ExtensionFailure,
  type FunctionOfExtensions,
  type ShutdownReason,
} from './extensions-api.ts';
import { withView } from './file-view.ts';
import { removeTmp } from './remove-tmp.ts';
import { InvocationTelemetry, type InvocationSeen } from './invocation-telemetry.ts';
import type { RuntimeCommand } from './runtime-command.ts';
import { serveRuntimeApi, type RuntimeAnswer, type RuntimeApi, type RuntimeEvent } from './runtime-api.ts';
import { watchTime, type TimeWatch } from './watch-time.ts';

export interface EnvironmentToOpen {
  readonly command: RuntimeCommand;
  readonly taskRoot: string;
  /** @param runtimeApi `host:port` */
  readonly env: (runtimeApi: string) => Readonly<Record<string, string>>;
  /** Of what it writes, in the function's log group. */
  readonly logStream: string;
  /** All that the process starts is found by it. */
  readonly mark: string;
  /** Absolute path of a folder for what it writes to `/tmp`; made here, and removed with the environment. */
  readonly tmp: string;
  /** A folder that its process finds at `/opt`, as `whyNotAtOpt` says. */
  readonly layersAtOpt?: string;
  /** What leads AWS's host names to this machine. */
  readonly names?: () => Promise<NamesInView>;
  /** Programs of its layers that run next to its process, by their names below `extensions/`. */
  readonly extensions?: Extensions;
  /** All its processes together are ended when they use more; without it nothing is enforced. */
  readonly memoryLimitBytes?: number;
}

interface Extensions {
  readonly names: readonly string[];
  /** Absolute path, as the function's process sees it. */
  readonly folder: string;
  readonly accountId: string;
  /** What one of them has asked for that is not executed here. */
  readonly onNotExecuted: (what: string) => void;
}

export interface EventToRun extends Omit<RuntimeEvent, 'deadline'> {
  readonly limitMs: number;
  readonly log: InvocationLog;
  /** When it aborts, the environment is ended. */
  readonly signal?: AbortSignal;
}

export type Outcome =
  | RuntimeAnswer
  | { readonly type: 'Exited'; readonly exit: CommandResult }
  | { readonly type: 'TimedOut' };

export interface Ended {
  readonly outcome: Outcome;
  readonly time: TimeWatch;
  /** The first event of its environment, which waited for the process to start. */
  readonly isCold: boolean;
  readonly peakMemoryBytes?: number;
}

interface RunningEvent {
  /** As soon as it is known. */
  readonly outcome: Promise<Outcome>;
  /** All that the function has written is in the log, and the environment is idle again or has ended. */
  readonly ended: Promise<Ended>;
}

export interface ExecutionEnvironment extends AsyncDisposable {
  readonly logStream: string;
  /** One at a time, and only while it is usable. */
  readonly run: (event: EventToRun) => RunningEvent;
  /** Its process runs, and has reported no failure that ends it. */
  readonly isUsable: () => boolean;
  /** Whether its process has initialised itself, or has ended before. */
  readonly ready: Promise<boolean>;
}

export async function openEnvironment(options: EnvironmentToOpen): Promise<ExecutionEnvironment> {
  const api = await serveRuntimeApi({
    external: options.extensions?.names ?? [],
    about: () => aboutOf(variables, options.extensions?.accountId ?? ''),
    onNotExecuted: (what) => options.extensions?.onNotExecuted(what),
  });
  const names = (await options.names?.()) ?? { files: [], variables: {} };
  const variables = { ...names.variables, ...options.env(api.address) };
  return new Environment(options, api, { variables, files: names.files });
}

function aboutOf(variables: Readonly<Record<string, string>>, accountId: string): FunctionOfExtensions {
  return {
    functionName: variables['AWS_LAMBDA_FUNCTION_NAME'] ?? '',
    functionVersion: variables['AWS_LAMBDA_FUNCTION_VERSION'] ?? '',
    handler: variables['_HANDLER'] ?? '',
    accountId,
  };
}

const packageRoot = join(import.meta.dirname, '..', '..', '..');

/** Where its code, its runtime and what these find by variables lie. */
function neededOf(
  { taskRoot, command, extensions }: EnvironmentToOpen,
  variables: Readonly<Record<string, string>>,
): readonly string[] {
  const named = ['HOME', 'PATH', 'LD_LIBRARY_PATH', 'NODE_PATH', 'PYTHONPATH', 'NODE_EXTRA_CA_CERTS'].flatMap(
    (name) => variables[name]?.split(delimiter) ?? [],
  );
  const words = [command.file, ...command.args].flatMap((word) => word.split(delimiter));
  const layers = extensions === undefined ? [] : [extensions.folder];
  return [taskRoot, packageRoot, ...layers, ...words.map((word) => word.replace(/\/\*$/, '')), ...named];
}

/** What a function writes after its answer is waited for this long. */
const lateOutputMs = 1000;

class Environment implements ExecutionEnvironment {
  readonly logStream: string;
  readonly ready: Promise<boolean>;
  readonly #api: RuntimeApi;
  readonly #extensions: ExtensionProcesses;
  readonly #seen: Pick<InvocationSeen, 'version' | 'memorySizeMB'>;
  readonly #over = new AbortController();
  readonly #lines = linesOf((text) => {
    this.#api.extensions.telemetry.emit('function', `${text}\n`);
    this.#line(text);
  });
  readonly #exited: Promise<CommandResult>;
  readonly #gone: Promise<void>;
  readonly #peakMemory: () => number | undefined;
  #log: InvocationLog | undefined;
  #newestLog: InvocationLog | undefined;
  /** Of its start, or between two events: they belong to the next, and to the one before when there is none. */
  #early: string[] = [];
  #isCold = true;
  #isUsable = true;
  #endsFor: ShutdownReason | undefined;

  constructor(options: EnvironmentToOpen, api: RuntimeApi, { variables, files }: NamesInView) {
    const { mark, memoryLimitBytes, layersAtOpt: layers, extensions } = options;
    this.logStream = options.logStream;
    this.#api = api;
    const memory = limitMemory({ name: mark, limitBytes: memoryLimitBytes });
    this.#peakMemory = memory.peakBytes;
    mkdirSync(options.tmp, { recursive: true });
    const view = { files, tmp: options.tmp, needed: neededOf(options, variables), ...defined({ layers }) };
    const within = (command: RuntimeCommand): RuntimeCommand =>
      memory.within(withView(endsWithUs(command), view));
    this.#extensions = new ExtensionProcesses({
      names: extensions?.names ?? [],
      api: api.extensions,
      command: (name) => within({ file: join(extensions?.folder ?? '', name), args: [] }),
      env: extensionEnvironment(variables),
      mark,
      onStarted: memory.started,
      onLine: (text) => {
        api.extensions.telemetry.emit('extension', `${text}\n`);
        this.#line(text);
      },
    });
    const { AWS_LAMBDA_FUNCTION_NAME: functionName, AWS_LAMBDA_FUNCTION_VERSION: functionVersion } =
      variables;
    const memorySizeMB = Number(variables['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? 0);
    this.#seen = { version: functionVersion ?? '$LATEST', memorySizeMB };
    api.extensions.telemetry.emit('platform.initStart', { ...onDemand, functionName, functionVersion });
    const start = async () =>
      runCommand({
        ...within(options.command),
        cwd: options.taskRoot,
        env: variables,
        mark,
        endsOn: 'exit',
        // Lambda freezes and kills, without a signal to end, where there are no extensions.
        ending: askingAll(extensions === undefined ? 0 : runtimeShutdownMs),
        signal: this.#over.signal,
        onStarted: memory.started,
        onOutput: this.#lines.write,
      });
    this.#exited = extensions === undefined ? start() : this.#extensions.start(this.#over.signal).then(start);
    void api.extensions.failed.then((failure) => this.#fail(failure));
    this.#gone = this.#cleanUp(options, memory.release);
    const initialised = api.extensions.initialised.then((lines) => {
      // An event that comes only now waits for no start.
      this.#isCold = false;
      for (const line of lines) this.#line(line);
      return true;
    });
    this.ready = Promise.race([initialised, this.#exited.then(() => false)]);
  }

  #fail(failure: ExtensionFailure): void {
    if (!this.#api.extensions.isInitialised())
      for (const line of this.#api.extensions.lines(failure)) this.#line(line);
    this.#end('FAILURE');
  }

  async #cleanUp(
    { mark, tmp }: Pick<EnvironmentToOpen, 'mark' | 'tmp'>,
    releaseMemory: () => Promise<void>,
  ): Promise<void> {
    await this.#exited;
    this.#isUsable = false;
    await this.#extensions.end(this.#endsFor ?? 'FAILURE');
    await endMarked(mark);
    this.#lines.end();
    for (const line of this.#early.splice(0)) this.#newestLog?.line(line);
    await releaseMemory();
    this.#api.extensions.telemetry.stop();
    await this.#api[Symbol.asyncDispose]();
    await removeTmp(tmp);
  }

  isUsable(): boolean {
    return this.#isUsable;
  }

  run(event: EventToRun): RunningEvent {
    const { log, limitMs } = event;
    const isCold = this.#isCold;
    this.#isCold = false;
    this.#log = log;
    this.#newestLog = log;
    const time = watchTime(limitMs);
    const end = () => this.#end('SPINDOWN');
    if (event.signal?.aborted === true) end();
    event.signal?.addEventListener('abort', end, { once: true });
    const turn = this.#api.give({ ...event, deadline: time.deadline });
    const notices = new InvocationTelemetry(this.#api.extensions.telemetry, { ...this.#seen, ...event });
    void turn.taken.then(() => log.start(event.requestId));
    void turn.taken.then(() => notices.started());
    for (const line of this.#early.splice(0)) log.line(line);
    const outcome = this.#first(event.requestId, turn.answered, time).then((first) => {
      notices.done(first, time);
      return first;
    });
    return {
      outcome,
      ended: outcome
        .then(async (first) => this.#settle(first, { idle: turn.idle, time, log }))
        .then((first) => {
          const ended = { outcome: first, time, isCold, ...this.#used() };
          notices.reported(ended);
          return ended;
        })
        .finally(() => event.signal?.removeEventListener('abort', end)),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end('SPINDOWN');
    await this.#gone;
  }

  /** Again it does nothing. */
  #end(reason: ShutdownReason): void {
    this.#isUsable = false;
    this.#endsFor ??= reason;
    this.#over.abort();
  }

  async #first(requestId: string, answered: Promise<RuntimeAnswer>, time: TimeWatch): Promise<Outcome> {
    const outcome = await Promise.race([
      answered,
      this.#api.extensions.failed.then(({ errorType, text }) => ({
        type: 'Error' as const,
        error: { errorType, errorMessage: `RequestId: ${requestId} Error: ${text}` },
      })),
      this.#exited.then((exit) => ({ type: 'Exited' as const, exit })),
      time.isUp.then(() => ({ type: 'TimedOut' as const })),
    ]);
    time.stop();
    return outcome;
  }

  /** What it still writes after its answer belongs to the log, and comes before it asks for more. */
  async #settle(outcome: Outcome, { idle, time, log }: Settling): Promise<Outcome> {
    const hasAnswered = outcome.type === 'Response' || outcome.type === 'Error';
    if (hasAnswered) {
      // Extensions have as long as the function has.
      const hasExtensions = !this.#api.extensions.isEmpty();
      const lateMs =
        hasExtensions && time.hasBegun() ? Math.max(time.deadline() - Date.now(), 0) : lateOutputMs;
      const first = await Promise.race([
        idle.then(() => 'idle' as const),
        this.#exited.then(() => 'exited' as const),
        delay(lateMs, 'late' as const, { ref: false }),
      ]);
      if (first === 'idle') {
        // What it has written before it asked is in its pipes: they are read before the next turn of the event loop.
        await nextTurn();
        this.#log = undefined;
        return outcome;
      }
      if (first === 'late' && hasExtensions) log.line(`${new Date().toISOString()} ${time.text}`);
    }
    this.#end(outcome.type === 'TimedOut' || outcome.type === 'Response' ? 'TIMEOUT' : 'FAILURE');
    await this.#gone;
    this.#log = undefined;
    return outcome;
  }

  #used(): Pick<Ended, 'peakMemoryBytes'> {
    const peakMemoryBytes = this.#peakMemory();
    return peakMemoryBytes === undefined ? {} : { peakMemoryBytes };
  }

  #line(text: string): void {
    if (this.#log === undefined) this.#early.push(text);
    else this.#log.line(text);
  }
}

interface Settling {
  readonly idle: Promise<void>;
  readonly time: TimeWatch;
  readonly log: InvocationLog;
}

async function nextTurn(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setImmediate(() => setImmediate(resolve));
  await promise;
}
