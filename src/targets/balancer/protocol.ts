// What can be asked of a fleet's balancer.
import type { TargetGroup } from '../../model/fleet.ts';

/** Where a host's application listens: on a port of this machine, or behind the relay of a namespace host. */
export type TargetAddress =
  | { readonly type: 'port'; readonly port: number }
  | { readonly type: 'relay'; readonly socketsFolder: string };

export interface BalancerHost {
  readonly instanceId: string;
  readonly address: TargetAddress;
}

export type TargetHealth = 'initial' | 'healthy' | 'unhealthy' | 'draining' | 'unused';

export interface TrafficSplit {
  readonly instanceIds: readonly string[];
  /** From 0 to 100. A target without a share gets no request. */
  readonly percent: number;
  /** The same for requests to the test listener; none when absent. */
  readonly testPercent?: number;
}

export type BalancerRequest =
  /** Applies a fleet, also over one that is being served: what is unchanged goes on undisturbed. */
  | {
      readonly type: 'configure';
      readonly targetGroup?: TargetGroup;
      /** A second port, whose requests go where `testPercent` of the split says; chosen and kept when it names none. */
      readonly testListener?: { readonly port?: number };
      readonly hosts: readonly BalancerHost[];
    }
  /** Answered when the target is healthy. */
  | { readonly type: 'register'; readonly instanceId: string }
  /** Answered when the target is drained. */
  | { readonly type: 'deregister'; readonly instanceId: string }
  | { readonly type: 'split'; readonly split?: TrafficSplit }
  /** What was seen since then, in seconds since the epoch. */
  | { readonly type: 'series'; readonly since: number }
  /** How many targets were healthy since then. */
  | { readonly type: 'hosts'; readonly since: number }
  | { readonly type: 'describe' };

/** The answer to `configure` and `describe`. */
export interface BalancerDescription {
  /** The load balancer's own port; absent without a target group. */
  readonly listenerPort?: number;
  readonly testListenerPort?: number;
  readonly targets: readonly TargetDescription[];
  readonly split?: TrafficSplit;
}

export interface TargetDescription {
  readonly instanceId: string;
  /** The port of 127.0.0.1 at which this one host answers. */
  readonly port?: number;
  readonly health: TargetHealth;
  /** Why it is not healthy, in the words of Elastic Load Balancing. */
  readonly description?: string;
  readonly requestsUnderWay: number;
  readonly counters: TargetCounters;
}

/** Since the balancer started. */
export interface TargetCounters {
  readonly requests: number;
  readonly status2xx: number;
  readonly status3xx: number;
  readonly status4xx: number;
  readonly status5xx: number;
  /** Requests that got no response from this target. */
  readonly connectionErrors: number;
  /** Sum over all responses, from choosing the target to the response's head. */
  readonly latencyMs: number;
}
