// The badge of a pipeline, in words and as a picture.
import { expect, test } from 'vitest';
import { badgeSvg, badgeWord } from '../../src/view/badge.ts';

test.each([
  [[], 'no status'],
  [['InProgress', 'Succeeded'], 'passing'],
  [['Failed', 'Succeeded'], 'failing'],
  [['Stopped', 'Superseded', 'Cancelled', 'Succeeded'], 'passing'],
  [['Stopped'], 'no status'],
] as const)('after %j it says %s', (statuses, word) => {
  expect(badgeWord(statuses.map((status) => ({ status })))).toBe(word);
});

test('a name is text in the picture, whatever it has in it', () => {
  const picture = badgeSvg('<script>"a" & b', 'passing');
  expect(picture).toContain('aria-label="&lt;script&gt;&quot;a&quot; &amp; b: passing"');
  expect(picture).not.toContain('<script');
});
