// Requests to the process that drives pipelines and builds of the state folder; where there is none, one is started.
import { setTimeout as delay } from 'node:timers/promises';
import type { Request, RequestResult } from '../runtime/contract.ts';
import { askOwner, endYielding, findOwner, isSilent, type SilentOwner } from '../server/ask-owner.ts';
import { OwnerPatience } from '../server/owner-patience.ts';
import { isOutdated, type OwnerDescription } from '../server/owner.ts';
import { isProgramChanged } from '../targets/daemon/program-version.ts';
import { startDriver, type Driver } from '../targets/daemon/start-driver.ts';
import type { ServiceCall } from './service.ts';

/** Nothing takes the request: why, for people. */
export interface NotDriven {
  readonly because: string;
}

const againMs = 50;

/**
 * Hands a request to the owner of the state folder, and starts one that goes when nothing is at work any more. An owner that is
 * to go is waited for as long as it ends what runs.
 */
export async function askDriver(
  { ground: { stateFolder } }: ServiceCall,
  pipelineName: string,
  request: Request,
): Promise<RequestResult | NotDriven> {
  const patience = patienceFor(stateFolder);
  let driver: Driver | undefined;
  const over = await endOutdated(stateFolder, patience);
  if (over !== undefined) return { because: over };
  for (;;) {
    const result = await askOwner(stateFolder, pipelineName, request);
    if (isSilent(result)) return notAnswering(stateFolder, result);
    if (result !== undefined) return result;
    // One that owns the folder and takes nothing more is about to end; one that has just begun does not listen yet.
    const owner = await findOwner(stateFolder);
    if (isSilent(owner)) return notAnswering(stateFolder, owner);
    const because = patience.isOver({ owner, now: Date.now() });
    if (because !== undefined) return { because };
    if (owner === undefined && (driver === undefined || driver.hasEnded())) driver = startDriver(stateFolder);
    await delay(againMs);
  }
}

/** What takes long is in the log of the process that answers the call. */
function patienceFor(stateFolder: string): OwnerPatience {
  return new OwnerPatience(Date.now(), (text) => void process.stderr.write(`${stateFolder}: ${text}\n`));
}

function notAnswering(stateFolder: string, { pid }: SilentOwner): NotDriven {
  return { because: `process ${pid} owns ${stateFolder} and does not answer` };
}

/**
 * A driver of another version may need files that are not there any more: what it drives is taken up by the next one.
 * @returns why it is not waited for any longer, when it has not ended
 */
async function endOutdated(stateFolder: string, patience: OwnerPatience): Promise<string | undefined> {
  for (let asked = 0; ; await delay(againMs)) {
    const owner = await findOwner(stateFolder);
    if (!isToGo(owner)) return undefined;
    if (owner.pid !== asked) endYielding(owner.pid);
    asked = owner.pid;
    const because = patience.isOver({ owner, now: Date.now() });
    if (because !== undefined) return because;
  }
}

function isToGo(owner: OwnerDescription | SilentOwner | undefined): owner is OwnerDescription {
  if (owner === undefined || isSilent(owner)) return false;
  // The next one would be of that version too where this process is of none that is there.
  return owner.yields === true && !isProgramChanged() && isOutdated(owner);
}

/**
 * Has a driver read what a call has stored. One that ends reads nothing more: it is waited for as long as it ends what runs, and
 * its successor is started.
 */
export async function driveStored({ ground: { stateFolder } }: ServiceCall): Promise<void> {
  const patience = patienceFor(stateFolder);
  let driver: Driver | undefined;
  let because = await endOutdated(stateFolder, patience);
  while (because === undefined) {
    const owner = await findOwner(stateFolder);
    if (owner !== undefined && (isSilent(owner) || owner.ending === undefined)) return;
    because = patience.isOver({ owner, now: Date.now() });
    // One that was started while its predecessor still had the folder has ended at once.
    if (owner === undefined && (driver === undefined || driver.hasEnded())) driver = startDriver(stateFolder);
    await delay(againMs);
  }
  process.stderr.write(`${stateFolder}: what a call has stored is not read yet: ${because}\n`);
}

/**
 * For calls that only read. Starts a driver when none is there: it takes up what its predecessor has left. One that still ends
 * what runs is not waited for: the next call starts its successor.
 */
export async function ensureDriver({ ground: { stateFolder } }: ServiceCall): Promise<void> {
  const patience = patienceFor(stateFolder);
  for (let asked = 0; ; await delay(againMs)) {
    const owner = await findOwner(stateFolder);
    if (owner === undefined) return void startDriver(stateFolder);
    if (!isToGo(owner) || owner.ending !== undefined) return;
    if (owner.pid !== asked) endYielding(owner.pid);
    asked = owner.pid;
    if (patience.isOver({ owner, now: Date.now() }) !== undefined) return;
  }
}
