// Reads a log line by line while another process may still write it.
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { lastRecordWhere, recordAt, recordCount } from './log-index.ts';
import type { LogLine } from './log-store.ts';

/** A log that does not exist yet has no lines. */
export async function* readLog(file: string, indexFile: string, fromLine: number): AsyncIterable<LogLine> {
  if (!existsSync(file)) return;
  const index = existsSync(indexFile) ? readFileSync(indexFile) : Buffer.alloc(0);
  // A batch may begin in the middle of a line: only one with fewer line feeds before it surely lies before the line.
  const first = lastRecordWhere(index, ({ lines }) => lines < fromLine);
  const start = first === -1 ? { offset: 0, lines: 0 } : recordAt(index, first);
  const timeAt = clockOf(index, Math.max(first, 0));
  let number = start.lines;
  for await (const { offset, bytes, finished } of linesOf(file, start.offset)) {
    if (number >= fromLine) {
      const line = { at: timeAt(offset), text: bytes.toString('utf8') };
      yield finished ? line : { ...line, unfinished: true };
    }
    number += 1;
  }
}

/** The time of the batch in which an offset lies; offsets are asked for in rising order. */
function clockOf(index: Buffer, from: number): (offset: number) => number {
  const count = recordCount(index);
  let position = from;
  return (offset) => {
    while (position + 1 < count && recordAt(index, position + 1).offset <= offset) position += 1;
    return position < count ? recordAt(index, position).at : 0;
  };
}

interface RawLine {
  readonly offset: number;
  readonly bytes: Buffer;
  readonly finished: boolean;
}

async function* linesOf(file: string, start: number): AsyncIterable<RawLine> {
  let offset = start;
  // A line may be longer than a chunk: its parts are joined once, when it ends.
  let parts: Buffer[] = [];
  for await (const chunk of createReadStream(file, {
    start,
    highWaterMark: 256 * 1024,
  }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      const bytes = joined(parts, chunk.subarray(from, at));
      yield { offset, bytes, finished: true };
      offset += bytes.length + 1;
      parts = [];
      from = at + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  }
  if (parts.length > 0) yield { offset, bytes: Buffer.concat(parts), finished: false };
}

function joined(parts: readonly Buffer[], last: Buffer): Buffer {
  return parts.length === 0 ? last : Buffer.concat([...parts, last]);
}
