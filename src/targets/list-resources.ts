// Everything that is deployed, as resources of AWS.
import type { Where } from '../model/rights/arns.ts';
import { targetKinds } from './kinds.ts';
import { isSupported, type TargetKind, type TargetResource } from './target-kind.ts';

/** @param where the account and Region that the ARNs name */
export async function listResources(
  targetsFolder: string,
  where: Where,
  kinds: readonly TargetKind[] = targetKinds,
): Promise<readonly TargetResource[]> {
  const listed = kinds.map(async ({ resources }) =>
    isSupported(resources) ? await resources(targetsFolder, where) : [],
  );
  return (await Promise.all(listed)).flat();
}
