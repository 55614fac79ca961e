// Which calls that change something have begun and were not answered when the endpoint was killed. A client whose connection ends
// sends such a call again, with the same invocation id (the header `amz-sdk-invocation-id` of AWS's SDKs).
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writeInOneStep } from '../lib/atomic-file.ts';

export interface BegunCalls extends Disposable {
  /** @returns when a process that was killed had begun it, in milliseconds since the epoch; undefined for a new call */
  readonly begin: (invocation: string) => number | undefined;
  /** Its answer is sent. */
  readonly end: (invocation: string) => void;
}

/** The file is written again when it is larger than this. */
const mostBytes = 256 * 1024;
/** No client repeats a call for longer. */
const keptMs = 24 * 60 * 60 * 1000;

export interface BegunCallsOptions {
  /** Of the endpoint. */
  readonly folder: string;
  readonly now: () => number;
  /** Receives why the file could not be written: calls go on without it. */
  readonly onMistake: (error: unknown) => void;
}

/** What a killed process has written with write(2) is in its file: nothing is synced. */
export function openBegunCalls({ folder, now, onMistake }: BegunCallsOptions): BegunCalls {
  const path = join(folder, 'begun-calls');
  const left = existsSync(path)
    ? notEnded(readFileSync(path, 'utf8'), now() - keptMs)
    : new Map<string, number>();
  const open = new Map<string, number>();
  let file = openSync(path, 'a', 0o600);
  let bytes = 0;
  const rewrite = (): void => {
    // Once only: a disk that is full is not asked again by each call.
    bytes = 0;
    const lines = [...left, ...open].map(([invocation, at]) => `+${invocation} ${at}\n`);
    writeInOneStep(path, lines.join(''), 0o600);
    const before = file;
    file = openSync(path, 'a', 0o600);
    closeSync(before);
  };
  const write = (line: string): void => {
    try {
      if (bytes > mostBytes) rewrite();
      // What was cut off before it by a full disk ends there.
      if (writeSync(file, line) < line.length) writeSync(file, '\n');
    } catch (error) {
      onMistake(error);
    } finally {
      bytes += line.length;
    }
  };
  return {
    begin: (invocation) => {
      if (!isInvocation(invocation)) return undefined;
      const before = left.get(invocation);
      if (before !== undefined) return before;
      open.set(invocation, now());
      write(`+${invocation} ${now()}\n`);
      return undefined;
    },
    end: (invocation) => {
      const had = open.delete(invocation);
      if (left.delete(invocation) || had) write(`-${invocation}\n`);
    },
    [Symbol.dispose]: () => closeSync(file),
  };
}

function isInvocation(text: string): boolean {
  return /^[\w-]{1,100}$/.test(text);
}

/** A line that was not written whole is passed over: it is the last one of a process, or of a full disk. */
function notEnded(text: string, since: number): Map<string, number> {
  const found = new Map<string, number>();
  for (const [, sign, invocation = '', at] of text.matchAll(/^([+-])([\w-]{1,100})(?: (\d+))?\n/gm)) {
    if (sign === '-') found.delete(invocation);
    else if (Number(at) > since) found.set(invocation, Number(at));
  }
  return found;
}
