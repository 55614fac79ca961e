// Everything that is deployed, as it is now.
import { targetKinds, type AnyTargetView } from './kinds.ts';
import { isSupported, type Endpoint, type Observation, type TargetKind, reaches } from './target-kind.ts';

/** In the order of the kinds. Starts nothing and changes nothing. */
export async function observeTargets(targetsFolder: string): Promise<readonly Observation<AnyTargetView>[]>;
export async function observeTargets(
  targetsFolder: string,
  kinds: readonly TargetKind[],
): Promise<readonly Observation[]>;
export async function observeTargets(
  targetsFolder: string,
  kinds: readonly TargetKind[] = targetKinds,
): Promise<readonly Observation[]> {
  const observed = kinds.map(async ({ observe }) =>
    isSupported(observe) ? await observe(targetsFolder) : [],
  );
  return (await Promise.all(observed)).flat();
}

/** Where users reach what is deployed, the nearest to them first. */
export function endpointsByReach(observations: readonly Observation[]): readonly Endpoint[] {
  const endpoints = observations.flatMap(({ summary }) => summary.endpoints);
  return reaches.flatMap((reach) => endpoints.filter((endpoint) => endpoint.reach === reach));
}
