// Whatever the pipeline and whatever happens outside, in whatever order.
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { apply } from '../../src/engine/apply.ts';
import { decide } from '../../src/engine/decide.ts';
import type { PipelineEvent } from '../../src/engine/event.ts';
import { putApprovalResult } from '../../src/engine/request.ts';
import type { DecideContext } from '../../src/engine/scope.ts';
import type { Execution, PipelineState } from '../../src/engine/state.ts';
import { emptyPipeline, isParallel, liveExecutions, openStageRun } from '../../src/engine/state.ts';
import { executionsOf, inboundExecutions, transitionsOf } from '../../src/engine/view.ts';
import { EngineRig } from '../rig/engine-rig.ts';
import { enableAll, happen, pickFrom, scenario, type Scenario } from '../rig/random-history.ts';

/** The engine after it has come to rest. */
interface Rest {
  readonly state: PipelineState;
  /** What was recorded since the rest before. */
  readonly events: readonly PipelineEvent[];
  readonly context: DecideContext;
}

interface Played {
  readonly rig: EngineRig;
  readonly rests: readonly Rest[];
}

function play({ pipelines, happenings }: Scenario): Played {
  const rig = new EngineRig(pipelines[0] ?? { name: '', roleArn: '', stages: [] });
  const rests: Rest[] = [{ state: rig.state, events: [...rig.journal], context: rig.context }];
  let next = 1;
  for (const one of happenings) {
    const before = rig.journal.length;
    happen(rig, one, () => {
      const declaration = pickFrom(pipelines, next);
      next += 1;
      if (declaration !== undefined) rig.update(declaration);
    });
    rests.push({ state: rig.state, events: rig.journal.slice(before), context: rig.context });
  }
  return { rig, rests };
}

const runs = { numRuns: 200 };
let plays: readonly Played[];
beforeAll(() => {
  plays = fc.sample(scenario, runs).map(play);
});

/** Most properties hold the same plays to a rule; where one breaks it, fast-check looks for the smallest that does. */
function check(rule: (played: Played) => void): void {
  try {
    plays.forEach(rule);
  } catch (error) {
    checkAnew(rule);
    throw error;
  }
}

/** For a rule that goes on with the play. */
function checkAnew(rule: (played: Played) => void): void {
  fc.assert(
    fc.property(scenario, (given) => rule(play(given))),
    runs,
  );
}

const checkEachRest = (rule: (rest: Rest) => void) => check(({ rests }) => rests.forEach(rule));

const isBlocked = (state: PipelineState) =>
  state.declaration.stages.some(({ name }) => {
    const { inbound, outbound } = transitionsOf(state, name);
    return !inbound.enabled || !outbound.enabled;
  }) || [...state.stages.values()].some(({ inbound, outbound }) => !inbound.enabled || !outbound.enabled);

test('an execution is over unless something runs, waits for an approval, or a transition is disabled', () => {
  checkEachRest(({ state }) => {
    const isBusy = liveExecutions(state).some((execution) => {
      const run = openStageRun(execution);
      const states = [...(run?.actions.values() ?? []), ...(run?.conditions.values() ?? [])];
      return states.some(({ status }) => status === 'InProgress');
    });
    const isIdle = !isBusy && !isBlocked(state);
    expect(isIdle ? state.live : []).toEqual([]);
  });
});

test('every execution comes to an end once what runs ends, approvals are given and transitions enabled', () => {
  checkAnew(({ rig }) => {
    endEverything(rig);
    expect(rig.state.live).toEqual([]);
    expect(rig.wakeAt()).toBeUndefined();
  });
});

test('no stage is held by two executions at once, except in PARALLEL mode', () => {
  checkEachRest(({ state }) => {
    const held = liveExecutions(state)
      .filter((execution) => !isParallel(execution))
      .flatMap((execution) => openStageRun(execution)?.stageName ?? []);
    expect(held).toEqual([...new Set(held)]);
  });
});

test('at most one execution waits at an entrance in SUPERSEDED mode, and it is the newest that came there', () => {
  checkEachRest(({ state }) => {
    if ((state.declaration.executionMode ?? 'SUPERSEDED') !== 'SUPERSEDED') return;
    for (const { name } of state.declaration.stages) {
      const waiting = inboundExecutions(state, name).filter((execution) => !isParallel(execution));
      expect(waiting.length).toBeLessThanOrEqual(1);
    }
  });
});

test('only waiting executions are superseded, and only by a newer one', () => {
  checkEachRest(({ state, events }) => {
    if (!events.some(({ type }) => type === 'ExecutionSuperseded')) return;
    const wrong = executionsOf(state).filter(({ status, supersededBy, position, startOrder }) => {
      if (status !== 'Superseded') return false;
      const newer = state.executions.get(supersededBy ?? '');
      return position.kind !== 'Waiting' || newer === undefined || newer.startOrder <= startOrder;
    });
    expect(wrong).toEqual([]);
  });
});

