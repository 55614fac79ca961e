// How long a process that owns a state folder is waited for while it ends what runs: as long as it ends one thing after the other.
import { formatDuration } from '../lib/duration.ts';
import type { OwnerDescription } from './owner.ts';

/** A process begins or goes within this time, also on a machine that is busy. */
export const comesWithinMs = 60_000;
/** Jobs of workflows have five minutes for what runs when they are cancelled. */
export const endsWithinMs = 330_000;
const wordAfterMs = 2000;

/** What is seen of the owner, at a moment. */
export interface Seen {
  readonly owner: Pick<OwnerDescription, 'pid' | 'ending'> | undefined;
  readonly now: number;
}

export class OwnerPatience {
  readonly #report: (text: string) => void;
  #since: number;
  #before: string | undefined;
  #reported: string | undefined;

  /** @param report is given what is waited for, when that takes more than a moment, and again when it changes */
  constructor(startedAt: number, report: (text: string) => void) {
    this.#since = startedAt;
    this.#report = report;
  }

  /** Why there is no use in waiting any longer, and the way out; undefined while there is. */
  isOver({ owner, now }: Seen): string | undefined {
    const ending = owner?.ending === undefined ? undefined : endingText(owner.pid, owner.ending);
    if (ending !== this.#before) this.#since = now;
    this.#before = ending;
    const waitedMs = now - this.#since;
    if (ending === undefined || owner === undefined) {
      if (waitedMs <= comesWithinMs) return undefined;
      return owner === undefined
        ? 'no process has come to drive it'
        : `process ${owner.pid} is to end, and has not for ${formatDuration(waitedMs)}: ${wayOut(owner.pid)}`;
    }
    if (waitedMs > endsWithinMs)
      return `${ending}, and has ended none of it for ${formatDuration(waitedMs)}: ${wayOut(owner.pid)}`;
    if (waitedMs > wordAfterMs && this.#reported !== ending) {
      this.#reported = ending;
      this.#report(`waiting: ${ending}`);
    }
    return undefined;
  }
}

function endingText(pid: number, names: readonly string[]): string {
  const what = names.length === 0 ? 'what it has left' : `what runs of ${names.join(', ')}`;
  return `process ${pid} still ends ${what}`;
}

function wayOut(pid: number): string {
  return `kill -9 ${pid} ends it, and the next call carries on`;
}
