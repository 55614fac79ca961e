// One registered or registrable host as the balancer sees it: its connections, its requests under way, its health.
import { Agent, type AgentOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import { defined } from '../../lib/defined.ts';
import type { TargetHealth } from './protocol.ts';
import { connectTarget } from './connect-target.ts';
import type { BalancerHost, TargetCounters, TargetDescription } from './protocol.ts';

/**
 * unused ──register──▶ initial ──checks──▶ healthy ◀──checks──▶ unhealthy
 *    ▲                    └───────────────────┴── deregister ──▶ draining ──no request under way, or delay over──▶ unused
 */
export class Target {
  readonly instanceId: string;
  readonly #address: BalancerHost['address'];
  readonly #applicationPort: () => number;
  readonly #underWay = new Set<() => void>();
  readonly #idle = new Set<() => void>();
  readonly #kept: Agent;
  readonly #fresh: Agent;
  readonly #changes = new EventTarget();
  #health: TargetHealth = 'unused';
  #description: string | undefined;
  #counters: TargetCounters = {
    requests: 0,
    status2xx: 0,
    status3xx: 0,
    status4xx: 0,
    status5xx: 0,
    connectionErrors: 0,
    latencyMs: 0,
  };

  constructor(host: BalancerHost, applicationPort: () => number, onHealth?: () => void) {
    if (onHealth !== undefined) this.#changes.addEventListener('health', onHealth);
    this.instanceId = host.instanceId;
    this.#address = host.address;
    this.#applicationPort = applicationPort;
    this.#kept = agentOf(this, { keepAlive: true, maxFreeSockets: 1024, scheduling: 'lifo' });
    this.#fresh = agentOf(this, { keepAlive: false });
  }

  get health(): TargetHealth {
    return this.#health;
  }

  setHealth(health: TargetHealth, description?: string): void {
    this.#description = description;
    if (health === this.#health) return;
    this.#health = health;
    this.#changes.dispatchEvent(new Event('health'));
  }

  /** Resolves when its health is one of these. Rejects with `signal.reason` when aborted before. */
  async whenHealth(wanted: readonly TargetHealth[], signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (wanted.includes(this.#health)) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const observe = (): void => {
      if (wanted.includes(this.#health)) resolve();
    };
    const abort = (): void => reject(signal.reason as Error);
    this.#changes.addEventListener('health', observe);
    signal.addEventListener('abort', abort, { once: true });
    try {
      await promise;
    } finally {
      this.#changes.removeEventListener('health', observe);
      signal.removeEventListener('abort', abort);
    }
  }

  connect(): ReturnType<typeof connectTarget> {
    return connectTarget(this.#address, this.#applicationPort());
  }

  /** The application may close a kept connection just when it is used again, so only what may be repeated gets one. */
  agentFor(isRepeatable: boolean): Agent {
    return isRepeatable ? this.#kept : this.#fresh;
  }

  get requestsUnderWay(): number {
    return this.#underWay.size;
  }

  /** Counts a request as under way until the returned function is called; `abort` ends it when the delay is over. */
  begin(abort: () => void): () => void {
    const entry = (): void => abort();
    this.#underWay.add(entry);
    return () => {
      this.#underWay.delete(entry);
      if (this.#underWay.size === 0) for (const notify of this.#idle) notify();
    };
  }

  /** Resolves when no request is under way, or after `withinMs`. */
  async whenIdle(withinMs: number): Promise<void> {
    if (this.#underWay.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, withinMs);
    this.#idle.add(resolve);
    await promise;
    this.#idle.delete(resolve);
    clearTimeout(timer);
  }

  count(outcome: { readonly status: number; readonly latencyMs: number } | 'connection error'): void {
    const counters = { ...this.#counters, requests: this.#counters.requests + 1 };
    if (outcome === 'connection error') counters.connectionErrors += 1;
    else {
      counters.latencyMs += outcome.latencyMs;
      if (outcome.status < 300) counters.status2xx += 1;
      else if (outcome.status < 400) counters.status3xx += 1;
      else if (outcome.status < 500) counters.status4xx += 1;
      else counters.status5xx += 1;
    }
    this.#counters = counters;
  }

  describe(port: number | undefined): TargetDescription {
    return {
      instanceId: this.instanceId,
      ...defined({ port }),
      health: this.#health,
      ...defined({ description: this.#description }),
      requestsUnderWay: this.requestsUnderWay,
      counters: this.#counters,
    };
  }

  /** Ends the requests that are still under way and closes every connection to the application. */
  cut(): void {
    for (const abort of this.#underWay) abort();
    this.#kept.destroy();
    this.#fresh.destroy();
  }
}

type Created = (error: Error | null, socket?: Duplex) => void;

function agentOf(target: Target, options: AgentOptions): Agent {
  const agent = new Agent(options);
  const createConnection = (_: unknown, created: Created): undefined => {
    target.connect().then((socket) => created(null, socket), created);
  };
  return Object.assign(agent, { createConnection });
}
