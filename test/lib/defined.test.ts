import * as fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { defined } from '../../src/lib/defined.ts';

test('an object keeps exactly the keys whose value is not undefined', () => {
  const value = fc.oneof(
    fc.constant(undefined),
    fc.constant(null),
    fc.constant(0),
    fc.constant(''),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value), (values) => {
      const kept = Object.entries(values).filter(([, each]) => each !== undefined);
      expect(Object.entries(defined(values))).toEqual(kept);
    }),
  );
});

test('a key that may be undefined becomes an optional one, and every other stays required', () => {
  const version: string | undefined = ['1'].at(1);
  const given = defined({ name: 'web', version });
  expectTypeOf(given.name).toEqualTypeOf<'web'>();
  expectTypeOf<Required<typeof given>['version']>().toEqualTypeOf<string>();
  expect(given).toEqual({ name: 'web' });
});
