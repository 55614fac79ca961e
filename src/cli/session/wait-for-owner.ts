// Waiting for a state folder that another process has and does not answer for: it begins, it ends, or it is stopped.
import { setTimeout as delay } from 'node:timers/promises';
import { problem, ProblemError } from '../../lib/problem.ts';
import { endYielding, findOwner, isSilent } from '../../server/ask-owner.ts';
import { endsWithinMs, OwnerPatience } from '../../server/owner-patience.ts';
import { isStoppedProcess } from '../../server/owner-pulse.ts';
import { readOwner } from '../../state/ownership.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { Terminal } from '../terminal.ts';
import { openAsOwner } from './own-pipeline.ts';

const intervalMs = 50;
const wordAfterMs = 2000;
const stoppedForMs = 1500;

/** Gives a function that waits a moment before the next attempt. It throws a ProblemError when waiting is no use. */
export function waitForOwner(
  path: string,
  { writeError }: Pick<Terminal, 'writeError'>,
): () => Promise<void> {
  const startedAt = Date.now();
  let stoppedSince: number | undefined;
  let reported = false;
  return async () => {
    const pid = readOwner(path)?.pid;
    const isStopped = pid !== undefined && isStoppedProcess(pid);
    stoppedSince = isStopped ? (stoppedSince ?? Date.now()) : undefined;
    if (pid !== undefined && stoppedSince !== undefined && Date.now() - stoppedSince > stoppedForMs)
      throw notAnswering(path, pid);
    if (!reported && Date.now() - startedAt > wordAfterMs) {
      reported = true;
      const who = pid === undefined ? 'another process' : `process ${pid}`;
      writeError(`Waiting for ${who}, which has the state folder "${path}"\n`);
    }
    await delay(intervalMs);
  };
}

const patienceMs = 10_000;

/**
 * The state folder as its owner. Throws a ProblemError that names the process that has it.
 * @param onRemoved see `openAsOwner`
 */
export async function ownFolder(
  path: string,
  terminal: Pick<Terminal, 'writeError'>,
  onRemoved?: (containers: number) => void,
): Promise<StateFolder> {
  const wait = waitForOwner(path, terminal);
  const startedAt = Date.now();
  const patience = new OwnerPatience(startedAt, (text) => terminal.writeError(`W${text.slice(1)}\n`));
  let leaving: number | undefined;
  for (;;) {
    const state = await openAsOwner(path, onRemoved);
    if (state !== undefined) return state;
    const owner = await findOwner(path);
    if (isSilent(owner)) throw notAnswering(path, owner.pid);
    if (owner?.yields === true) {
      // A second signal would end it in the middle.
      if (leaving !== owner.pid) endYielding(owner.pid);
      leaving = owner.pid;
      const because = patience.isOver({ owner, now: Date.now() });
      if (because !== undefined) throw stillEnding(path, because);
      await wait();
      continue;
    }
    // One that does not listen is about to begin or to end.
    const isLeaving = leaving !== undefined && readOwner(path)?.pid === leaving;
    const limitMs = isLeaving ? endsWithinMs : patienceMs;
    if (owner !== undefined || Date.now() - startedAt > limitMs) throw owned(path, owner?.pid);
    await wait();
  }
}

function stillEnding(path: string, because: string): ProblemError {
  const message = `The state folder "${path}" is not free: ${because}`;
  return new ProblemError([problem({ code: 'StateLocked', whose: 'call', message })]);
}

function owned(path: string, pid = readOwner(path)?.pid): ProblemError {
  const who = pid === undefined ? 'Another process' : `Process ${pid}`;
  return new ProblemError([
    problem({
      code: 'StateLocked',
      whose: 'call',
      message: `${who} owns the state folder "${path}"`,
      remedy: 'End it first (Ctrl-C where it runs), or take another state folder (--state DIR)',
    }),
  ]);
}

/** The owner is there and gives no sign of life. */
export function notAnswering(path: string, pid: number): ProblemError {
  return new ProblemError([
    problem({
      code: 'StateLocked',
      whose: 'call',
      message: `Process ${pid} owns the state folder "${path}" and does not answer${isStoppedProcess(pid) ? ': it is stopped' : ''}`,
      remedy: `Let it go on (kill -CONT ${pid}) or end it (kill -9 ${pid}): the next command carries on. Reading commands (status, history, logs) work without it.`,
    }),
  ]);
}
