// All pipelines of one state folder, driven together by one process.
import type { StartPipeline } from '../actions/provider.ts';
import { debugOf } from '../lib/debug.ts';
import { defined } from '../lib/defined.ts';
import { problem, ProblemError, type Problem } from '../lib/problem.ts';
import { isRecord } from '../lib/is-record.ts';
import { isFailed, type Result } from '../lib/result.ts';
import { createTurns } from '../lib/turns.ts';
import { problemBehind } from '../lib/system-problem.ts';
import type { Driven, PipelineRunner, Request, RequestResult, StallListener } from '../runtime/contract.ts';
import { drivePipeline, type DrivenPipeline } from '../runtime/drive-pipeline.ts';
import { ConcurrencyGroups } from '../runtime/workflows/concurrency-groups.ts';
import type { JournalEntry } from '../state/journal.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { refusedStart } from './hold-start.ts';
import { wrongInputs } from '../workflows/inputs.ts';

const debug = debugOf('server');

export interface Pipelines extends AsyncDisposable {
  /** In the order in which they were opened; while they are disposed, those that have not ended yet. */
  readonly names: () => readonly string[];
  readonly definitionOf: (pipelineName: string) => Driven | undefined;
  /** Takes up what was in flight. One that is open already is updated and goes on. */
  readonly open: (driven: Driven) => Promise<void>;
  /** While others are still to be opened: no workflow gets a concurrency group that one of them may have. */
  readonly holdGroups: () => Disposable;
  /** The definition is read again before an execution starts: what was edited counts from then on. */
  readonly request: (pipelineName: string, request: Request) => Promise<RequestResult>;
  /** Records a fact that nothing is decided upon. */
  readonly note: (pipelineName: string, ...event: Parameters<PipelineRunner['note']>) => void;
  /** Every entry of every pipeline from now on, in order. Gives the function that ends the subscription. */
  readonly subscribe: (listener: (entry: JournalEntry) => void) => () => void;
  /** Resolves when nothing is at work and nothing goes on without a request. */
  readonly idle: () => Promise<void>;
}

/** What is asked for the execution that is to start. */
export interface StartAsked {
  /** By source action. */
  readonly sourceRevisions: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
}

export interface Reloaded {
  readonly driven: Driven;
  /** Those that the execution takes because of what it is about: a workflow at a ref that is not checked out. */
  readonly sourceRevisions?: Readonly<Record<string, string>>;
}

/** Reads a definition again; all that is wrong with it when it cannot be run. */
export type Reload = (
  pipelineName: string,
  asked?: StartAsked,
) => Promise<Result<Reloaded, readonly Problem[]>>;

export interface DriveOptions {
  /** Of the dashboard, as others reach it. */
  readonly pagesUrl?: string;
  /** Called when an execution that was asked for is not started. */
  readonly onRefused?: (pipelineName: string, by: string, because: readonly Problem[]) => void;
  readonly onStall?: (pipelineName: string, ...because: Parameters<StallListener>) => void;
}

