// The run of a distributed Map: an execution for each item or batch, as many at once as it may have, until all have ended or too
// many have failed. Source: Step Functions developer guide, "Map state", distributed mode, and "Setting failure thresholds".
import { defined } from '../../lib/defined.ts';
import type { JsonValue } from '../../lib/json-path.ts';
import type { Keeping } from '../documents.ts';
import { Ended } from './ended.ts';
import {
  executionsOfMapRun,
  findExecution,
  saveExecution,
  type ExecutionRecord,
} from './execution-record.ts';
import { StateError } from './language/state-error.ts';
import type { MapChild, MapRunWork } from './language/walking.ts';
import { arnOfMapRun, childOf, findMapRun, saveMapRun, type MapRunRecord } from './map-run-record.ts';
import { resultOfMapRun, type PutObject } from './map-run-result.ts';
import { redriven } from './redrive.ts';

export interface MapRunGround extends Keeping {
  /** The execution that the Map is in. */
  readonly execution: ExecutionRecord;
  /** Its record says how it has ended; it is running still when the endpoint ends. Resolves in either case. */
  readonly runChild: (record: ExecutionRecord, signal: AbortSignal) => Promise<void>;
  readonly isClosing: () => boolean;
  readonly put: PutObject;
}

/** Rejects with a StateError, or with the reason of the signal. */
export async function performMapRun(ground: MapRunGround, work: MapRunWork): Promise<JsonValue> {
  const run = begun(ground, work);
  try {
    const children = await work.children();
    const total = children.reduce((sum, { items }) => sum + items, 0);
    const going = changed(ground, run.arn, { executions: children.length, items: total });
    if (await allRun(ground, { run: going, children, work })) throw new StateError(...tooManyFailed);
    const records = recordsOf(ground, run.arn, children);
    const { output, written } = await resultOfMapRun({ run: going, records, put: ground.put }, work.writing);
    changed(ground, run.arn, { status: 'SUCCEEDED', resultsWritten: written, stoppedAt: Date.now() });
    work.record('run-succeeded', 'MapRunSucceeded');
    return output;
  } catch (error) {
    if (work.signal.aborted) {
      if (endsForGood(ground, work.signal.reason)) {
        changed(ground, run.arn, { status: 'ABORTED', stoppedAt: Date.now() });
        work.record('run-aborted', 'MapRunAborted');
      }
      throw work.signal.reason as Error;
    }
    if (!(error instanceof StateError)) throw error;
    changed(ground, run.arn, { status: 'FAILED', stoppedAt: Date.now() });
    work.record('run-failed', 'MapRunFailed', { error: error.error, cause: error.cause_ });
    throw error;
  }
}

/** What any other reason has ended goes on in the next process: the endpoint has gone, or we are at fault. */
function endsForGood(ground: MapRunGround, reason: unknown): boolean {
  const isOwn = reason instanceof Ended || reason instanceof StateError || reason instanceof RangeError;
  return isOwn && !ground.isClosing();
}

const tooManyFailed = [
  'States.ExceedToleratedFailureThreshold',
  'The specified tolerated failure threshold was exceeded',
] as const;

/** The one that was begun before this process, or that is redriven, goes on. */
function begun(ground: MapRunGround, work: MapRunWork): MapRunRecord {
  const { execution } = ground;
  const arn = arnOfMapRun(execution, work.label, work.key);
  const before = findMapRun(ground, arn);
  const { redriveCount = 0, redrivenAt } = execution;
  if (before !== undefined && before.status !== 'RUNNING') {
    const { stoppedAt: _stopped, ...kept } = before;
    const again: MapRunRecord = {
      ...kept,
      status: 'RUNNING',
      ...defined({ redrivenAt }),
      redriveCount: before.redriveCount + 1,
    };
    saveMapRun(ground, again);
    work.record(`run-redriven${redriveCount}`, 'MapRunRedriven', {
      mapRunArn: arn,
      redriveCount: again.redriveCount,
    });
    return again;
  }
  const { ProcessorConfig, ...definition } = work.processor;
  const run: MapRunRecord = before ?? {
    arn,
    executionArn: execution.arn,
    stateMachineArn: execution.stateMachineArn,
    stateMachineName: execution.stateMachineName,
    label: work.label,
    roleArn: execution.roleArn,
    place: execution.place,
    definition: JSON.stringify(definition),
    isExpress: ProcessorConfig?.ExecutionType === 'EXPRESS',
    status: 'RUNNING',
    startedAt: Date.now(),
    maxConcurrency: work.maxConcurrency,
    tolerated: work.tolerated,
    executions: 0,
    items: 0,
    resultsWritten: 0,
    redriveCount: 0,
  };
  saveMapRun(ground, run);
  work.record('run-started', 'MapRunStarted', { mapRunArn: arn });
  return run;
}

function changed(ground: MapRunGround, arn: string, change: Partial<MapRunRecord>): MapRunRecord {
  const before = findMapRun(ground, arn);
  if (before === undefined) throw new Error(`${arn} is not kept`);
  const after = { ...before, ...change };
  saveMapRun(ground, after);
  return after;
}