test('executions enter each stage for the first time in the order of their starts in QUEUED mode', () => {
  checkEachRest(({ state, events }) => {
    if (state.declaration.executionMode !== 'QUEUED') return;
    const entered = events.flatMap((event) =>
      event.type === 'StageStarted' && event.attempt === 1 ? [event] : [],
    );
    for (const { executionId, stageName } of entered) {
      const execution = state.executions.get(executionId);
      if (execution === undefined) throw new Error(`No execution ${executionId}`);
      if (execution.rollback !== undefined) continue;
      const overtaken = inboundExecutions(state, stageName).filter(
        (other) => other.startOrder < execution.startOrder && !isParallel(other),
      );
      expect(overtaken).toEqual([]);
    }
  });
});

test('at most five actions of an execution run at once in PARALLEL mode', () => {
  checkEachRest(({ state }) => {
    for (const execution of liveExecutions(state).filter(isParallel)) {
      const actions = [...(openStageRun(execution)?.actions.values() ?? [])];
      expect(actions.filter(({ status }) => status === 'InProgress').length).toBeLessThanOrEqual(5);
    }
  });
});

test('reading the journal again gives an equal state', () => {
  check(({ rig }) => {
    const again = rig.journal.reduce(apply, emptyPipeline);
    expect(again).toEqual(rig.state);
  });
});

test('nothing is left to decide when the engine has come to rest, also after reading the journal again', () => {
  check(({ rests }) => {
    let again = emptyPipeline;
    for (const { state, events, context } of rests) {
      again = events.reduce(apply, again);
      const decisions = decide(again, { ...context, newId: () => 'new' });
      expect(decisions).toEqual(decide(state, { ...context, newId: () => 'new' }));
      expect(decisions.filter(({ type }) => type !== 'WakeAt')).toEqual([]);
    }
  });
});

test('a process that dies after any transaction leaves a journal that leads every execution to its end', () => {
  fc.assert(
    fc.property(scenario, fc.nat(), (given, cut) => {
      const { rig: played } = play(given);
      const kept = played.journal.slice(0, pickFrom(played.commits, cut));
      const rig = resume(played, kept);
      endEverything(rig);
      expect(rig.state.live).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

/** Another process finds this journal: whatever was running, it takes up. */
function resume(played: EngineRig, journal: typeof played.journal): EngineRig {
  const rig = new EngineRig();
  rig.now = played.now;
  rig.adopt(journal);
  return rig;
}

function endEverything(rig: EngineRig): void {
  enableAll(rig);
  rig.record();
  for (let turn = 0; turn < 200 && rig.state.live.length > 0; turn += 1) {
    rig.finish();
    for (const waiting of rig.approvals())
      rig.ask(putApprovalResult, { ...waiting, status: 'Approved', summary: '', by: 'ada' });
  }
}

test('an ended execution changes only by a retry or an override', () => {
  const reopens = new Set(['StageRetryRequested', 'ConditionOverridden']);
  check(({ rests }) => {
    let state = emptyPipeline;
    let ended = new Map<string, Execution>();
    const changes: object[] = [];
    for (const event of rests.flatMap(({ events }) => events)) {
      const { live } = state;
      state = apply(state, event);
      if (reopens.has(event.type)) ended = endedIn(state);
      const changed = [...ended].filter(([id, execution]) => state.executions.get(id) !== execution);
      if (changed.length > 0) changes.push({ event, changed });
      for (const id of live.filter((each) => !state.live.includes(each))) {
        const execution = state.executions.get(id);
        if (execution !== undefined) ended.set(id, execution);
      }
    }
    expect(changes).toEqual([]);
  });
});

function endedIn(state: PipelineState): Map<string, Execution> {
  const ended = executionsOf(state).filter(({ endedAt }) => endedAt !== undefined);
  return new Map(ended.map((execution) => [execution.executionId, execution]));
}

test('every end that CodePipeline knows is reached', () => {
  const ends = new Set<string>();
  check(({ rig }) => {
    for (const event of rig.journal)
      if (event.type === 'ExecutionSuperseded') ends.add('Superseded');
      else if (event.type === 'ExecutionEnded' || event.type === 'StageEnded')
        ends.add(`${event.type} ${event.status}`);
  });
  expect([...ends].toSorted()).toEqual([
    ...['Cancelled', 'Failed', 'Stopped', 'Succeeded'].map((status) => `ExecutionEnded ${status}`),
    ...['Cancelled', 'Failed', 'Skipped', 'Stopped', 'Succeeded'].map((status) => `StageEnded ${status}`),
    'Superseded',
  ]);
});
