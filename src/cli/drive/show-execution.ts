// One execution shown until it has ended or somebody wants to leave: of a pipeline that we own, or of another process.
import { setTimeout as delay } from 'node:timers/promises';
import { findOwner } from '../../server/ask-owner.ts';
import type { JournalEntry } from '../../state/journal.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { createPresenter, type Presenter } from '../live/presenter.ts';
import type { Terminal } from '../terminal.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import { readView } from '../../view/read-view.ts';
import { aborted } from './interruption.ts';
import type { OwnedPipeline } from './own-pipeline.ts';

export interface ShowOptions {
  readonly terminal: Terminal;
  readonly json: boolean;
  readonly pipelineName: string;
  readonly executionId: string;
  /** Entries up to this one have been shown before; 0 for none. */
  readonly shownSeq: number;
  /** Leaves the execution as it is. */
  readonly signal: AbortSignal;
}

/**
 * Shows an execution of our own. With `leavesWhenIdle` also until nothing can go on without a request (an approval, an
 * enabled transition). Gives the execution as it stands then.
 */
export async function showOwnExecution(
  { state, runner }: OwnedPipeline,
  options: ShowOptions & { readonly leavesWhenIdle: boolean },
): Promise<ExecutionView> {
  const { pipelineName, executionId, signal } = options;
  using showing = startShowing(state, options);
  const unsubscribe = runner.subscribe(showing.show);
  // In the same turn of the event loop as the subscription, so no entry comes between the two.
  state.journal.read({ pipelineName, executionId, afterSeq: options.shownSeq }).forEach(showing.show);
  try {
    const ends = [runner.ended(executionId), aborted(signal)];
    await Promise.race(options.leavesWhenIdle ? [...ends, runner.idle()] : ends);
  } finally {
    unsubscribe();
  }
  if (!signal.aborted) showing.presenter.finish();
  return showing.presenter.view();
}

const pollMs = 50;
const ownerCheckMs = 1000;

/** Shows an execution that another process runs. Ends also when that process does. */
export async function followExecution(state: StateFolder, options: ShowOptions): Promise<ExecutionView> {
  const { pipelineName, executionId, signal } = options;
  using showing = startShowing(state, options);
  let checkedAt = Date.now();
  for (;;) {
    const entries = state.journal.read({ pipelineName, executionId, afterSeq: showing.seq() });
    entries.forEach(showing.show);
    if (hasEnded(showing.presenter.view()) || signal.aborted) break;
    if (Date.now() - checkedAt > ownerCheckMs) {
      if ((await findOwner(state.path)) === undefined) break;
      checkedAt = Date.now();
    }
    await delay(pollMs, undefined, { signal }).catch(() => undefined);
  }
  if (!signal.aborted) showing.presenter.finish();
  return showing.presenter.view();
}

export function hasEnded({ endedAt }: ExecutionView): boolean {
  return endedAt !== undefined;
}

interface Showing extends Disposable {
  readonly presenter: Presenter;
  readonly show: (entry: JournalEntry) => void;
  readonly seq: () => number;
}

/** Each entry once and in order, however often it is given. */
function startShowing(state: StateFolder, options: ShowOptions): Showing {
  const { terminal, json, shownSeq } = options;
  const { view } = readView(state, options, shownSeq);
  const presenter = createPresenter({ terminal, logs: state.logs, view, now: Date.now }, { json });
  let shown = shownSeq;
  return {
    presenter,
    seq: () => shown,
    show: (entry) => {
      if (entry.seq <= shown) return;
      shown = entry.seq;
      presenter.show(entry);
    },
    [Symbol.dispose]: () => presenter[Symbol.dispose](),
  };
}
