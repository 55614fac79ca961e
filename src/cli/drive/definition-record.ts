// Where the definition of each pipeline lies and how it was last run, so that later commands need not be told again.
import { relative, resolve } from 'node:path';
import type { RunOptions } from '../../actions/provider.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { checkDefinition, loadDefinition, type LoadedDefinition } from '../../load/load-definition.ts';
import type { CheckedDefinition } from '../../model/definition.ts';
import type { Records } from '../../state/records.ts';
import { showProblems } from '../show-problems.ts';
import type { Terminal } from '../terminal.ts';

export interface DefinitionRecord {
  /** Absolute path of the folder or file that `run` was given. */
  readonly path: string;
  readonly options: RunOptions;
}

const kind = 'definition';

export function recordDefinition(records: Records, pipelineName: string, record: DefinitionRecord): void {
  records.put(kind, pipelineName, record);
}

/** Throws a ProblemError when the pipeline was never run from this state folder. */
export function recordedDefinition(records: Records, pipelineName: string): DefinitionRecord {
  const record = records.get<DefinitionRecord>(kind, pipelineName);
  if (record !== undefined) return record;
  throw new ProblemError([
    problem({
      code: 'PipelineNotFoundException',
      whose: 'call',
      message: `The state folder does not know where the definition of "${pipelineName}" lies`,
      remedy: 'Run it once with slipway run',
    }),
  ]);
}

export interface ReadyDefinition {
  readonly definition: CheckedDefinition;
  /** Absolute paths: what was asked for, and the folder that holds it. */
  readonly path: string;
  readonly folder: string;
}

/** Loads and checks. Undefined when it cannot be run: then everything that is wrong has been shown. */
export async function readyDefinition(
  path: string,
  { terminal, json }: { readonly terminal: Terminal; readonly json: boolean },
): Promise<ReadyDefinition | undefined> {
  const loaded = await loadDefinition(path, { cwd: terminal.cwd });
  const { checked, problems } = checkDefinition(loaded);
  if (checked !== undefined) {
    if (!json)
      tellWarnings(problems.filter(({ severity }) => severity === 'warning').length, loaded, terminal);
    return { definition: checked, path: resolve(terminal.cwd, path), folder: loaded.folder };
  }
  showProblems(problems, { terminal, json, sources: loaded.sources });
  return undefined;
}

/** One line: the run is what people wait for. */
function tellWarnings(count: number, { folder }: LoadedDefinition, { cwd, writeError }: Terminal): void {
  if (count === 0) return;
  const where = relative(cwd, folder);
  const command = where === '' ? 'slipway lint' : `slipway lint ${where.startsWith('..') ? folder : where}`;
  writeError(`${count} warning${count === 1 ? '' : 's'} about the definition: ${command}\n`);
}
