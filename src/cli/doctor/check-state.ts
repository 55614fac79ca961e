// Whether the state folder is sound: readable, owned by whom, what was left behind.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '../../lib/problem.ts';
import { findOwner } from '../../server/ask-owner.ts';
import { openToOthers } from '../../state/private-files.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { listEndpoints } from '../../targets/list-endpoints.ts';
import type { Check } from './check.ts';

export async function checkState(state: StateFolder): Promise<readonly Check[]> {
  const owner = await findOwner(state.path);
  return [
    checkJournal(state),
    {
      name: 'owner',
      state: 'ok',
      detail:
        owner === undefined
          ? 'no process is at work'
          : `process ${owner.pid} runs ${owner.pipelineNames.join(', ')}`,
    },
    checkInFlight(state, owner !== undefined),
    checkWork(state),
    checkSecrets(state),
    checkPrivacy(state),
    await checkTargets(state),
  ];
}

/** Reading everything proves that everything can be read. */
function checkJournal({ journal, history, path }: StateFolder): Check {
  const entries = journal.read();
  const started = new Set(
    entries.flatMap(({ event }) => (event.type === 'ExecutionStarted' ? [event.executionId] : [])),
  );
  const listed = new Set(history.executions().map(({ executionId }) => executionId));
  const isComplete = started.size === listed.size && [...started].every((id) => listed.has(id));
  const detail = `${path}: ${entries.length} events, ${started.size} executions`;
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
  if (count === 0 || isOwned) return { name: 'in flight', state: 'ok', detail: `${count} executions` };
  return {
    name: 'in flight',
    state: 'limited',
    detail: `${count} ${count === 1 ? 'execution waits' : 'executions wait'} to be resumed`,
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

/** Reading each proves that the key is theirs. */
function checkSecrets({ secrets }: StateFolder): Check {
  try {
    const stored = secrets.list();
    for (const { kind, name } of stored)
      if (kind === 'secret') secrets.secret(name);
      else secrets.parameter(name);
    return {
      name: 'secrets',
      state: 'ok',
      detail: stored.length === 0 ? 'none' : `${stored.length} can be read`,
    };
  } catch (error) {
    const [first] = error instanceof ProblemError ? error.problems : [];
    const remedy = first?.remedy;
    return {
      name: 'secrets',
      state: 'broken',
      detail: first?.message ?? (error as Error).message,
      ...(remedy === undefined ? {} : { remedy }),
    };
  }
}

/** The owner of the folder closes it when a run or the server opens it; on some file systems that has no effect. */
function checkPrivacy({ path }: StateFolder): Check {
  const open = openToOthers(path);
  const [first] = open;
  if (first === undefined) return { name: 'privacy', state: 'ok', detail: 'only its owner reads it' };
  const more = open.length === 1 ? '' : ` and ${open.length - 1} more`;
  return {
    name: 'privacy',
    state: 'limited',
    detail: `others may read ${first}${more}`,
    remedy: `chmod -R go= ${path}`,
  };
}

async function checkTargets(state: StateFolder): Promise<Check> {
  const fleets = await listEndpoints(await state.folder('targets'));
  const hosts = fleets.flatMap((fleet) => fleet.hosts);
  const running = hosts.filter(({ isRunning }) => isRunning).length;
  const detail = fleets.length === 0 ? 'nothing is deployed' : `${running} of ${hosts.length} hosts run`;
  return { name: 'targets', state: running === hosts.length || running === 0 ? 'ok' : 'limited', detail };
}

function readFolder(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
