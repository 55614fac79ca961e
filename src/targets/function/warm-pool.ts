// Execution environments that are kept for the next event: one for each event at a time, ended when it was idle for long.
import {
  openEnvironment,
  type EnvironmentToOpen,
  type ExecutionEnvironment,
} from './execution-environment.ts';
import type { Ended, EventToRun, Outcome } from './execution-environment.ts';

/** AWS says no number: functions that are called now and then are seen to stay for minutes. */
const idleMs = 10 * 60_000;

/** More than this many processes at a time would not make a machine faster: further events wait for one. */
const mostProcesses = 64;

interface Kept {
  readonly environment: ExecutionEnvironment;
  readonly openedAt: number;
  idleSince: number;
  /** An event waits for it to be idle. */
  claimedBy?: ((kept: Kept | undefined) => void) | undefined;
}

interface PoolOfVersion {
  /** The newest last. */
  readonly idle: Kept[];
  /** They have answered, and write the last of their logs. */
  readonly settling: Kept[];
  running: number;
  /** So many are not ended when they are idle. */
  provided: number;
  /** Nothing of it is used again. */
  isStale: boolean;
}

export interface PooledEvent {
  /** Of its environment. */
  readonly logStream: string;
  readonly outcome: Promise<Outcome>;
  readonly ended: Promise<Ended>;
}

export class WarmPool implements AsyncDisposable {
  readonly #pools = new Map<string, PoolOfVersion>();
  /** Those that have not been ended, idle or not. */
  readonly #all = new Set<Kept>();
  readonly #ending = new Set<Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  readonly #timer = setInterval(() => this.#endIdle(), 30_000).unref();
  readonly #maxAgeMs: number;
  #processes = 0;
  #isOver = false;

  /** @param options `maxAgeMs`: an environment takes no event after it, as its credentials expire */
  constructor({ maxAgeMs }: { readonly maxAgeMs: number }) {
    this.#maxAgeMs = maxAgeMs;
  }

