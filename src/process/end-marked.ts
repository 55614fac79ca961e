// Finds and ends what was left behind, by the mark in its environment.
import { holdsMark, processesByMark } from './marked-processes.ts';
import { waitUntil } from './wait-until.ts';

const graceMs = 2000;
/** A machine that is very busy takes this long to end what was killed. */
const afterKillMs = 60_000;

/**
 * Ends every process whose environment holds `SLIPWAY_MARK=<mark>`, whatever its group or parent: SIGTERM, then
 * SIGKILL. Resolves with their number when none is left, also none that they started meanwhile. A process that
 * emptied its own environment is not found.
 * @throws when a process cannot be ended (another user's, or stuck in the kernel)
 */
export async function endMarked(mark: string): Promise<number> {
  const ended = new Set<number>();
  const startedAt = performance.now();
  for (;;) {
    const found = (await processesByMark()).get(mark) ?? [];
    if (found.length === 0) return ended.size;
    const elapsed = performance.now() - startedAt;
    if (elapsed > graceMs + afterKillMs)
      throw new Error(`Processes ${found.join(', ')} with the mark ${mark} cannot be ended`);
    // Nothing new may start in the shadow of the grace that the first ones were given.
    const signal = elapsed < graceMs ? 'SIGTERM' : 'SIGKILL';
    for (const pid of found) {
      if (signal === 'SIGTERM' && ended.has(pid)) continue;
      send(pid, signal);
      ended.add(pid);
    }
    const untilNext = signal === 'SIGTERM' ? graceMs - elapsed : 100;
    await waitUntil(() => !found.some((pid) => holdsMark(pid, mark)), untilNext);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already, or another user's: the next scan shows which.
  }
}
