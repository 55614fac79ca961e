import { expect, test } from 'vitest';
import { stepSummaries } from '../../src/view/step-summaries.ts';
import { action, built, entries } from '../rig/journal-entries.ts';

test('summaries are those of the last attempt of each job, with the steps that wrote them', () => {
  const build = action('Build', 'BuildAndTest');
  const again = { ...build.starts(), actionExecutionId: 'second' };
  const ofSecond = (event: ReturnType<typeof build.reports>) => ({ ...event, actionExecutionId: 'second' });
  const step = (name: string) => build.reports({ kind: 'Step', name, status: 'InProgress' });
  const written = entries(
    ...built,
    [2, build.reports({ kind: 'Summary', markdown: 'of the first attempt' })],
    [3, again],
    [3, ofSecond(step('Test'))],
    [4, ofSecond(build.reports({ kind: 'Summary', markdown: '# Tests' }))],
    [4, ofSecond(step('Cover'))],
    [5, ofSecond(build.reports({ kind: 'Summary', markdown: '# Coverage' }))],
  );
  expect(stepSummaries(written)).toEqual([
    {
      stageName: 'Build',
      actionName: 'BuildAndTest',
      actionExecutionId: 'second',
      stepName: 'Test',
      markdown: '# Tests',
    },
    {
      stageName: 'Build',
      actionName: 'BuildAndTest',
      actionExecutionId: 'second',
      stepName: 'Cover',
      markdown: '# Coverage',
    },
  ]);
});
