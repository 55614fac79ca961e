import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksumAlgorithms, startDigest } from '../../src/lib/content-digest.ts';

// The check values of each, of the text 123456789.
test.each([
  ['CRC32', 'cbf43926'],
  ['CRC32C', 'e3069283'],
  ['CRC64NVME', 'ae8b14860a799888'],
  ['SHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
  ['SHA256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
] as const)('%s of the digits is %s', (algorithm, expected) => {
  const digest = startDigest(algorithm);
  digest.update(Buffer.from('123456789'));
  expect(digest.bytes().toString('hex')).toBe(expected);
});

test('a content has the same digest in whatever pieces it arrives', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...checksumAlgorithms),
      fc.array(fc.uint8Array({ maxLength: 40 })),
      (algorithm, pieces) => {
        const [whole, inPieces] = [startDigest(algorithm), startDigest(algorithm)];
        whole.update(Buffer.concat(pieces));
        for (const piece of pieces) inPieces.update(piece);
        expect(inPieces.bytes()).toEqual(whole.bytes());
      },
    ),
  );
});
