// Which steps of a build are named when its time is up.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { slowestSteps } from '../../src/model/slowest-steps.ts';

test('the five longest are named, longest first, and none that is not worth shortening', () => {
  const step = fc.record({
    phaseType: fc.constantFrom('DOWNLOAD_SOURCE', 'BUILD'),
    command: fc.string(),
    durationMs: fc.nat(10_000_000),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const named = slowestSteps(steps);
      const wholeMs = steps.reduce((sum, { durationMs }) => sum + durationMs, 0);
      expect(named.length).toBeLessThanOrEqual(5);
      expect(named).toEqual(named.toSorted((a, b) => b.durationMs - a.durationMs));
      for (const { durationMs } of named) expect(durationMs * 100).toBeGreaterThan(wholeMs);
      const left = steps.filter((each) => !named.includes(each) && each.durationMs * 100 > wholeMs);
      const least = named.length < 5 ? 0 : (named.at(-1)?.durationMs ?? 0);
      for (const { durationMs } of left) expect(durationMs).toBeLessThanOrEqual(least);
    }),
  );
});
