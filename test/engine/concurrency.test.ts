// Concurrency groups: who has one, who waits, who is cancelled. No process runs.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostPending, verdictOn, type Claim } from '../../src/engine/concurrency.ts';
import { concurrencyFacts } from '../../src/engine/jobs/claims.ts';
import { retryStage, stopExecution } from '../../src/engine/request.ts';
import { startGraph, takeSource, type Graph } from '../rig/job-graph.ts';

const step = '{runs-on: ubuntu-latest, steps: [{run: x}]}';
const workflow = (concurrency: string, jobs = `build: ${step}`): string =>
  `name: Deploy\non: push\nconcurrency: ${concurrency}\njobs:\n  ${jobs}\n`;

const statusOf = ({ rig }: Graph, id: string): string => rig.execution(id).status;

describe('runs of one group', () => {
  test('wait for the one in progress, and a newer one takes the place of the one that waits', () => {
    const graph = startGraph(workflow('{group: deploy}'));
    const second = graph.start();
    const third = graph.start();
    expect(graph.running()).toEqual(['build']);
    expect(graph.rig.execution(second)).toMatchObject({
      status: 'Stopped',
      statusSummary:
        'Jobs: Canceling since a higher priority waiting request for deploy exists: run 3 of w.yml',
    });
    graph.end('build');
    expect(statusOf(graph, graph.id)).toBe('Succeeded');
    expect(graph.rig.run(third, 'build').executionId).toBe(third);
  });

  test('are the same whatever the case of its letters, and others do not wait', () => {
    const graph = startGraph(workflow("'Deploy-${{ github.ref_name }}'"), {
      variables: { ref: 'refs/heads/A' },
    });
    const same = graph.start({ ref: 'refs/heads/a' });
    const other = graph.start({ ref: 'refs/heads/b' });
    const started = [...graph.rig.running.values()].map(({ executionId }) => executionId);
    expect(started).toEqual([graph.id, other]);
    expect(statusOf(graph, same)).toBe('InProgress');
  });

  test('cancel the one in progress where cancel-in-progress holds, and begin when it has ended', () => {
    const text = workflow(
      "{group: g, cancel-in-progress: '${{ github.ref_name != 'main' }}'}"
        .replaceAll("'${{", '"${{')
        .replaceAll("}}'", '}}"'),
    );
    const graph = startGraph(text, { variables: { ref: 'refs/heads/x' } });
    const second = graph.start({ ref: 'refs/heads/x' });
    expect(graph.rig.journal.findLast(({ type }) => type === 'JobCancelRequested')).toMatchObject({
      executionId: graph.id,
      actionName: 'build',
    });
    expect(graph.running()).toEqual(['build']);
    const { rig } = graph;
    rig.record({
      ...rig.failure(rig.run(graph.id, 'build')),
      error: { code: 'JobCancelled', message: 'cancelled' },
    });
    expect(rig.execution(graph.id)).toMatchObject({
      status: 'Stopped',
      statusSummary:
        'Jobs: Canceling since run 2 of w.yml wants the concurrency group g and cancels what is in progress',
    });
    expect(rig.run(second, 'build').executionId).toBe(second);
    const onMain = graph.start({ ref: 'refs/heads/main' });
    expect(statusOf(graph, second)).toBe('InProgress');
    expect(statusOf(graph, onMain)).toBe('InProgress');
  });

  test('of a queue begin one after the other in the order in which they were started', () => {
    const graph = startGraph(workflow('{group: g, queue: max}'));
    const others = [graph.start(), graph.start(), graph.start()];
    for (const id of [graph.id, ...others]) {
      expect([...graph.rig.running.values()].map(({ executionId }) => executionId)).toEqual([id]);
      graph.end('build');
    }
    expect(others.map((id) => statusOf(graph, id))).toEqual(['Succeeded', 'Succeeded', 'Succeeded']);
  });

  test('keep the order of their starts, whichever source is there first', () => {
    const graph = startGraph(workflow('g'));
    const second = graph.rig.start();
    const third = graph.rig.start();
    takeSource(graph.rig, third);
    expect(statusOf(graph, third)).toBe('InProgress');
    takeSource(graph.rig, second);
    expect(statusOf(graph, second)).toBe('Stopped');
    expect(statusOf(graph, third)).toBe('InProgress');
  });

  test('begin nothing, also not what runs always, when they are stopped while they wait', () => {
    const graph = startGraph(
      workflow('g', "last: {if: 'always()', runs-on: ubuntu-latest, steps: [{run: x}]}"),
    );
    const second = graph.start();
    const stop = { executionId: second, abandon: false, reason: 'No', by: 'ada' };
    expect(graph.rig.ask(stopExecution, stop)).toBeUndefined();
    expect(statusOf(graph, second)).toBe('Stopped');
    expect(graph.running()).toEqual(['last']);
  });

  test('wait again when they are retried', () => {
    const graph = startGraph(workflow('g'));
    graph.end('build', 'failure');
    const second = graph.start();
    const retry = { executionId: graph.id, stageName: 'Jobs', retryMode: 'FAILED_ACTIONS' } as const;
    expect(graph.rig.ask(retryStage, retry)).toBeUndefined();
    expect([...graph.rig.running.values()].map(({ executionId }) => executionId)).toEqual([second]);
    graph.end('build');
    expect(graph.rig.run(graph.id, 'build').executionId).toBe(graph.id);
  });

  test('also wait for those of other workflows of the repository', () => {
    const other = startGraph(workflow('shared'));
    const graph = startGraph(workflow('other'));
    graph.rig.others = concurrencyFacts(other.rig.state);
    const free = graph.start();
    graph.end('build');
    expect(graph.rig.run(free, 'build').executionId).toBe(free);
    const same = startGraph(workflow('shared'));
    same.end('build');
    same.rig.others = concurrencyFacts(other.rig.state);
    const waits = same.start();
    expect(same.running()).toEqual([]);
    other.end('build');
    same.rig.others = concurrencyFacts(other.rig.state);
    same.rig.record();
    expect(same.rig.run(waits, 'build').executionId).toBe(waits);
  });
});

