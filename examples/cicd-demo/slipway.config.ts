// The same pipeline as pipeline.json and the files beside it, in TypeScript: a misspelt artifact is a type error.
import {
  application,
  codeBuild,
  codeDeploy,
  connectionSource,
  definition,
  deploymentGroup,
  fleet,
  pipeline,
  project,
  stage,
} from 'slipway';

const account = '111122223333';
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;

const build = project({
  name: 'cicd-demo',
  description: 'Installs, lints, tests and packages the sample application',
  serviceRole: role('CodeBuild-Service-Role'),
  timeoutInMinutes: 15,
});

const app = application('cicd-demo');

const productionFleet = deploymentGroup({
  application: app,
  deploymentGroupName: 'Production-Fleet',
  deploymentConfigName: 'CodeDeployDefault.OneAtATime',
  serviceRoleArn: role('CodeDeploy-Service-Role'),
  ec2TagFilters: [{ Key: 'DeploymentGroup', Value: 'Production-Fleet', Type: 'KEY_AND_VALUE' }],
  deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
  loadBalancerInfo: { targetGroupInfoList: [{ name: 'production' }] },
  autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
});

const source = connectionSource('GitHub', {
  namespace: 'Source',
  output: 'SourceOutput',
  connectionArn: `arn:aws:codeconnections:eu-central-1:${account}:connection/6f2f7a6e-0d5c-4d2e-9f53-5f3a51f6a1c2`,
  fullRepositoryId: 'example/cicd-demo',
  branchName: 'main',
});

const buildAndTest = codeBuild('BuildAndTest', {
  namespace: 'Build',
  project: build,
  input: source.artifact,
  outputs: ['BuildOutput'],
  exportedVariables: ['APP_VERSION'],
});

const deploy = codeDeploy('DeployToFleet', {
  deploymentGroup: productionFleet,
  input: buildAndTest.artifacts.BuildOutput,
});

export default definition({
  pipeline: pipeline({
    name: 'cicd-demo',
    executionMode: 'SUPERSEDED',
    roleArn: role('CodePipeline-Service-Role'),
    artifactStore: { type: 'S3', location: `cicd-demo-artifacts-${account}` },
    stages: [stage('Source', [source]), stage('Build', [buildAndTest]), stage('Deploy', [deploy])],
  }),
  projects: [build],
  applications: [app],
  deploymentGroups: [productionFleet],
  gates: [{ projectName: 'cicd-demo', lineCoverage: 80, passRate: 100, notBelowLast: true }],
  fleets: [
    fleet({
      name: 'production',
      instances: 3,
      imageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
      programs: ['node'],
      tags: { DeploymentGroup: 'Production-Fleet' },
      targetGroup: { name: 'production', port: 3000, healthCheckPath: '/health' },
    }),
  ],
});
