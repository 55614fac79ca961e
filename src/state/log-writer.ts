// Appends to one log. Output is gathered until the event loop turns or much has come, then written at once: what the
// kernel has survives the death of this process, and a follower sees it.
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { ProblemError } from '../lib/problem.ts';
import { systemProblem } from '../lib/system-problem.ts';
import { diskRoom } from './disk-room.ts';
import { countLineFeeds, encodeRecord, lastRecordWhere, RECORD_BYTES, recordAt } from './log-index.ts';
import type { LogWriter } from './log-store.ts';
import { privateFile } from './private-files.ts';

const GATHER_BYTES = 256 * 1024;
const LINE_FEED = 10;
/** Between two checks of the room on the disk. */
const CHECK_BYTES = 64 * 1024;
const ROOM_LEFT_BYTES = 1024 * 1024;

interface End {
  readonly sizeBytes: number;
  readonly lines: number;
  /** Whether the next byte begins a line. */
  readonly atLineStart: boolean;
}

export class FileLogWriter implements LogWriter {
  readonly #file: string;
  readonly #indexFile: string;
  readonly #log: number;
  readonly #index: number;
  readonly #gathered = Buffer.allocUnsafe(GATHER_BYTES);
  #gatheredBytes = 0;
  #records: Buffer[] = [];
  #recordedAt = -1;
  #end: End;
  #turn: NodeJS.Immediate | undefined;
  #sinceCheck = 0;
  #failure: Error | undefined;
  #closed = false;

  constructor(file: string, indexFile: string) {
    this.#file = file;
    this.#indexFile = indexFile;
    this.#log = openSync(file, 'a+', privateFile);
    this.#index = openSync(indexFile, 'a+', privateFile);
    this.#end = takeUp(this.#log, this.#index, indexFile);
  }

  /** Throws when this or what was gathered before cannot be stored: that is lost, and the log goes on after what is. */
  write(bytes: Uint8Array): void {
    if (this.#closed) throw new Error(`The log ${this.#file} is closed`);
    this.#rethrow();
    if (bytes.length === 0) return;
    this.#note(bytes);
    if (this.#gatheredBytes + bytes.length > GATHER_BYTES) this.#writeOut();
    if (bytes.length > GATHER_BYTES) {
      this.#store(bytes);
      return;
    }
    this.#gathered.set(bytes, this.#gatheredBytes);
    this.#gatheredBytes += bytes.length;
    this.#turn ??= setImmediate(() => this.#writeOutLater());
  }

  tail(count: number): readonly string[] {
    this.#writeOut();
    return lastLines(this.#log, this.#end.sizeBytes, count);
  }

  // oxlint-disable-next-line typescript/require-await -- promised by the interface for writers that need the time
  async flush(): Promise<void> {
    this.#rethrow();
    this.#writeOut();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    try {
      await this.flush();
    } finally {
      closeSync(this.#log);
      closeSync(this.#index);
    }
  }

  /** A record for each batch in which a line may begin, one per millisecond. */
  #note(bytes: Uint8Array): void {
    const { sizeBytes, lines, atLineStart } = this.#end;
    const lineFeeds = countLineFeeds(bytes);
    const now = Date.now();
    if (now !== this.#recordedAt && (atLineStart || lineFeeds > 0)) {
      this.#records.push(encodeRecord({ at: now, offset: sizeBytes, lines }));
      this.#recordedAt = now;
    }
    this.#end = {
      sizeBytes: sizeBytes + bytes.length,
      lines: lines + lineFeeds,
      atLineStart: bytes.at(-1) === LINE_FEED,
    };
  }

  #writeOut(): void {
    if (this.#turn !== undefined) clearImmediate(this.#turn);
    this.#turn = undefined;
    if (this.#gatheredBytes === 0) return;
    const bytes = this.#gathered.subarray(0, this.#gatheredBytes);
    this.#gatheredBytes = 0;
    this.#store(bytes);
  }

  /** The index goes first, so that a reader never meets a line whose time it cannot know. */
  #store(bytes: Uint8Array): void {
    const records = this.#records;
    this.#records = [];
    try {
      this.#leaveRoom(bytes.length);
      if (records.length > 0) writeAll(this.#index, Buffer.concat(records));
      writeAll(this.#log, bytes);
    } catch (error) {
      this.#end = takeUp(this.#log, this.#index, this.#indexFile);
      const found = systemProblem(error, this.#file);
      throw found === undefined ? error : new ProblemError([found]);
    }
  }

  /** A log that prints much leaves the last room of the disk to all that must still be written. */
  #leaveRoom(sizeBytes: number): void {
    this.#sinceCheck += sizeBytes;
    if (this.#sinceCheck < CHECK_BYTES) return;
    this.#sinceCheck = 0;
    const { freeBytes = Infinity } = diskRoom(dirname(this.#file)) ?? {};
    if (freeBytes < sizeBytes + ROOM_LEFT_BYTES)
      throw Object.assign(new Error('The disk is full'), { code: 'ENOSPC' });
  }

  /** The caller has gone: what cannot be stored is reported to the next one. */
  #writeOutLater(): void {
    try {
      this.#writeOut();
    } catch (error) {
      this.#failure = error as Error;
    }
  }

  #rethrow(): void {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure;
  }
}

/** Where the earlier writer stopped. Index records without their output are dropped, lines counted to the end. */
function takeUp(log: number, index: number, indexFile: string): End {
  const sizeBytes = fstatSync(log).size;
  const bytes = readFileSync(indexFile);
  const last = lastRecordWhere(bytes, ({ offset }) => offset < sizeBytes);
  if (bytes.length !== (last + 1) * RECORD_BYTES) ftruncateSync(index, (last + 1) * RECORD_BYTES);
  const { offset, lines } = last === -1 ? { offset: 0, lines: 0 } : recordAt(bytes, last);
  const end = { sizeBytes, lines, atLineStart: sizeBytes === 0 };
  const block = Buffer.allocUnsafe(GATHER_BYTES);
  for (let at = offset; at < sizeBytes;) {
    const part = block.subarray(0, readSync(log, block, 0, block.length, at));
    if (part.length === 0) break;
    end.lines += countLineFeeds(part);
    end.atLineStart = part.at(-1) === LINE_FEED;
    at += part.length;
  }
  return end;
}

function writeAll(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
}

/** A line that is longer than this is shown by its end. */
const TAIL_BYTES = 1024 * 1024;
const STEP_BYTES = 16 * 1024;

/** Reads backwards until enough lines were met, so that a long log costs no more than a short one. */
function lastLines(log: number, sizeBytes: number, count: number): readonly string[] {
  if (count <= 0) return [];
  const parts: Buffer[] = [];
  let lineFeeds = 0;
  for (let end = sizeBytes; end > 0 && lineFeeds <= count && sizeBytes - end < TAIL_BYTES;) {
    const start = Math.max(0, end - STEP_BYTES);
    const part = Buffer.alloc(end - start);
    readSync(log, part, 0, part.length, start);
    parts.push(part);
    lineFeeds += countLineFeeds(part);
    end = start;
  }
  const lines = Buffer.concat(parts.reverse()).toString('utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.slice(-count);
}
