// Opens the instances of an environment.
import type { OpenFleet, OpenFleetFunction } from '../fleet/fleet-contract.ts';
import { openFleet } from '../fleet/open-fleet.ts';
import type { EnvironmentIdentity } from '../fleet/fleet-record.ts';

export type OpenEnvironmentOptions = Parameters<OpenFleetFunction>[0] & {
  readonly environment: EnvironmentIdentity;
};

/** Rejects as `openFleet` does. */
export async function openEnvironment(options: OpenEnvironmentOptions): Promise<OpenFleet> {
  return await openFleet({ ...options, kind: 'environment' });
}
