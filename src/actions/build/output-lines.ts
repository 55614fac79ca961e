// The output of commands line by line, for what reads along with it.
import { StringDecoder } from 'node:string_decoder';
import type { OutputReader } from './build-log.ts';

export interface LineReader {
  /** Without its line feed. */
  readonly line: (text: string) => void;
  readonly endCommand: () => void;
}

/** What is read along is short; the rest of a longer line is left out. */
const longestLine = 2000;

export class OutputLines implements OutputReader {
  readonly #readers: readonly LineReader[];
  #decoder = new StringDecoder('utf8');
  #rest = '';

  constructor(readers: readonly LineReader[]) {
    this.#readers = readers;
  }

  write(bytes: Uint8Array): void {
    const text = this.#decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    const lines = (this.#rest + text).split('\n');
    const rest = lines.pop() ?? '';
    this.#rest = rest.length > longestLine ? rest.slice(0, longestLine) : rest;
    for (const line of lines) this.#give(line);
  }

  endCommand(): void {
    if (this.#rest !== '') this.#give(this.#rest);
    this.#decoder = new StringDecoder('utf8');
    this.#rest = '';
    for (const reader of this.#readers) reader.endCommand();
  }

  #give(line: string): void {
    for (const reader of this.#readers) reader.line(line);
  }
}
