// What is remembered of deployments, deployment groups and instances across executions, in the state's records.
import { newId } from '../../lib/id.ts';
import type { ComputePlatform, DeploymentGroup, FileExistsBehavior } from '../../model/deployment.ts';
import type { LifecycleDiagnostics } from '../../model/progress.ts';
import type {
  DeploymentCreator,
  DeploymentStatus,
  DeploymentWaitType,
  InstanceLabel,
  LifecycleEventStatus,
  TargetStatus,
} from '../../model/status.ts';
import type { Records } from '../../state/records.ts';

/** A revision is a tree of the artifact store, under the key that CodePipeline would give it in S3. */
export interface Revision {
  readonly digest: string;
  readonly bucket: string;
  readonly key: string;
  readonly description?: string;
}

export interface LifecycleEventRecord {
  readonly lifecycleEventName: string;
  readonly status: LifecycleEventStatus;
  /** Milliseconds since the epoch. */
  readonly startTime?: number;
  readonly endTime?: number;
  readonly diagnostics?: LifecycleDiagnostics;
}

export interface TargetRecord {
  readonly targetId: string;
  readonly status: TargetStatus;
  readonly lifecycleEvents: readonly LifecycleEventRecord[];
  /** Of an instance in a blue/green deployment. */
  readonly instanceLabel?: InstanceLabel;
  /** Of a function or a service: the percentage of the requests that goes to what is deployed. */
  readonly trafficWeight?: number;
  /** Of a function. */
  readonly lambdaFunctionInfo?: {
    readonly functionName: string;
    readonly functionAlias: string;
    readonly currentVersion: string;
    readonly targetVersion: string;
  };
  /** Of a service: the deployments that are its task sets. Blue is absent when nothing served before. */
  readonly taskSets?: { readonly blue?: string; readonly green: string };
}

export interface RollbackInfo {
  readonly rollbackDeploymentId?: string;
  readonly rollbackTriggeringDeploymentId?: string;
  readonly rollbackMessage?: string;
}

/** CodeDeploy's DeploymentInfo, as far as it applies here. Times in milliseconds since the epoch. */
export interface DeploymentRecord {
  readonly deploymentId: string;
  readonly applicationName: string;
  readonly deploymentGroupName: string;
  readonly deploymentConfigName: string;
  /** Server when absent. */
  readonly computePlatform?: ComputePlatform;
  /** Of a deployment to servers, as its group was. */
  readonly deploymentStyle?: NonNullable<DeploymentGroup['deploymentStyle']>;
  readonly blueGreenDeploymentConfiguration?: NonNullable<
    DeploymentGroup['blueGreenDeploymentConfiguration']
  >;
  readonly creator: DeploymentCreator;
  readonly status: DeploymentStatus;
  readonly revision: Revision;
  readonly previousRevision?: Revision;
  /** Of a deployment to a service: the appspec that its action has filled in. */
  readonly appSpecContent?: { readonly content: string; readonly sha256: string };
  readonly fileExistsBehavior: FileExistsBehavior;
  readonly createTime: number;
  readonly completeTime?: number;
  readonly errorInformation?: { readonly code: string; readonly message: string };
  readonly rollbackInfo?: RollbackInfo;
  /** While it is Ready. */
  readonly waitType?: DeploymentWaitType;
  readonly instanceTerminationWaitTimeStarted?: true;
  readonly targets: readonly TargetRecord[];
}

/** One deployment that succeeded: what a rollback goes back to. */
export interface Success {
  readonly deploymentId: string;
  readonly revision: Revision;
  readonly fileExistsBehavior: FileExistsBehavior;
}

export interface GroupRecord {
  /** Hosts keep their state under this id; it lasts as long as the group does. */
  readonly deploymentGroupId: string;
  /** Oldest first. */
  readonly successes: readonly Success[];
}

export interface InstanceRecord {
  readonly instanceHealth: 'healthy' | 'unhealthy';
  readonly revisionHealth: 'current' | 'old' | 'unknown';
  /** The revision that the instance was last brought to. */
  readonly digest?: string;
}

const successesKept = 20;

export interface GroupName {
  readonly applicationName: string;
  readonly deploymentGroupName: string;
}

export function saveDeployment(records: Records, record: DeploymentRecord): void {
  records.put('codedeploy-deployment', record.deploymentId, record);
}

export function findDeployment(records: Records, deploymentId: string): DeploymentRecord | undefined {
  return records.get<DeploymentRecord>('codedeploy-deployment', deploymentId);
}

/** Of every group, in no order. */
export function deploymentRecords(records: Records): readonly DeploymentRecord[] {
  return records.list<DeploymentRecord>('codedeploy-deployment').map(({ value }) => value);
}

/** The group's record, made with a new id at its first deployment. */
export function groupRecord(records: Records, name: GroupName): GroupRecord {
  const existing = records.get<GroupRecord>('codedeploy-group', idOf(name));
  if (existing !== undefined) return existing;
  const made: GroupRecord = { deploymentGroupId: newId(), successes: [] };
  records.put('codedeploy-group', idOf(name), made);
  return made;
}

/** The records of all groups that were ever deployed to. */
export function groupRecords(records: Records): readonly GroupRecord[] {
  return records.list<GroupRecord>('codedeploy-group').map(({ value }) => value);
}

/** Recording the same deployment twice changes nothing. */
export function recordSuccess(records: Records, name: GroupName, success: Success): void {
  const group = groupRecord(records, name);
  if (group.successes.some(({ deploymentId }) => deploymentId === success.deploymentId)) return;
  const successes = [...group.successes, success].slice(-successesKept);
  records.put('codedeploy-group', idOf(name), { ...group, successes });
}

export function instanceRecord(
  records: Records,
  deploymentGroupId: string,
  instanceId: string,
): InstanceRecord | undefined {
  return records.get<InstanceRecord>('codedeploy-instance', `${deploymentGroupId}/${instanceId}`);
}

export function saveInstance(
  records: Records,
  at: { readonly deploymentGroupId: string; readonly instanceId: string },
  record: InstanceRecord,
): void {
  records.put('codedeploy-instance', `${at.deploymentGroupId}/${at.instanceId}`, record);
}

function idOf({ applicationName, deploymentGroupName }: GroupName): string {
  return `${applicationName}/${deploymentGroupName}`;
}
