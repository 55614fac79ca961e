// The lines of a log that come after a given one, read once each while another part of the program writes them.
import { statSync } from 'node:fs';
import type { LogLine, LogStore } from '../state/log-store.ts';

interface LogPlace {
  readonly executionId: string;
  readonly actionExecutionId: string;
  /** The first line, from 0. */
  readonly from: number;
}

export class LogTail implements AsyncDisposable {
  readonly #logs: LogStore;
  readonly #place: LogPlace;
  #next: number;
  #size = -1;
  #lines: AsyncIterator<LogLine> | undefined;
  #unfinished: LogLine | undefined;

  constructor(logs: LogStore, place: LogPlace) {
    this.#logs = logs;
    this.#place = place;
    this.#next = place.from;
  }

  /** The number of the line that comes next. */
  get next(): number {
    return this.#next;
  }

  /** Whole lines that have come since the last call, at most `count`; none when there is nothing new. */
  async read(count: number): Promise<readonly LogLine[]> {
    if (this.#lines === undefined) {
      const size = this.#sizeNow();
      if (size === this.#size) return [];
      this.#size = size;
      const { executionId, actionExecutionId } = this.#place;
      this.#lines = this.#logs.read(executionId, actionExecutionId, this.#next)[Symbol.asyncIterator]();
    }
    const lines: LogLine[] = [];
    this.#unfinished = undefined;
    while (lines.length < count) {
      const { value: line, done } = await this.#lines.next();
      if (done === true) {
        this.#lines = undefined;
        break;
      }
      if (line.unfinished === true) this.#unfinished = line;
      else lines.push(line);
    }
    this.#next += lines.length;
    return lines;
  }

  /** The last line, which nothing has ended. Call when `read` gives nothing more and no process writes. */
  async finish(): Promise<LogLine | undefined> {
    await this[Symbol.asyncDispose]();
    if (this.#unfinished === undefined) return undefined;
    this.#next += 1;
    const { at, text } = this.#unfinished;
    return { at, text };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lines?.return?.();
    this.#lines = undefined;
  }

  #sizeNow(): number {
    const { executionId, actionExecutionId } = this.#place;
    return statSync(this.#logs.path(executionId, actionExecutionId), { throwIfNoEntry: false })?.size ?? 0;
  }
}
