// A deployment that a call of CodeDeploy's API has started, and the pipeline around it. Pure.
import type { FileExistsBehavior } from './deployment.ts';
import type { PipelineDeclaration } from './pipeline.ts';

export interface StartedDeployment {
  readonly deploymentId: string;
  readonly applicationName: string;
  readonly deploymentGroupName: string;
  readonly deploymentConfigName: string;
  /** The revision: a zip in S3 of this machine. */
  readonly bucket: string;
  readonly key: string;
  readonly version?: string;
  readonly description?: string;
  readonly fileExistsBehavior: FileExistsBehavior;
  readonly ignoreApplicationStopFailures: boolean;
  readonly account: string;
  readonly partition: string;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Its execution, once it has begun. */
  readonly executionId?: string;
}

/** Under which they are kept, by their ids. */
export const startedDeploymentKind = 'codedeploy/deployment';

/** The pipeline around it has this name, which no pipeline of CodePipeline can have. */
export function frameOfDeployment({ applicationName, deploymentId }: StartedDeployment): string {
  return `${applicationName}:${deploymentId}`;
}

export function deploymentPipeline(deployment: StartedDeployment): PipelineDeclaration {
  const { applicationName, deploymentGroupName, bucket, key, account, partition, region } = deployment;
  const revision = [{ name: 'Revision' }];
  return {
    name: frameOfDeployment(deployment),
    madeIn: region,
    pipelineType: 'V2',
    roleArn: `arn:${partition}:iam::${account}:role/codedeploy`,
    artifactStore: { type: 'S3', location: bucket },
    executionMode: 'QUEUED',
    stages: [
      {
        name: 'Source',
        actions: [
          {
            name: 'Source',
            actionTypeId: { category: 'Source', owner: 'AWS', provider: 'S3', version: '1' },
            configuration: { S3Bucket: bucket, S3ObjectKey: key, PollForSourceChanges: 'false' },
            outputArtifacts: revision,
          },
        ],
      },
      {
        name: 'Deploy',
        actions: [
          {
            name: 'Deploy',
            actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'CodeDeploy', version: '1' },
            configuration: { ApplicationName: applicationName, DeploymentGroupName: deploymentGroupName },
            inputArtifacts: revision,
          },
        ],
      },
    ],
  };
}
