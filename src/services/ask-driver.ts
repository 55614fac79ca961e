// Requests to the process that drives pipelines and builds of the state folder; where there is none, one is started.
import { setTimeout as delay } from 'node:timers/promises';
import type { Request, RequestResult } from '../runtime/contract.ts';
import { askOwner, endYielding, findOwner, isSilent } from '../server/ask-owner.ts';
import { isOutdated } from '../server/owner.ts';
import { isProgramChanged } from '../targets/daemon/program-version.ts';
import { startDriver, type Driver } from '../targets/daemon/start-driver.ts';
import type { ServiceCall } from './service.ts';

/** Nothing takes the request: why, for people. */
export interface NotDriven {
  readonly because: string;
}

/** It takes a second until a process listens, and more on a machine that is busy. */
const patienceMs = 60_000;
const againMs = 50;

/** Hands a request to the owner of the state folder, and starts one that goes when nothing is at work any more. */
export async function askDriver(
  { ground: { stateFolder } }: ServiceCall,
  pipelineName: string,
  request: Request,
): Promise<RequestResult | NotDriven> {
  const deadline = Date.now() + patienceMs;
  let driver: Driver | undefined;
  await endOutdated(stateFolder);
  for (;;) {
    const result = await askOwner(stateFolder, pipelineName, request);
    if (isSilent(result)) return { because: `process ${result.pid} owns ${stateFolder} and does not answer` };
    if (result !== undefined) return result;
    if (Date.now() > deadline) return { because: `no process has come to drive ${stateFolder}` };
    // One that owns the folder and takes nothing more is about to end; one that has just begun does not listen yet.
    const isOwned = (await findOwner(stateFolder)) !== undefined;
    if (!isOwned && (driver === undefined || driver.hasEnded())) driver = startDriver(stateFolder);
    await delay(againMs);
  }
}

/** A driver of another version may need files that are not there any more: what it drives is taken up by the next one. */
async function endOutdated(stateFolder: string): Promise<void> {
  // The next one would be of that version too, and this process of none that is there.
  if (isProgramChanged()) return;
  const deadline = Date.now() + patienceMs;
  for (let asked = 0; Date.now() < deadline; await delay(againMs)) {
    const owner = await findOwner(stateFolder);
    if (owner === undefined || isSilent(owner) || owner.yields !== true || !isOutdated(owner)) return;
    if (owner.pid !== asked) endYielding(owner.pid);
    asked = owner.pid;
  }
}

/** Starts a driver when none is there: it takes up what its predecessor has left. */
export async function ensureDriver({ ground: { stateFolder } }: ServiceCall): Promise<void> {
  await endOutdated(stateFolder);
  if ((await findOwner(stateFolder)) === undefined) startDriver(stateFolder);
}
