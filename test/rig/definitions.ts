// Small definitions for scenarios, in the shapes that the AWS CLI takes.

const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });

export const sourceStage = {
  name: 'Source',
  actions: [
    {
      name: 'Checkout',
      namespace: 'Source',
      actionTypeId: type('Source', 'CodeStarSourceConnection'),
      configuration: {
        ConnectionArn: 'arn:aws:codeconnections:eu-central-1:111122223333:connection/test',
        FullRepositoryId: 'example/app',
        BranchName: 'main',
      },
      outputArtifacts: [{ name: 'SourceOutput' }],
    },
  ],
};

/** A build of project `name` that takes the source and, when `output` is given, gives an artifact. */
export function buildAction(name: string, output?: string): object {
  return {
    name,
    actionTypeId: type('Build', 'CodeBuild'),
    configuration: { ProjectName: name },
    inputArtifacts: [{ name: 'SourceOutput' }],
    ...(output === undefined ? {} : { outputArtifacts: [{ name: output }] }),
  };
}

export function deployAction(artifact: string): object {
  return {
    name: 'Deploy',
    actionTypeId: type('Deploy', 'CodeDeploy'),
    configuration: { ApplicationName: 'app', DeploymentGroupName: 'fleet' },
    inputArtifacts: [{ name: artifact }],
  };
}

export function approvalAction(name: string): object {
  return { name, actionTypeId: type('Approval', 'Manual') };
}

export function pipeline(stages: readonly object[], more: object = {}): object {
  return {
    pipeline: {
      name: 'app',
      pipelineType: 'V2',
      roleArn: 'arn:aws:iam::111122223333:role/pipeline',
      artifactStore: { type: 'S3', location: 'app-artifacts' },
      stages,
      ...more,
    },
  };
}

/** A CodeBuild project with its buildspec inline. */
export function project(name: string, buildspec: object): object {
  return {
    name,
    source: { type: 'CODEPIPELINE', buildspec: JSON.stringify({ version: '0.2', ...buildspec }) },
    artifacts: { type: 'CODEPIPELINE' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      computeType: 'BUILD_GENERAL1_SMALL',
    },
    serviceRole: 'arn:aws:iam::111122223333:role/build',
  };
}

export const application = { applicationName: 'app', computePlatform: 'Server' };

/** From a source to a fleet: the project "compile" makes the artifact that is deployed. */
export const deliveryStages: readonly object[] = [
  sourceStage,
  { name: 'Build', actions: [buildAction('compile', 'Package')] },
  { name: 'Deploy', actions: [deployAction('Package')] },
];

/** Of a deployment group whose hosts stand behind the target group "web". */
export const behindBalancer = {
  deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
  loadBalancerInfo: { targetGroupInfoList: [{ name: 'web' }] },
};

export function deploymentGroup(more: object = {}): object {
  return {
    applicationName: 'app',
    deploymentGroupName: 'fleet',
    serviceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
    ec2TagFilters: [{ Key: 'Name', Value: 'web', Type: 'KEY_AND_VALUE' }],
    autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    ...more,
  };
}

export function fleet(instances: number, more: object = {}): object {
  return { name: 'web', instances, tags: { Name: 'web' }, ...more };
}