  /**
   * @param key the same for events that may share a process: the function, its version, and what of it has changed
   * @param open called when there is no idle environment
   */
  async run(key: string, open: () => EnvironmentToOpen, event: EventToRun): Promise<PooledEvent> {
    const pool = this.#poolOf(key);
    pool.running += 1;
    const kept =
      this.#takeIdle(pool) ??
      (await this.#takeSettling(pool)) ??
      (await this.#open(open()).catch((error: unknown) => this.#fail(pool, error)));
    const { outcome, ended } = kept.environment.run(event);
    void noteAnswer(outcome, () => pool.settling.push(kept));
    const { logStream } = kept.environment;
    return { logStream, outcome, ended: ended.finally(() => this.#giveBack(key, pool, kept)) };
  }

  /**
   * Starts environments before there are events for them. Resolves when all have initialised themselves; false when one could not.
   * @param provided how many are kept
   */
  async provide(key: string, open: () => EnvironmentToOpen, provided: number): Promise<boolean> {
    const pool = this.#poolOf(key);
    pool.provided = provided;
    const missing = Math.max(0, provided - pool.idle.length - pool.running);
    const opened = Array.from({ length: missing }, async () => {
      pool.running += 1;
      const kept = await this.#open(open()).catch((error: unknown) => this.#fail(pool, error));
      const isReady = await kept.environment.ready;
      this.#giveBack(key, pool, kept);
      return isReady;
    });
    return (await Promise.all(opened)).every((isReady) => isReady);
  }

  /** They end when they have been idle for long, as all do. */
  withdraw(key: string): void {
    const pool = this.#pools.get(key);
    if (pool !== undefined) pool.provided = 0;
  }

  #poolOf(key: string): PoolOfVersion {
    const known = this.#pools.get(key);
    if (known !== undefined) return known;
    const pool: PoolOfVersion = { idle: [], settling: [], running: 0, provided: 0, isStale: false };
    this.#pools.set(key, pool);
    return pool;
  }

  /** Environments of keys for which `isStale` says so end; those that run an event do after it. */
  retire(isStale: (key: string) => boolean): void {
    for (const [key, pool] of this.#pools) {
      if (!isStale(key)) continue;
      pool.isStale = true;
      this.#pools.delete(key);
      for (const kept of pool.idle.splice(0)) this.#end(kept);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    clearInterval(this.#timer);
    this.retire(() => true);
    for (const kept of this.#all) this.#end(kept);
    await Promise.all(this.#ending);
  }

  #takeIdle(pool: PoolOfVersion): Kept | undefined {
    for (;;) {
      const kept = pool.idle.pop();
      if (kept === undefined) return undefined;
      if (kept.environment.isUsable() && Date.now() - kept.openedAt < this.#maxAgeMs) return kept;
      this.#end(kept);
    }
  }

  /** One that has just answered is idle, or has ended, long before a new process would have started. */
  async #takeSettling(pool: PoolOfVersion): Promise<Kept | undefined> {
    const settling = pool.settling.shift();
    if (settling === undefined) return undefined;
    const { promise, resolve } = Promise.withResolvers<Kept | undefined>();
    settling.claimedBy = resolve;
    return promise;
  }

  async #open(options: EnvironmentToOpen): Promise<Kept> {
    if (this.#processes >= mostProcesses && !this.#endOldest()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push(resolve);
      await promise;
    }
    this.#processes += 1;
    try {
      const now = Date.now();
      const kept: Kept = { environment: await openEnvironment(options), openedAt: now, idleSince: now };
      this.#all.add(kept);
      if (this.#isOver) this.#end(kept);
      return kept;
    } catch (error) {
      this.#processes -= 1;
      throw error;
    }
  }

  #fail(pool: PoolOfVersion, error: unknown): never {
    pool.running -= 1;
    throw error;
  }

  #giveBack(key: string, pool: PoolOfVersion, kept: Kept): void {
    pool.running -= 1;
    kept.idleSince = Date.now();
    const place = pool.settling.indexOf(kept);
    if (place >= 0) pool.settling.splice(place, 1);
    const { claimedBy } = kept;
    kept.claimedBy = undefined;
    const isReusable = kept.environment.isUsable() && !pool.isStale && !this.#isOver;
    if (isReusable && claimedBy !== undefined) return claimedBy(kept);
    claimedBy?.(undefined);
    if (isReusable) pool.idle.push(kept);
    else this.#end(kept);
    if (isEmpty(pool) && this.#pools.get(key) === pool) this.#pools.delete(key);
    if (this.#waiting.length > 0) this.#endOldest();
  }

  #endIdle(): void {
    const before = Date.now() - idleMs;
    for (const [key, pool] of this.#pools) {
      while (
        pool.idle.length + pool.running > pool.provided &&
        (pool.idle[0]?.idleSince ?? Infinity) < before
      )
        this.#end(pool.idle.shift() as Kept);
      if (isEmpty(pool)) this.#pools.delete(key);
    }
  }

  /** True when there was an idle one. */
  #endOldest(): boolean {
    let oldest: { readonly pool: PoolOfVersion; readonly since: number } | undefined;
    for (const pool of this.#pools.values()) {
      const since = pool.idle[0]?.idleSince ?? Infinity;
      if (since < (oldest?.since ?? Infinity)) oldest = { pool, since };
    }
    const kept = oldest?.pool.idle.shift();
    if (kept === undefined) return false;
    this.#end(kept);
    return true;
  }

  /** Again it does nothing. */
  #end(kept: Kept): void {
    if (!this.#all.delete(kept)) return;
    const { environment } = kept;
    this.#processes -= 1;
    this.#waiting.shift()?.();
    const ending = Promise.resolve(environment[Symbol.asyncDispose]()).catch((error: unknown) => {
      process.stderr.write(`an execution environment does not end: ${String(error)}\n`);
    });
    this.#ending.add(ending);
    void ending.finally(() => this.#ending.delete(ending));
  }
}

function isEmpty({ running, idle, provided }: PoolOfVersion): boolean {
  return running === 0 && idle.length === 0 && provided === 0;
}

async function noteAnswer(outcome: Promise<Outcome>, onAnswer: () => void): Promise<void> {
  const { type } = await outcome;
  if (type === 'Response' || type === 'Error') onAnswer();
}
