// What a distributed Map reads and puts into batches, and what a redrive forgets: pure.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchesOf } from '../../../src/services/stepfunctions/language/distributed.ts';
import { itemsIn, rowsOf } from '../../../src/services/stepfunctions/language/item-reader.ts';
import { whatIsForgotten } from '../../../src/services/stepfunctions/redrive.ts';

describe('a CSV file', () => {
  test('gives the rows that were written into it, whatever is in their fields', () => {
    const field = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', '\n', '\r', ';') });
    const row = fc
      .array(field, { minLength: 1, maxLength: 4 })
      .filter(([first, ...rest]) => first !== '' || rest.length > 0);
    const written = (fields: readonly string[]) =>
      fields.map((each) => `"${each.replaceAll('"', '""')}"`).join(',');
    fc.assert(
      fc.property(fc.array(row), fc.constantFrom('\n', '\r\n'), (rows, end) => {
        expect(rowsOf(rows.map((each) => `${written(each)}${end}`).join(''), ',')).toEqual(rows);
      }),
    );
  });

  test.each([
    ['a,b\n1,2', [{ a: '1', b: '2' }]],
    ['a,b\n1,\n', [{ a: '1', b: '' }]],
    [
      'a,b\n1\n\n1,2,3\n',
      [
        { a: '1', b: '' },
        { a: '1', b: '2' },
      ],
    ],
    ['\uFEFFa\n"x"y\n', [{ a: 'xy' }]],
    ['', []],
  ])('%j has the items %j', (text, items) => {
    expect(itemsIn(text, { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' })).toEqual(items);
  });

  test('has no header twice, and no field whose quotes do not end', () => {
    const read = (text: string) => () => itemsIn(text, { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' });
    expect(read('a,a\n1,2')).toThrow('States.ItemReaderFailed: CSV headers cannot contain duplicates.');
    expect(read('a\n"1')).toThrow('a quoted field does not end');
  });

  test('is read with the headers and the delimiter that are given', () => {
    expect(
      itemsIn('1;2\n3;4', {
        InputType: 'CSV',
        CSVHeaderLocation: 'GIVEN',
        CSVHeaders: ['x', 'y'],
        CSVDelimiter: 'SEMICOLON',
      }),
    ).toEqual([
      { x: '1', y: '2' },
      { x: '3', y: '4' },
    ]);
  });
});

test.each([
  ['JSON', '{"a":1}', 'Attempting to map over non-iterable node.'],
  ['JSON', '[1', 'Unable to parse the file as JSON'],
  ['JSONL', '1\n{\n', 'Unable to parse line 2 of the file as JSON'],
] as const)('a %s file with %j is refused', (InputType, text, reason) => {
  expect(() => itemsIn(text, { InputType })).toThrow(reason);
});

test('batches have all items in their order, and pass neither limit', () => {
  const item = fc.string({ maxLength: 20 });
  fc.assert(
    fc.property(
      fc.array(item),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 140, max: 300 }),
      (items, count, bytes) => {
        const batches = batchesOf(items, { count, bytes }, { BatchInput: 1 });
        expect(batches.flat()).toEqual(items);
        for (const Items of batches) {
          expect(Items.length).toBeLessThanOrEqual(count);
          expect(Buffer.byteLength(JSON.stringify({ BatchInput: 1, Items }))).toBeLessThanOrEqual(bytes);
        }
      },
    ),
  );
  expect(() => batchesOf(['x'.repeat(100)], { count: 1, bytes: 50 }, {})).toThrow(
    'does not fit into a batch',
  );
});

test('a redrive keeps what has ended, within states that have not too, and goes on with their last attempt', () => {
  const kept = ['0', '0/attempt0', '1.1.0.0', '1.1.0.0/attempt0', '1/children1'];
  const gone = ['1/attempt0', '1/retry0', '1/attempt1', '1.1.1.0/attempt0', '1.1.1.0/until'];
  expect(whatIsForgotten([...kept, ...gone])).toEqual({
    forgotten: gone,
    attempts: { 1: 1, '1.1.1.0': 0 },
  });
});