test('the journal of a killed process gives the same holder and the same that wait', () => {
  const graph = startGraph(workflow('{group: g, queue: max}'));
  const second = graph.start();
  const third = graph.start();
  const again = startGraph(workflow('{group: g, queue: max}'));
  again.rig.journal.length = 0;
  again.rig.running.clear();
  again.rig.adopt(graph.rig.journal);
  again.rig.record();
  for (const id of [graph.id, second, third]) {
    expect([...again.rig.running.values()].map(({ executionId }) => executionId)).toEqual([id]);
    again.end('build');
  }
});

describe('a run whose group cannot be known', () => {
  test.each([
    ['"${{ github.head_ref }}"', 'The group of "concurrency" is empty'],
    [
      '{group: g, cancel-in-progress: "${{ github.ref }}"}',
      '"cancel-in-progress" must be true or false, not "refs/heads/main"',
    ],
    [
      '{group: g, queue: max, cancel-in-progress: "${{ true }}"}',
      '"queue: max" cannot be combined with "cancel-in-progress: true"',
    ],
    ['"${{ fromJSON(github.ref) }}"', '"concurrency" cannot be evaluated'],
  ])('%s fails', (concurrency, reason) => {
    const graph = startGraph(workflow(concurrency));
    const { status, statusSummary } = graph.rig.execution(graph.id);
    expect(status).toBe('Failed');
    expect(statusSummary).toContain(reason);
  });
});

