// What a deployment sees of a fleet: hosts that take lifecycle events, and the load balancer in front of them.
import type { Fleet } from '../../model/fleet.ts';
import type { SessionUse } from '../../account/sessions.ts';
import type { Balancer } from '../balancer/balancer.ts';
import type { Host } from '../host/host.ts';
import type { EnvironmentIdentity, FleetKind } from './fleet-record.ts';
import type { InstanceAccess } from './instance-access.ts';

export interface OpenFleet extends AsyncDisposable {
  readonly fleet: Fleet;
  readonly isolation: 'process' | 'namespace';
  /** Why that isolation: shown to the user once. */
  readonly isolationReason: string;
  readonly hosts: readonly Host[];
  /** Those that began anew from their files: what ran in them does not run any more. */
  readonly begunAnew: readonly Host[];
  /** Present when the fleet has a target group. */
  readonly balancer?: Balancer;
}

/**
 * Makes or takes up the fleet's hosts and its balancer. Both are processes of their own and outlive the caller:
 * what is deployed stays deployed, also when Slipway ends or is killed. Disposing an OpenFleet only detaches from it.
 */
export type OpenFleetFunction = (options: {
  readonly fleet: Fleet;
  /** Absolute path: `targets/` of the state folder. */
  readonly targetsFolder: string;
  readonly isolation?: 'process' | 'namespace';
  /** What its instances may call of AWS's API; as it was opened last when absent. */
  readonly access?: InstanceAccess;
  /** What the sessions of its instances are for; as before when absent. */
  readonly use?: SessionUse;
  /** What its record says; a fleet when absent. */
  readonly kind?: FleetKind;
  /** Of the Elastic Beanstalk environment that the fleet belongs to. */
  readonly environment?: EnvironmentIdentity;
  readonly signal: AbortSignal;
}) => Promise<OpenFleet>;
