// Where a Server deployment lands here: instances with tags, and the target group that balances them.
// The words are those of EC2, Auto Scaling and Elastic Load Balancing v2; only `isolation` is our own.
import type { NotExecuted } from './not-executed.ts';

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
  /** Of CreateListener, for the load balancer on AWS: visitors come by HTTPS, and HTTP leads there. */
  readonly certificateArn?: string;
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
  /** What its log files are, where there is an agent that collects them. */
  readonly cloudWatchAgent?: CloudWatchAgent;
  /** Of RunInstances: `t3.micro`. Hosts here have the processors and the memory of this machine. */
  readonly instanceType?: string;
  /** Of RunInstances: instances that AWS may end at any time, for less money. */
  readonly instanceMarketOptions?: { readonly marketType: 'spot' };
  /** Of RunInstances: without, they are in private subnets, and reach the internet by a NAT gateway. */
  readonly associatePublicIpAddress?: boolean;
  /** How their number changes on AWS; `instances` says how many there are at first, and here. */
  readonly autoScaling?: AutoScaling;
  /** The copy of its Auto Scaling group that a blue/green deployment has put in the place of the first one. */
  readonly scalingGroup?: string;
  /** What of it nothing here does. */
  readonly notExecuted?: readonly NotExecuted[];
}

/** The configuration of the CloudWatch agent, in its own words (CloudWatch user guide, "CloudWatch agent configuration file"). */
export interface CloudWatchAgent {
  readonly agent?: unknown;
  readonly metrics?: unknown;
  readonly logs?: {
    readonly logs_collected: { readonly files: { readonly collect_list: readonly CollectedFile[] } };
  };
}

/** A file whose lines become events of a stream of CloudWatch Logs. */
export interface CollectedFile {
  readonly file_path: string;
  readonly log_group_name: string;
  /** `{instance_id}` stands for the id; it is the whole name when absent. */
  readonly log_stream_name?: string;
  readonly retention_in_days?: number;
}

/** In the words of CreateAutoScalingGroup, PutScalingPolicy and PutScheduledUpdateGroupAction. */
export interface AutoScaling {
  readonly minSize?: number;
  readonly maxSize?: number;
  /** In percent: instances are added and removed so that they are that busy on average. */
  readonly averageCpuUtilization?: number;
  readonly scheduledActions?: readonly ScheduledAction[];
}

export interface ScheduledAction {
  readonly scheduledActionName: string;
  /** As cron has it: `0 20 * * *`. */
  readonly recurrence: string;
  readonly timeZone?: string;
  readonly minSize?: number;
  readonly maxSize?: number;
  readonly desiredCapacity?: number;
}

/** Of all hosts of the fleet, each once. */
export function collectedFiles({
  cloudWatchAgent,
}: Pick<Fleet, 'cloudWatchAgent'>): readonly CollectedFile[] {
  return cloudWatchAgent?.logs?.logs_collected.files.collect_list ?? [];
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

/** Of the metrics of CloudWatch's agent, also when its configuration names none. */
export function agentNamespace({ cloudWatchAgent }: Fleet): string {
  const { namespace } = (cloudWatchAgent?.metrics ?? {}) as { readonly namespace?: string };
  return namespace ?? 'CWAgent';
}
