// What executions wait for within this process: the end of a time, and what is said of a token.
import { setTimeout as delay } from 'node:timers/promises';
import type { Keeping } from '../documents.ts';
import { outcomeOfToken, type TokenOutcome } from './execution-record.ts';

/** As long as a timer of Node waits. */
const longestMs = 2 ** 31 - 1;

/** @param time milliseconds since the epoch */
export async function sleepUntil(time: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const left = time - Date.now();
    if (left <= 0) return;
    // It does not keep the process: another one takes the execution up.
    await delay(Math.min(left, longestMs), undefined, { signal, ref: false });
  }
}

/** Those who wait for tokens, and who is heard of. */
export class TokenDesk implements Disposable {
  readonly #waiting = new Map<string, () => void>();
  readonly #heard = new Map<string, number>();

  /** Something was said of the token: its outcome is on disk, or it lives. */
  wake(token: string, now: number): boolean {
    this.#heard.set(token, now);
    const waiting = this.#waiting.get(token);
    waiting?.();
    return waiting !== undefined;
  }

  isWaiting(token: string): boolean {
    return this.#waiting.has(token);
  }

  /** Undefined when its holder was silent for longer than that. Rejects when the signal does. */
  async outcome(
    call: Keeping,
    token: string,
    { silentMs = Infinity, signal }: { readonly silentMs?: number; readonly signal: AbortSignal },
  ): Promise<TokenOutcome | undefined> {
    this.#heard.set(token, Date.now());
    try {
      for (;;) {
        const outcome = outcomeOfToken(call, token);
        if (outcome !== undefined) return outcome;
        const until = (this.#heard.get(token) ?? 0) + silentMs;
        if (until <= Date.now()) return undefined;
        await this.#called(token, until, signal);
      }
    } finally {
      this.#waiting.delete(token);
      this.#heard.delete(token);
    }
  }

  /** Resolves when it was woken, and when the time is up. */
  async #called(token: string, until: number, signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    this.#waiting.set(token, () => woken.abort());
    const both = AbortSignal.any([signal, woken.signal]);
    await sleepUntil(until, both).catch((error: unknown) => {
      if (!woken.signal.aborted) throw error;
    });
    signal.throwIfAborted();
  }

  [Symbol.dispose](): void {
    this.#waiting.clear();
  }
}

const openDesk = () => new TokenDesk();

export function deskOf({ ground }: Pick<Keeping, 'ground'>): TokenDesk {
  return ground.keep(openDesk);
}
