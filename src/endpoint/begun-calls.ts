// Which calls that change something have begun and were not answered when the endpoint was killed. A client whose connection ends
// sends such a call again, with the same invocation id (the header `amz-sdk-invocation-id` of AWS's SDKs).
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writeInOneStep } from '../lib/atomic-file.ts';

export interface BegunCalls extends Disposable {
  /** @returns when a process that was killed had begun it, in milliseconds since the epoch; undefined for a new call */
  readonly begin: (invocation: string, now: number) => number | undefined;
  /** Its answer is sent. */
  readonly end: (invocation: string) => void;
}

/** The file is written again when it is larger than this. */
const mostBytes = 256 * 1024;

/** What a killed process has written with write(2) is in its file: nothing is synced. @param folder of the endpoint */
export function openBegunCalls(folder: string): BegunCalls {
  const path = join(folder, 'begun-calls');
  const left = existsSync(path) ? notEnded(readFileSync(path, 'utf8')) : new Map<string, number>();
  const open = new Map<string, number>();
  let bytes = 0;
  let file = 0;
  const rewrite = (): void => {
    if (file !== 0) closeSync(file);
    const lines = [...left, ...open].map(([invocation, at]) => `+${invocation} ${at}\n`);
    writeInOneStep(path, lines.join(''), 0o600);
    file = openSync(path, 'a', 0o600);
    bytes = 0;
  };
  const write = (line: string): void => {
    if (bytes > mostBytes) rewrite();
    bytes += writeSync(file, line);
  };
  rewrite();
  return {
    begin: (invocation, now) => {
      if (!isInvocation(invocation)) return undefined;
      const before = left.get(invocation);
      if (before !== undefined) return before;
      open.set(invocation, now);
      write(`+${invocation} ${now}\n`);
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

/** A last line that was not written whole is that of a call which has not begun. */
function notEnded(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const [, sign, invocation = '', at] of text.matchAll(/^([+-])([\w-]{1,100})(?: (\d+))?\n/gm)) {
    if (sign === '+') found.set(invocation, Number(at));
    else found.delete(invocation);
  }
  return found;
}
