// Which pipeline of a state folder is meant. What changes something never guesses: of several, the caller names one.
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { ExecutionSummary } from '../../state/execution-history.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { findExecution } from '../../view/read-view.ts';
import type { PipelineOptions } from '../command.ts';
import { isBuildAlone } from '../session/definition-record.ts';
import type { Terminal } from '../terminal.ts';

type Called = Pick<Terminal, 'hints'>;

/**
 * The one that `--pipeline` names: a pipeline, or a build or a deployment that a call of AWS's API has started, by its id.
 * Undefined without it. Throws a ProblemError when there is none of that name.
 */
export function namedPipeline(
  { journal }: Pick<StateFolder, 'journal'>,
  { pipeline }: PipelineOptions,
): string | undefined {
  const names = journal.names('pipeline');
  if (pipeline === undefined || names.includes(pipeline)) return pipeline;
  if (journal.names('build').includes(pipeline)) return pipeline;
  const all = names.length === 0 ? 'No pipeline was run there yet' : `There are: ${names.join(', ')}`;
  throw new ProblemError([
    problem({
      code: 'PipelineNotFoundException',
      whose: 'call',
      message: `There is no pipeline "${pipeline}" in the state folder`,
      remedy: didYouMean(pipeline, names, all),
    }),
  ]);
}

/**
 * The named one, else the only one; builds that were run by themselves have no stages to ask anything of. Undefined
 * when there is none at all. Throws a ProblemError when there are several.
 */
export function choosePipeline(
  state: Pick<StateFolder, 'journal' | 'records'>,
  options: PipelineOptions,
  terminal: Called,
): string | undefined {
  const named = namedPipeline(state, options);
  return (
    named ??
    onlyOne(
      state.journal.names('pipeline').filter((name) => !isBuildAlone(state.records, name)),
      terminal,
    )
  );
}

function onlyOne(names: readonly string[], terminal: Called): string | undefined {
  if (names.length < 2) return names[0];
  throw ambiguousPipeline(names, terminal.hints);
}

/** An execution by its id is of its own pipeline; the latest is of the named one, else of the only one. */
export function chooseExecution(
  state: Pick<StateFolder, 'journal' | 'history'>,
  execution: string,
  { options, terminal }: { readonly options: PipelineOptions; readonly terminal: Called },
): ExecutionSummary {
  const named = namedPipeline(state, options);
  const pipelineName =
    named ?? (execution === 'latest' ? onlyOne(state.journal.names('pipeline'), terminal) : undefined);
  return findExecution(state, execution, pipelineName);
}

/** To read only: the latest one may be of any pipeline unless one is named. */
export function readableExecution(
  state: Pick<StateFolder, 'journal' | 'history'>,
  execution: string,
  options: PipelineOptions,
): ExecutionSummary {
  return findExecution(state, execution, namedPipeline(state, options));
}

/** The command could be about each of them, and does not say which. */
export function ambiguousPipeline(names: readonly string[], hints: Terminal['hints']): ProblemError {
  const [first = '', ...others] = names;
  return new ProblemError([
    problem({
      code: 'PipelineAmbiguous',
      whose: 'call',
      message: `The state folder has ${names.length} pipelines, and this command does not say which one it is for`,
      remedy: `Name it: ${hints.again('--pipeline', first)} (or ${others.join(', ')})`,
    }),
  ]);
}
