// Pairs of files: each pipeline in `test/data/problem/pipeline` gives exactly the text next to it; in `ok`, nothing.
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { renderProblems } from '../../src/lib/render-problem.ts';
import { checkRules } from '../../src/check/check-rules.ts';
import { loadDefinition } from '../../src/load/load-definition.ts';

const data = join(import.meta.dirname, '..', 'data');

const pipelinesIn = (folder: string): readonly string[] =>
  globSync(`${folder}/pipeline/*.{yml,json}`, { cwd: data }).toSorted();

/** What is wrong with it; that its project is not next to it is no mistake of the file. */
async function check(path: string) {
  const loaded = await loadDefinition(basename(path), { cwd: join(data, path, '..') });
  const { checked, problems } = checkRules(loaded);
  return {
    checked,
    sources: loaded.sources,
    problems: problems.filter(({ code }) => code !== 'DefinitionCompleted'),
  };
}

test.each(pipelinesIn('ok'))('a sound pipeline gives no finding above a notice: %s', async (path) => {
  const { checked, problems, sources } = await check(path);
  // That an alarm is not next to it is no mistake of the file either.
  const wrong = problems.filter(({ code, severity }) => severity !== 'notice' && code !== 'AlarmUnknown');
  expect(renderProblems(wrong, sources, { color: false })).toBe('Nothing found\n');
  expect(checked).toBeDefined();
});

test.each(pipelinesIn('problem'))(
  'a pipeline with mistakes gives every finding with its place: %s',
  async (path) => {
    const { problems, sources } = await check(path);
    expect(problems.every(({ at }) => at !== undefined)).toBe(true);
    const text = renderProblems(problems, sources, { color: false });
    await expect(text).toMatchFileSnapshot(join(data, path.replace(/\.\w+$/, '.out')));
  },
);
