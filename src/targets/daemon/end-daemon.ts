// Ends what lives in a process folder.
import { rm } from 'node:fs/promises';
import { holderOf, ticketFile } from './claim-record.ts';
import type { ProcessFolder } from './process-folder.ts';
import { endProcess, type ProcessIdentity } from './process-identity.ts';

/**
 * Resolves when no process of it is left. True when there was one. Its files stay, its sockets and the record of its
 * process do not: what was ended on purpose has no record. `end` ends the processes, given the one that holds the
 * folder.
 */
export async function endDaemon(
  folder: ProcessFolder,
  end: (holder: ProcessIdentity | undefined) => Promise<boolean> = endProcess,
): Promise<boolean> {
  // First, so that a start under way does not claim the folder any more.
  await rm(ticketFile(folder.record), { force: true });
  const wasRunning = await end(holderOf(folder.record));
  await rm(folder.record, { force: true });
  await rm(folder.sockets, { recursive: true, force: true });
  return wasRunning;
}
