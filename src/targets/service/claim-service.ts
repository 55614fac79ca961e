// One process at a time drives a service: an action that deploys to it, what keeps it at its desired count, or the endpoint
// of AWS's API. Each reads the record of the service after it has claimed it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { holderOf } from '../daemon/claim-record.ts';
import { identityOf, isRunning } from '../daemon/process-identity.ts';
import { driverFile, type ServiceName } from './service-record.ts';

/** Undefined while another has it. The claim of a process that is gone holds no longer. */
export function claimService(targetsFolder: string, service: ServiceName): Disposable | undefined {
  const file = driverFile(targetsFolder, service);
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify(identityOf(process.pid)), { flag: 'wx' });
      return { [Symbol.dispose]: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = holderOf(file);
      if (holder !== undefined && isRunning(holder)) return undefined;
      rmSync(file, { force: true });
    }
  }
}

const pollEveryMs = 50;

/** Waits for the one that has it, which is soon done. Rejects with `signal.reason`. */
export async function claimServiceSoon(
  targetsFolder: string,
  service: ServiceName,
  signal: AbortSignal,
): Promise<Disposable> {
  for (;;) {
    signal.throwIfAborted();
    const claimed = claimService(targetsFolder, service);
    if (claimed !== undefined) return claimed;
    await delay(pollEveryMs, undefined, { signal });
  }
}
