import { expect, test } from 'vitest';
import type { ActionExecutionSummary, ExecutionSummary } from '../../src/state/execution-history.ts';
import type { DisplayStatus, ExecutionView, StageView } from '../../src/view/execution-view.ts';
import { valueStream, type StreamFacts, type ValueStream } from '../../src/view/value-stream.ts';

const names = ['Source', 'Build', 'Approve', 'Deploy'];
const minute = 60_000;

/** One execution: how far it came, and with which revision. */
interface Run {
  readonly id: string;
  readonly revision: string;
  /** The status of each stage, in their order; the rest was not reached. */
  readonly stages: readonly DisplayStatus[];
  readonly rollbackOf?: string;
  /** When it ended the stages, when that is not in the order of the executions. */
  readonly endedAt?: number;
}

const through = (count: number): readonly DisplayStatus[] =>
  Array.from({ length: count }, () => 'Succeeded' as const);

function stageOf(run: Run, name: string, index: number): StageView {
  const displayStatus = run.stages[index] ?? 'Pending';
  const digest = `of-${run.revision}`;
  return {
    name,
    displayStatus,
    attempt: displayStatus === 'Pending' ? 0 : 1,
    conditions: [],
    startedAt: Number(run.id) * minute,
    endedAt: run.endedAt ?? Number(run.id) * minute + index,
    actions:
      name === 'Build'
        ? [
            {
              name: 'Make',
              outputArtifacts: [{ name: 'App', digest, files: 1, sizeBytes: 1 }],
              endpoints: [],
            },
          ]
        : [],
  } as unknown as StageView;
}

/** @param runs newest first */
function stream(runs: readonly Run[], more: Partial<StreamFacts> = {}): ValueStream {
  const views = runs.map((run): ExecutionView => ({
    pipelineName: 'app',
    executionId: run.id,
    displayStatus: 'Succeeded',
    stages: names.map((name, index) => stageOf(run, name, index)),
  }));
  const executions = runs.map(({ id, revision, rollbackOf }): ExecutionSummary => ({
    executionId: id,
    pipelineName: 'app',
    status: 'Succeeded',
    startedAt: Number(id) * minute,
    trigger: { triggerType: 'WebhookV2', triggerDetail: '' },
    sourceRevisions: [{ actionName: 'Checkout', revisionId: revision }],
    ...(rollbackOf === undefined ? {} : { rollbackOf }),
  }));
  const stages = names.map((name) => {
    const execution = views.find((view) =>
      view.stages.some((each) => each.name === name && each.attempt > 0),
    );
    const stage = execution?.stages.find((each) => each.name === name);
    return {
      name,
      ...(execution === undefined || stage === undefined ? {} : { latest: { execution, stage } }),
    };
  });
  return valueStream({
    pipelineName: 'app',
    stages,
    executions,
    views,
    measured: [],
    approvals: new Set(),
    ...more,
  });
}

function summary({ stations }: ValueStream): readonly string[] {
  return stations.map(
    ({ name, holds, lacks, isAhead, differingArtifacts }) =>
      `${name} ${holds?.executionId ?? '–'} lacks [${lacks.map(({ executionId }) => executionId).join()}]` +
      `${isAhead ? ' ahead' : ''}${differingArtifacts.length > 0 ? ` differs in ${differingArtifacts.join()}` : ''}`,
  );
}

test('each stage holds what went through it last, and lacks what the stage before has since', () => {
  const found = stream([
    { id: '4', revision: 'd', stages: through(1) },
    { id: '3', revision: 'c', stages: [...through(2), 'Waiting'] },
    { id: '2', revision: 'b', stages: [...through(1), 'Failed'] },
    { id: '1', revision: 'a', stages: through(4) },
  ]);
  expect(summary(found)).toEqual([
    'Source 4 lacks []',
    'Build 3 lacks [4] differs in App',
    'Approve 1 lacks [3,2] differs in App',
    'Deploy 1 lacks []',
  ]);
  expect(found.stations.map(({ displayStatus, latest }) => [latest?.executionId, displayStatus])).toEqual([
    ['4', 'Succeeded'],
    ['3', 'Succeeded'],
    ['3', 'Waiting'],
    ['1', 'Succeeded'],
  ]);
});

