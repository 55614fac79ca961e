// Separates marks from everything else in a stream of bytes. A mark is NUL, a word that nothing else prints, a blank,
// its text and NUL again; it may be cut anywhere by the chunks of the stream.

export type MarkedPart =
  | { readonly type: 'output'; readonly bytes: Uint8Array }
  | { readonly type: 'mark'; readonly text: string };

/** No mark is longer; what goes on without an end is no mark. */
const maxMarkBytes = 128;

export class MarkReader {
  readonly #start: Buffer;
  #held: Buffer = Buffer.alloc(0);

  /** @param word without NUL */
  constructor(word: string) {
    this.#start = Buffer.from(`\0${word} `);
  }

  /** What is known to be output or a mark, in order. What may become a mark is held back until more is there. */
  *read(chunk: Uint8Array): Iterable<MarkedPart> {
    let rest = this.#held.length === 0 ? asBuffer(chunk) : Buffer.concat([this.#held, chunk]);
    this.#held = Buffer.alloc(0);
    for (;;) {
      const at = this.#candidate(rest);
      if (at > 0) yield { type: 'output', bytes: rest.subarray(0, at) };
      if (at === rest.length) return;
      rest = rest.subarray(at);
      const end = rest.indexOf(0, this.#start.length);
      if (end === -1 && rest.length < maxMarkBytes) {
        this.#held = Buffer.from(rest);
        return;
      }
      if (end === -1 || end > maxMarkBytes) {
        yield { type: 'output', bytes: rest.subarray(0, 1) };
        rest = rest.subarray(1);
        continue;
      }
      yield { type: 'mark', text: rest.toString('latin1', this.#start.length, end) };
      rest = rest.subarray(end + 1);
    }
  }

  /** What was held back when the stream has ended. */
  rest(): Uint8Array {
    const held = this.#held;
    this.#held = Buffer.alloc(0);
    return held;
  }

  /** Where the first mark, or the beginning of one at the end of the bytes, stands; their length when nowhere. */
  #candidate(bytes: Buffer): number {
    for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) {
      const length = Math.min(this.#start.length, bytes.length - at);
      if (bytes.compare(this.#start, 0, length, at, at + length) === 0) return at;
    }
    return bytes.length;
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
