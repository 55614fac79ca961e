// Which state folder a command means, and how it gets in.
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { problem, ProblemError } from '../lib/problem.ts';
import { folderProblem } from '../state/check-folder.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { CommonOptions } from './command.ts';
import { findStateUpward } from './find-upward.ts';
import type { Terminal } from './terminal.ts';

/**
 * `--state`, else SLIPWAY_STATE, else `.slipway` in the folder of the definition; for a command that has none, the
 * nearest `.slipway` upward from where it was called. Absolute.
 */
export function statePath(options: CommonOptions, terminal: Terminal, definitionFolder?: string): string {
  const { cwd, env } = terminal;
  const path =
    options.state === undefined
      ? defaultStatePath({ cwd, env }, definitionFolder)
      : resolve(cwd, options.state);
  terminal.hints.useState(path);
  return path;
}

/** Without `--state`. */
export function defaultStatePath(
  { cwd, env }: Pick<Terminal, 'cwd' | 'env'>,
  definitionFolder?: string,
): string {
  const named = env['SLIPWAY_STATE'];
  if (named !== undefined && named !== '') return resolve(cwd, named);
  if (definitionFolder !== undefined) return join(definitionFolder, '.slipway');
  return findStateUpward(cwd, env['HOME']) ?? join(cwd, '.slipway');
}

/** Throws a ProblemError when nothing was ever run there: looking makes no folder. */
export function existingStatePath(options: CommonOptions, terminal: Terminal): string {
  const path = statePath(options, terminal);
  const wrong = folderProblem(path);
  if (wrong !== undefined) throw new ProblemError([wrong]);
  if (hasDatabase(path)) return path;
  throw new ProblemError([
    problem({
      code: 'StateFolderNotFound',
      whose: 'call',
      message: `There is no state in "${path}": nothing was run there yet`,
      remedy: remedyFor(options, terminal),
    }),
  ]);
}

/** Also one that cannot be opened: opening it says why. */
function hasDatabase(path: string): boolean {
  return lstatSync(join(path, 'slipway.db'), { throwIfNoEntry: false }) !== undefined;
}

function remedyFor({ state }: CommonOptions, { cwd, env, hints }: Terminal): string {
  const below = state === undefined && !env['SLIPWAY_STATE'] ? statesBelow(cwd) : [];
  const [first, ...others] = below.map((path) => relative(cwd, path));
  if (first === undefined)
    return 'Go to the folder of the definition, name its state with --state DIR, or run a definition: slipway run DEFINITION';
  const also = others.length === 0 ? '' : ` (or ${others.join(', ')})`;
  return `Name the one that is meant: ${hints.again('--state', first)}${also}`;
}

const searchedDepth = 3;
const searchedEntries = 2000;

/** States of definitions in folders below: those that `slipway run FOLDER` made. */
function statesBelow(folder: string): readonly string[] {
  const found: string[] = [];
  let level = [folder];
  let seen = 0;
  for (let depth = 0; depth < searchedDepth && seen < searchedEntries; depth += 1) {
    const folders = level.flatMap((each) => foldersIn(each).map((name) => join(each, name)));
    seen += folders.length;
    found.push(
      ...folders.map((each) => join(each, '.slipway')).filter((each) => existsSync(join(each, 'slipway.db'))),
    );
    level = folders;
  }
  return found;
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Next to its owner. */
export async function openForReading(options: CommonOptions, terminal: Terminal): Promise<StateFolder> {
  const path = existingStatePath(options, terminal);
  const { openState } = await import('../state/open-state.ts');
  const state = await openState(path, { owner: false });
  terminal.hints.usePipelines(state.journal.names('pipeline'));
  return state;
}
