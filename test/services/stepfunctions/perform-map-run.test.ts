// The run of a distributed Map over its records on disk, when the endpoint ends in the middle of it.
import { expect, test } from 'vitest';
import { EndpointGone } from '../../../src/account/call-aws.ts';
import type { JsonValue } from '../../../src/lib/json-path.ts';
import {
  findExecution,
  saveExecution,
  type ExecutionRecord,
} from '../../../src/services/stepfunctions/execution-record.ts';
import type { MapRunWork } from '../../../src/services/stepfunctions/language/walking.ts';
import { arnOfMapRun, findMapRun } from '../../../src/services/stepfunctions/map-run-record.ts';
import { performMapRun, type MapRunGround } from '../../../src/services/stepfunctions/perform-map-run.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' } as const;
const arn = 'arn:aws:states:eu-central-1:111122223333';
const execution: ExecutionRecord = {
  arn: `${arn}:execution:each:one`,
  name: 'one',
  stateMachineArn: `${arn}:stateMachine:each`,
  stateMachineName: 'each',
  roleArn: 'arn:aws:iam::111122223333:role/states',
  definition: '{}',
  input: '[]',
  place,
  startedAt: 1,
  status: 'RUNNING',
};

interface Opened extends AsyncDisposable {
  readonly ground: MapRunGround;
  readonly work: MapRunWork;
  /** The types of its events. */
  readonly events: Set<string>;
  readonly mapRun: () => ReturnType<typeof findMapRun>;
}

/** Each execution gives its input, until something else is given. */
async function openMapRun(
  items: readonly JsonValue[],
  more: Partial<Pick<MapRunGround, 'runChild' | 'put'>> & Partial<MapRunWork> = {},
): Promise<Opened> {
  const opened = new AsyncDisposableStack();
  const { path } = opened.use(await makeFolder());
  const kept = new Map<unknown, Disposable | AsyncDisposable>();
  const keep = <T extends Disposable | AsyncDisposable>(open: (stateFolder: string) => T): T => {
    const known = (kept.get(open) as T | undefined) ?? opened.use(open(path));
    kept.set(open, known);
    return known;
  };
  const keeping = { ground: { keep }, place };
  const events = new Set<string>();
  const { runChild, put, ...ownWork } = more;
  const ground: MapRunGround = {
    ...keeping,
    execution,
    runChild:
      runChild ??
      (async (record) => {
        await Promise.resolve();
        saveExecution(keeping, { ...record, status: 'SUCCEEDED', output: record.input, stoppedAt: 2 });
      }),
    isClosing: () => false,
    put: put ?? (async () => Promise.resolve()),
  };
  const work: MapRunWork = {
    key: '0/0',
    label: 'Each',
    processor: { StartAt: 'A', States: { A: { Type: 'Succeed' } } },
    maxConcurrency: 0,
    tolerated: {},
    writing: { transformation: 'COMPACT', outputType: 'JSON' },
    children: async () => Promise.resolve(items.map((input) => ({ input, items: 1 }))),
    signal: new AbortController().signal,
    record: (_key, type) => {
      events.add(type);
    },
    ...ownWork,
  };
  return {
    ground,
    work,
    events,
    mapRun: () => findMapRun(keeping, arnOfMapRun(execution, work.label, work.key)),
    [Symbol.asyncDispose]: async () => opened.disposeAsync(),
  };
}

test('an execution whose call breaks off ends neither the others nor the run for good', async () => {
  const gone = new EndpointGone('The endpoint does not answer');
  const reasons: unknown[] = [];
  const arns: string[] = [];
  await using opened = await openMapRun(['breaks off', 'waits'], {
    runChild: async (record, signal) => {
      arns.push(record.arn);
      if (record.input === '"breaks off"') throw gone;
      const { promise, resolve } = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => resolve(), { once: true });
      if (signal.aborted) resolve();
      await promise;
      reasons.push(signal.reason);
    },
  });
  const { ground, work, events, mapRun } = opened;
  await expect(performMapRun(ground, work)).rejects.toBe(gone);
  expect(reasons).toEqual([gone]);
  expect(arns.map((each) => findExecution(ground, each)?.status)).toEqual(['RUNNING', 'RUNNING']);
  expect([mapRun()?.status, ...events]).toEqual(['RUNNING', 'MapRunStarted']);
});

test('a run that is broken off with the rest of its execution is not aborted', async () => {
  const gone = new EndpointGone('The endpoint does not answer');
  const ending = new AbortController();
  await using opened = await openMapRun(['waits'], {
    signal: ending.signal,
    runChild: async (_record, signal) => {
      ending.abort(gone);
      await Promise.resolve();
      signal.throwIfAborted();
    },
  });
  const { ground, work, events, mapRun } = opened;
  await expect(performMapRun(ground, work)).rejects.toBe(gone);
  expect([mapRun()?.status, ...events]).toEqual(['RUNNING', 'MapRunStarted']);
});

test('a run whose results cannot be written because nothing answers goes on later', async () => {
  const gone = new EndpointGone('The endpoint does not answer');
  await using opened = await openMapRun(['one'], {
    put: async () => Promise.reject(gone),
    writing: { transformation: 'COMPACT', outputType: 'JSON', bucket: 'results' },
  });
  const { ground, work, mapRun } = opened;
  await expect(performMapRun(ground, work)).rejects.toBe(gone);
  expect(mapRun()?.status).toBe('RUNNING');
});
