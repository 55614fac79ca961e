// The events of an execution in which much happens: a build with reports, an approval, a deployment to two hosts. For pages that
// are opened between them.
import type { PipelineEvent } from '../../src/engine/event.ts';
import {
  action,
  built,
  declaration,
  deployment,
  entries,
  lifecycle,
  stageEnds,
  stageStarts,
} from './journal-entries.ts';

type Written = (typeof built)[number];

const build = action('Build', 'BuildAndTest');
const sign = action('Release', 'SignOff');
const fleet = action('Deploy', 'ToFleet');

const statusCounts = { SUCCEEDED: 2, FAILED: 0, ERROR: 0, SKIPPED: 0, UNKNOWN: 0 };
const tests = { total: 2, statusCounts, durationMs: 40 };

const afterBuilt: readonly Written[] = [
  [2, build.reports({ kind: 'Notice', message: 'warning: one dependency is old (src/a.ts:3)' })],
  [3, build.reports({ kind: 'Report', reportGroup: 'demo-unit', status: 'SUCCEEDED', tests, failures: [] })],
  [
    4,
    build.succeeds({
      outputVariables: { VERSION: '1.2.3' },
      outputArtifacts: [{ name: 'Package', digest: 'a'.repeat(64), files: 3, sizeBytes: 100 }],
    }),
  ],
  [4, stageEnds('Build', 'Succeeded')],
  [5, stageStarts('Release')],
  [5, sign.starts()],
  [6, sign.asks(10 * 365 * 86_400)],
  [9, sign.answers('Approved', 'looks good')],
  [9, sign.succeeds()],
  [9, stageEnds('Release', 'Succeeded')],
  [10, stageStarts('Deploy')],
  [10, fleet.starts()],
  [10, fleet.reports({ ...deployment, status: 'InProgress' })],
  [11, fleet.reports(lifecycle('i-one', 'Install', { status: 'InProgress' }))],
  [12, fleet.reports(lifecycle('i-one', 'Install', { status: 'Succeeded', durationMs: 900 }))],
  [12, fleet.reports(lifecycle('i-one', 'ValidateService', { status: 'InProgress' }))],
  [13, fleet.reports(lifecycle('i-one', 'ValidateService', { status: 'Succeeded', durationMs: 800 }))],
  [13, fleet.reports(lifecycle('i-two', 'Install', { status: 'InProgress' }))],
  [14, fleet.reports(lifecycle('i-two', 'Install', { status: 'Succeeded', durationMs: 700 }))],
  [14, fleet.reports({ kind: 'Endpoint', name: 'production', url: 'http://127.0.0.1:9/' })],
  [15, fleet.reports({ ...deployment, status: 'Succeeded' })],
  [15, fleet.succeeds()],
  [15, stageEnds('Deploy', 'Succeeded')],
  [15, { type: 'ExecutionEnded', status: 'Succeeded' }],
];

/** Of the pipeline, oldest first. Everything in it is of this execution alone. @param executionId a UUID */
export function eventfulEvents(pipelineName: string, executionId: string): readonly PipelineEvent[] {
  return entries(...built, ...afterBuilt).map(({ event }): PipelineEvent => {
    if (event.type === 'PipelineUpdated')
      return { type: event.type, at: event.at, declaration: { ...declaration, name: pipelineName } };
    const own =
      'actionExecutionId' in event ? { actionExecutionId: `${executionId}-${event.actionExecutionId}` } : {};
    return { ...event, executionId, ...own } as PipelineEvent;
  });
}
