// The work folders of actions: what is empty goes, and what a killed process has left and no action will take up again.
import { readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { removeLeftBuildFolders } from '../actions/build/build-folders.ts';
import { removeTree } from '../lib/remove-tree.ts';
import { endMarked } from '../process/end-marked.ts';
import type { Records } from '../state/records.ts';
import type { StateFolder } from '../state/state-folder.ts';

const kind = 'kept-work';

/** How the name of a folder begins that is to be removed: no action has one of that name. */
export const overPrefix = 'over-';

/** The caller wants to look into this one: it stays until the caller removes it. */
export function keepWork(
  records: Pick<Records, 'put'>,
  executionId: string,
  actionExecutionId: string,
): void {
  records.put(kind, idOf(executionId, actionExecutionId), {});
}

/** The folders around a work folder that has gone, where nothing else is in them. */
export function removeEmptyWork(path: string, executionId?: string): void {
  if (executionId !== undefined) removeIfEmpty(join(path, 'work', executionId));
  removeIfEmpty(join(path, 'work'));
}

/**
 * Call as the owner of the state folder, before anything runs. The folders of actions that are in flight stay: they are
 * resumed, or begun anew in an empty folder.
 */
export async function removeLeftWork(
  state: Pick<StateFolder, 'path' | 'history' | 'records'>,
): Promise<void> {
  const work = join(state.path, 'work');
  for (const executionId of namesIn(work)) {
    const folder = join(work, executionId);
    const inFlight = actionsInFlight(state, executionId);
    for (const name of namesIn(folder)) {
      const isKept = state.records.get(kind, idOf(executionId, name)) !== undefined;
      if (name.startsWith(overPrefix)) await removeTree(join(folder, name));
      else if (!isKept && !inFlight.has(name)) await removeLeft(join(folder, name), name);
    }
    // What is no folder of an execution is the copy of an artifact that was to be written elsewhere.
    if (executionId.startsWith('artifact-')) await removeTree(folder);
    removeIfEmpty(folder);
  }
  removeIfEmpty(work);
}

/** Of one action that was interrupted and cannot be resumed. */
export async function removeWorkOf(
  { path }: Pick<StateFolder, 'path'>,
  { executionId, actionExecutionId }: { readonly executionId: string; readonly actionExecutionId: string },
): Promise<void> {
  await removeLeft(join(path, 'work', executionId, actionExecutionId), actionExecutionId);
  removeEmptyWork(path, executionId);
}

async function removeLeft(folder: string, actionExecutionId: string): Promise<void> {
  await endMarked(actionExecutionId);
  await removeLeftBuildFolders(folder);
  await removeTree(folder);
}

/** Rules of conditions have no rows: while the execution is in flight they may be evaluated again. */
function actionsInFlight(
  { history }: Pick<StateFolder, 'history'>,
  executionId: string,
): Pick<ReadonlySet<string>, 'has'> {
  const execution = history.execution(executionId);
  if (execution === undefined || execution.endedAt !== undefined) return new Set();
  const over = history.actions(executionId).filter(({ endedAt }) => endedAt !== undefined);
  const ended = new Set(over.map(({ actionExecutionId }) => actionExecutionId));
  return { has: (id) => !ended.has(id) };
}

function idOf(executionId: string, actionExecutionId: string): string {
  return `${executionId}/${actionExecutionId}`;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // It is not there, or no folder.
    return [];
  }
}

export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something is in it, or it has gone.
  }
}
