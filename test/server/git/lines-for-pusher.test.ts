// What git shows to who has pushed, where there is much to say.
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { linesForPusher, withLines } from '../../../src/server/git/lines-for-pusher.ts';
import { packetLine } from '../../../src/server/git/receive-commands.ts';

test('of many repositories ten are named', () => {
  const sources = Array.from({ length: 12 }, (_, index) => `team/app-${index + 1}`);
  const lines = linesForPusher({ repository: 'other', events: [{ ref: 'main', outcomes: [] }], sources });
  expect(lines[1]).toContain('team/app-9, team/app-10 and 2 more: push to one of these');
  const ten = linesForPusher({
    repository: 'other',
    events: [{ ref: 'main', outcomes: [] }],
    sources: sources.slice(0, 10),
  });
  expect(ten[1]).toContain('team/app-9, team/app-10: push to one of these');
});

test('a line that is longer than git takes is cut after a whole character', async () => {
  const answer = Readable.from([Buffer.from('0000')]);
  const sent = await buffer(
    Readable.from(withLines(answer, async () => Promise.resolve([`a${'ü'.repeat(70_000)}`, 'short']))),
  );
  expect(sent.toString()).toBe(`03ed\u0002a${'ü'.repeat(499)}\n000b\u0002short\n0000`);
});

test('what is longer than a pkt-line is refused', () => {
  expect(packetLine(Buffer.alloc(65_516)).toString('latin1', 0, 4)).toBe('fff0');
  expect(() => packetLine(Buffer.alloc(65_517))).toThrow('cannot hold 65517 bytes');
});
