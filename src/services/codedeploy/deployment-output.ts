// Deployments as CodeDeploy's API gives them: the records that deployments write, those of pipelines as well.
import type { DeploymentRecord, Revision, TargetRecord } from '../../actions/deployment/deployment-record.ts';
import type { CodeDeployApi } from '../../aws/operations/codedeploy.ts';
import { defined } from '../../lib/defined.ts';
import type { StartedDeployment } from '../../model/started-deployment.ts';

type Shapes = CodeDeployApi['shapes'];

/** @param started what the call was given that has started it; absent of one of a pipeline */
export function recordOutput(
  record: DeploymentRecord,
  started: StartedDeployment | undefined,
): Shapes['DeploymentInfo'] {
  const { deploymentId, applicationName, deploymentGroupName, deploymentConfigName } = record;
  const { previousRevision, completeTime } = record;
  const info = defined({
    deploymentId,
    applicationName,
    deploymentGroupName,
    deploymentConfigName,
    status: record.status,
    creator: record.creator,
    revision: started?.location ?? revisionOf(record),
    previousRevision: previousRevision && revisionOutput(previousRevision),
    createTime: new Date(record.createTime),
    startTime: new Date(record.createTime),
    completeTime: completeTime === undefined ? undefined : new Date(completeTime),
    errorInformation: record.errorInformation,
    rollbackInfo: record.rollbackInfo,
    deploymentOverview: overviewOf(record.targets),
    deploymentStyle: record.deploymentStyle,
    blueGreenDeploymentConfiguration: record.blueGreenDeploymentConfiguration,
    instanceTerminationWaitTimeStarted: record.instanceTerminationWaitTimeStarted ?? false,
    fileExistsBehavior: record.fileExistsBehavior,
    ...givenIn(started),
    computePlatform: record.computePlatform ?? 'Server',
  });
  return info as Shapes['DeploymentInfo'];
}

/** Of one that was refused, or whose revision could not be had, so that nothing was deployed. */
export interface NotBegun {
  readonly code: string;
  readonly message: string;
  readonly at: number;
}

/** One that has not come as far as its record, or whose revision cannot be had. */
export function startedOutput(
  started: StartedDeployment,
  failed: NotBegun | undefined,
): Shapes['DeploymentInfo'] {
  const { deploymentId, applicationName, deploymentGroupName, deploymentConfigName } = started;
  const { bucket = '', key = '', createdAt } = started;
  const info = defined({
    deploymentId,
    applicationName,
    deploymentGroupName,
    deploymentConfigName,
    status: failed === undefined ? 'Created' : failed.code === 'MANUAL_STOP' ? 'Stopped' : 'Failed',
    creator: 'user',
    revision: started.location ?? revisionOutput({ bucket, key }),
    createTime: new Date(createdAt),
    completeTime: failed === undefined ? undefined : new Date(failed.at),
    errorInformation: failed && { code: failed.code, message: failed.message },
    fileExistsBehavior: started.fileExistsBehavior,
    ...givenIn(started),
    computePlatform: started.computePlatform ?? 'Server',
  });
  return info as Shapes['DeploymentInfo'];
}

/** What the call has said besides. */
function givenIn(started: StartedDeployment | undefined) {
  const { description, ignoreApplicationStopFailures, overrides, targetInstances } = started ?? {};
  return defined({
    description,
    targetInstances,
    ignoreApplicationStopFailures,
    autoRollbackConfiguration: overrides?.autoRollbackConfiguration,
    overrideAlarmConfiguration: overrides?.alarmConfiguration,
  });
}

function revisionOf({ revision, appSpecContent }: DeploymentRecord): Shapes['RevisionLocation'] {
  return appSpecContent === undefined
    ? revisionOutput(revision)
    : { revisionType: 'AppSpecContent', appSpecContent };
}

function revisionOutput({ bucket, key }: Pick<Revision, 'bucket' | 'key'>): Shapes['RevisionLocation'] {
  return { revisionType: 'S3', s3Location: { bucket, key, bundleType: 'zip' } };
}

function overviewOf(targets: readonly TargetRecord[]): Shapes['DeploymentOverview'] {
  const of = (status: TargetRecord['status']) => targets.filter((each) => each.status === status).length;
  return {
    Pending: of('Pending'),
    InProgress: of('InProgress'),
    Succeeded: of('Succeeded'),
    Failed: of('Failed'),
    Skipped: of('Skipped'),
    Ready: of('Ready'),
  };
}
