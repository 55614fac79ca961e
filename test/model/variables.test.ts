import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { referencesIn, substitute } from '../../src/model/variables.ts';

test('references are found with their place, and look-alikes are plain text', () => {
  const text = 'a #{Src.CommitId} #{x} #{a.b.c} ${#v} #{ Src.A } #{variables.A-b@c_1}';
  expect(referencesIn(text).map((found) => [found.namespace, found.key])).toEqual([
    ['Src', 'CommitId'],
    ['variables', 'A-b@c_1'],
  ]);
  for (const { text: written, start, end } of referencesIn(text))
    expect(text.slice(start, end)).toBe(written);
});

test('values are put in as they are and not looked at again', () => {
  const values: Readonly<Record<string, string>> = { 'A.x': '"#{A.y}"\n$&', 'A.y': 'never' };
  const { text, missing } = substitute(
    '<#{A.x}|#{B.z}>',
    ({ namespace, key }) => values[`${namespace}.${key}`],
  );
  expect(text).toBe('<"#{A.y}"\n$&|#{B.z}>');
  expect(missing.map((reference) => reference.text)).toEqual(['#{B.z}']);
});

test('a text in which everything is missing stays what it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'#{}.aB-@_ ') }), (text) => {
      expect(substitute(text, () => undefined).text).toBe(text);
    }),
  );
});
