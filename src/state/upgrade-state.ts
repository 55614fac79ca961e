// Brings the tables of an older state folder up to date for a reader. That takes the folder's lock: an owner of the
// older version would fail with its next event.
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isOutdated, openDatabase } from './database.ts';
import { acquireOwnership, stateLocked } from './ownership.ts';

/** An owner of this version migrates within this time after it has taken the lock. */
const OWNER_MIGRATES_WITHIN_MS = 10_000;
const INTERVAL_MS = 50;

export interface Upgrade {
  readonly file: string;
  readonly migrations: readonly string[];
  readonly ownerMigratesWithinMs?: number;
}

/** Throws a ProblemError (StateLocked) while a process of the older version owns the folder. */
export async function upgradeState(
  folder: string,
  { file, migrations, ownerMigratesWithinMs = OWNER_MIGRATES_WITHIN_MS }: Upgrade,
): Promise<void> {
  for (let waitedMs = 0; existsSync(file) && isOutdated(file, migrations.length); waitedMs += INTERVAL_MS) {
    const ownership = await acquireOwnership(folder);
    if (ownership.owned) {
      try {
        openDatabase(file, migrations).close();
      } finally {
        ownership.release();
      }
    } else if (waitedMs >= ownerMigratesWithinMs) throw stateLocked(folder, ownership.heldBy);
    else await delay(INTERVAL_MS);
  }
}
