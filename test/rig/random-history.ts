// A pipeline and all that can happen to it, in any order.
import * as fc from 'fast-check';
import type { PipelineEvent } from '../../src/engine/event.ts';
import {
  disableTransition,
  overrideCondition,
  putApprovalResult,
  retryStage,
  rollbackStage,
  startExecution,
  stopExecution,
} from '../../src/engine/request.ts';
import { executionsOf } from '../../src/engine/view.ts';
import { ofAction, type EngineRig } from './engine-rig.ts';
import { randomPipeline } from './random-pipeline.ts';

/** One thing that happens outside, chosen by numbers so that it always fits what there is. */
const happening = fc.record({
  what: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom('end' as const) },
    { weight: 4, arbitrary: fc.constantFrom('start' as const, 'condition' as const, 'answer' as const) },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        ...(['fail', 'stop', 'retry', 'rollback', 'override', 'stray', 'recover'] as const),
        ...(['disable', 'enable', 'enable', 'time', 'update'] as const),
      ),
    },
  ),
  pick: fc.nat(),
  flag: fc.boolean(),
  other: fc.nat(),
});
export type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

export const scenario = fc.record({
  pipelines: fc.array(randomPipeline, { minLength: 1, maxLength: 3 }),
  happenings: fc.array(happening, { minLength: 20, maxLength: 120, size: 'max' }),
});

export const pickFrom = <T>(items: readonly T[], index: number): T | undefined => items[index % items.length];
const minute = 60_000;
export const day = 24 * 60 * minute;

/** What the pipeline becomes: the next of its declarations, by `updates`. */
export function happen(rig: EngineRig, { what, pick, flag, other }: Happening, updates: () => void): void {
  const execution = pickFrom(executionsOf(rig.state), pick);
  const executionId = execution?.executionId ?? '';
  const stages = rig.state.declaration.stages.map(({ name }) => name);
  const stageName = (flag ? execution?.position.stageName : pickFrom(stages, other)) ?? '';
  const run = pickFrom([...rig.running.values()], pick);
  const by = 'ada';
  switch (what) {
    case 'start':
      rig.ask(startExecution, {
        variables: {},
        sourceRevisions: {},
        by,
        ...(flag ? { timeoutInMinutes: 1 + (other % 60) } : {}),
      });
      break;
    case 'end':
      if (run !== undefined) rig.record(rig.success(run, { Key: 'value' }));
      break;
    case 'fail':
      if (run !== undefined) rig.record(rig.failure(run));
      break;
    case 'condition':
      if (rig.evaluating.length > 0) rig.evaluate(flag ? 'Succeeded' : 'Failed');
      break;
    case 'answer': {
      const waiting = pickFrom(rig.approvals(), pick);
      const status = flag ? 'Approved' : 'Rejected';
      if (waiting !== undefined) rig.ask(putApprovalResult, { ...waiting, status, summary: '', by });
      break;
    }
    case 'stop':
      rig.ask(stopExecution, { executionId, abandon: flag, reason: '', by });
      break;
    case 'retry':
      rig.ask(retryStage, {
        executionId,
        stageName: execution?.position.stageName ?? '',
        retryMode: flag ? 'ALL_ACTIONS' : 'FAILED_ACTIONS',
      });
      break;
    case 'rollback':
      rig.ask(rollbackStage, { stageName, ...(flag ? {} : { targetExecutionId: executionId }), by });
      break;
    case 'disable':
      rig.ask(disableTransition, {
        stageName,
        transitionType: flag ? 'Inbound' : 'Outbound',
        reason: 'x',
        by,
      });
      break;
    case 'enable':
      enableAll(rig);
      break;
    case 'override': {
      const conditionType = other % 2 === 0 ? 'BEFORE_ENTRY' : 'ON_SUCCESS';
      rig.ask(overrideCondition, { executionId, stageName, conditionType, by });
      break;
    }
    case 'time':
      rig.pass(pick % 3 === 0 ? (other % 40) * day : minute);
      break;
    case 'update':
      if (other % 4 === 0) updates();
      break;
    case 'stray': {
      const event = pickFrom(rig.journal, other);
      if (event !== undefined && !isOwn(event)) rig.record({ ...event, at: rig.now });
      break;
    }
    case 'recover':
      if (run !== undefined)
        rig.record({ ...ofAction(run, rig.now), type: 'ActionRecovered', how: 'Resumed', attempt: 2 });
      break;
  }
}

/** Only the engine says what starts; the declaration changes in its own way. Anything else may come late or twice. */
function isOwn({ type }: PipelineEvent): boolean {
  return type === 'PipelineUpdated' || type.endsWith('Started');
}

export function enableAll(rig: EngineRig): void {
  for (const stageName of rig.state.stages.keys())
    for (const transitionType of ['Inbound', 'Outbound'] as const)
      rig.record({ type: 'TransitionEnabled', at: rig.now, stageName, transitionType, by: 'ada' });
}

export type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;
