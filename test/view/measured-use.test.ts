// How much a pipeline was used, as a bill would count it.
import { expect, test } from 'vitest';
import type { TriedExecution } from '../../src/view/failure-groups.ts';
import { measuredUse } from '../../src/view/measured-use.ts';

const minute = 60_000;

function run(actionExecutionId: string, minutes: number, status: 'Succeeded' | 'Failed' | 'InProgress') {
  return {
    actionExecutionId,
    executionId: 'e',
    stageName: 'Build',
    actionName: 'compile',
    status,
    attempt: 1,
    startedAt: 0,
    ...(status === 'InProgress' ? {} : { endedAt: minutes * minute }),
  } as const;
}

const execution = (...actions: TriedExecution['actions']): TriedExecution => ({
  executionId: 'e',
  pipelineName: 'app',
  status: 'Succeeded',
  startedAt: 0,
  trigger: { triggerType: 'StartPipelineExecution', triggerDetail: '' },
  sourceRevisions: [],
  actions,
});

test('each run is rounded up to a minute, also one that failed; the average is over the runs', () => {
  const executions = [
    execution(run('a', 0.1, 'Succeeded')),
    execution(run('b', 2.5, 'Failed'), run('c', 4, 'Succeeded')),
    execution(run('d', 0, 'InProgress')),
  ];
  expect(measuredUse(executions, new Set())).toEqual({
    executions: 3,
    minutes: { 'Build/compile': (1 + 3 + 4) / 3 },
  });
});

test('what was reused here would have run at AWS, so it says nothing about how long', () => {
  const executions = [execution(run('a', 5, 'Succeeded')), execution(run('b', 0.01, 'Succeeded'))];
  expect(measuredUse(executions, new Set(['b'])).minutes).toEqual({ 'Build/compile': 5 });
});
