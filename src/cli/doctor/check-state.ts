// Whether the state folder is sound: readable, owned by whom, what was left behind.
import { counted } from '../../lib/counted.ts';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findOwner, isSilent, type SilentOwner } from '../../server/ask-owner.ts';
import { isOutdated, outdatedText, type OwnerDescription } from '../../server/owner.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { targetKinds } from '../../targets/kinds.ts';
import type { TargetKind } from '../../targets/target-kind.ts';
import type { Check } from './check.ts';
import { checkDisk } from './check-disk.ts';
import { checkPrivacy, checkSecrets } from './check-secrets.ts';
import { checkTargets } from './check-targets.ts';

export async function checkState(
  state: StateFolder,
  kinds: readonly TargetKind[] = targetKinds,
): Promise<readonly Check[]> {
  const owner = await findOwner(state.path);
  return [
    checkJournal(state),
    checkOwner(owner),
    checkInFlight(state, owner !== undefined),
    checkWork(state),
    checkDisk(state.path),
    checkSecrets(state.secrets),
    checkPrivacy(state.path),
    await checkTargets(await state.folder('targets'), kinds),
  ];
}

function checkOwner(owner: OwnerDescription | SilentOwner | undefined): Check {
  if (owner === undefined) return { name: 'owner', state: 'ok', detail: 'no process uses it' };
  if (!isSilent(owner) && isOutdated(owner))
    return {
      name: 'owner',
      state: 'limited',
      detail: outdatedText(`process ${owner.pid}`),
      remedy: 'End it and start it again',
    };
  if (!isSilent(owner))
    return {
      name: 'owner',
      state: 'ok',
      detail: `process ${owner.pid} runs ${owner.pipelineNames.join(', ')}`,
    };
  return {
    name: 'owner',
    state: 'broken',
    detail: `process ${owner.pid} owns the state folder and does not answer`,
    remedy: `Let it go on (kill -CONT ${owner.pid}) or end it (kill -9 ${owner.pid})`,
  };
}

/** Reading everything proves that everything can be read. */
function checkJournal({ journal, history, path }: StateFolder): Check {
  const entries = journal.read();
  const started = new Set(
    entries.flatMap(({ event }) => (event.type === 'ExecutionStarted' ? [event.executionId] : [])),
  );
  const listed = new Set(history.executions().map(({ executionId }) => executionId));
  const isComplete = started.size === listed.size && [...started].every((id) => listed.has(id));
  const detail = `${path}: ${counted(entries.length, 'event')}, ${counted(started.size, 'execution')}`;
  return isComplete
    ? { name: 'journal', state: 'ok', detail }
    : {
        name: 'journal',
        state: 'broken',
        detail: `${detail}, of which ${listed.size} are listed`,
        remedy: 'slipway doctor --rebuild',
      };
}

function checkInFlight({ history }: StateFolder, isOwned: boolean): Check {
  const count = history
    .executions()
    .filter(({ status }) => status === 'InProgress' || status === 'Stopping').length;
  if (count === 0 || isOwned) return { name: 'in flight', state: 'ok', detail: counted(count, 'execution') };
  return {
    name: 'in flight',
    state: 'limited',
    detail: `${counted(count, 'execution waits', 'executions wait')} to be resumed`,
    remedy: 'slipway status names the command that resumes it',
  };
}

/** Workspaces are removed when an action ends, unless they were to be kept or its process was killed. */
function checkWork({ path }: StateFolder): Check {
  const work = join(path, 'work');
  const kept = readFolder(work).flatMap((id) => readFolder(join(work, id)));
  return {
    name: 'workspaces',
    state: 'ok',
    detail: kept.length === 0 ? 'none kept' : `${kept.length} in ${work}`,
  };
}

function readFolder(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
