// Ends everything that is deployed.
import { removeProbes } from './isolation/remove-probes.ts';
import { targetKinds } from './kinds.ts';
import type { TargetKey } from './deployers.ts';
import { isSupported, type TargetKind } from './target-kind.ts';

interface ChosenTargets {
  /** Kinds that are given are ended in place of all. */
  readonly kinds?: readonly TargetKind[];
  /** All are when absent, and with them what tried the isolation of hosts. */
  readonly isMeant?: (target: TargetKey) => boolean;
}

/**
 * Ends every target of a state folder and waits until their processes are gone; how many there were. Files and ports
 * stay: opened again, each has the same addresses, and what was deployed has to be deployed again to run. Rejects with
 * what kept a target from ending after all others have been ended.
 */
export async function closeTargets(
  targetsFolder: string,
  { kinds = targetKinds, isMeant }: ChosenTargets = {},
): Promise<{ readonly ended: number }> {
  const ends = await Promise.allSettled([
    ...kinds.map(async ({ kind, close }) => {
      if (!isSupported(close)) return 0;
      return await close(targetsFolder, isMeant && ((name) => isMeant({ kind, name })));
    }),
    isMeant === undefined ? removeProbes(targetsFolder).then(() => 0) : 0,
  ]);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return { ended: ends.reduce((sum, end) => sum + (end.status === 'fulfilled' ? end.value : 0), 0) };
}