test('the same revision is one change, however often it ran', () => {
  const found = stream([
    { id: '3', revision: 'b', stages: through(3) },
    { id: '2', revision: 'b', stages: through(3) },
    { id: '1', revision: 'a', stages: through(4) },
  ]);
  expect(summary(found)[3]).toBe('Deploy 1 lacks [3] differs in App');
});

test('a stage that was rolled back lacks the change again, and one before it is behind', () => {
  const back = { id: '3', revision: 'a', rollbackOf: '1' } as const;
  const deployed = [
    { id: '2', revision: 'b', stages: through(4) },
    { id: '1', revision: 'a', stages: through(4) },
  ];
  const atTheEnd: readonly DisplayStatus[] = ['Pending', 'Pending', 'Pending', 'Succeeded'];
  expect(summary(stream([{ ...back, stages: atTheEnd }, ...deployed]))[3]).toBe(
    'Deploy 3 lacks [2] differs in App',
  );
  const atTheBuild: readonly DisplayStatus[] = ['Pending', 'Succeeded'];
  expect(summary(stream([{ ...back, stages: atTheBuild }, ...deployed]))[2]).toContain('lacks [] ahead');
});

test('a retry of an older execution is what the stage holds', () => {
  const found = stream([
    { id: '2', revision: 'b', stages: through(4) },
    { id: '1', revision: 'a', stages: through(4), endedAt: 100 * minute },
  ]);
  expect(found.stations.map(({ holds }) => holds?.executionId)).toEqual(['1', '1', '1', '1']);
});

test.each(['Failed', 'Cancelled', 'Skipped', 'Superseded', 'InProgress', 'Waiting', 'Pending'] as const)(
  'a stage that is %s holds nothing of it',
  (status) => {
    const found = stream([{ id: '1', revision: 'a', stages: [...through(3), status] }]);
    expect(found.stations[3]?.holds).toBeUndefined();
    expect(found.stations[3]?.lacks.map(({ executionId }) => executionId)).toEqual(['1']);
  },
);

test('measures the way of executions: work without approvals, and the wait between stages', () => {
  const ran = (stageName: string, actionName: string, from: number, to: number): ActionExecutionSummary => ({
    actionExecutionId: actionName,
    executionId: '1',
    stageName,
    actionName,
    status: 'Succeeded',
    attempt: 1,
    startedAt: from * minute,
    endedAt: to * minute,
  });
  const measured = [
    [
      ran('Source', 'Checkout', 0, 1),
      ran('Build', 'Make', 1, 5),
      // At the same time, so it is no more work.
      ran('Build', 'Test', 2, 4),
      ran('Approve', 'SignOff', 6, 16),
      ran('Deploy', 'Out', 16, 20),
    ],
  ];
  const found = stream([], { measured, approvals: new Set(['Approve/SignOff']) });
  expect(found).toMatchObject({ throughMs: 20 * minute, workShare: 9 / 20, measured: 1 });
  expect(
    found.stations.map(({ workedMs = 0, waitedBeforeMs = -minute }) => [
      workedMs / minute,
      waitedBeforeMs / minute,
    ]),
  ).toEqual([
    [1, -1],
    [4, 0],
    [10, 1],
    [4, 0],
  ]);
});

test('has no figures before anything went through', () => {
  const found = stream([]);
  expect(found).not.toHaveProperty('throughMs');
  expect(summary(found)).toEqual(names.map((name) => `${name} – lacks []`));
  expect(stream([], { measured: [[]] })).not.toHaveProperty('throughMs');
});