/** In the order of the items. */
function recordsOf(
  ground: MapRunGround,
  mapRunArn: string,
  children: readonly MapChild[],
): readonly ExecutionRecord[] {
  const run = findMapRun(ground, mapRunArn);
  const known = new Map(executionsOfMapRun(ground, mapRunArn).map((record) => [record.arn, record]));
  return children.flatMap((_child, at) => {
    const record = run === undefined ? undefined : known.get(childOf(run, at).arn);
    return record === undefined ? [] : [record];
  });
}

/** At once when nothing is said: Step Functions has 10,000, for which one machine has no room. */
const mostAtOnce = 40;

interface Running {
  readonly run: MapRunRecord;
  readonly children: readonly MapChild[];
  readonly work: MapRunWork;
}

/** @returns whether more have failed than is tolerated: the others are ended then */
async function allRun(ground: MapRunGround, { run, children, work }: Running): Promise<boolean> {
  const desk = ground.ground.keep(openDesk);
  const stopping = new AbortController();
  const end = (): void => stopping.abort(new Ended({ status: 'ABORTED' }));
  const stop = (): void =>
    endsForGood(ground, work.signal.reason) ? end() : stopping.abort(work.signal.reason);
  work.signal.addEventListener('abort', stop, { once: true });
  if (work.signal.aborted) stop();
  const atWork = new Set<Promise<void>>();
  const broken: unknown[] = [];
  let [next, failed, isExceeded] = [0, 0, false];
  const one = async (at: number, { input, items }: MapChild): Promise<void> => {
    const record = childToRun(ground, { run, at, input, items });
    if (record !== undefined) await ground.runChild(record, stopping.signal);
    const { status } = findExecution(ground, childOf(run, at).arn) ?? { status: 'RUNNING' };
    if (status !== 'SUCCEEDED' && status !== 'RUNNING') failed += items;
  };
  try {
    for (;;) {
      const { maxConcurrency, tolerated, items } = findMapRun(ground, run.arn) ?? run;
      isExceeded ||= isTooMany(failed, items, tolerated);
      if (isExceeded && !stopping.signal.aborted) end();
      const most = maxConcurrency > 0 ? maxConcurrency : mostAtOnce;
      while (!stopping.signal.aborted && atWork.size < most) {
        const child = children[next];
        if (child === undefined) break;
        const going = one(next, child)
          .catch((error: unknown) => {
            broken.push(error);
            // The others go on in the next process.
            stopping.abort(error);
          })
          .finally(() => {
            atWork.delete(going);
            desk.wake(run.arn);
          });
        next += 1;
        atWork.add(going);
      }
      if (atWork.size === 0) break;
      await desk.turn(run.arn);
    }
    work.signal.throwIfAborted();
    if (broken.length > 0) throw broken[0];
    return isExceeded;
  } finally {
    work.signal.removeEventListener('abort', stop);
    desk.forget(run.arn);
  }
}

/** Nothing is tolerated when nothing is said; of both limits each holds. */
function isTooMany(failed: number, items: number, { count, percentage }: MapRunRecord['tolerated']): boolean {
  if (failed === 0) return false;
  if (count === undefined && percentage === undefined) return true;
  const isOver = percentage !== undefined && (failed / Math.max(items, 1)) * 100 > percentage;
  return isOver || (count !== undefined && failed > count);
}

interface Child {
  readonly run: MapRunRecord;
  readonly at: number;
  readonly input: JsonValue;
  readonly items: number;
}

/** Undefined for one that has ended already, and is not redriven. */
function childToRun(ground: MapRunGround, { run, at, input, items }: Child): ExecutionRecord | undefined {
  const named = childOf(run, at);
  const before = findExecution(ground, named.arn);
  if (before?.status === 'SUCCEEDED') return undefined;
  if (before !== undefined && before.status !== 'RUNNING') {
    const isRedriven = (before.stoppedAt ?? 0) < (run.redrivenAt ?? 0);
    if (!isRedriven) return undefined;
    const again = redriven(ground, before, Date.now());
    saveExecution(ground, again);
    return again;
  }
  const { stateMachineArn, stateMachineName, label, roleArn, definition, place } = run;
  const record: ExecutionRecord = before ?? {
    ...named,
    stateMachineArn: `${stateMachineArn}/${label}`,
    stateMachineName: `${stateMachineName}/${label}`,
    roleArn,
    definition,
    input: JSON.stringify(input),
    place,
    startedAt: Date.now(),
    status: 'RUNNING',
    mapRunArn: run.arn,
    items,
  };
  if (before === undefined) saveExecution(ground, record);
  return record;
}

/** Map runs at work: each is looked at again when one of its executions has ended, and when it is changed by a call. */
class MapRunDesk {
  readonly #turns = new Map<string, PromiseWithResolvers<void>>();

  wake(arn: string): void {
    this.#turns.get(arn)?.resolve();
    this.#turns.delete(arn);
  }

  async turn(arn: string): Promise<void> {
    const turn = this.#turns.get(arn) ?? Promise.withResolvers<void>();
    this.#turns.set(arn, turn);
    await turn.promise;
  }

  forget(arn: string): void {
    this.#turns.delete(arn);
  }

  /** Before the executions are ended: their runs look once more, and go on to their end. */
  [Symbol.dispose](): void {
    for (const arn of this.#turns.keys()) this.wake(arn);
  }
}

const openDesk = () => new MapRunDesk();

/** Its limits were changed. */
export function wakeMapRun({ ground }: Pick<Keeping, 'ground'>, arn: string): void {
  ground.keep(openDesk).wake(arn);
}
