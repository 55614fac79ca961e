// The index of a log: when which part of it was written. One record of 16 bytes for each batch of output in which a
// line begins, so a chatty build costs little: time (ms, 48 bits), offset (48 bits), lines begun before it (32 bits).

export interface IndexRecord {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Where in the log the batch starts. */
  readonly offset: number;
  /** Line feeds before that offset. */
  readonly lines: number;
}

export const RECORD_BYTES = 16;

export function encodeRecord({ at, offset, lines }: IndexRecord): Buffer {
  const bytes = Buffer.alloc(RECORD_BYTES);
  bytes.writeUIntBE(at, 0, 6);
  bytes.writeUIntBE(offset, 6, 6);
  bytes.writeUInt32BE(lines, 12);
  return bytes;
}

export function recordAt(index: Buffer, position: number): IndexRecord {
  const start = position * RECORD_BYTES;
  return {
    at: index.readUIntBE(start, 6),
    offset: index.readUIntBE(start + 6, 6),
    lines: index.readUInt32BE(start + 12),
  };
}

/** Whole records only: a process that died while writing may have left a part of one. */
export function recordCount(index: Buffer): number {
  return Math.floor(index.length / RECORD_BYTES);
}

/** The last record for which the predicate holds, when it holds for a first part of the index; -1 for none. */
export function lastRecordWhere(index: Buffer, holds: (record: IndexRecord) => boolean): number {
  let low = -1;
  let high = recordCount(index);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(recordAt(index, middle))) low = middle;
    else high = middle;
  }
  return low;
}

const LINE_FEED = 10;

export function countLineFeeds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}
