// Deploy actions.
import {
  artifactName,
  artifactPath,
  jsonObject,
  mandatory,
  O,
  oneOf,
  R,
  truth,
  type ActionType,
} from './action-type.ts';

const deploy = {
  category: 'Deploy',
  owner: 'AWS',
  inputs: [1, 1],
  outputs: [0, 0],
  variables: [],
} as const;

const cloudFormation: ActionType = {
  ...deploy,
  provider: 'CloudFormation',
  inputs: [0, 10],
  outputs: [0, 1],
  configuration: {
    ActionMode: mandatory(
      oneOf('CREATE_UPDATE', 'REPLACE_ON_FAILURE', 'CHANGE_SET_REPLACE', 'CHANGE_SET_EXECUTE', 'DELETE_ONLY'),
    ),
    StackName: R,
    ChangeSetName: O,
    TemplatePath: artifactPath,
    RoleArn: O,
    Capabilities: O,
    TemplateConfiguration: artifactPath,
    ParameterOverrides: jsonObject,
    OutputFileName: O,
  },
  variables: 'any',
};

const callAs = oneOf('SELF', 'DELEGATED_ADMIN');

const stackSetTypes: readonly ActionType[] = [
  {
    ...deploy,
    provider: 'CloudFormationStackSet',
    inputs: [1, 3],
    configuration: {
      StackSetName: R,
      TemplatePath: mandatory(artifactPath),
      Description: O,
      Parameters: O,
      Capabilities: O,
      PermissionModel: oneOf('SELF_MANAGED', 'SERVICE_MANAGED'),
      AdministrationRoleArn: O,
      ExecutionRoleName: O,
      OrganizationsAutoDeployment: oneOf('Disabled', 'Enabled', 'EnabledWithStackRetention'),
      DeploymentTargets: O,
      Regions: O,
      FailureTolerancePercentage: O,
      MaxConcurrentPercentage: O,
      CallAs: callAs,
    },
    variables: ['StackSetId', 'OperationId'],
  },
  {
    ...deploy,
    provider: 'CloudFormationStackInstances',
    inputs: [0, 2],
    configuration: {
      StackSetName: R,
      Regions: R,
      DeploymentTargets: O,
      ParameterOverrides: O,
      FailureTolerancePercentage: O,
      MaxConcurrentPercentage: O,
      CallAs: callAs,
    },
    variables: ['StackSetId', 'OperationId'],
  },
];

const codeDeployTypes: readonly ActionType[] = [
  {
    ...deploy,
    provider: 'CodeDeploy',
    configuration: { ApplicationName: R, DeploymentGroupName: R },
  },
  {
    ...deploy,
    provider: 'CodeDeployToECS',
    inputs: [1, 5],
    configuration: {
      ApplicationName: R,
      DeploymentGroupName: R,
      TaskDefinitionTemplateArtifact: mandatory(artifactName),
      AppSpecTemplateArtifact: mandatory(artifactName),
      TaskDefinitionTemplatePath: O,
      AppSpecTemplatePath: O,
      Image1ArtifactName: artifactName,
      Image1ContainerName: O,
      Image2ArtifactName: artifactName,
      Image2ContainerName: O,
      Image3ArtifactName: artifactName,
      Image3ContainerName: O,
      Image4ArtifactName: artifactName,
      Image4ContainerName: O,
    },
  },
];

const computeTypes: readonly ActionType[] = [
  {
    ...deploy,
    provider: 'EC2',
    v2Only: true,
    configuration: {
      InstanceTagKey: R,
      InstanceTagValue: O,
      InstanceType: mandatory(oneOf('EC2', 'SSM_MANAGED_NODE')),
      TargetDirectory: O,
      PostScript: O,
      PreScript: O,
      DeploySpec: O,
      MaxBatch: O,
      MaxError: O,
      TargetGroupNameList: O,
    },
  },
  {
    ...deploy,
    provider: 'EKS',
    v2Only: true,
    configuration: {
      ClusterName: R,
      HelmReleaseName: O,
      HelmChartLocation: O,
      HelmValuesFiles: O,
      ManifestFiles: O,
      Namespace: O,
      Subnets: O,
      SecurityGroupIds: O,
    },
    variables: ['EKSClusterName'],
    fields: ['environmentVariables'],
  },
  {
    ...deploy,
    provider: 'Lambda',
    inputs: [0, 1],
    v2Only: true,
    configuration: {
      FunctionName: R,
      FunctionAlias: O,
      PublishedTargetVersion: O,
      DeployStrategy: O,
      Alarms: O,
    },
    variables: ['FunctionVersion'],
  },
];

const serviceTypes: readonly ActionType[] = [
  {
    ...deploy,
    provider: 'ECS',
    configuration: { ClusterName: R, ServiceName: R, FileName: O, DeploymentTimeout: O },
  },
  {
    ...deploy,
    provider: 'ElasticBeanstalk',
    configuration: { ApplicationName: R, EnvironmentName: R },
  },
  {
    ...deploy,
    provider: 'S3',
    configuration: {
      BucketName: R,
      Extract: mandatory(truth),
      ObjectKey: O,
      KMSEncryptionKeyARN: O,
      CannedACL: O,
      CacheControl: O,
    },
  },
  {
    ...deploy,
    provider: 'AppConfig',
    configuration: {
      Application: R,
      Environment: R,
      ConfigurationProfile: R,
      InputArtifactConfigurationPath: R,
      DeploymentStrategy: O,
    },
  },
  {
    ...deploy,
    provider: 'ServiceCatalog',
    configuration: {
      ProductId: R,
      TemplateFilePath: O,
      ProductVersionName: O,
      ProductType: O,
      ProductVersionDescription: O,
      ConfigurationFilePath: O,
    },
  },
  { ...deploy, provider: 'OpsWorks', configuration: 'any' },
  { ...deploy, owner: 'ThirdParty', provider: 'AlexaSkillsKit', inputs: [1, 2], configuration: 'any' },
];

export const deployTypes: readonly ActionType[] = [
  cloudFormation,
  ...stackSetTypes,
  ...codeDeployTypes,
  ...computeTypes,
  ...serviceTypes,
];
