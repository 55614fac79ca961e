// Pairs of files: each workflow in `test/data/problem/workflow` gives exactly the text next to it; in `ok`, nothing above a notice.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Problem } from '../../src/lib/problem.ts';
import { renderProblems, sortProblems } from '../../src/lib/render-problem.ts';
import { readWorkflow } from '../../src/workflows/language/read-workflow.ts';

const data = join(import.meta.dirname, '..', 'data');

function workflowsIn(kind: 'ok' | 'problem'): readonly string[] {
  return readdirSync(join(data, kind, 'workflow')).filter((name) => name.endsWith('.yml'));
}

function findingsOf(kind: 'ok' | 'problem', name: string): string {
  const isShown = ({ severity }: Problem): boolean => kind === 'problem' || severity !== 'notice';
  const text = readFileSync(join(data, kind, 'workflow', name), 'utf8');
  const { problems } = readWorkflow({ path: name, text }, `.github/workflows/${name}`);
  return renderProblems(sortProblems(problems.filter(isShown)), () => text, { color: false });
}

test.each(workflowsIn('ok'))('a sound workflow gives no finding above a notice: %s', (name) => {
  expect(findingsOf('ok', name)).toBe('Nothing found\n');
});

test.each(workflowsIn('problem'))('a workflow with mistakes gives each with its place: %s', async (name) => {
  const file = join(data, 'problem', 'workflow', name.replace(/\.yml$/, '.out'));
  await expect(findingsOf('problem', name)).toMatchFileSnapshot(file);
});
