// How test files are shared among builds.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareOf } from '../../../src/actions/build/shard.ts';

const strategy = fc.constantFrom('equal-distribution' as const, 'stability' as const);
const files = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 40 });

test('every file falls to exactly one build', () => {
  fc.assert(
    fc.property(files, strategy, fc.integer({ min: 1, max: 9 }), (all, how, count) => {
      const shares = Array.from({ length: count }, (_, index) => shareOf(all, how, { index, count }));
      expect(shares.flat().toSorted()).toEqual(all.toSorted());
    }),
  );
});

test('equal distribution differs by one file at most', () => {
  fc.assert(
    fc.property(files, fc.integer({ min: 1, max: 9 }), (all, count) => {
      const sizes = Array.from(
        { length: count },
        (_, index) => shareOf(all, 'equal-distribution', { index, count }).length,
      );
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test('with stability a new file moves no other', () => {
  fc.assert(
    fc.property(files, fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 9 }), (all, more, count) => {
      for (let index = 0; index < count; index += 1) {
        const before = shareOf(all, 'stability', { index, count });
        const after = shareOf([...all, more], 'stability', { index, count });
        expect(before.filter((file) => !after.includes(file))).toEqual([]);
      }
    }),
  );
});