describe('jobs of one group', () => {
  const job = (more: string) => `{runs-on: ubuntu-latest, steps: [{run: x}], ${more}}`;

  test('wait for each other, also over runs, and a newer one cancels the one that waits', () => {
    const graph = startGraph(`on: push\njobs:\n  a: ${job('concurrency: g')}\n  b: ${job('')}\n`);
    expect(graph.running()).toEqual(['b', 'a']);
    const second = graph.start();
    const third = graph.start();
    expect(graph.running()).toEqual(['b', 'a', 'b', 'b']);
    expect(graph.rig.execution(second).stages.get('Jobs')?.cancelledLegs).toEqual(new Set(['a']));
    graph.end('a');
    expect(graph.rig.run(third, 'a').executionId).toBe(third);
    graph.rig.succeed(second, 'b');
    expect(graph.rig.execution(second)).toMatchObject({
      status: 'Failed',
      statusSummary: 'Jobs: A job was cancelled',
    });
  });

  test('of a matrix that share their group run one after the other when they queue', () => {
    const graph = startGraph(
      `on: push\njobs:\n  m: ${job('strategy: {matrix: {n: [1, 2, 3]}}, concurrency: {group: g, queue: max}')}\n`,
    );
    for (const n of [1, 2, 3]) {
      expect(graph.running()).toEqual([`m (${n})`]);
      graph.end(`m (${n})`);
    }
    expect(statusOf(graph, graph.id)).toBe('Succeeded');
  });

  test('of a matrix that do not queue are cancelled but for the first and the last', () => {
    const graph = startGraph(
      `on: push\njobs:\n  m: ${job('strategy: {matrix: {n: [1, 2, 3]}}, concurrency: g')}\n`,
    );
    graph.end('m (1)');
    graph.end('m (3)');
    expect(graph.results()).toEqual({ 'm (1)': 'Succeeded', 'm (2)': 'cancelled', 'm (3)': 'Succeeded' });
  });

  test('that cancel what is in progress ask it to end, and the rest of its run goes on', () => {
    const graph = startGraph(
      `on: push\njobs:\n  a: ${job('concurrency: {group: g, cancel-in-progress: true}')}\n  b: ${job('')}\n`,
    );
    graph.start();
    expect(graph.rig.journal.filter(({ type }) => type === 'JobCancelRequested')).toMatchObject([
      {
        executionId: graph.id,
        actionName: 'a',
        reason:
          'Canceling since a in run 2 of w.yml wants the concurrency group g and cancels what is in progress',
      },
    ]);
    expect(graph.running()).toEqual(['b', 'a', 'b']);
  });

  test('that want the group of their own run are cancelled, as they could never have it', () => {
    const graph = startGraph(workflow('g', `a: ${job('concurrency: G')}`));
    expect(graph.rig.journal.find(({ type }) => type === 'JobLegCancelled')).toMatchObject({
      actionName: 'a',
      reason:
        "Canceling since a deadlock for concurrency group G was detected between 'top level workflow' and 'a'",
    });
    expect(statusOf(graph, graph.id)).toBe('Failed');
  });

  test('get their group before their environment is approved', () => {
    const environments = { prod: { reviewers: ['ada'], waitTimer: 0, variables: {} } };
    const graph = startGraph(`on: push\njobs:\n  a: ${job('environment: prod, concurrency: g')}\n`, {
      environments,
    });
    graph.start();
    expect(graph.rig.approvals().map(({ executionId }) => executionId)).toEqual([graph.id]);
  });
});

describe('calls of workflows', () => {
  const called = `on: workflow_call\nconcurrency: inner\njobs:\n  x: ${step}\n`;
  const calls = (more = '') =>
    `on: push\njobs:\n  call: {uses: ./.github/workflows/c.yml${more}}\n  after: {needs: call, if: 'always()', runs-on: ubuntu-latest, steps: [{run: x}]}\n`;
  const texts = { called: { '.github/workflows/c.yml': called } };

  test('wait for the group of the job that calls and for that of the called workflow', () => {
    const graph = startGraph(calls(', concurrency: {group: outer, queue: max}'), texts);
    const second = graph.start();
    expect(graph.running()).toEqual(['call / x']);
    graph.end('call / x');
    expect(graph.running().toSorted()).toEqual(['after', 'call / x']);
    graph.rig.succeed(second, 'call / x');
    expect(graph.rig.run(second, 'after').executionId).toBe(second);
  });

  test('that are cancelled while they wait end as cancelled, with all their jobs', () => {
    const graph = startGraph(calls(), texts);
    const second = graph.start();
    graph.start();
    expect(graph.rig.run(second, 'after').executionId).toBe(second);
    expect(graph.rig.execution(second).stages.get('Jobs')?.calls?.get('call')?.result).toBe('cancelled');
  });

  test('of a workflow that wants the group of its caller are cancelled', () => {
    const text = `concurrency: inner\n${calls()}`;
    const graph = startGraph(text, texts);
    expect(graph.running()).toEqual(['after']);
    expect(graph.rig.journal.find(({ type }) => type === 'JobLegCancelled')).toMatchObject({
      actionName: 'call',
      reason:
        "Canceling since a deadlock for concurrency group inner was detected between 'top level workflow' and 'call'",
    });
  });
});

