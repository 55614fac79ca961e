// Where a Server deployment lands here: instances with tags, and the target group that balances them.
// The words are those of EC2 and Elastic Load Balancing v2; only `isolation` is our own.

/** How the hosts of a fleet are kept apart. `auto` takes `namespace` where the machine can, else `process`. */
export type Isolation = 'auto' | 'process' | 'namespace';

export interface Instance {
  /** `i-` and letters or digits; given by Slipway when the definition only counts instances. */
  readonly instanceId: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly availabilityZone: string;
}

export interface TargetGroup {
  readonly name: string;
  /** The port that the application listens on, on every instance. */
  readonly port: number;
  readonly healthCheckPath: string;
  readonly healthCheckIntervalSeconds: number;
  readonly healthCheckTimeoutSeconds: number;
  readonly healthyThresholdCount: number;
  readonly unhealthyThresholdCount: number;
  /** HTTP codes that count as healthy, as Elastic Load Balancing writes them: `200`, `200-299`, `200,202`. */
  readonly matcher: string;
  readonly deregistrationDelaySeconds: number;
  /** The port of the load balancer on 127.0.0.1; chosen once and kept when absent. */
  readonly listenerPort?: number;
}

export interface Fleet {
  readonly name: string;
  readonly instances: readonly Instance[];
  readonly isolation: Isolation;
  /** Of RunInstances: which image the instances are started from (model/host-image.ts says which there are). */
  readonly imageId?: string;
  /** Of RunInstances: the name or the ARN of the profile whose role the programs of the instances have. */
  readonly iamInstanceProfile?: string;
  /** Programs that the image has installed, as a hook finds them: each is taken from this machine. */
  readonly programs?: readonly string[];
  readonly targetGroup?: TargetGroup;
}

/** Quicker than Elastic Load Balancing's own, because waiting for them on one machine has no use. */
export const targetGroupDefaults = {
  healthCheckPath: '/',
  healthCheckIntervalSeconds: 1,
  healthCheckTimeoutSeconds: 2,
  healthyThresholdCount: 2,
  unhealthyThresholdCount: 2,
  matcher: '200',
  deregistrationDelaySeconds: 5,
} as const satisfies Partial<TargetGroup>;

/** The id of an instance that the definition only counts; `index` from 1. */
export function instanceIdOf(fleetName: string, index: number): string {
  return `i-${fleetName.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}${index}`;
}
