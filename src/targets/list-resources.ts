// Everything that is deployed, as resources of AWS.
import type { AwsPlace } from '../model/place.ts';
import { targetKinds } from './kinds.ts';
import { isSupported, type TargetKind, type TargetResource } from './target-kind.ts';

/** @param place the account and Region that the ARNs name */
export async function listResources(
  targetsFolder: string,
  place: AwsPlace,
  kinds: readonly TargetKind[] = targetKinds,
): Promise<readonly TargetResource[]> {
  const listed = kinds.map(async ({ resources }) =>
    isSupported(resources) ? await resources(targetsFolder, place) : [],
  );
  return (await Promise.all(listed)).flat();
}
