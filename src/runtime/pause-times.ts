// How long executions have been paused (`--pause`): that time counts for no limit of them, and while they pause there is none.
import type { Pause } from '../actions/pause.ts';

interface Times {
  readonly open: number;
  readonly since: number;
  readonly totalMs: number;
}

const none: Times = { open: 0, since: 0, totalMs: 0 };

/** In memory alone: a pause ends with the process, and then the limits begin anew. */
export class PauseTimes {
  readonly #times = new Map<string, Times>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Infinite during a pause. */
  pausedMs(executionId: string): number {
    const { open, totalMs } = this.#times.get(executionId) ?? none;
    return open > 0 ? Number.POSITIVE_INFINITY : totalMs;
  }

  /** @param onEnd the limits hold again */
  timed(executionId: string, pause: Pause, onEnd: () => void): Pause {
    return async (failed, signal) => {
      this.#change(executionId, 1);
      try {
        return await pause(failed, signal);
      } finally {
        this.#change(executionId, -1);
        onEnd();
      }
    };
  }

  /** Commands that pause at the same time count once. */
  #change(executionId: string, by: 1 | -1): void {
    const { open, since, totalMs } = this.#times.get(executionId) ?? none;
    const now = this.#now();
    const passed = open > 0 ? now - since : 0;
    this.#times.set(executionId, { open: open + by, since: now, totalMs: totalMs + passed });
  }
}
