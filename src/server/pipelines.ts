// All pipelines of one state folder, driven together by one process.
import type { StartPipeline } from '../actions/provider.ts';
import { debugOf } from '../lib/debug.ts';
import { defined } from '../lib/defined.ts';
import { problem, ProblemError, type Problem } from '../lib/problem.ts';
import { isFailed, type Result } from '../lib/result.ts';
import { problemBehind } from '../lib/system-problem.ts';
import type { Driven, PipelineRunner, Request, RequestResult, StallListener } from '../runtime/contract.ts';
import { drivePipeline, type DrivenPipeline } from '../runtime/drive-pipeline.ts';
import type { JournalEntry } from '../state/journal.ts';
import type { StateFolder } from '../state/state-folder.ts';

const debug = debugOf('server');

export interface Pipelines extends AsyncDisposable {
  /** In the order in which they were opened. */
  readonly names: () => readonly string[];
  readonly definitionOf: (pipelineName: string) => Driven | undefined;
  /** Takes up what was in flight. One that is open already is updated and goes on. */
  readonly open: (driven: Driven) => Promise<void>;
  /** The definition is read again before an execution starts: what was edited counts from then on. */
  readonly request: (pipelineName: string, request: Request) => Promise<RequestResult>;
  /** Records a fact that nothing is decided upon. */
  readonly note: (pipelineName: string, ...event: Parameters<PipelineRunner['note']>) => void;
  /** Every entry of every pipeline from now on, in order. Gives the function that ends the subscription. */
  readonly subscribe: (listener: (entry: JournalEntry) => void) => () => void;
}

/** Reads a definition again; all that is wrong with it when it cannot be run. */
export type Reload = (
  pipelineName: string,
) => Promise<Result<{ readonly driven: Driven }, readonly Problem[]>>;

export interface DriveOptions {
  /** Of the dashboard, as others reach it. */
  readonly pagesUrl?: string;
  readonly onStall?: (pipelineName: string, ...because: Parameters<StallListener>) => void;
}

export function drivePipelines(
  state: StateFolder,
  reload: Reload,
  { pagesUrl, onStall }: DriveOptions = {},
): Pipelines {
  const runners = new Map<string, DrivenPipeline>();
  const listeners = new Set<(entry: JournalEntry) => void>();
  const open = async (driven: Driven): Promise<void> => {
    const { name } = driven.definition.pipeline;
    const known = runners.get(name);
    if (known !== undefined) return await known.update(driven);
    const runner = await drivePipeline({
      ...driven,
      state,
      startPipeline,
      ...defined({ pagesUrl }),
      ...(onStall === undefined ? {} : { onStall: (because) => onStall(name, because) }),
    });
    runners.set(name, runner);
    runner.subscribe((entry) => listeners.forEach((listener) => listener(entry)));
  };
  const request = async (pipelineName: string, asked: Request): Promise<RequestResult> => {
    const known = runners.get(pipelineName);
    debug(() => `${asked.type} for ${pipelineName}${known === undefined ? ', which is not open' : ''}`);
    if (known === undefined)
      return { accepted: false, problems: [notFound(pipelineName, [...runners.keys()])] };
    if (asked.type !== 'StartPipelineExecution') return await known.request(asked);
    const read = await reload(pipelineName);
    if (isFailed(read)) return { accepted: false, problems: read.failed };
    const problems = await open(read.driven).then(() => undefined, refusalOf);
    return problems === undefined ? await known.request(asked) : { accepted: false, problems };
  };
  const startPipeline: StartPipeline = async (name, start) =>
    startedBy(name, await request(name, { type: 'StartPipelineExecution', ...start }));
  return {
    names: () => [...runners.keys()],
    definitionOf: (pipelineName) => runners.get(pipelineName)?.driven(),
    open,
    request,
    note: (pipelineName, event) => runners.get(pipelineName)?.note(event),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...runners.values()].map(async (runner) => runner[Symbol.asyncDispose]()));
      runners.clear();
    },
  };
}

function startedBy(pipelineName: string, result: RequestResult): Awaited<ReturnType<StartPipeline>> {
  if (result.accepted && result.executionId !== undefined) return { executionId: result.executionId };
  const [refused] = result.accepted ? [] : result.problems;
  return { failed: refused ?? notFound(pipelineName, []) };
}

/** Throws the error again when it is none that the caller can be given as problems. */
function refusalOf(error: unknown): readonly Problem[] {
  if (error instanceof ProblemError) return error.problems;
  const found = problemBehind(error);
  if (found?.code !== 'DiskFull') throw error;
  return [found];
}

function notFound(pipelineName: string, names: readonly string[]): Problem {
  return problem({
    code: 'PipelineNotFoundException',
    whose: 'call',
    message: `There is no pipeline "${pipelineName}" here`,
    remedy: names.length === 0 ? 'No pipeline is open' : `There are: ${names.join(', ')}`,
  });
}
