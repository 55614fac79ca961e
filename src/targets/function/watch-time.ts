// The time that an invocation may take. Starting the process has ten seconds of its own; what it takes beyond them
// counts as the handler's (Lambda developer guide, "Understanding the Lambda execution environment lifecycle").

const initLimitMs = 10_000;

export interface TimeWatch {
  /** When the handler must be done, in milliseconds since 1970. Asked for the first time, the handler begins. */
  readonly deadline: () => number;
  readonly hasBegun: () => boolean;
  readonly isUp: Promise<void>;
  /** AWS's words for a time that is up. */
  readonly text: string;
  readonly stop: () => void;
  readonly spent: () => { readonly initMs: number; readonly durationMs: number };
}

/** Starts with the process. */
export function watchTime(limitMs: number): TimeWatch {
  const startedAt = performance.now();
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = false;
  let begunAt: number | undefined;
  let endedAt: number | undefined;
  let deadline = 0;
  const begin = (): void => {
    if (begunAt !== undefined) return;
    begunAt = performance.now();
    deadline = Date.now() + limitMs;
    clearTimeout(timer);
    timer = setTimeout(resolve, limitMs);
  };
  let timer = setTimeout(begin, initLimitMs);
  return {
    deadline: () => {
      asked = true;
      begin();
      return Math.floor(deadline);
    },
    hasBegun: () => asked,
    isUp: promise,
    text: `Task timed out after ${(limitMs / 1000).toFixed(2)} seconds`,
    stop: () => {
      clearTimeout(timer);
      endedAt = performance.now();
    },
    spent: () => {
      const end = endedAt ?? performance.now();
      const from = begunAt ?? end;
      return { initMs: from - startedAt, durationMs: end - from };
    },
  };
}
