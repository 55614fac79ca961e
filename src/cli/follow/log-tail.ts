// What actions print, read from their log files while they are written: the last lines, or everything as it comes.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const tailBytes = 8 * 1024;
const chunkBytes = 256 * 1024;

/** The last whole or begun lines of a file; none while it does not exist. */
export function readTail(file: string, count: number): readonly string[] {
  return withFile(file, (handle) => {
    const { size } = fstatSync(handle);
    const start = Math.max(0, size - tailBytes);
    const text = readAt(handle, start, size - start).toString('utf8');
    const lines = text.split('\n');
    if (start > 0) lines.shift();
    if (lines.at(-1) === '') lines.pop();
    return lines.slice(-count);
  });
}

/** Gives each line once, in order, when it is whole. The file stays open until `finish`: it is asked often. */
export class LogFollower {
  readonly #file: string;
  readonly #decoder = new StringDecoder('utf8');
  #handle: number | undefined;
  #offset: number;
  #begun = '';

  /** @param fromBytes how much of the file is already known */
  constructor(file: string, fromBytes = 0) {
    this.#file = file;
    this.#offset = fromBytes;
  }

  /** Whole lines since the last call. */
  read(onLine: (line: string) => void): void {
    this.#handle ??= openExisting(this.#file);
    if (this.#handle === undefined) return;
    for (;;) {
      // Mostly nothing is new, and then nothing is set aside for it.
      const unread = fstatSync(this.#handle).size - this.#offset;
      if (unread <= 0) return;
      const bytes = readAt(this.#handle, this.#offset, Math.min(unread, chunkBytes));
      this.#offset += bytes.length;
      const lines = (this.#begun + this.#decoder.write(bytes)).split('\n');
      this.#begun = lines.pop() ?? '';
      lines.forEach((line) => onLine(line));
    }
  }

  /** As `read`, and the last line even when nothing ended it. */
  finish(onLine: (line: string) => void): void {
    this.read(onLine);
    const last = this.#begun + this.#decoder.end();
    this.#begun = '';
    if (last !== '') onLine(last);
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }
}

/** Undefined while the file does not exist. */
function openExisting(file: string): number | undefined {
  try {
    return openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function withFile(file: string, read: (handle: number) => readonly string[]): readonly string[] {
  const handle = openExisting(file);
  if (handle === undefined) return [];
  try {
    return read(handle);
  } finally {
    closeSync(handle);
  }
}

function readAt(handle: number, position: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  return buffer.subarray(0, readSync(handle, buffer, 0, length, position));
}
