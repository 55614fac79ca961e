// Takes secrets out of a stream of bytes before anyone sees them, also when a secret comes in several pieces.

export interface Redactor {
  readonly write: (bytes: Uint8Array) => void;
  /**
   * From now on these values, and each line of eight or more characters of those that have several, appear as `***`.
   * Output that was handed on already stays as it is.
   */
  readonly add: (secrets: readonly string[]) => void;
  /** Hands on what is held back because it might have become a secret. */
  readonly flush: () => void;
}

const mask = Buffer.from('***');
const minLineLength = 8;

/**
 * Every byte that belongs to an occurrence of a secret is replaced; occurrences that overlap become one `***`.
 * Held back is only the longest end of the output that is the beginning of a secret.
 */
export function createRedactor(write: (bytes: Uint8Array) => void): Redactor {
  let secrets: readonly Buffer[] = [];
  let held: Uint8Array = Buffer.alloc(0);
  // How many bytes at the start of `held` belong to an occurrence whose mask has been written already.
  let covered = 0;

  const handOn = (bytes: Buffer, until: number) => {
    let at = covered;
    let coveredTo = covered;
    for (const { start, end } of occurrences(bytes, secrets)) {
      if (start >= until) break;
      if (start >= coveredTo) {
        if (start > at) write(bytes.subarray(at, start));
        write(mask);
      }
      coveredTo = Math.max(coveredTo, end);
      at = Math.max(at, coveredTo);
    }
    if (at < until) write(bytes.subarray(at, until));
    held = bytes.subarray(until);
    covered = Math.max(0, coveredTo - until);
  };

  return {
    write: (bytes) => {
      if (bytes.length === 0) return;
      if (secrets.length === 0) {
        write(bytes);
        return;
      }
      const all = held.length === 0 ? asBuffer(bytes) : Buffer.concat([held, bytes]);
      handOn(all, possibleStart(all, secrets));
      // What is held must outlive the caller's buffer.
      held = Buffer.from(held);
    },
    add: (values) => {
      const known = new Set([...secrets.map((secret) => secret.toString('utf8')), ...values.flatMap(forms)]);
      secrets = [...known].map((value) => Buffer.from(value));
    },
    flush: () => {
      const rest = asBuffer(held);
      handOn(rest, rest.length);
      covered = 0;
    },
  };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Programs that print a key line by line, indented or with other line ends, must not give it away. */
function forms(value: string): readonly string[] {
  if (value === '') return [];
  const lines = value.split('\n').map((line) => line.trim());
  return lines.length === 1 ? [value] : [value, ...lines.filter((line) => line.length >= minLineLength)];
}

interface Occurrence {
  readonly start: number;
  readonly end: number;
}

/** All occurrences of all secrets, those that overlap too, in the order of their starts. */
function occurrences(bytes: Buffer, secrets: readonly Buffer[]): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (const secret of secrets)
    for (let start = bytes.indexOf(secret); start !== -1; start = bytes.indexOf(secret, start + 1))
      found.push({ start, end: start + secret.length });
  return secrets.length === 1 ? found : found.sort((a, b) => a.start - b.start);
}

/** Where the longest end of the bytes starts that is the beginning of a secret, but not the whole; their length if none does. */
function possibleStart(bytes: Buffer, secrets: readonly Buffer[]): number {
  let first = bytes.length;
  for (const secret of secrets) {
    const head = secret[0] ?? 0;
    const from = Math.max(0, bytes.length - secret.length + 1);
    for (let at = bytes.indexOf(head, from); at !== -1 && at < first; at = bytes.indexOf(head, at + 1))
      if (bytes.compare(secret, 0, bytes.length - at, at) === 0) first = at;
  }
  return first;
}
