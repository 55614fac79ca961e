// An execution environment of a function: one process that speaks the Lambda Runtime API and takes one event after the other, as
// Lambda's do (Lambda developer guide, "Understanding the Lambda execution environment lifecycle").
import { setTimeout as delay } from 'node:timers/promises';
import type { CommandResult } from '../../process/command.ts';
import { endMarked } from '../../process/end-marked.ts';
import { endsWithUs } from '../../process/ends-with-us.ts';
import { limitMemory } from '../../process/memory-group.ts';
import { runCommand } from '../../process/run-command.ts';
import { linesOf } from '../agent/output-lines.ts';
import type { InvocationLog } from './invocation-log.ts';
import { withLayers } from './layer-mount.ts';
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
  /** A folder that its process finds at `/opt`, as `canMountLayers` allows. */
  readonly layersAtOpt?: string;
  /** All its processes together are ended when they use more; without it nothing is enforced. */
  readonly memoryLimitBytes?: number;
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
  return new Environment(options, await serveRuntimeApi());
}

/** What a function writes after its answer is waited for this long. */
const lateOutputMs = 1000;

class Environment implements ExecutionEnvironment {
  readonly logStream: string;
  readonly ready: Promise<boolean>;
  readonly #api: RuntimeApi;
  readonly #over = new AbortController();
  readonly #lines = linesOf((text) => this.#line(text));
  readonly #exited: Promise<CommandResult>;
  readonly #gone: Promise<void>;
  readonly #peakMemory: () => number | undefined;
  #log: InvocationLog | undefined;
  /** Of its start, or between two events: they belong to the next. */
  #early: string[] = [];
  #isCold = true;
  #isUsable = true;

  constructor(options: EnvironmentToOpen, api: RuntimeApi) {
    const { taskRoot, env, mark, memoryLimitBytes, layersAtOpt } = options;
    const bare = endsWithUs(options.command);
    const command = layersAtOpt === undefined ? bare : withLayers(bare, layersAtOpt);
    this.logStream = options.logStream;
    this.#api = api;
    const memory = limitMemory({ ...command, name: mark, limitBytes: memoryLimitBytes });
    this.#peakMemory = memory.peakBytes;
    this.#exited = runCommand({
      ...memory.command,
      cwd: taskRoot,
      env: env(api.address),
      mark,
      endsOn: 'exit',
      // Lambda freezes and kills, without a signal to end.
      graceMs: 0,
      signal: this.#over.signal,
      onStarted: memory.started,
      onOutput: this.#lines.write,
    });
    this.#gone = this.#cleanUp(mark, memory.release);
    const initialised = api.asked.then(() => {
      // An event that comes only now waits for no start.
      this.#isCold = false;
      return true;
    });
    this.ready = Promise.race([initialised, this.#exited.then(() => false)]);
  }

  async #cleanUp(mark: string, releaseMemory: () => Promise<void>): Promise<void> {
    await this.#exited;
    this.#isUsable = false;
    await endMarked(mark);
    this.#lines.end();
    await releaseMemory();
    await this.#api[Symbol.asyncDispose]();
  }

  isUsable(): boolean {
    return this.#isUsable;
  }

  run(event: EventToRun): RunningEvent {
    const { log, limitMs } = event;
    const isCold = this.#isCold;
    this.#isCold = false;
    this.#log = log;
    const time = watchTime(limitMs);
    const end = () => this.#end();
    if (event.signal?.aborted === true) end();
    event.signal?.addEventListener('abort', end, { once: true });
    const turn = this.#api.give({ ...event, deadline: time.deadline });
    void turn.taken.then(() => log.start(event.requestId));
    for (const line of this.#early.splice(0)) log.line(line);
    const outcome = this.#first(turn.answered, time);
    return {
      outcome,
      ended: outcome
        .then(async (first) => this.#settle(first, turn.idle))
        .then((first) => ({ outcome: first, time, isCold, ...this.#used() }))
        .finally(() => event.signal?.removeEventListener('abort', end)),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end();
    await this.#gone;
  }

  #end(): void {
    this.#isUsable = false;
    this.#over.abort();
  }

  async #first(answered: Promise<RuntimeAnswer>, time: TimeWatch): Promise<Outcome> {
    const outcome = await Promise.race([
      answered,
      this.#exited.then((exit) => ({ type: 'Exited' as const, exit })),
      time.isUp.then(() => ({ type: 'TimedOut' as const })),
    ]);
    time.stop();
    return outcome;
  }

  /** What it still writes after its answer belongs to the log, and comes before it asks for more. */
  async #settle(outcome: Outcome, idle: Promise<void>): Promise<Outcome> {
    const hasAnswered = outcome.type === 'Response' || outcome.type === 'Error';
    if (hasAnswered) {
      const first = await Promise.race([
        idle.then(() => 'idle' as const),
        this.#exited,
        delay(lateOutputMs, undefined, { ref: false }),
      ]);
      if (first === 'idle') {
        // What it has written before it asked is in its pipes: they are read before the next turn of the event loop.
        await nextTurn();
        this.#log = undefined;
        return outcome;
      }
    }
    this.#end();
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

async function nextTurn(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setImmediate(() => setImmediate(resolve));
  await promise;
}
