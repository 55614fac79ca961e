// A run does not start when it would fail for a value that is stored nowhere.
import type { RunOptions } from '../../actions/provider.ts';
import { problem, ProblemError, type Problem } from '../../lib/problem.ts';
import { openFiles } from '../../load/files.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { ReadyDefinition } from '../session/definition-record.ts';
import { missingValueFindings } from '../../check/machine/missing-values.ts';

export interface RequiredValues {
  readonly state: StateFolder;
  readonly options: RunOptions;
  readonly cwd: string;
}

/** Throws a ProblemError that names all of them. */
export async function requireValues(ready: ReadyDefinition, asked: RequiredValues): Promise<void> {
  const missing = await missingValues(ready, asked);
  if (missing !== undefined) throw new ProblemError([missing]);
}

/** Undefined when all are there, or AWS is asked for what is not. */
export async function missingValues(
  { definition, folder, build }: ReadyDefinition,
  { state, options, cwd }: RequiredValues,
): Promise<Problem | undefined> {
  if (options.awsValues === true) return undefined;
  const hasOwnSource = build?.hasOwnSource ?? Object.keys(options.sources).length > 0;
  const sources = { folder, files: openFiles(cwd), hasOwnSource };
  const [found] = await missingValueFindings(definition, sources, state);
  if (found === undefined) return undefined;
  const { code, message, remedy = '', aws = '' } = found;
  return problem({ code, whose: 'machine', message, remedy, aws });
}
