// Contents of the store that are seldom read, compressed: `<digest>.zst` in place of the content, which comes back when it is read.
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { writeInOneStep } from '../../lib/atomic-file.ts';

/** Of a content, compressed or not. */
export const blobMode = 0o400;

export const compressedEnding = '.zst';

/** It is held in memory as a whole. */
const largestBytes = 256 * 1024 * 1024;
const worthwhile = 0.9;

/** Gives the bytes that are saved: 0 when the file stays as it is. Ended at any moment, the content is there. */
export function compressFile(file: string): number {
  const compressed = `${file}${compressedEnding}`;
  if (!existsSync(file)) return 0;
  const { size } = statSync(file);
  if (size > largestBytes) return 0;
  const packed = zstdCompressSync(readFileSync(file));
  if (packed.length > size * worthwhile) return 0;
  writeInOneStep(compressed, packed, blobMode);
  rmSync(file);
  return size - packed.length;
}

/** Does nothing when the file was not compressed. What is damaged in it shows when the content is checked by its digest. */
export function restoreFile(file: string): void {
  const compressed = `${file}${compressedEnding}`;
  if (!existsSync(compressed)) return;
  writeInOneStep(file, unpacked(compressed), blobMode);
  rmSync(compressed, { force: true });
}

/** The content of one that was compressed, without changing anything; undefined when it was not. */
export function peekFile(file: string): Uint8Array | undefined {
  const compressed = `${file}${compressedEnding}`;
  return existsSync(compressed) ? unpacked(compressed) : undefined;
}

function unpacked(compressed: string): Uint8Array {
  try {
    return zstdDecompressSync(readFileSync(compressed), { maxOutputLength: largestBytes });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code.startsWith('ZSTD') || code.startsWith('Z_')) return new Uint8Array();
    throw error;
  }
}
