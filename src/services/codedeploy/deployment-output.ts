// Deployments as CodeDeploy's API gives them: the records that deployments write, those of pipelines as well.
import type { DeploymentRecord, Revision, TargetRecord } from '../../actions/deployment/deployment-record.ts';
import type { CodeDeployApi } from '../../aws/operations/codedeploy.ts';
import { defined } from '../../lib/defined.ts';
import { formatArn } from '../../model/arn.ts';
import type { StartedDeployment } from '../../model/started-deployment.ts';
import type { ServiceCall } from '../service.ts';

type Shapes = CodeDeployApi['shapes'];

export function recordOutput(record: DeploymentRecord): Shapes['DeploymentInfo'] {
  const { deploymentId, applicationName, deploymentGroupName, deploymentConfigName } = record;
  const { revision, previousRevision, completeTime } = record;
  const info = defined({
    deploymentId,
    applicationName,
    deploymentGroupName,
    deploymentConfigName,
    status: record.status,
    creator: record.creator,
    revision: revisionOutput(revision),
    previousRevision: previousRevision && revisionOutput(previousRevision),
    createTime: new Date(record.createTime),
    startTime: new Date(record.createTime),
    completeTime: completeTime === undefined ? undefined : new Date(completeTime),
    errorInformation: record.errorInformation,
    rollbackInfo: record.rollbackInfo,
    deploymentOverview: overviewOf(record.targets),
    fileExistsBehavior: record.fileExistsBehavior,
    computePlatform: record.computePlatform ?? 'Server',
  });
  return info as Shapes['DeploymentInfo'];
}

/** One that has not come as far as its record, or whose revision cannot be had. */
export function startedOutput(
  started: StartedDeployment,
  failed: { readonly message: string; readonly at: number } | undefined,
): Shapes['DeploymentInfo'] {
  const { deploymentId, applicationName, deploymentGroupName, deploymentConfigName } = started;
  const { bucket, key, createdAt, description, fileExistsBehavior, ignoreApplicationStopFailures } = started;
  return defined({
    deploymentId,
    applicationName,
    deploymentGroupName,
    deploymentConfigName,
    status: failed === undefined ? ('Created' as const) : ('Failed' as const),
    creator: 'user' as const,
    revision: revisionOutput({ bucket, key }),
    createTime: new Date(createdAt),
    completeTime: failed === undefined ? undefined : new Date(failed.at),
    errorInformation: failed && { code: 'REVISION_MISSING' as const, message: failed.message },
    description,
    fileExistsBehavior,
    ignoreApplicationStopFailures,
    computePlatform: 'Server' as const,
  });
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

export function targetOutput(
  { place }: ServiceCall,
  { deploymentId }: DeploymentRecord,
  { targetId, status, lifecycleEvents }: TargetRecord,
): Shapes['DeploymentTarget'] {
  return {
    deploymentTargetType: 'InstanceTarget',
    instanceTarget: {
      deploymentId,
      targetId,
      targetArn: formatArn({ ...place, service: 'ec2', resource: `instance/${targetId}` }),
      status,
      lifecycleEvents: lifecycleEvents.map((event) =>
        defined({
          lifecycleEventName: event.lifecycleEventName,
          status: event.status,
          startTime: event.startTime === undefined ? undefined : new Date(event.startTime),
          endTime: event.endTime === undefined ? undefined : new Date(event.endTime),
          diagnostics: event.diagnostics,
        }),
      ),
    },
  };
}
