import { expect, test } from 'vitest';
import { readJsonText } from '../../src/load/read-json-text.ts';
import { list, number, object, optional, required, string } from '../../src/load/shape.ts';

const shape = object('call', {
  name: required(string({ min: 1 })),
  sizes: optional(list(object('size', { bytes: required(number()) }, { unknownKeys: 'warning' }))),
});

test.each([
  ['{"name":"a"}', { name: 'a' }],
  ['{"name":"a","sizes":null}', { name: 'a' }],
  ['{"name":"a","sizes":[{"bytes":1,"more":null}]}', { name: 'a', sizes: [{ bytes: 1 }] }],
  ['{"name":"a","sizes":[{"bytes":1,"unit":"B"}]}', { name: 'a', sizes: [{ bytes: 1 }] }],
])(
  '%s is read: what is null is absent, and keys that are not known are taken where they may',
  (text, value) => {
    expect(readJsonText(text, shape)).toEqual(value);
  },
);

test.each([
  ['', 'The file is empty'],
  ['{"name":', /./],
  ['[]', 'The call must be a mapping, and is a list (character 1)'],
  ['{"name":""}', '"name" is an empty text (character 9)'],
  ['{"name":null}', /has no "name"/],
  ['{"name":"a","sizes":[{"bytes":"1"}]}', '"bytes" must be a number, and is the text "1" (character 31)'],
  ['{"nmae":"a"}', /"nmae" is not a key of a call/],
])('%s is refused with the first thing that is wrong', (text, said) => {
  const read = readJsonText(text, shape);
  const pattern = typeof said === 'string' ? new RegExp(`^${RegExp.escape(said)}$`) : said;
  expect(read).toEqual({ failed: expect.stringMatching(pattern) });
});
