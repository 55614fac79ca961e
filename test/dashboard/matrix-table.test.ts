import { expect, test } from 'vitest';
import type { JobCell } from '../../src/dashboard/parts/jobs/job-states.ts';
import { matrixTable } from '../../src/dashboard/parts/jobs/matrix-table.ts';

const cells = (...matrices: readonly Readonly<Record<string, string>>[]): readonly JobCell[] =>
  matrices.map((matrix, index) => ({ name: `test ${index}`, displayStatus: 'Succeeded', matrix }));

test('a matrix of two keys is a table of both, with what it excludes left open', () => {
  const table = matrixTable(
    cells(
      { python: '3.11', postgres: '15', os: 'linux' },
      { python: '3.11', postgres: '16', os: 'linux' },
      { python: '3.12', postgres: '16', os: 'linux' },
    ),
  );
  expect(table).toMatchObject({
    common: [['os', 'linux']],
    rowKeys: ['python'],
    columnKey: 'postgres',
    columns: ['15', '16'],
  });
  expect(table?.rows.map(({ values, cells: own }) => [...values, ...own.map((cell) => cell?.name)])).toEqual([
    ['3.11', 'test 0', 'test 1'],
    ['3.12', undefined, 'test 2'],
  ]);
});

test('a matrix of one key has no rows of others', () => {
  const many = Array.from({ length: 40 }, (_, index) => ({ shard: String(index) }));
  expect(matrixTable(cells(...many))).toMatchObject({ rowKeys: [], columnKey: 'shard' });
});

test('the key with few values stands side by side, and runs that no key tells apart are no table', () => {
  const many = Array.from({ length: 20 }, (_, index) => ({
    shard: String(index),
    os: index % 2 === 0 ? 'a' : 'b',
  }));
  expect(matrixTable(cells(...many))).toMatchObject({ rowKeys: ['shard'], columnKey: 'os' });
  expect(matrixTable(cells({ a: '1', b: '1' }, { a: '1', b: '2' }, { a: '1', b: '2' }))).toBeUndefined();
  expect(matrixTable(cells({}, {}))).toBeUndefined();
});
