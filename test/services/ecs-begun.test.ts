import { expect, test } from 'vitest';
import { isBegun } from '../../src/services/ecs/service-document.ts';

const at = (id: string, createdAt: number) => ({ id, createdAt });

test.each([
  ['nothing is known of the service', [], false],
  ['only earlier ones are known', [at('first', 1)], false],
  ['it is known', [at('first', 1), at('wanted', 5)], true],
  ['later ones have pushed it out', [at('d-1', 6), at('d-2', 7)], true],
] as const)('a deployment that a call wants, where %s', (_what, known, begun) => {
  expect(isBegun(at('wanted', 5), known)).toBe(begun);
});
