// Journals written by hand: events with rising numbers and times, for everything that only reads events.
import { pipelineWorkload } from '../../src/model/workload.ts';
import type { PipelineEvent } from '../../src/engine/event.ts';
import type { PipelineDeclaration } from '../../src/model/pipeline.ts';
import type { Progress } from '../../src/model/progress.ts';
import type { JournalEntry } from '../../src/state/journal.ts';

export const executionId = '3f2a91c0-1111-4222-8333-444455556666';
/** 2026-03-01T12:00:00Z. */
export const begin = 1_772_366_400_000;

type Without<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;
/** An event without its time and execution. */
type Written = Without<PipelineEvent, 'at' | 'executionId'>;

export function entries(
  ...written: readonly (readonly [seconds: number, event: Written])[]
): readonly JournalEntry[] {
  return written.map(([seconds, event], index) => ({
    seq: index + 1,
    workload: pipelineWorkload('demo'),
    event: { at: begin + seconds * 1000, executionId, ...event } as PipelineEvent,
  }));
}

const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });

export const declaration = {
  name: 'demo',
  roleArn: 'arn:aws:iam::111122223333:role/pipeline',
  stages: [
    {
      name: 'Source',
      actions: [{ name: 'Checkout', actionTypeId: type('Source', 'CodeStarSourceConnection') }],
    },
    { name: 'Build', actions: [{ name: 'BuildAndTest', actionTypeId: type('Build', 'CodeBuild') }] },
    { name: 'Release', actions: [{ name: 'SignOff', actionTypeId: type('Approval', 'Manual') }] },
    { name: 'Deploy', actions: [{ name: 'ToFleet', actionTypeId: type('Deploy', 'CodeDeploy') }] },
  ],
} as PipelineDeclaration;

/** One action of the declaration, for the events that concern it. */
export function action(stageName: string, actionName: string) {
  const place = { stageName, actionName, actionExecutionId: `run-of-${actionName}` };
  return {
    starts: (): Written => ({
      type: 'ActionStarted',
      ...place,
      resolvedConfiguration: {},
      inputArtifacts: [],
    }),
    reports: (progress: Progress): Written => ({ type: 'ActionProgressed', ...place, progress }),
    asks: (expiresInSeconds: number): Written => ({
      type: 'ApprovalRequested',
      ...place,
      token: 'token',
      expiresAt: begin + expiresInSeconds * 1000,
      customData: 'Look at the staging site',
    }),
    answers: (status: 'Approved' | 'Rejected', summary: string): Written => ({
      type: 'ApprovalGiven',
      ...place,
      token: 'token',
      status,
      summary,
      by: 'ann',
    }),
    succeeds: (more: object = {}): Written => ({
      type: 'ActionSucceeded',
      ...place,
      outputVariables: {},
      outputArtifacts: [],
      ...more,
    }),
    fails: (error: Extract<PipelineEvent, { type: 'ActionFailed' }>['error']): Written => ({
      type: 'ActionFailed',
      ...place,
      error,
    }),
    isAbandoned: (): Written => ({ type: 'ActionAbandoned', ...place }),
    isRecovered: (how: 'Resumed' | 'Restarted'): Written => ({
      type: 'ActionRecovered',
      ...place,
      how,
      attempt: 2,
    }),
  };
}

export const started: Written = {
  type: 'ExecutionStarted',
  trigger: { triggerType: 'StartPipelineExecution', triggerDetail: 'ann' },
  variables: {},
  sourceRevisions: {},
};

export function stageStarts(stageName: string): Written {
  return { type: 'StageStarted', stageName, attempt: 1 };
}

export function stageEnds(
  stageName: string,
  status: Extract<PipelineEvent, { type: 'StageEnded' }>['status'],
  reason?: string,
): Written {
  return { type: 'StageEnded', stageName, status, ...(reason === undefined ? {} : { reason }) };
}

const source = action('Source', 'Checkout');
const build = action('Build', 'BuildAndTest');

/** Until the build is over: source of a commit, build with phases. */
export const built: readonly (readonly [number, Written])[] = [
  [0, { type: 'PipelineUpdated', declaration }],
  [0, started],
  [0.1, stageStarts('Source')],
  [0.1, source.starts()],
  [
    0.4,
    source.succeeds({
      outputArtifacts: [
        {
          name: 'SourceOutput',
          digest: 'd1',
          files: 12,
          sizeBytes: 4000,
          revisionId: '4f5e2a1bb0c94a6d8e7f60718293a4b5c6d7e8f9',
          revisionSummary: 'Say hello to 東京 as well',
        },
      ],
    }),
  ],
  [0.4, stageEnds('Source', 'Succeeded')],
  [0.5, stageStarts('Build')],
  [0.5, build.starts()],
  [0.6, build.reports({ kind: 'Phase', buildId: 'b', phaseType: 'INSTALL', phaseStatus: 'IN_PROGRESS' })],
  [
    1.6,
    build.reports({
      kind: 'Phase',
      buildId: 'b',
      phaseType: 'INSTALL',
      phaseStatus: 'SUCCEEDED',
      durationMs: 1000,
    }),
  ],
  [1.6, build.reports({ kind: 'Phase', buildId: 'b', phaseType: 'BUILD', phaseStatus: 'IN_PROGRESS' })],
];

export const deployment = {
  kind: 'Deployment',
  deploymentId: 'd-ABC123DEF',
  deploymentGroupName: 'fleet',
  creator: 'user',
} as const;

export function lifecycle(
  targetId: string,
  lifecycleEventName: string,
  more: Pick<Extract<Progress, { kind: 'LifecycleEvent' }>, 'status' | 'durationMs' | 'diagnostics'>,
): Progress {
  return { kind: 'LifecycleEvent', deploymentId: 'd-ABC123DEF', targetId, lifecycleEventName, ...more };
}
