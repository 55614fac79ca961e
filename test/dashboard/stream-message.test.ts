// What a page takes of the beginning of the server's stream.
import { expect, test } from 'vitest';
import { readyMessage } from '../../src/dashboard/data/stream-message.ts';

test.each([
  { data: { seq: 1, program: '/assets/index-a.js' }, program: { program: '/assets/index-a.js' } },
  { data: { seq: 1, kind: 'entry', program: 5 }, program: {} },
  { data: { seq: 1 }, program: {} },
  { data: null, program: {} },
  { data: 'program', program: {} },
])('the program of the pages is taken from $data only where it is a text', ({ data, program }) => {
  expect(readyMessage(data)).toEqual({ kind: 'ready', ...program });
});
