// Files with the status that each had when it was seen, as one compact file: a line that says what it is, columns of numbers,
// then the paths. A hundred thousand files are read in milliseconds, by several threads at once.
import { hash } from 'node:crypto';
import { lstatSync, readFileSync, type Stats } from 'node:fs';
import { writeInOneStep } from '../../lib/atomic-file.ts';
import { privateFile } from '../private-files.ts';

/** What distinguishes one state of a file from another. */
export type FileStatus = Pick<Stats, 'size' | 'mtimeMs' | 'ctimeMs' | 'ino'>;

/** Without the rest of what the system says of a file, which is many times as large. */
export function statusOf({ size, mtimeMs, ctimeMs, ino }: FileStatus): FileStatus {
  return { size, mtimeMs, ctimeMs, ino };
}

/** `content`: a file whose digest is known; `status`: anything whose status counts; `folder`: whatever is in it. */
export type StatusRow =
  | { readonly path: string; readonly kind: 'content'; readonly status: FileStatus; readonly digest: string }
  | { readonly path: string; readonly kind: 'status' | 'folder'; readonly status: FileStatus }
  | { readonly path: string; readonly kind: 'absent' };

const kinds = ['content', 'status', 'folder', 'absent'] as const;
const none: FileStatus = { size: 0, mtimeMs: 0, ctimeMs: 0, ino: 0 };

/** The first line. `about` belongs to the list's writer. */
interface Header {
  readonly form: number;
  readonly folder: string;
  readonly count: number;
  readonly about?: unknown;
}

const FORM = 2;
const numbersOfRow = 4;
const bytesOfNumber = 8;
const bytesOfEnd = 4;
const bytesOfDigest = 32;
const newline = 10;

export interface ListToWrite {
  /** Absolute. */
  readonly folder: string;
  /** Their paths are relative to the folder; absolute where they lie elsewhere. */
  readonly rows: readonly StatusRow[];
  readonly about?: unknown;
}

/** Replaces the list in one step. */
export function writeStatusList(file: string, { folder, rows, about }: ListToWrite): void {
  const numbers = new Float64Array(rows.length * numbersOfRow);
  const kindOfRow = Buffer.alloc(rows.length);
  const digests = Buffer.alloc(rows.length * bytesOfDigest);
  for (const [at, row] of rows.entries()) {
    const { size, mtimeMs, ctimeMs, ino } = row.kind === 'absent' ? none : row.status;
    numbers.set([size, mtimeMs, ctimeMs, ino], at * numbersOfRow);
    kindOfRow[at] = kinds.indexOf(row.kind);
    if (row.kind === 'content') digests.write(row.digest, at * bytesOfDigest, 'hex');
  }
  const header: Header = { form: FORM, folder, count: rows.length, about };
  const line = Buffer.from(`${JSON.stringify(header)}\n`);
  const paths = Buffer.from(rows.map(({ path }) => path).join(''));
  const columns = [line, Buffer.from(numbers.buffer), endsOf(rows), kindOfRow, digests, paths];
  const bytes = Buffer.concat([Buffer.alloc(bytesOfDigest), ...columns]);
  digestOf(bytes.subarray(bytesOfDigest)).copy(bytes);
  writeInOneStep(file, bytes, privateFile);
}

/** In front of the list, so that a byte that a failing disk has flipped is noticed. */
function digestOf(bytes: Buffer): Buffer {
  return hash('sha256', bytes, 'buffer');
}

/** Where each path ends in the column of paths. */
function endsOf(rows: readonly StatusRow[]): Buffer {
  const ends = new Uint32Array(rows.length);
  let end = 0;
  for (const [at, { path }] of rows.entries()) {
    end += Buffer.byteLength(path);
    ends[at] = end;
  }
  return Buffer.from(ends.buffer);
}

/** Undefined when there is none that can be read. */
export function readStatusList(file: string): StatusList | undefined {
  try {
    const read = readFileSync(file);
    const bytes = read.subarray(bytesOfDigest);
    if (!digestOf(bytes).equals(read.subarray(0, bytesOfDigest))) return undefined;
    const start = bytes.indexOf(newline) + 1;
    const header = JSON.parse(bytes.toString('utf8', 0, start)) as Header;
    return header.form === FORM ? new StatusList(header, bytes.subarray(start)) : undefined;
  } catch {
    // Absent, or of another form.
    return undefined;
  }
}

/** A copy that begins where a number may. */
function aligned(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

export class StatusList {
  readonly folder: string;
  readonly count: number;
  readonly about: unknown;
  readonly #numbers: Float64Array;
  readonly #ends: Uint32Array;
  readonly #kinds: Buffer;
  readonly #digests: Buffer;
  readonly #paths: Buffer;

  constructor({ folder, count, about }: Header, columns: Buffer) {
    this.folder = folder;
    this.count = count;
    this.about = about;
    let at = 0;
    const column = (bytesOfRow: number) => columns.subarray(at, (at += count * bytesOfRow));
    this.#numbers = new Float64Array(aligned(column(numbersOfRow * bytesOfNumber)));
    this.#ends = new Uint32Array(aligned(column(bytesOfEnd)));
    this.#kinds = column(1);
    this.#digests = column(bytesOfDigest);
    this.#paths = columns.subarray(at);
  }

  get paths(): readonly string[] {
    return Array.from({ length: this.count }, (_, position) => this.pathAt(position));
  }

  pathAt(position: number): string {
    return this.#paths.toString('utf8', this.#ends[position - 1] ?? 0, this.#ends[position]);
  }

  kindAt(position: number): StatusRow['kind'] {
    return kinds[this.#kinds[position] ?? kinds.length] ?? 'absent';
  }

  digestAt(position: number): string {
    return this.#digests.toString('hex', position * bytesOfDigest, (position + 1) * bytesOfDigest);
  }

  statusAt(position: number): FileStatus {
    const number = (column: number) => this.#numbers[position * numbersOfRow + column] ?? 0;
    return { size: number(0), mtimeMs: number(1), ctimeMs: number(2), ino: number(3) };
  }

  isStatus(position: number, { size, mtimeMs, ctimeMs, ino }: FileStatus): boolean {
    const at = position * numbersOfRow;
    const numbers = this.#numbers;
    return (
      numbers[at] === size &&
      numbers[at + 1] === mtimeMs &&
      numbers[at + 2] === ctimeMs &&
      numbers[at + 3] === ino
    );
  }

  rowAt(position: number): StatusRow {
    const kind = this.kindAt(position);
    const path = this.pathAt(position);
    if (kind === 'absent') return { path, kind };
    const status = this.statusAt(position);
    return kind === 'content'
      ? { path, kind, status, digest: this.digestAt(position) }
      : { path, kind, status };
  }

  /** The first path of a range that is not as listed; paths are relative to this folder. */
  changedIn(root: string, from: number, to: number): string | undefined {
    for (let position = from; position < Math.min(to, this.count); position += 1)
      if (!this.#isAsListed(root, position)) return this.pathAt(position);
    return undefined;
  }

  #isAsListed(root: string, position: number): boolean {
    const kind = this.kindAt(position);
    const stats = statsAt(`${root}/${this.pathAt(position)}`);
    if (kind === 'absent' || stats === undefined) return kind === 'absent' && stats === undefined;
    if (kind === 'folder') return stats.isDirectory() && stats.ino === this.statusAt(position).ino;
    return this.isStatus(position, stats);
  }
}

/** Undefined where nothing is, also because something else took the place of its folder. */
function statsAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
