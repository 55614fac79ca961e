// What a deployment sees of a load balancer.
import type { BalancerDescription, TargetHealth, TrafficSplit } from './protocol.ts';

export interface Balancer {
  /** The stable address of the load balancer: `http://127.0.0.1:PORT`, the same across deployments and restarts. */
  readonly url: string;
  /** Registers the target; resolves when it is healthy. Rejects with `signal.reason` when aborted. */
  readonly register: (instanceId: string, signal: AbortSignal) => Promise<void>;
  /** Gives it no new request; resolves when those under way have ended or the deregistration delay is over. */
  readonly deregister: (instanceId: string, signal: AbortSignal) => Promise<void>;
  readonly health: () => Promise<Readonly<Record<string, TargetHealth>>>;
  /** Everything that it knows of its targets. */
  readonly describe: () => Promise<BalancerDescription>;
  /** Of a hundred requests so many go to these targets, the others to the rest; undefined: to all alike. */
  readonly split: (split: TrafficSplit | undefined) => Promise<void>;
}
