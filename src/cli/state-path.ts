// Which state folder a command means, and how it gets in.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { problem, ProblemError } from '../lib/problem.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { CommonOptions } from './command.ts';
import type { Terminal } from './terminal.ts';

/** `--state`, else SLIPWAY_STATE, else `.slipway` in the folder of the definition. Absolute. */
export function statePath(
  { state }: CommonOptions,
  { cwd, env }: Pick<Terminal, 'cwd' | 'env'>,
  definitionFolder: string = cwd,
): string {
  const named = state ?? (env['SLIPWAY_STATE'] === '' ? undefined : env['SLIPWAY_STATE']);
  return named === undefined ? join(definitionFolder, '.slipway') : resolve(cwd, named);
}

/** Throws a ProblemError when nothing was ever run there: looking makes no folder. */
export function existingStatePath(options: CommonOptions, terminal: Terminal): string {
  const path = statePath(options, terminal);
  if (existsSync(join(path, 'slipway.db'))) return path;
  throw new ProblemError([
    problem({
      code: 'StateFolderNotFound',
      whose: 'call',
      message: `There is no state in "${path}": nothing was run there yet`,
      remedy:
        'Go to the folder of the definition, name its state with --state DIR, or run it with slipway run',
    }),
  ]);
}

/** Beside whoever owns it. */
export async function openForReading(options: CommonOptions, terminal: Terminal): Promise<StateFolder> {
  const path = existingStatePath(options, terminal);
  const { openState } = await import('../state/open-state.ts');
  return await openState(path, { owner: false });
}
