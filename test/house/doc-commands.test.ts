// Every shell block of the documentation says in which folder its commands are run by a test, or why they are not.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { docBlocks, languagesOfText } from '../rig/doc-commands.ts';
import { groundNames } from '../docs/grounds.ts';

const root = join(import.meta.dirname, '..', '..');
const pages = ['README.md', ...globSync('docs/*.md', { cwd: root })];

test.each(pages)('the blocks of %s say what they are and how they are tested', (page) => {
  const wrong = docBlocks(readFileSync(join(root, page), 'utf8')).flatMap(
    ({ line, language, ground, reasons }) => {
      if (languagesOfText.includes(language)) return [];
      const place = `${page}:${line}`;
      if (!['sh', 'bash'].includes(language))
        return `${place}: the language is none of ${languagesOfText.join(', ')}, sh`;
      if (ground === undefined && reasons.length === 0) return `${place}: neither "run in" nor "not run"`;
      return ground === undefined || groundNames.includes(ground)
        ? []
        : `${place}: there is no ground ${ground}`;
    },
  );
  expect(wrong).toEqual([]);
});

test('a block is read with its mark, its lines and what they end with', () => {
  const text = [
    '<!-- run in fleet, not "slipway ship --aws": needs an account -->',
    '',
    '```sh',
    'slipway lint   # exit status 2',
    'slipway ship --aws',
    'slipway run \\',
    '  --exit',
    '```',
    '',
    '<!-- not run: needs Docker -->',
    '',
    '```bash',
    'docker build .',
    '```',
    '',
    '```text',
    'output',
    '```',
  ].join('\n');
  expect(docBlocks(text)).toEqual([
    {
      line: 3,
      language: 'sh',
      ground: 'fleet',
      reasons: ['needs an account'],
      commands: [
        { line: 4, text: 'slipway lint', exitStatus: 2 },
        { line: 7, text: 'slipway run --exit', exitStatus: 0 },
      ],
    },
    { line: 12, language: 'bash', commands: [], reasons: ['needs Docker'] },
    { line: 16, language: 'text', commands: [], reasons: [] },
  ]);
});