// Of any claims of a group: what verdictOn says, applied again and again.
const claims = fc
  .array(fc.record({ cancels: fc.boolean(), queues: fc.boolean(), granted: fc.boolean() }), { maxLength: 12 })
  .map((each) =>
    each.map(({ cancels, queues, granted }, at): Claim => ({
      id: String(at),
      shown: String(at),
      group: at % 2 === 0 ? 'g' : 'G',
      cancelInProgress: cancels && !queues,
      queue: queues ? 'max' : 'single',
      since: [0, at, 0, ''],
      // At most one has it to begin with.
      isGranted: granted && each.findIndex((other) => other.granted) === at,
    })),
  );

/** Until nothing changes; those that are cancelled in progress end. */
function settle(all: readonly Claim[]): readonly Claim[] {
  let now = all;
  for (;;) {
    const facts = { claims: now, coming: [] };
    const next = now.flatMap((claim) => {
      const { outcome } = verdictOn(claim, facts);
      if (outcome === 'Cancelled') return [];
      return [outcome === 'Begins' ? { ...claim, isGranted: true } : claim];
    });
    if (JSON.stringify(next) === JSON.stringify(now)) return now;
    now = next;
  }
}

test('at any time one has the group, and nothing waits for a free one', () => {
  fc.assert(
    fc.property(claims, (all) => {
      const now = settle(all);
      const granted = now.filter(({ isGranted }) => isGranted);
      expect(granted.length).toBe(all.length === 0 ? 0 : 1);
    }),
  );
});

test('one waits at most, unless it queues: then none of those that queue is lost', () => {
  fc.assert(
    fc.property(claims, (all) => {
      const waiting = settle(all).filter(({ isGranted }) => !isGranted);
      const lastSingle = all.findLastIndex(({ queue }) => queue === 'single');
      const queued = all.filter(
        ({ queue, isGranted }, at) => queue === 'max' && !isGranted && at > lastSingle,
      );
      expect(waiting.filter(({ queue }) => queue === 'single').length).toBeLessThanOrEqual(1);
      // The first of them has it when it was free.
      const left = queued.filter(({ id }) => !waiting.some((each) => each.id === id));
      expect(left.length).toBeLessThanOrEqual(1);
    }),
  );
});

test('nothing that runs is cancelled where nothing cancels what is in progress', () => {
  fc.assert(
    fc.property(claims, (all) => {
      const calm = all.map((claim) => ({ ...claim, cancelInProgress: false }));
      const holder = calm.find(({ isGranted }) => isGranted);
      const left = settle(calm);
      expect(holder === undefined || left.some(({ id }) => id === holder.id)).toBe(true);
    }),
  );
});

test('a queue takes a hundred, and refuses the next', () => {
  const all = Array.from({ length: mostPending + 2 }, (_, at): Claim => ({
    id: String(at),
    shown: `run ${at}`,
    group: 'g',
    cancelInProgress: false,
    queue: 'max',
    since: [at, at, 0, ''],
    isGranted: at === 0,
  }));
  const outcomes = all.map((claim) => verdictOn(claim, { claims: all, coming: [] }).outcome);
  expect(outcomes.filter((outcome) => outcome === 'Waits')).toHaveLength(mostPending);
  expect(outcomes.at(-1)).toBe('Cancelled');
});
