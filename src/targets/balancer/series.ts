// What a load balancer has seen, second by second, for alarms that look back an hour at most.

/** One second. Counts of what there was none of are left out. */
export interface SeriesPoint {
  /** Seconds since the epoch. */
  readonly second: number;
  readonly requests: number;
  readonly target2xx: number;
  readonly target3xx: number;
  readonly target4xx: number;
  readonly target5xx: number;
  /** Its own answers, where no target gave one. */
  readonly elb5xx: number;
  readonly connectionErrors: number;
  /** Seconds; some of them where there were very many. */
  readonly latencies: readonly number[];
}

type Counter = Exclude<keyof SeriesPoint, 'second' | 'latencies'>;
type Point = { -readonly [Key in Counter]: number } & { second: number; latencies: number[] };

/** How far back it can be asked. */
export const keptSeconds = 3600;
const keptLatencies = 200;

export class Series {
  readonly #points: Point[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  response(status: number, latencyMs: number): void {
    const point = this.#point();
    point.requests += 1;
    const kind = (['target2xx', 'target3xx', 'target4xx', 'target5xx'] as const)[
      Math.min(3, Math.max(0, Math.floor(status / 100) - 2))
    ];
    if (kind !== undefined) point[kind] += 1;
    if (point.latencies.length < keptLatencies) point.latencies.push(latencyMs / 1000);
    else if (Math.random() * point.requests < keptLatencies)
      point.latencies[Math.floor(Math.random() * keptLatencies)] = latencyMs / 1000;
  }

  count(what: 'elb5xx' | 'connectionErrors'): void {
    const point = this.#point();
    point[what] += 1;
    if (what === 'elb5xx') point.requests += 1;
  }

  /** @param second seconds since the epoch */
  since(second: number): readonly SeriesPoint[] {
    return this.#points.filter((point) => point.second >= second);
  }

  #point(): Point {
    const second = Math.floor(this.#now() / 1000);
    const last = this.#points.at(-1);
    if (last?.second === second) return last;
    const point: Point = {
      second,
      requests: 0,
      target2xx: 0,
      target3xx: 0,
      target4xx: 0,
      target5xx: 0,
      elb5xx: 0,
      connectionErrors: 0,
      latencies: [],
    };
    this.#points.push(point);
    while ((this.#points[0]?.second ?? second) < second - keptSeconds) this.#points.shift();
    return point;
  }
}
