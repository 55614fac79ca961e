// A deployment that a call of CodeDeploy's API has started, and the pipeline around it. Pure.
import type { ComputePlatform, FileExistsBehavior, GroupOverrides, TargetInstances } from './deployment.ts';
import type { ActionDeclaration, PipelineDeclaration } from './pipeline.ts';
import { folderProvider } from './folder-provider.ts';

/** CodeDeploy API reference, RevisionLocation. */
export interface RevisionLocation {
  readonly revisionType?: 'S3' | 'GitHub' | 'String' | 'AppSpecContent';
  readonly s3Location?: {
    readonly bucket?: string;
    readonly key?: string;
    readonly bundleType?: 'tar' | 'tgz' | 'zip' | 'YAML' | 'JSON';
    readonly version?: string;
    readonly eTag?: string;
  };
  readonly string?: { readonly content?: string; readonly sha256?: string };
  readonly appSpecContent?: { readonly content?: string; readonly sha256?: string };
}

export interface StartedDeployment {
  readonly deploymentId: string;
  readonly applicationName: string;
  readonly deploymentGroupName: string;
  readonly deploymentConfigName: string;
  /** Server when absent. */
  readonly computePlatform?: ComputePlatform;
  /** As the call names the revision. */
  readonly location?: RevisionLocation;
  /** Of a revision that is a zip in S3 of this machine. */
  readonly bucket?: string;
  readonly key?: string;
  readonly version?: string;
  /** Of another revision: the folder of its appspec, or a repository with `#` and the commit. */
  readonly place?: string;
  readonly overrides?: GroupOverrides;
  /** Of a blue/green deployment: the replacement instances. */
  readonly targetInstances?: TargetInstances;
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

const revision = 'Revision';

/** The source action of the frame. */
export const revisionSource = 'Source';

export function deploymentPipeline(deployment: StartedDeployment): PipelineDeclaration {
  const { bucket, account, partition, region } = deployment;
  return {
    name: frameOfDeployment(deployment),
    madeIn: region,
    pipelineType: 'V2',
    roleArn: `arn:${partition}:iam::${account}:role/codedeploy`,
    artifactStore: { type: 'S3', location: bucket ?? 'local' },
    executionMode: 'QUEUED',
    stages: [
      {
        name: 'Source',
        actions: [{ name: revisionSource, ...sourceOf(deployment), outputArtifacts: [{ name: revision }] }],
      },
      {
        name: 'Deploy',
        actions: [{ name: 'Deploy', ...deployOf(deployment), inputArtifacts: [{ name: revision }] }],
      },
    ],
  };
}

type Part = Pick<ActionDeclaration, 'actionTypeId' | 'configuration'>;

function sourceOf({ bucket, key }: StartedDeployment): Part {
  if (bucket === undefined || key === undefined)
    return {
      actionTypeId: { category: 'Source', owner: 'Custom', provider: folderProvider, version: '1' },
    };
  return {
    actionTypeId: { category: 'Source', owner: 'AWS', provider: 'S3', version: '1' },
    configuration: { S3Bucket: bucket, S3ObjectKey: key, PollForSourceChanges: 'false' },
  };
}

/** A call gives the appspec itself, and no templates of it; CodePipeline's action must name artifacts for them. */
function deployOf({ applicationName, deploymentGroupName, computePlatform }: StartedDeployment): Part {
  const configuration = { ApplicationName: applicationName, DeploymentGroupName: deploymentGroupName };
  const deploy = (provider: string) =>
    ({ category: 'Deploy', owner: 'AWS', provider, version: '1' }) as const;
  if (computePlatform !== 'ECS') return { actionTypeId: deploy('CodeDeploy'), configuration };
  const templates = { TaskDefinitionTemplateArtifact: revision, AppSpecTemplateArtifact: revision };
  return { actionTypeId: deploy('CodeDeployToECS'), configuration: { ...configuration, ...templates } };
}

/** What stands for its source: nothing where that is an object. */
export function sourcesOfDeployment({ place }: StartedDeployment): Readonly<Record<string, string>> {
  return place === undefined ? {} : { [revisionSource]: place };
}
