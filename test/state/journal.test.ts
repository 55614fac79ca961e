import { pipelineWorkload } from '../../src/model/workload.ts';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PipelineEvent } from '../../src/engine/event.ts';
import { openState } from '../../src/state/open-state.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const root = join(import.meta.dirname, '..', '..');
const execution = { executionId: 'e1', at: 1 };
const action = { ...execution, stageName: 'Source', actionName: 'Fetch', actionExecutionId: 'a1' };
const artifact = {
  name: 'Out',
  digest: 'd',
  files: 1,
  sizeBytes: 1,
  revisionId: 'c0ffee',
  revisionSummary: 'Fix it',
};
const trigger = { triggerType: 'StartPipelineExecution', triggerDetail: 'ada' } as const;
const executionStarted: PipelineEvent = {
  ...execution,
  type: 'ExecutionStarted',
  trigger,
  variables: {},
  sourceRevisions: {},
};
const actionStarted: PipelineEvent = {
  ...action,
  type: 'ActionStarted',
  at: 2,
  resolvedConfiguration: {},
  inputArtifacts: [],
};
const actionSucceeded: PipelineEvent = {
  ...action,
  type: 'ActionSucceeded',
  at: 3,
  outputVariables: {},
  outputArtifacts: [artifact],
  summary: 'Fetched',
};
const enabled: PipelineEvent = {
  type: 'TransitionEnabled',
  at: 9,
  stageName: 'Deploy',
  transitionType: 'Inbound',
  by: 'ada',
};

test('events are read in order, by pipeline, by execution, without one, and after a number', async () => {
  await using folder = await makeFolder();
  await using state = await openState(folder.path, { owner: true });
  const { journal } = state;
  const first = journal.append(pipelineWorkload('one'), [executionStarted, actionStarted]);
  const second = journal.append(pipelineWorkload('two'), [enabled]);
  expect(first.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(journal.read()).toEqual([...first, ...second]);
  expect(journal.read({ workload: pipelineWorkload('one') })).toEqual(first);
  expect(journal.read({ executionId: 'e1', afterSeq: 1 })).toEqual(first.slice(1));
  expect(journal.read({ executionId: null })).toEqual(second);
  expect(journal.names('pipeline')).toEqual(['one', 'two']);
  expect(journal.append(pipelineWorkload('one'), [])).toEqual([]);
});

test('a recorded step is distinguished from one that never ran, even when its result is undefined', async () => {
  await using folder = await makeFolder();
  await using state = await openState(folder.path, { owner: true });
  const { journal } = state;
  expect(journal.stepResult('a1', 'build')).toBeUndefined();
  journal.recordStep('a1', 'build', undefined);
  journal.recordStep('a1', 'count', { n: [1, null] });
  expect(journal.stepResult('a1', 'build')).toEqual({ value: undefined });
  expect(journal.stepResult('a1', 'count')).toEqual({ value: { n: [1, null] } });
  expect(journal.stepResult('a2', 'build')).toBeUndefined();
});

// shows: S4-080
test('the history lists each execution with its source revisions, and each run of an action', async () => {
  await using folder = await makeFolder();
  await using state = await openState(folder.path, { owner: true });
  const { journal, history } = state;
  const build = { ...action, stageName: 'Build', actionName: 'Make', actionExecutionId: 'a2' };
  journal.append(pipelineWorkload('app'), [executionStarted, actionStarted, actionSucceeded]);
  journal.append(pipelineWorkload('app'), [
    { ...build, type: 'ActionStarted', at: 4, resolvedConfiguration: {}, inputArtifacts: [artifact] },
    { ...build, type: 'ActionRecovered', at: 5, how: 'Restarted', attempt: 2 },
    { ...build, type: 'ActionSucceeded', at: 6, outputVariables: {}, outputArtifacts: [artifact] },
    { ...execution, type: 'ExecutionEnded', at: 7, status: 'Failed', statusSummary: 'No' },
  ]);
  const summary = {
    executionId: 'e1',
    pipelineName: 'app',
    status: 'Failed',
    statusSummary: 'No',
    startedAt: 1,
    endedAt: 7,
    trigger,
    sourceRevisions: [{ actionName: 'Fetch', revisionId: 'c0ffee', revisionSummary: 'Fix it' }],
  };
  expect(history.execution('e1')).toEqual(summary);
  expect(history.executions()).toEqual([summary]);
  expect(history.executions({ pipelineName: 'other' })).toEqual([]);
  expect(history.actions('e1')).toMatchObject([
    {
      actionExecutionId: 'a1',
      status: 'Succeeded',
      attempt: 1,
      startedAt: 2,
      endedAt: 3,
      summary: 'Fetched',
    },
    { actionExecutionId: 'a2', status: 'Succeeded', attempt: 2 },
  ]);
  journal.append(pipelineWorkload('app'), [
    {
      ...execution,
      type: 'StageRetryRequested',
      stageName: 'Build',
      retryMode: 'FAILED_ACTIONS',
      trigger: 'ManualStageRetry',
    },
  ]);
  expect(history.execution('e1')).toMatchObject({ status: 'InProgress' });
  expect(history.execution('e1')).not.toHaveProperty('endedAt');
});

const anyEvent = fc
  .record({
    execution: fc.constantFrom('e1', 'e2'),
    action: fc.constantFrom('a1', 'a2', 'a3'),
    kind: fc.nat(8),
  })
  .map(({ execution: executionId, action: actionExecutionId, kind }): PipelineEvent => {
    const events: readonly PipelineEvent[] = [
      executionStarted,
      actionStarted,
      actionSucceeded,
      { ...actionStarted, inputArtifacts: [artifact] },
      { ...action, type: 'ActionFailed', error: { code: 'JobFailed', message: 'no' } },
      { ...action, type: 'ActionAbandoned' },
      { ...action, type: 'ActionRecovered', how: 'Resumed', attempt: 2 },
      { ...execution, type: 'ExecutionEnded', status: 'Succeeded' },
      { ...execution, type: 'ExecutionSuperseded', byExecutionId: 'e9' },
    ];
    const event = events[kind] ?? executionStarted;
    return {
      ...event,
      executionId,
      ...('actionExecutionId' in event ? { actionExecutionId } : {}),
    } as PipelineEvent;
  });

test('the history made again from the journal is the one that was there', async () => {
  await using folder = await makeFolder();
  await using state = await openState(folder.path, { owner: true });
  const { journal, history } = state;
  const everything = () => [history.executions(), history.actions('e1'), history.actions('e2')];
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 12 }), (events) => {
      journal.append(pipelineWorkload('app'), events);
      const before = everything();
      expect(history.rebuild()).toBe(journal.read().length);
      expect(everything()).toEqual(before);
    }),
    { numRuns: 60 },
  );
});

