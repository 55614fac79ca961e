import * as fc from 'fast-check';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { displayWidth } from '../../src/lib/display-width.ts';
import { problem } from '../../src/lib/problem.ts';
import { renderProblem, renderProblems } from '../../src/lib/render-problem.ts';

const render = (text: string, start: number, end: number): readonly string[] => {
  const at = { file: 'a.yml', start, end };
  const found = problem({ code: 'UnknownKey', message: 'It is wrong', at });
  return renderProblem(found, () => text, { color: false }).split('\n');
};

test('the line stands below the message with a squiggle under the place', () => {
  expect(render('a: 1\nbee: 2\n', 5, 8)).toEqual([
    'a.yml:2:1  error  It is wrong [UnknownKey]',
    '  2 | bee: 2',
    '    | ^~~',
  ]);
});

test('tabs and wide characters do not shift the squiggle', () => {
  expect(render('\t漢字: x', 5, 6).slice(1)).toEqual(['  1 |   漢字: x', '    |         ^']);
  expect(render('"é👍": x', 5, 6).slice(1)).toEqual(['  1 | "é👍": x', '    |      ^']);
});

test('a long line is cut around the place', () => {
  const text = `${'a'.repeat(500)}HERE${'b'.repeat(500)}`;
  const [, line = '', marker = ''] = render(text, 500, 504);
  expect(line).toContain('…');
  expect(line.length).toBeLessThan(120);
  expect(line.slice(marker.indexOf('^'), marker.lastIndexOf('~') + 1)).toBe('HERE');
});

test('wherever a place lies in whatever text, the marker stands under it and nothing steers the terminal', () => {
  const texts = fc.string({ unit: fc.constantFrom(...'ab \t\n漢👍\u001B\r\u0000é'), maxLength: 300 });
  fc.assert(
    fc.property(texts, fc.nat(320), fc.nat(320), (text, start, length) => {
      const [, line = '', marker = ''] = render(text, start, start + length);
      // oxlint-disable-next-line no-control-regex
      expect(`${line}${marker}`).not.toMatch(/[\u0000-\u001F]/);
      expect(displayWidth(line)).toBeLessThan(130);
      expect(marker.length).toBeLessThan(130);
    }),
  );
});

test('notes show their own place, and what AWS does and the help follow', () => {
  const text = 'name: a\nname: b\n';
  const found = problem({
    code: 'DuplicateKey',
    severity: 'warning',
    message: 'Twice',
    at: { file: 'a.yml', start: 8, end: 12 },
    notes: [{ message: 'first here', at: { file: 'a.yml', start: 0, end: 4 } }],
    aws: 'It is refused.',
    remedy: 'Remove one.',
  });
  expect(renderProblem(found, () => text, { color: false })).toBe(
    [
      'a.yml:2:1  warning  Twice [DuplicateKey]',
      '  2 | name: b',
      '    | ^~~~',
      '    note: a.yml:1:1  first here',
      '  1 | name: a',
      '    | ^~~~',
      '    aws:  It is refused.',
      '    help: Remove one.',
    ].join('\n'),
  );
  const colored = renderProblem(found, () => text, { color: true });
  expect(colored).toContain('\u001B[');
  expect(stripVTControlCharacters(colored)).toBe(renderProblem(found, () => text, { color: false }));
});

test('a list is sorted by place, reports each finding once and is counted', () => {
  const at = (file: string, start: number) => ({ file, start, end: start + 1 });
  const one = problem({ code: 'UnknownKey', message: 'One', at: at('b.yml', 2) });
  const two = problem({ code: 'UnknownKey', severity: 'warning', message: 'Two', at: at('a.yml', 5) });
  const text = renderProblems([one, two, one], () => 'some text', { color: false });
  expect(text.indexOf('Two')).toBeLessThan(text.indexOf('One'));
  expect(text.endsWith('\n\n1 error, 1 warning in 2 files\n')).toBe(true);
  expect(renderProblems([], () => undefined, { color: false })).toBe('Nothing found\n');
});
