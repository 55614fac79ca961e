// What one deployment is made of, and what it needs around it.
import type {
  DeploymentConfig,
  DeploymentGroup,
  FileExistsBehavior,
  ServerLifecycleEvent,
} from '../../model/deployment.ts';
import type { EndedBy } from '../../model/deployment-requests.ts';
import type { TargetGroup } from '../../model/fleet.ts';
import type { LifecycleDiagnostics } from '../../model/progress.ts';
import type { DeploymentCreator, InstanceLabel } from '../../model/status.ts';
import type { Balancer } from '../../targets/balancer/balancer.ts';
import type { Host } from '../../targets/host/host.ts';
import type { ActionContext } from '../provider.ts';
import type { DeploymentOptions } from './deployment-options.ts';
import type { Revision, TargetRecord } from './deployment-record.ts';

/** The part of an action's context that a deployment uses: a rollback on request has no action around it. */
export type DeploymentContext = Pick<
  ActionContext<DeploymentOptions>,
  | 'pipelineName'
  | 'executionId'
  | 'actionExecutionId'
  | 'place'
  | 'resources'
  | 'record'
  | 'observeAlarm'
  | 'state'
  | 'log'
  | 'report'
  | 'step'
  | 'signal'
  | 'pause'
  | 'now'
  | 'workFolder'
  | 'options'
>;

export interface Target {
  /** The instance's id. */
  readonly targetId: string;
  readonly zone: string;
  readonly host: Host;
  /** Present when the deployment takes the instance out of the balancer and puts it back. */
  readonly traffic?: { readonly balancer: Balancer; readonly targetGroup: TargetGroup };
  /** Of a blue/green deployment: an instance that served before, or one that takes its place. */
  readonly label?: InstanceLabel;
  /** Of a blue/green deployment, whose instances have not all events. */
  readonly events?: readonly ServerLifecycleEvent[];
}

export interface Deployment {
  readonly deploymentId: string;
  readonly deploymentGroupId: string;
  readonly group: DeploymentGroup;
  readonly config: DeploymentConfig;
  readonly creator: DeploymentCreator;
  readonly revision: Revision;
  readonly fileExistsBehavior: FileExistsBehavior;
  /** Covers ApplicationStop, BeforeBlockTraffic and AfterBlockTraffic, despite its name. */
  readonly ignoreApplicationStopFailures: boolean;
  /** For a rollback: the deployment that failed. */
  readonly rollbackTriggeringDeploymentId?: string;
  /** In the order in which they are to be taken. */
  readonly targets: readonly Target[];
}

/** The first thing that failed on a target. */
export interface TargetFailure {
  readonly targetId: string;
  readonly lifecycleEvent: ServerLifecycleEvent;
  readonly diagnostics: LifecycleDiagnostics;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly exitCode?: number;
  readonly explanation?: string;
}

export interface ErrorInformation {
  readonly code: string;
  readonly message: string;
}

export interface DeploymentEnd extends EndedBy {
  readonly status: 'Succeeded' | 'Failed' | 'Stopped';
  readonly errorInformation?: ErrorInformation;
  readonly targets: readonly TargetRecord[];
  /** In the order in which they happened. */
  readonly failures: readonly TargetFailure[];
}
