// Digests of a content that arrives in pieces, as S3's checksums have them.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export const checksumAlgorithms = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

export interface Digest {
  readonly update: (bytes: Uint8Array) => void;
  readonly bytes: () => Buffer;
}

export function startDigest(algorithm: ChecksumAlgorithm | 'MD5'): Digest {
  switch (algorithm) {
    case 'CRC32':
      return cyclic((bytes, before) => crc32(bytes, before));
    case 'CRC32C':
      return cyclic(crc32c);
    case 'CRC64NVME':
      return crc64Nvme();
    default: {
      const hash = createHash(algorithm.toLowerCase());
      return { update: (bytes) => void hash.update(bytes), bytes: () => hash.digest() };
    }
  }
}

function cyclic(next: (bytes: Uint8Array, before: number) => number): Digest {
  let value = 0;
  return {
    update: (bytes) => (value = next(bytes, value)),
    bytes: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value >>> 0);
      return bytes;
    },
  };
}

/** Castagnoli's polynomial, reversed (RFC 3720, appendix B.4). */
const castagnoli = 0x82f63b78;
let table: Uint32Array | undefined;

function crc32c(bytes: Uint8Array, before: number): number {
  const entries = (table ??= makeTable());
  let value = ~before;
  for (let at = 0; at < bytes.length; at += 1)
    value = (value >>> 8) ^ entry(entries, (value ^ (bytes[at] ?? 0)) & 0xff);
  return ~value >>> 0;
}

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ castagnoli : value >>> 1;
    return value >>> 0;
  });
}

/** The polynomial of CRC-64/NVME, reversed (NVM Express NVM Command Set Specification, 5.2.1.3.4), in two halves. */
const nvme = { high: 0x9a6c9329, low: 0xac4bc9b5 };

/** Eight tables, so that eight bytes are taken at once; of each number the lower half and the upper. */
interface Tables {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

let nvmeTables: Tables | undefined;

function crc64Nvme(): Digest {
  const { low: lows, high: highs } = (nvmeTables ??= makeNvmeTables());
  let low = 0xffffffff;
  let high = 0xffffffff;
  const byByte = (bytes: Uint8Array, from: number, to: number): void => {
    for (let at = from; at < to; at += 1) {
      const index = (low ^ (bytes[at] ?? 0)) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ (lows[index] ?? 0);
      high = (high >>> 8) ^ (highs[index] ?? 0);
    }
  };
  return {
    update: (bytes) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const whole = bytes.length - (bytes.length % 8);
      for (let at = 0; at < whole; at += 8) {
        const first = low ^ view.getUint32(at, true);
        const second = high ^ view.getUint32(at + 4, true);
        const a = 1792 | (first & 0xff);
        const b = 1536 | ((first >>> 8) & 0xff);
        const c = 1280 | ((first >>> 16) & 0xff);
        const d = 1024 | (first >>> 24);
        const e = 768 | (second & 0xff);
        const f = 512 | ((second >>> 8) & 0xff);
        const g = 256 | ((second >>> 16) & 0xff);
        const h = second >>> 24;
        low =
          entry(lows, a) ^
          entry(lows, b) ^
          entry(lows, c) ^
          entry(lows, d) ^
          (entry(lows, e) ^ entry(lows, f) ^ entry(lows, g) ^ entry(lows, h));
        high =
          entry(highs, a) ^
          entry(highs, b) ^
          entry(highs, c) ^
          entry(highs, d) ^
          (entry(highs, e) ^ entry(highs, f) ^ entry(highs, g) ^ entry(highs, h));
      }
      byByte(bytes, whole, bytes.length);
    },
    bytes: () => {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32BE(~high >>> 0, 0);
      bytes.writeUInt32BE(~low >>> 0, 4);
      return bytes;
    },
  };
}

/** The place is one of the table's. */
function entry(table: Uint32Array, place: number): number {
  return table[place] ?? 0;
}

function makeNvmeTables(): Tables {
  const low = new Uint32Array(2048);
  const high = new Uint32Array(2048);
  for (let index = 0; index < 256; index += 1) {
    let [lower, upper] = [index, 0];
    for (let bit = 0; bit < 8; bit += 1) {
      const isOdd = (lower & 1) === 1;
      lower = (lower >>> 1) | (upper << 31);
      upper >>>= 1;
      if (isOdd) [lower, upper] = [lower ^ nvme.low, upper ^ nvme.high];
    }
    low[index] = lower;
    high[index] = upper;
  }
  for (let index = 256; index < 2048; index += 1) {
    const [lower, upper] = [low[index - 256] ?? 0, high[index - 256] ?? 0];
    const next = lower & 0xff;
    low[index] = ((lower >>> 8) | (upper << 24)) ^ (low[next] ?? 0);
    high[index] = (upper >>> 8) ^ (high[next] ?? 0);
  }
  return { low, high };
}
