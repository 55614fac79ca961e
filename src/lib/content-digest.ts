// Digests of a content that arrives in pieces, as S3's checksums have them.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Those that are computed here. S3 has CRC64NVME, too, and computes it when a request names none. */
export const checksumAlgorithms = ['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const;
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
  for (const byte of bytes) value = (value >>> 8) ^ (entries[(value ^ byte) & 0xff] ?? 0);
  return ~value >>> 0;
}

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ castagnoli : value >>> 1;
    return value >>> 0;
  });
}
