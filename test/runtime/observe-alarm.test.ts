// Alarms on what was recorded of pipelines: AWS/CodePipeline has no other metrics.
import { pipelineWorkload } from '../../src/model/workload.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PipelineEvent } from '../../src/engine/event.ts';
import type { Alarm } from '../../src/model/alarm.ts';
import type { CheckedDefinition } from '../../src/model/definition.ts';
import type { ObserveAlarm } from '../../src/actions/provider.ts';
import { watchAlarms } from '../../src/actions/deployment/watch-alarms.ts';
import { observeAnyAlarm } from '../../src/runtime/observe-alarm.ts';
import { openState } from '../../src/state/open-state.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';
import { definition } from '../rig/empty-definition.ts';
import { makeFolder, type TemporaryFolder } from '../rig/temporary-folder.ts';

const now = Date.parse('2026-11-20T20:30:30Z');
const second = 1000;

/** What happened in the minute that has begun, and before. */
const executions = [
  { pipelineName: 'app', status: 'Failed', from: 20, until: 12 },
  { pipelineName: 'app', status: 'Succeeded', from: 10, until: 4 },
  { pipelineName: 'app', status: 'Stopped', from: 9, until: 8 },
  { pipelineName: 'other', status: 'Failed', from: 7, until: 6 },
  { pipelineName: 'app', status: 'Failed', from: 7000, until: 6900 },
] as const;

let state: StateFolder;
let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await makeFolder();
  state = await openState(folder.path, { owner: true });
  for (const [index, { pipelineName, status, from, until }] of executions.entries()) {
    const executionId = `e${index}`;
    const trigger = { triggerType: 'StartPipelineExecution', triggerDetail: 'ada' } as const;
    const events: readonly PipelineEvent[] = [
      {
        type: 'ExecutionStarted',
        at: now - from * second,
        executionId,
        trigger,
        variables: {},
        sourceRevisions: {},
      },
      { type: 'ExecutionEnded', at: now - until * second, executionId, status },
    ];
    state.journal.append(pipelineWorkload(pipelineName), events);
  }
});
afterAll(async () => {
  await state[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const failures: Alarm = {
  alarmName: 'PipelineFailure',
  namespace: 'AWS/CodePipeline',
  metricName: 'FailedPipelineExecutions',
  dimensions: { PipelineName: 'app' },
  statistic: 'Sum',
  periodSeconds: 60,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 1,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'notBreaching',
};

async function look(more: Partial<Alarm> = {}, pipelineType: 'V1' | 'V2' = 'V2') {
  const { pipeline } = definition();
  const changed = definition({ pipeline: { ...pipeline, pipelineType } }) as CheckedDefinition;
  const moment = { before: 'INSUFFICIENT_DATA', now } as const;
  return await observeAnyAlarm({ ...failures, ...more }, { definition: changed, state }, moment);
}

test('an execution that failed within the period raises an alarm; one that was stopped does not count', async () => {
  expect(await look()).toEqual({ state: 'ALARM', value: 'Sum of FailedPipelineExecutions: 1' });
  expect(await look({ statistic: 'SampleCount' })).toMatchObject({
    value: 'SampleCount of FailedPipelineExecutions: 2',
  });
});

test('without a dimension the executions of every pipeline count', async () => {
  expect(await look({ dimensions: {} })).toMatchObject({ value: 'Sum of FailedPipelineExecutions: 2' });
  expect(await look({ dimensions: { PipelineName: 'none' } })).toEqual({ state: 'OK', value: '' });
});

test('how long executions took is measured in seconds', async () => {
  const slow = { metricName: 'PipelineDuration', statistic: 'Maximum', threshold: 8 };
  expect(await look(slow)).toEqual({ state: 'ALARM', value: 'Maximum of PipelineDuration: 8' });
  expect(await look({ ...slow, threshold: 9 })).toMatchObject({ state: 'OK' });
});

test('a deployment is stopped by an alarm over what was recorded of pipelines', async () => {
  const surroundings = { definition: definition() as CheckedDefinition, state };
  const until = new AbortController();
  const observeAlarm: ObserveAlarm = async (alarm, moment) => {
    if (alarm.alarmName === 'last') until.abort();
    return await observeAnyAlarm(alarm, surroundings, moment);
  };
  const watch = { observeAlarm, now: () => now };
  expect(await watchAlarms([failures], watch, until.signal)).toBe(
    'the alarm PipelineFailure is in state ALARM (Sum of FailedPipelineExecutions: 1)',
  );
  const calm = { ...failures, alarmName: 'last', threshold: 2 };
  expect(await watchAlarms([calm], watch, until.signal)).toBeUndefined();
});

test('what CloudWatch does not have is reported', async () => {
  expect(await look({ metricName: 'DeploymentFailure' })).toEqual({
    failed:
      'AWS/CodePipeline DeploymentFailure is not measured here; there are PipelineDuration, FailedPipelineExecutions',
  });
  expect(await look({}, 'V1')).toEqual({
    failed: 'AWS/CodePipeline has metrics of pipelines of type V2 only, and app is V1',
  });
});
