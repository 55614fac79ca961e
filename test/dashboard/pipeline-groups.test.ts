import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupsOf } from '../../src/dashboard/parts/pipeline-groups.ts';

test('pipelines are grouped by the first word of their names; what is alone is among the others', () => {
  const names = ['shop-web', 'search_index', 'shop-api', 'payments', 'search.api'];
  expect(groupsOf(names, (name) => name)).toEqual([
    { name: 'search', rows: ['search_index', 'search.api'] },
    { name: 'shop', rows: ['shop-web', 'shop-api'] },
    { name: 'others', rows: ['payments'] },
  ]);
});

test('every pipeline is in exactly one group', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-c]{1,2}[-_][a-c]{1,3}$/)), (names) => {
      const grouped = groupsOf(names, (name) => name).flatMap(({ rows }) => rows);
      expect(grouped.toSorted()).toEqual(names.toSorted());
    }),
  );
});
