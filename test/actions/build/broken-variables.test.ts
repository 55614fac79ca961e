import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenBy } from '../../../src/actions/build/broken-variables.ts';

const fill = (written: string, values: Readonly<Record<string, string>>) =>
  written.replaceAll(/#\{([^}]*)\}/g, (_, name: string) => values[name] ?? '');
const two = '[{"name":"ID","value":"#{S.Id}"},{"name":"MSG","value":"v #{S.Message}!"}]';

test.each([
  ['fix: "quoted" thing', '#{S.Message} put a quotation mark (") into it'],
  ['C:\\temp', '#{S.Message} put a backslash (\\) into it'],
  ['first\nsecond', '#{S.Message} put a line break into it'],
  ['a\tb', '#{S.Message} put a tab into it'],
  ['\u0007', '#{S.Message} put the control character U+0007 into it'],
])('%j', (Message, expected) => {
  expect(brokenBy(two, fill(two, { 'S.Id': 'abc', 'S.Message': Message }))).toBe(expected);
});

test('JSON that is broken as it is written is the fault of no variable', () => {
  expect(brokenBy('[{"name":"A"', '[{"name":"A"')).toBeUndefined();
  expect(brokenBy('[{"name":"#{S.Id}"', '[{"name":"abc"')).toBeUndefined();
});

test('a variable is named when, and only when, its value makes the JSON unreadable', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const text = fill('[{"name":"A","value":"#{S.V}"}]', { 'S.V': value });
      const isEscaped = JSON.stringify(value) === `"${value}"`;
      const said = brokenBy('[{"name":"A","value":"#{S.V}"}]', text);
      expect(said?.startsWith('#{S.V} put ') ?? false).toBe(!isEscaped);
    }),
  );
});
