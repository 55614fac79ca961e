// After the pipeline, on a terminal: what is deployed answers and other commands are heard, until Ctrl-C.
import { exitStatusOf } from '../session/exit-status.ts';
import { findInterrupted } from '../session/find-interrupted.ts';
import {
  aborted,
  recordInterruption,
  reportInterruption,
  type Interruption,
} from '../session/interruption.ts';
import type { OwnedPipeline } from '../session/own-pipeline.ts';
import { showOwnExecution } from '../session/show-execution.ts';
import { endpointsOf } from '../render/describe.ts';
import { deployedTargets } from '../show/deployed-by.ts';
import { span } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import { writeLines } from '../write-lines.ts';

/** Whether something that was deployed, by this execution or before it, is there to be served. */
export async function isServing({ state }: OwnedPipeline, view: ExecutionView): Promise<boolean> {
  if (endpointsOf(view).length > 0) return true;
  // Loads every kind of target.
  const { endpointsByReach, observeTargets } = await import('../../targets/observe-targets.ts');
  const observed = deployedTargets(state, await observeTargets(await state.folder('targets')));
  return endpointsByReach(observed.map(({ observation }) => observation)).length > 0;
}

/** Shows every further execution that is requested. Ends with the status of the last one. */
export async function keepServing(
  owned: OwnedPipeline,
  first: ExecutionView,
  {
    terminal,
    interruption,
    json,
    path,
  }: {
    readonly terminal: Terminal;
    readonly interruption: Interruption;
    readonly json: boolean;
    /** Of the definition. */
    readonly path: string;
  },
): Promise<ExitStatus> {
  const { signal } = interruption;
  let last = first;
  for (;;) {
    if (!json) reportServing(last, terminal, path);
    const next = await nextExecution(owned, signal);
    if (next === undefined) break;
    if (!json) terminal.write('\n');
    const { pipelineName } = owned;
    last = await showOwnExecution(owned, {
      terminal,
      json,
      pipelineName,
      ...next,
      signal,
      leavesWhenIdle: false,
    });
    if (signal.aborted) {
      reportInterruption(terminal, path);
      recordInterruption(owned.state.records, next.executionId, Date.now());
      return interruption.status();
    }
  }
  if (!json) terminal.write('\nEnding what is deployed here …\n');
  // Loads every kind of target.
  const { closeTargets } = await import('../../targets/close-targets.ts');
  await closeTargets(await owned.state.folder('targets'));
  return exitStatusOf(last);
}

function reportServing(view: ExecutionView, terminal: Terminal, path: string): void {
  const what = endpointsOf(view).length > 0 ? 'ends what is deployed here and leaves' : 'leaves';
  writeLines(terminal, [
    [],
    [span(`Serving, and listening to other slipway commands. Ctrl-C ${what}.`, 'dim')],
    [span('Dashboard, after that: ', 'dim'), span(terminal.hints.up(path), 'cyan')],
  ]);
}

interface NextExecution {
  readonly executionId: string;
  readonly shownSeq: number;
}

/** The next execution that begins or is taken up again; undefined when the signal came first. */
async function nextExecution(
  { runner, state, pipelineName }: OwnedPipeline,
  signal: AbortSignal,
): Promise<NextExecution | undefined> {
  const { promise, resolve } = Promise.withResolvers<NextExecution | undefined>();
  const unsubscribe = runner.subscribe(({ seq, event }) => {
    if (event.type === 'ExecutionStarted' || event.type === 'StageRetryRequested')
      resolve({ executionId: event.executionId, shownSeq: event.type === 'ExecutionStarted' ? 0 : seq - 1 });
  });
  void aborted(signal).then(() => resolve(undefined));
  // One that began while the last was being shown.
  const running = findInterrupted(state, pipelineName);
  if (running !== undefined) resolve({ ...running, shownSeq: 0 });
  try {
    return await promise;
  } finally {
    unsubscribe();
  }
}