test('nothing of an append is there when one of its events cannot be stored', async () => {
  await using folder = await makeFolder();
  await using state = await openState(folder.path, { owner: true });
  const unstorable = { ...actionStarted, resolvedConfiguration: { n: 1n } } as unknown as PipelineEvent;
  expect(() => state.journal.append(pipelineWorkload('app'), [executionStarted, unstorable])).toThrow(
    TypeError,
  );
  expect(state.journal.read()).toEqual([]);
  expect(state.history.executions()).toEqual([]);
});

test('reading a folder that does not exist finds nothing and makes nothing', async () => {
  await using folder = await makeFolder();
  const path = join(folder.path, 'state');
  await using state = await openState(path, { owner: false });
  expect([state.journal.read(), state.history.executions(), state.records.list('deployment')]).toEqual([
    [],
    [],
    [],
  ]);
  expect(state.secrets.secret('db')).toBeUndefined();
  expect(existsSync(path)).toBe(false);
});

test('a reader next to the owner sees each append, in another process too, and cannot write', async () => {
  await using folder = await makeFolder();
  await using owner = await openState(folder.path, { owner: true });
  await using reader = await openState(folder.path, { owner: false });
  owner.journal.append(pipelineWorkload('app'), [executionStarted]);
  expect(reader.journal.read()).toHaveLength(1);
  expect(() => reader.journal.append(pipelineWorkload('app'), [enabled])).toThrow(/readonly/);
  const program = `
    import { createInterface } from 'node:readline';
    import { openState } from './src/state/open-state.ts';
    const state = await openState(process.argv[1], { owner: false });
    const answer = () => console.log(state.journal.read().length);
    answer();
    createInterface({ input: process.stdin }).on('line', answer);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, folder.path], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const seen: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    seen.push(Number(line));
    if (seen.length === 20) child.stdin.end();
    else {
      owner.journal.append(pipelineWorkload('app'), [enabled]);
      child.stdin.write('\n');
    }
  }
  expect(seen).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
});

test('records are put, listed in order of id, counted and removed', async () => {
  await using folder = await makeFolder();
  await using state = await openState(folder.path, { owner: true });
  const { records } = state;
  records.put('deployment', 'd-2', { status: 'Created' });
  records.put('deployment', 'd-1', { status: 'Succeeded' });
  records.put('deployment', 'd-2', { status: 'Failed' });
  expect(records.get('deployment', 'd-2')).toEqual({ status: 'Failed' });
  expect(records.list('deployment').map(({ id }) => id)).toEqual(['d-1', 'd-2']);
  records.remove('deployment', 'd-1');
  expect(records.get('deployment', 'd-1')).toBeUndefined();
  expect([1, 2, 3].map(() => records.increment('build', 'app'))).toEqual([1, 2, 3]);
  expect(records.increment('build', 'other')).toBe(1);
  expect(() => records.put('x', 'y', undefined)).toThrow(/not a JSON value/);
});
