// What a runner of GitHub gets: problems and failures as its workflow commands, an execution as a summary.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { annotationsOfExecution, annotationsOfProblems } from '../../src/cli/render/github-annotations.ts';
import { jobSummary } from '../../src/cli/render/job-summary.ts';
import { problem } from '../../src/lib/problem.ts';
import { emptyView, foldEntries } from '../../src/view/fold-execution.ts';
import { launcher } from '../rig/program.ts';
import { installed, makeProject } from '../rig/project.ts';
import { executions } from './example-executions.ts';

test('a problem stands at its line, with what GitHub reads as syntax escaped', () => {
  const found = problem({
    code: 'DefinitionInvalid',
    message: '100 % wrong: a,b',
    at: { file: 'dir,1/pipeline.json', start: 4, end: 5 },
    remedy: 'Write\nit again',
  });
  expect(annotationsOfProblems([found], () => '{\n  x\n}')).toEqual([
    '::error file=dir%2C1/pipeline.json,line=2,col=3,title=DefinitionInvalid::100 %25 wrong: a,b. Write%0Ait again',
  ]);
});

test('a problem without a file has no place', () => {
  const found = problem({ code: 'CallInvalid', whose: 'call', message: 'no' });
  expect(annotationsOfProblems([found], () => undefined)).toEqual(['::error title=CallInvalid::no']);
});

test.each(Object.entries(executions))('the summary of "%s" has a row for each action', (_, entries) => {
  const [first] = entries;
  const executionId = first !== undefined && 'executionId' in first.event ? first.event.executionId : '';
  const view = foldEntries(emptyView('app', executionId), entries);
  const actions = view.stages.flatMap((stage) => stage.actions);
  const rows = jobSummary(view, 0)
    .split('\n')
    .filter((line) => line.startsWith('| '));
  expect(rows.length).toBe(actions.length + 2);
  const failed = actions.filter(({ error }) => error !== undefined);
  expect(annotationsOfExecution(view).length).toBeGreaterThanOrEqual(failed.length);
});

test('on a runner lint annotates the line of a finding', async () => {
  await using app = makeProject();
  app.write('buildspec.yml', 'version: 0.2\nphases:\n  biuld:\n    commands: [x]\n');
  const { stdout } = spawnSync(process.execPath, ['--', launcher, 'lint', 'buildspec.yml'], {
    cwd: app.folder,
    encoding: 'utf8',
    env: { ...process.env, ...installed, NO_COLOR: '1', GITHUB_ACTIONS: 'true' },
  });
  expect(stdout).toMatch(/^::error file=buildspec\.yml,line=3,col=3,title=\w+::/m);
});
