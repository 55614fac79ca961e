// The order of what an action reports and what it prints.
import { setImmediate } from 'node:timers/promises';

/**
 * Resolves when what was reported before is shown, where few actions run: what is printed from then on comes after it. Of many actions
 * at once what is reported is shown some milliseconds later.
 */
export async function reportShown(): Promise<void> {
  await setImmediate();
}
