// Takes secrets out of a stream of bytes before anyone sees them, also when a secret comes in several pieces, or with colours
// and other escape sequences inside.
import { secretForms } from './secret-forms.ts';
import { matchSecrets, type Occurrence, type SecretMatcher } from './secret-matcher.ts';
import { visibleBytes, type VisibleBytes } from './visible-bytes.ts';

export interface Redactor {
  readonly write: (bytes: Uint8Array) => void;
  /**
   * From now on these values appear as `***`, in all forms in which programs print them. Output that was handed on
   * already stays as it is. Access key ids of AWS are hidden from the beginning.
   */
  readonly add: (secrets: readonly string[]) => void;
  /** A text by itself, without the secrets that are known by now. */
  readonly clean: (text: string) => string;
  /** Hands on what is held back because it might have become a secret. */
  readonly flush: () => void;
}

const mask = Buffer.from('***');

/**
 * Every byte that belongs to an occurrence of a secret is replaced; occurrences that overlap become one `***`.
 * Held back is only the longest end of the output that is the beginning of a secret.
 */
export function createRedactor(write: (bytes: Uint8Array) => void): Redactor {
  let forms = new Set<string>();
  let matcher = matchSecrets([]);
  let held: Uint8Array = Buffer.alloc(0);
  // How many bytes at the start of `held` belong to an occurrence whose mask has been written already.
  let covered = 0;

  const handOn = (bytes: Buffer, found: readonly Occurrence[], until: number) => {
    let at = covered;
    let coveredTo = covered;
    for (const { start, end } of found) {
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
      const all = held.length === 0 ? asBuffer(bytes) : Buffer.concat([held, bytes]);
      const visible = visibleBytes(all);
      handOn(all, occurrences(all, visible, matcher), safeUntil(all, visible, matcher));
      // What is held must outlive the caller's buffer.
      if (held.length > 0) held = Buffer.from(held);
    },
    add: (values) => {
      forms = new Set([...forms, ...values.flatMap(secretForms)]);
      matcher = matchSecrets([...forms].map((form) => Buffer.from(form)));
    },
    clean: (text) => {
      const bytes = Buffer.from(text);
      const found = occurrences(bytes, visibleBytes(bytes), matcher);
      return found.length === 0 ? text : masked(bytes, found);
    },
    flush: () => {
      const rest = asBuffer(held);
      handOn(rest, occurrences(rest, visibleBytes(rest), matcher), rest.length);
      covered = 0;
    },
  };
}

/** Occurrences that overlap become one `***`, as in a stream. */
function masked(bytes: Buffer, found: readonly Occurrence[]): string {
  const parts: Buffer[] = [];
  let at = 0;
  for (const { start, end } of found) {
    if (start >= at) parts.push(bytes.subarray(at, start), mask);
    at = Math.max(at, end);
  }
  return Buffer.concat([...parts, bytes.subarray(at)]).toString('utf8');
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Those in the bytes as they are, and those that a terminal would show. */
function occurrences(
  bytes: Buffer,
  visible: VisibleBytes | undefined,
  matcher: SecretMatcher,
): readonly Occurrence[] {
  const found = [...accessKeys(bytes), ...matcher.find(bytes)];
  if (visible !== undefined)
    for (const { start, end } of [...accessKeys(visible.bytes), ...matcher.find(visible.bytes)])
      found.push({ start: visible.origin(start), end: visible.origin(end - 1) + 1 });
  return found.length < 2 ? found : found.sort((a, b) => a.start - b.start);
}

/** Where the bytes begin that may become a secret with those that follow. Never inside of an escape sequence. */
function safeUntil(bytes: Buffer, visible: VisibleBytes | undefined, matcher: SecretMatcher): number {
  const asItIs = Math.min(possibleAccessKey(bytes), matcher.possibleStart(bytes));
  if (visible === undefined) return asItIs;
  const shown = Math.min(possibleAccessKey(visible.bytes), matcher.possibleStart(visible.bytes));
  const ofShown = shown === visible.bytes.length ? bytes.length : visible.origin(shown);
  return visible.outside(Math.min(asItIs, ofShown, visible.unfinished));
}

/** Long-term and temporary access key ids, as CodeBuild hides them (CodeBuild user guide, "Build environment variables"). */
const accessKeyPrefixes = ['AKIA', 'ASIA'];
const accessKeyLength = 20;

function accessKeys(bytes: Buffer): readonly Occurrence[] {
  return accessKeyPrefixes.flatMap((prefix) => {
    const found: Occurrence[] = [];
    for (let start = bytes.indexOf(prefix); start !== -1; start = bytes.indexOf(prefix, start + 1)) {
      const end = start + accessKeyLength;
      if (/^[A-Z0-9]{20}$/.test(bytes.toString('latin1', start, end))) found.push({ start, end });
    }
    return found;
  });
}

/** Where an access key id may begin whose end has not come yet. */
function possibleAccessKey(bytes: Buffer): number {
  const from = Math.max(0, bytes.length - accessKeyLength + 1);
  const begun = /A(?:[KS](?:I(?:A[A-Z0-9]{0,15})?)?)?$/.exec(bytes.toString('latin1', from));
  return begun === null ? bytes.length : from + begun.index;
}
