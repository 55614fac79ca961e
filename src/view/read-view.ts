// Views of executions from what the journal holds.
import { counted } from '../lib/counted.ts';
import { pipelineWorkload } from '../model/workload.ts';
import { problem, ProblemError } from '../lib/problem.ts';
import type { ExecutionSummary } from '../state/execution-history.ts';
import type { JournalEntry } from '../state/journal.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { ExecutionView } from './execution-view.ts';
import { emptyView, foldEntries } from './fold-execution.ts';

type Readable = Pick<StateFolder, 'journal' | 'history'>;

/**
 * The execution as it stood after entry `untilSeq` (0: as it began; absent: as it stands), with the number of the last
 * entry that the view contains.
 */
export function readView(
  { journal }: Pick<StateFolder, 'journal'>,
  { pipelineName, executionId }: Pick<ExecutionSummary, 'pipelineName' | 'executionId'>,
  untilSeq = Infinity,
): { readonly view: ExecutionView; readonly seq: number } {
  const workload = pipelineWorkload(pipelineName);
  const own = journal.read({ workload, executionId });
  const declared = Math.max(untilSeq, own[0]?.seq ?? 0);
  const entries = inOrder([
    ...journal.read({ workload, executionId: null }).filter(({ seq }) => seq <= declared),
    ...own.filter(({ seq }) => seq <= untilSeq),
  ]);
  return {
    view: foldEntries(emptyView(pipelineName, executionId), entries),
    seq: own.findLast(({ seq }) => seq <= untilSeq)?.seq ?? 0,
  };
}

function inOrder(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  return entries.toSorted((a, b) => a.seq - b.seq);
}

/**
 * `latest`, an id, or the beginning of exactly one; of that pipeline, else of any. Throws a ProblemError for anything else.
 */
export function findExecution(
  { history }: Pick<Readable, 'history'>,
  name = 'latest',
  pipelineName?: string,
): ExecutionSummary {
  const ofPipeline = pipelineName === undefined ? {} : { pipelineName };
  const of = pipelineName === undefined ? '' : ` of "${pipelineName}"`;
  if (name === 'latest') {
    const [latest] = history.executions({ ...ofPipeline, limit: 1 });
    if (latest !== undefined) return latest;
    throw notFound(`There is no execution${of} yet`, 'Start one with slipway run');
  }
  const exact = history.execution(name);
  if (exact !== undefined && exact.pipelineName === (pipelineName ?? exact.pipelineName)) return exact;
  const found = history
    .executions(ofPipeline)
    .filter(({ executionId }) => executionId.startsWith(name.toLowerCase()));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  throw only === undefined
    ? notFound(`There is no execution "${name}"${of}`, 'See slipway history')
    : notFound(
        `"${name}" begins ${counted(found.length, 'execution')}: ${found
          .slice(0, 5)
          .map((one) => one.executionId)
          .join(', ')}`,
        'Give more of it',
      );
}

function notFound(message: string, remedy: string): ProblemError {
  return new ProblemError([
    problem({ code: 'PipelineExecutionNotFoundException', whose: 'call', message, remedy }),
  ]);
}
