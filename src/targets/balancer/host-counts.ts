// How many targets a load balancer finds healthy, second by second (Application Load Balancer user guide, "CloudWatch metrics":
// HealthyHostCount and UnHealthyHostCount).
import { keptSeconds } from './series.ts';

export interface HostCount {
  /** Seconds since the epoch. */
  readonly second: number;
  readonly healthy: number;
  readonly unhealthy: number;
}

/** Between two changes the counts stay as they are; in a second with several the worst counts. */
export class HostCounts {
  readonly #changes: HostCount[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  note(counts: Omit<HostCount, 'second'>): void {
    const second = this.#second();
    this.#changes.push({ ...counts, second });
    const oldest = second - keptSeconds;
    while ((this.#changes[1]?.second ?? second) < oldest) this.#changes.shift();
  }

  /** One for each second from then on, up to the one that goes on. @param since seconds since the epoch */
  since(since: number): readonly HostCount[] {
    const [first] = this.#changes;
    if (first === undefined) return [];
    const from = Math.max(since, first.second, this.#second() - keptSeconds);
    const seconds = Math.max(0, this.#second() - from + 1);
    return Array.from({ length: seconds }, (_, index) => this.#at(from + index));
  }

  #at(second: number): HostCount {
    const before = this.#changes.findLast((change) => change.second < second);
    const within = this.#changes.filter((change) => change.second === second);
    const all = [...(before === undefined ? [] : [before]), ...within];
    return {
      second,
      healthy: Math.min(...all.map(({ healthy }) => healthy)),
      unhealthy: Math.max(...all.map(({ unhealthy }) => unhealthy)),
    };
  }

  #second(): number {
    return Math.floor(this.#now() / 1000);
  }
}
