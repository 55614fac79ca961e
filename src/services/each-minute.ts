// The clock of what services do at whole minutes.

/** One for each thing that is done: kept by the ground under the function that opens it. */
export class EachMinute implements Disposable {
  #timer: NodeJS.Timeout | undefined;
  readonly #what: string;

  /** @param what for the message of a failure: `Scheduled rules` */
  constructor(what: string) {
    this.#what = what;
  }

  /**
   * Starts once, and not again.
   * @param run given the minute: a whole one, in milliseconds since the epoch
   */
  start(run: (minute: number) => Promise<void>): void {
    if (this.#timer === undefined) this.#wait(run);
  }

  #wait(run: (minute: number) => Promise<void>): void {
    const now = Date.now();
    const next = wholeMinute(now) + minuteMs;
    this.#timer = setTimeout(() => {
      this.#wait(run);
      run(next).catch((error: unknown) => {
        process.stderr.write(`${this.#what} were not sent: ${String(error)}\n`);
      });
    }, next - now).unref();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}

export const minuteMs = 60_000;

/** The minute that this moment is in. */
export function wholeMinute(at: number): number {
  return Math.floor(at / minuteMs) * minuteMs;
}
