// Bytes as a terminal shows them: without escape sequences and control characters, and where each byte came from. Pure.

export interface VisibleBytes {
  readonly bytes: Buffer;
  /** The place in the original of a byte. */
  readonly origin: (at: number) => number;
  /** Where a sequence starts in the original whose end has not come yet; the length of the original if none does. */
  readonly unfinished: number;
  /** The place, or the start of the sequence that has it inside. */
  readonly outside: (place: number) => number;
}

/**
 * Undefined when everything is visible, as in most output. Line feeds and tabs count as visible.
 * Sequences are those of ECMA-48: CSI, the strings (OSC, DCS, SOS, PM, APC) and escapes of two characters or more.
 */
export function visibleBytes(bytes: Buffer): VisibleBytes | undefined {
  const text = bytes.toString('latin1');
  if (!invisible.test(text) && !text.endsWith('\u00c2')) return undefined;
  const hidden: Range[] = [];
  let unfinished = bytes.length;
  for (const match of text.matchAll(sequences)) {
    const end = match.index + match[0].length;
    if (end === bytes.length && isUnfinished(match[0])) unfinished = match.index;
    hidden.push({ start: match.index, end });
  }
  return { ...without(bytes, hidden), unfinished };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

// As latin1, so that a place in the text is a place in the bytes. C1 controls are two bytes in UTF-8, the first of them
// C2.
const esc = String.raw`\x1b`;
const csi = String.raw`(?:${esc}\[|\xc2\x9b)[\x20-\x3f]{0,256}[\x40-\x7e]?`;
/** Programs end a string with BEL or ST. A line feed or another sequence ends one that has no end. */
const string = String.raw`(?:${esc}[\]PX^_]|\xc2[\x90\x98\x9d-\x9f])(?:(?!\xc2\x9c)[^\x07\x0a\x18\x1a\x1b]){0,4096}(?:\x07|${esc}\\|\xc2\x9c|${esc}?$)?`;
const escape = String.raw`${esc}[\x20-\x2f]{0,8}[\x30-\x7e]?`;
const control = String.raw`[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f]|\xc2(?:[\x80-\x9f]|$)`;
const sequences = new RegExp([csi, string, escape, control].join('|'), 'g');
// oxlint-disable-next-line no-control-regex
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f]|\u00c2[\u0080-\u009f]/;

const finishedCsi = new RegExp(String.raw`^(?:${esc}\[|\xc2\x9b)[\x20-\x3f]*[\x40-\x7e]$`);
const finishedString = new RegExp(String.raw`(?:\x07|${esc}\\|\xc2\x9c)$`);
const finishedEscape = new RegExp(String.raw`^${esc}[\x20-\x2f]*[\x30-\x7e]$`);
const startsCsi = new RegExp(String.raw`^(?:${esc}\[|\xc2\x9b)`);
const startsString = new RegExp(String.raw`^(?:${esc}[\]PX^_]|\xc2[\x90\x98\x9d-\x9f])`);

/**
 * Of a sequence at the end of the bytes: whether more of it may come. Each has a longest length, so none is waited for
 * long.
 */
function isUnfinished(sequence: string): boolean {
  if (startsCsi.test(sequence)) return !finishedCsi.test(sequence);
  if (startsString.test(sequence)) return !finishedString.test(sequence);
  if (sequence.startsWith('\u001b')) return !finishedEscape.test(sequence);
  return sequence === '\u00c2';
}

function without(
  bytes: Buffer,
  hidden: readonly Range[],
): Pick<VisibleBytes, 'bytes' | 'origin' | 'outside'> {
  const parts: Buffer[] = [];
  const starts = hidden.map(({ start }) => start);
  // Where each part begins, in what is visible and in the original.
  const shownAt: number[] = [];
  const originalAt: number[] = [];
  let at = 0;
  let shown = 0;
  for (const { start, end } of [...hidden, { start: bytes.length, end: bytes.length }]) {
    if (start > at) {
      parts.push(bytes.subarray(at, start));
      shownAt.push(shown);
      originalAt.push(at);
      shown += start - at;
    }
    at = end;
  }
  return {
    bytes: Buffer.concat(parts),
    origin: (place) => {
      const part = lastAtMost(shownAt, place);
      return (originalAt[part] ?? 0) + place - (shownAt[part] ?? 0);
    },
    outside: (place) => {
      const range = hidden[lastAtMost(starts, place)];
      return range !== undefined && range.start < place && place < range.end ? range.start : place;
    },
  };
}

/** The index of the last number that is not larger, or -1. They are in order. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
