// Ends everything that is deployed.
import { removeProbes } from './isolation/remove-probes.ts';
import { targetKinds } from './kinds.ts';
import { isSupported, type TargetKind } from './target-kind.ts';

/**
 * Ends every target of a state folder and waits until their processes are gone; how many there were. Files and ports
 * stay: opened again, each has the same addresses, and what was deployed has to be deployed again to run. Rejects with
 * what kept a target from ending after all others have been ended.
 */
export async function closeTargets(
  targetsFolder: string,
  kinds: readonly TargetKind[] = targetKinds,
): Promise<{ readonly ended: number }> {
  const ends = await Promise.allSettled([
    ...kinds.map(async ({ close }) => (isSupported(close) ? await close(targetsFolder) : 0)),
    removeProbes(targetsFolder).then(() => 0),
  ]);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return { ended: ends.reduce((sum, end) => sum + (end.status === 'fulfilled' ? end.value : 0), 0) };
}
