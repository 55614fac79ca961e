// One execution shown until it has ended or the user leaves: of a pipeline that we own, or of another process.
import { pipelineWorkload } from '../../model/workload.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { findOwner, isSilent } from '../../server/ask-owner.ts';
import type { JournalEntry } from '../../state/journal.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { createPresenter } from '../follow/presenter.ts';
import type { Terminal } from '../terminal.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import { readView } from '../../view/read-view.ts';
import { defined } from '../../lib/defined.ts';
import type { Interludes } from './interludes.ts';
import { aborted } from './interruption.ts';
import type { OwnedPipeline } from './own-pipeline.ts';
import type { Presenter } from '../follow/presenter-contract.ts';

export interface ShowOptions {
  readonly terminal: Terminal;
  readonly json: boolean;
  readonly pipelineName: string;
  readonly executionId: string;
  /** Entries up to this one have been shown before; 0 for none. */
  readonly shownSeq: number;
  /** When the terminal belongs to something else. */
  readonly interludes?: Interludes;
  /** Leaves the execution as it is. */
  readonly signal: AbortSignal;
}

/**
 * Shows an execution of our own. With `leavesWhenIdle` also until nothing can go on without a request (an approval, an
 * enabled transition). Gives the execution as it stands then.
 */
export async function showOwnExecution(
  { state, runner }: OwnedPipeline,
  options: ShowOptions & {
    readonly leavesWhenIdle: boolean;
    /** Is done before the last words are said; they are not when it rejects. */
    readonly beforeFinalLines?: (view: ExecutionView) => Promise<void>;
  },
): Promise<ExecutionView> {
  const { pipelineName, executionId, signal } = options;
  using showing = startShowing(state, options);
  const unsubscribe = runner.subscribe(showing.show);
  // In the same turn of the event loop as the subscription, so no entry comes between the two.
  state.journal
    .read({ workload: pipelineWorkload(pipelineName), executionId, afterSeq: options.shownSeq })
    .forEach(showing.show);
  try {
    const ends = [runner.ended(executionId), aborted(signal)];
    await Promise.race(options.leavesWhenIdle ? [...ends, runner.idle()] : ends);
  } finally {
    unsubscribe();
  }
  const { presenter } = showing;
  if (signal.aborted) presenter.leave();
  else {
    presenter.settle();
    await options.beforeFinalLines?.(presenter.view());
    presenter.finish();
  }
  return presenter.view();
}

const pollMs = 50;
const ownerCheckMs = 1000;

export interface Followed {
  readonly view: ExecutionView;
  /** Of the last entry that was shown. */
  readonly seq: number;
  /** The state folder, as its owner: the process that ran the execution has ended before it. */
  readonly owned?: StateFolder;
}

/**
 * Shows an execution that another process runs.
 * @param options `takeOver` makes this process the owner; undefined when another one has the folder
 */
export async function followExecution(
  state: StateFolder,
  options: ShowOptions & { readonly takeOver: () => Promise<StateFolder | undefined> },
): Promise<Followed> {
  const { pipelineName, executionId, signal } = options;
  using showing = startShowing(state, options);
  const showNew = (): void =>
    state.journal
      .read({ workload: pipelineWorkload(pipelineName), executionId, afterSeq: showing.seq() })
      .forEach(showing.show);
  const isOver = (): boolean => hasEnded(showing.presenter.view()) || signal.aborted;
  const watch = watchForOwner(state, options);
  for (;;) {
    showNew();
    if (isOver()) break;
    const owned = await watch();
    if (owned !== undefined) {
      // What the process before has written last.
      showNew();
      if (!isOver()) return { view: showing.presenter.view(), seq: showing.seq(), owned };
      await owned[Symbol.asyncDispose]();
      break;
    }
    await delay(pollMs, undefined, { signal }).catch(() => undefined);
  }
  if (signal.aborted) showing.presenter.leave();
  else {
    showing.presenter.settle();
    showing.presenter.finish();
  }
  return { view: showing.presenter.view(), seq: showing.seq() };
}

/**
 * From time to time: when no process owns the folder any more, takes it over. One that does not answer is named once.
 */
function watchForOwner(
  { path }: StateFolder,
  {
    terminal,
    takeOver,
  }: { readonly terminal: Terminal; readonly takeOver: () => Promise<StateFolder | undefined> },
): () => Promise<StateFolder | undefined> {
  let checkedAt = Date.now();
  let named: number | undefined;
  return async () => {
    if (Date.now() - checkedAt < ownerCheckMs) return undefined;
    const owner = await findOwner(path);
    checkedAt = Date.now();
    if (owner === undefined) return await takeOver();
    if (isSilent(owner) && named !== owner.pid)
      terminal.writeError(
        `Process ${owner.pid}, which runs it, does not answer: kill -CONT ${owner.pid} lets it go on, kill -9 ${owner.pid} ends it\n`,
      );
    named = isSilent(owner) ? owner.pid : undefined;
    return undefined;
  };
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
  const { terminal, json, shownSeq, interludes } = options;
  const { view } = readView(state, options, shownSeq);
  const presented = { terminal, logs: state.logs, view, now: Date.now, ...defined({ interludes }) };
  const presenter = createPresenter(presented, { json });
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
