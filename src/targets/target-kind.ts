// What every kind of deployed thing gives to the rest of the program. A kind is a folder `targets/<kind>/` whose
// `kind.ts` exports a TargetKind; `kinds.ts` lists them, and nothing else does.
import type { AwsPlace } from '../model/place.ts';

/**
 * All functions of a kind work on the folder `targets/` of one state folder, given as an absolute path, and find there
 * by themselves what was opened before, by this program, by one that was killed, or by an earlier version.
 *
 * Order of calls: none is prescribed. Everything may be called for a folder that is empty or does not exist, and after
 * `close`. A target is opened by the provider of its deployments; all else is called by the server and the command
 * line.
 *
 * Concurrency: `observe`, `metrics` and `resources` only read and may run at any time, in several processes. `open` may
 * run concurrently with itself and with `revive`, for the same target too: each ends with the same processes. The
 * caller of `close` holds the state folder, so nothing is opened meanwhile.
 *
 * Idempotence: opening what is open takes it up without disturbing it; `revive` without anything dead and a second
 * `close` change nothing and give an empty list and 0.
 *
 * Damage: a record that cannot be read hides no other target. It is observed as a DamagedTarget, passed over by
 * `revive`, `metrics` and `resources`, and what ran under it is ended by `close`.
 */
export interface TargetKind<
  View extends TargetView = TargetView,
  Revived extends RevivedTarget = RevivedTarget,
> {
  readonly kind: View['kind'];
  /**
   * Makes the target or takes it up, and resolves when it can be deployed to. Its processes outlive the caller. Each
   * kind takes what it needs, so only the provider that deploys to it calls this. A call that rejects or is aborted
   * leaves behind only what the next `open` takes up and `close` ends.
   */
  readonly open: Supported<(options: never) => Promise<unknown>>;
  /**
   * What was opened, as it is now. Starts nothing, changes nothing and rejects for no state of a target; within
   * seconds.
   */
  readonly observe: Supported<(targetsFolder: string) => Promise<readonly Observed<View>[]>>;
  /**
   * Ends every target of the kind on purpose, and resolves when none of their processes is left; how many there were.
   * What was deployed, the ports and the files are remembered. Goes on with the other targets when one cannot be ended,
   * and rejects after that. With `isMeant`, which is given names as they are in a TargetKey, only those that are meant.
   */
  readonly close: Supported<(targetsFolder: string, isMeant?: IsMeant) => Promise<number>>;
  /**
   * Starts again what has died and was not ended on purpose, at the same addresses. `onDead` is called before a target
   * is started. Rejects when one cannot be started; the next call tries it again.
   */
  readonly revive: Supported<(options: ReviveOptions) => Promise<readonly Revived[]>>;
  readonly metrics: Supported<TargetMetrics>;
  /** What was opened as resources of AWS, with the ARNs that they have at that place. */
  readonly resources: Supported<
    (targetsFolder: string, place: AwsPlace) => Promise<readonly TargetResource[]>
  >;
}

export type IsMeant = (name: string) => boolean;

/** What a kind does not do is said, with the reason. */
export type Supported<T> = T | NotSupported;

export interface NotSupported {
  readonly notSupported: string;
}

export function notSupported(reason: string): NotSupported {
  return { notSupported: reason };
}

export function isSupported<T extends object>(member: Supported<T>): member is T {
  return !('notSupported' in member);
}

/** Plain data. Each kind adds what it has, in its own words. */
export interface TargetView {
  readonly kind: string;
  readonly name: string;
  /** Where users reach it; absent while it does not answer, and for one without an address. */
  readonly url?: string;
}

/** A target whose record cannot be read. Nothing else is known of it. */
export interface DamagedTarget<Kind extends string = string> extends TargetView {
  readonly kind: Kind;
  /** The file of its record. */
  readonly damaged: string;
}

export interface Observation<View extends TargetView = TargetView> {
  readonly view: View;
  /** The same for readers that know no kinds. */
  readonly summary: TargetSummary;
}

/** Of a target of the kind, or of one whose record cannot be read. */
export type Observed<View extends TargetView> = Observation<View | DamagedTarget<View['kind']>>;

export interface TargetSummary {
  /** Follows name and address: `2 hosts, isolation namespace`. */
  readonly note: string;
  /** In place of an address that is not there: `no load balancer runs`. Empty for a target that has none anyway. */
  readonly noAddress: string;
  readonly parts: readonly TargetPart[];
  /** Of what the kind runs; absent where something runs only while it is needed. */
  readonly running?: RunningCount;
  readonly endpoints: readonly Endpoint[];
  /** True when it belongs to the state folder and not to what a pipeline has deployed. */
  readonly isShared: boolean;
  readonly samples: readonly Sample[];
}

/** A host, a task, a distribution: one line below the target. */
export interface TargetPart {
  readonly name: string;
  /** A word: `healthy`, `not running`. */
  readonly state: string;
  readonly tone: 'good' | 'bad' | 'pending';
  readonly url?: string;
  readonly note: string;
}

export interface RunningCount {
  /** Plural: `hosts`. */
  readonly noun: string;
  readonly running: number;
  readonly all: number;
}

export interface Endpoint {
  readonly name: string;
  readonly url: string;
  readonly reach: Reach;
  /** False for one that is kept while nothing answers there. */
  readonly answers: boolean;
}

/** The nearest to the users of an application first. */
export const reaches = ['edge', 'balancer', 'origin', 'part'] as const;

type Reach = (typeof reaches)[number];

export interface ReviveOptions {
  readonly targetsFolder: string;
  readonly signal: AbortSignal;
  readonly onDead: (dead: RevivedTarget) => void;
}

export interface RevivedTarget {
  readonly kind: string;
  readonly name: string;
  /** Names of those of its parts that had died. */
  readonly parts: readonly string[];
}

interface TargetMetrics {
  /** For Prometheus; their values are the samples of observations. */
  readonly gauges: readonly GaugeDefinition[];
  /** What alarms can be about. */
  readonly cloudWatch: readonly MeasuredNamespace[];
}

export interface GaugeDefinition {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
}

export interface Sample {
  readonly gauge: GaugeDefinition;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A namespace of CloudWatch, as far as targets of the kind are measured for it. */
export interface MeasuredNamespace {
  readonly namespace: string;
  readonly metricNames: readonly string[];
  /** The dimensions that name a target; the first that an alarm has counts. */
  readonly dimensions: readonly string[];
  /** Undefined when no target of the kind has that name. */
  readonly read: (
    targetsFolder: string,
    query: MetricQuery,
  ) => Promise<readonly MeasuredSecond[] | undefined>;
}

export interface MetricQuery {
  readonly metricName: string;
  /** Of the target: from its ARN's resource, where the dimension has one. */
  readonly name: string;
  /** Seconds since the epoch. */
  readonly since: number;
}

export interface MeasuredSecond {
  /** Seconds since the epoch. */
  readonly second: number;
  readonly values: readonly number[];
}

export interface TargetResource {
  /** Of CloudFormation: `AWS::ECS::Service`. */
  readonly type: string;
  /** Unique among those of its type: as the account names it. */
  readonly name: string;
  readonly arn: string;
  /** Properties in CloudFormation's words, as far as they are known. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly tags: Readonly<Record<string, string>>;
}
