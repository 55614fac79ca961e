// Time, for what the server does at its times.

export interface Clock {
  readonly now: () => number;
  /** Calls back once after so many milliseconds; gives the function that prevents it. */
  readonly after: (ms: number, work: () => void) => () => void;
}

export const realClock: Clock = {
  now: Date.now,
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