export function drivePipelines(
  state: StateFolder,
  reload: Reload,
  { pagesUrl, onStall, onRefused }: DriveOptions = {},
): Pipelines {
  const runners = new Map<string, DrivenPipeline>();
  const listeners = new Set<(entry: JournalEntry) => void>();
  // A start reads the definition that it starts with: another start of the pipeline must not come between.
  const turns = createTurns();
  const groups = new ConcurrencyGroups();
  const open = async (driven: Driven): Promise<void> => {
    const { name } = driven.definition.pipeline;
    const known = runners.get(name);
    if (known !== undefined) return await known.update(driven);
    const runner = await drivePipeline({
      ...driven,
      state,
      startPipeline,
      groups,
      ...defined({ pagesUrl }),
      ...(onStall === undefined ? {} : { onStall: (because) => onStall(name, because) }),
    });
    runners.set(name, runner);
    runner.subscribe((entry) => listeners.forEach((listener) => listener(entry)));
  };
  /** What is not open yet is, when a definition of its name can be read: what a call of AWS's API has made since. */
  const answer = async (pipelineName: string, asked: Request): Promise<RequestResult> => {
    const known = runners.get(pipelineName);
    debug(() => `${asked.type} for ${pipelineName}${known === undefined ? ', which is not open' : ''}`);
    if (known !== undefined && asked.type !== 'StartPipelineExecution') return await known.request(asked);
    const start = asked.type === 'StartPipelineExecution' ? asked : undefined;
    const before = known?.driven();
    const read = await reload(pipelineName, start).catch(notKnown(pipelineName, runners.keys()));
    if (isFailed(read)) return { accepted: false, problems: read.failed };
    const wrong = await whyNotStarted(read.driven, asked, state);
    if (wrong.length > 0) return { accepted: false, problems: wrong };
    const problems = await open(read.driven).then(() => undefined, refusalOf);
    if (problems !== undefined) return { accepted: false, problems };
    const { sourceRevisions } = read;
    const taken = start === undefined ? asked : { ...start, ...defined({ sourceRevisions }) };
    const result = await runners.get(pipelineName)?.request(taken);
    if (sourceRevisions !== undefined)
      await backFromRef(before, {
        options: read.driven.options,
        open,
        reload: async () => reload(pipelineName),
      });
    return result ?? { accepted: false, problems: [notFound(pipelineName, [...runners.keys()])] };
  };
  const request = async (pipelineName: string, asked: Request): Promise<RequestResult> => {
    if (asked.type !== 'StartPipelineExecution' && runners.has(pipelineName))
      return await answer(pipelineName, asked);
    const result = await turns.take(pipelineName, async () => answer(pipelineName, asked));
    if (!result.accepted && 'by' in asked) onRefused?.(pipelineName, asked.by, result.problems);
    return result;
  };
  const startPipeline: StartPipeline = async (name, start) =>
    startedBy(name, await request(name, { type: 'StartPipelineExecution', ...start }));
  return {
    names: () => [...runners.keys()],
    definitionOf: (pipelineName) => runners.get(pipelineName)?.driven(),
    open,
    holdGroups: () => groups.hold(),
    request,
    note: (pipelineName, event) => runners.get(pipelineName)?.note(event),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    idle: async () => {
      for (let count = -1; count !== runners.size || turns.isBusy();) {
        count = runners.size;
        await turns.settled();
        await Promise.all([...runners.values()].map(async (runner) => runner.idle()));
      }
    },
    [Symbol.asyncDispose]: async () => endAll(runners),
  };
}

/** Each is gone as soon as it has ended. */
async function endAll(runners: Map<string, DrivenPipeline>): Promise<void> {
  const ended = [...runners].map(async ([name, runner]) => {
    await runner[Symbol.asyncDispose]();
    runners.delete(name);
  });
  // The state folder is closed afterwards: none may still be ending.
  for (const end of await Promise.allSettled(ended)) if (end.status === 'rejected') throw end.reason;
}

interface StartedAtRef {
  /** Of the start: they count for its execution too. */
  readonly options: Driven['options'];
  readonly open: Pipelines['open'];
  readonly reload: () => ReturnType<Reload>;
}

/** Events are decided by what lies in the folder, and not by the ref that one execution was started at. */
async function backFromRef(
  before: Driven | undefined,
  { options, open, reload }: StartedAtRef,
): Promise<void> {
  const read = before === undefined ? await reload() : { driven: before };
  const problems = isFailed(read)
    ? read.failed
    : await open({ ...read.driven, options }).then(() => [], refusalOf);
  for (const { message } of problems) debug(() => `a pipeline stays as it is at its ref: ${message}`);
}

async function whyNotStarted(
  driven: Driven,
  asked: Request,
  state: StateFolder,
): Promise<readonly Problem[]> {
  const refused = await refusedStart(driven, asked, state);
  return refused === undefined ? wrongStart(driven.definition, asked) : [refused];
}

/** The inputs of a run that is started by hand, held against those that its workflow declares. GitHub refuses it as well. */
function wrongStart({ workflow }: Driven['definition'], asked: Request): readonly Problem[] {
  if (workflow === undefined || asked.type !== 'StartPipelineExecution') return [];
  const { event, inputs = '{}' } = asked.variables;
  const given = textsIn(inputs);
  if (event !== 'workflow_dispatch' || given === undefined) return [];
  return wrongInputs(workflow, given).map(({ message, remedy }) =>
    problem({ code: 'ValidationException', whose: 'call', message, remedy }),
  );
}

/** Undefined for what is no such object: the engine refuses it. */
function textsIn(json: string): Readonly<Record<string, string>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) && Object.values(value).every((each) => typeof each === 'string')
      ? (value as Readonly<Record<string, string>>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Nothing has ever made or run a pipeline of this name. */
function notKnown(
  pipelineName: string,
  names: Iterable<string>,
): (error: unknown) => { readonly failed: readonly Problem[] } {
  return (error) => {
    const isUnknown =
      error instanceof ProblemError &&
      error.problems.some(({ code }) => code === 'PipelineNotFoundException');
    if (!isUnknown) throw error;
    return { failed: [notFound(pipelineName, [...names])] };
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
  if (found?.code !== 'DiskFull' && found?.code !== 'ProgramChanged') throw error;
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
