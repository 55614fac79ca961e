// What a deployment sees of a fleet: hosts that take lifecycle events, and the balancer in front of them.
import type { Fleet, Instance } from '../../model/fleet.ts';
import type { BalancerDescription } from '../balancer/protocol.ts';
import type { LifecycleCommand, LifecycleResult } from '../agent/lifecycle-event.ts';

export interface OpenFleet extends AsyncDisposable {
  readonly fleet: Fleet;
  readonly isolation: 'process' | 'namespace';
  /** Why that isolation: shown to the user once. */
  readonly isolationReason: string;
  readonly hosts: readonly Host[];
  /** Present when the fleet has a target group. */
  readonly balancer?: Balancer;
}

export interface Host {
  readonly instance: Instance;
  /** Where the application of this host answers directly, from this machine: `http://127.0.0.1:PORT`. */
  readonly url?: string;
  /** Puts a file where the host's agent can read it, and gives the path as the host sees it. */
  readonly give: (file: string, name: string) => Promise<string>;
  /** Runs one lifecycle event in the host. Rejects only when the host itself is lost (its agent cannot be reached). */
  readonly runLifecycleEvent: (
    command: LifecycleCommand,
    io: { readonly onLine: (text: string) => void; readonly signal: AbortSignal },
  ) => Promise<LifecycleResult>;
}

export type TargetHealth = 'initial' | 'healthy' | 'unhealthy' | 'draining' | 'unused';

export interface Balancer {
  /** The stable address of the load balancer: `http://127.0.0.1:PORT`, the same across deployments and restarts. */
  readonly url: string;
  /** Gives the instance traffic; resolves when it is healthy. Rejects with `signal.reason` when aborted. */
  readonly register: (instanceId: string, signal: AbortSignal) => Promise<void>;
  /** Gives it no new request; resolves when those under way have ended or the deregistration delay is over. */
  readonly deregister: (instanceId: string, signal: AbortSignal) => Promise<void>;
  readonly health: () => Promise<Readonly<Record<string, TargetHealth>>>;
  /** Everything that it knows of its targets. */
  readonly describe: () => Promise<BalancerDescription>;
  /** Of a hundred requests so many go to these instances, the others to the rest; undefined: to all alike. */
  readonly split: (split: TrafficSplit | undefined) => Promise<void>;
}

export interface TrafficSplit {
  readonly instanceIds: readonly string[];
  /** From 0 to 100. Whoever has no share gets no request. */
  readonly percent: number;
  /** The same for requests to the test listener; none when absent. */
  readonly testPercent?: number;
}

/**
 * Makes or takes up the fleet's hosts and its balancer. Both are processes of their own and outlive the caller:
 * what is deployed stays deployed, also when Slipway ends or is killed. Disposing an OpenFleet only lets go of it.
 */
export type OpenFleetFunction = (options: {
  readonly fleet: Fleet;
  /** Absolute path: `targets/` of the state folder. */
  readonly targetsFolder: string;
  readonly isolation?: 'process' | 'namespace';
  readonly signal: AbortSignal;
}) => Promise<OpenFleet>;

/** Ends every host and balancer of a state folder and waits until their processes are gone. */
export type CloseTargetsFunction = (targetsFolder: string) => Promise<{ readonly ended: number }>;
