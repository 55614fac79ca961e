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

const stagingTests = project({
  name: 'cicd-demo-staging-tests',
  description: 'Asks the application on staging: integration tests, then load',
  source: { type: 'CODEPIPELINE', buildspec: 'staging-tests/buildspec.yml' },
  environment: {
    type: 'LINUX_CONTAINER',
    image: 'aws/codebuild/standard:7.0',
    computeType: 'BUILD_GENERAL1_SMALL',
    environmentVariables: [{ name: 'STAGING_URL', value: 'http://127.0.0.1:8060' }],
  },
  cache: { type: 'LOCAL', modes: ['LOCAL_CUSTOM_CACHE'] },
  serviceRole: role('CodeBuild-Service-Role'),
  timeoutInMinutes: 10,
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
  alarmConfiguration: { enabled: true, alarms: [{ name: 'cicd-demo-errors' }] },
  autoRollbackConfiguration: {
    enabled: true,
    events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'],
  },
});

const stagingFleet = deploymentGroup({
  application: app,
  deploymentGroupName: 'Staging-Fleet',
  deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
  serviceRoleArn: role('CodeDeploy-Service-Role'),
  ec2TagFilters: [{ Key: 'DeploymentGroup', Value: 'Staging-Fleet', Type: 'KEY_AND_VALUE' }],
  deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
  loadBalancerInfo: { targetGroupInfoList: [{ name: 'staging' }] },
  autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
});

interface Watched {
  readonly name: string;
  readonly what: string;
  readonly metric: readonly [namespace: string, name: string];
  readonly of: readonly [dimension: string, value: string];
  readonly statistic?: string;
  readonly minutes?: number;
  readonly threshold?: number;
}

const alarm = ({ name, what, metric, of, statistic = 'Sum', minutes = 1, threshold = 1 }: Watched) => ({
  AlarmName: `cicd-demo-${name}`,
  AlarmDescription: what,
  Namespace: metric[0],
  MetricName: metric[1],
  Dimensions: [{ Name: of[0], Value: of[1] }],
  Statistic: statistic,
  Period: 60,
  EvaluationPeriods: minutes,
  Threshold: threshold,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData: 'notBreaching',
});

const alarms = [
  alarm({
    name: 'build-failed',
    what: 'A build failed',
    metric: ['AWS/CodeBuild', 'FailedBuilds'],
    of: ['ProjectName', build.name],
  }),
  alarm({
    name: 'errors',
    what: 'The application answers with errors',
    metric: ['AWS/ApplicationELB', 'HTTPCode_Target_5XX_Count'],
    of: ['TargetGroup', 'production'],
    threshold: 5,
  }),
  alarm({
    name: 'pipeline-failed',
    what: 'An execution of the pipeline failed',
    metric: ['AWS/CodePipeline', 'FailedPipelineExecutions'],
    of: ['PipelineName', 'cicd-demo'],
  }),
  alarm({
    name: 'unhealthy-hosts',
    what: 'An instance fails its health check for three minutes',
    metric: ['AWS/ApplicationELB', 'UnHealthyHostCount'],
    of: ['TargetGroup', 'production'],
    statistic: 'Maximum',
    minutes: 3,
  }),
];

const failures = {
  name: 'cicd-demo-failures',
  eventPattern: {
    source: ['aws.codepipeline', 'aws.codebuild', 'aws.codedeploy', 'aws.cloudwatch'],
    'detail-type': [
      'CodePipeline Pipeline Execution State Change',
      'CodeBuild Build State Change',
      'CodeDeploy Deployment State-change Notification',
      'CloudWatch Alarm State Change',
    ],
    detail: {
      $or: [
        { state: ['FAILED', 'FAILURE'] },
        { 'build-status': ['FAILED'] },
        { state: { value: ['ALARM'] } },
      ],
    },
  },
  target: { type: 'sns', subscriptions: [{ protocol: 'email', endpoint: 'team@example.com' }] },
} as const;

const collected = [
  { file_path: '/home/ec2-user/app.log', log_group_name: '/aws/ec2/cicd-demo' },
  {
    file_path: '/opt/codedeploy-agent/deployment-root/deployment-logs/codedeploy-agent-deployments.log',
    log_group_name: '/aws/codedeploy/cicd-demo',
  },
];

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
  projects: [stagingTests, build],
  applications: [app],
  deploymentGroups: [stagingFleet, productionFleet],
  gates: [{ projectName: 'cicd-demo', lineCoverage: 80, passRate: 100, notBelowLast: true }],
  alarms,
  notifications: [failures],
  fleets: [
    fleet({
      name: 'staging',
      instances: 2,
      instanceType: 't2.micro',
      instanceMarketOptions: { marketType: 'spot' },
      imageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
      programs: ['node'],
      tags: { DeploymentGroup: 'Staging-Fleet' },
      targetGroup: { name: 'staging', port: 3000, healthCheckPath: '/health', listenerPort: 8060 },
    }),
    fleet({
      name: 'production',
      instances: 3,
      instanceType: 't2.micro',
      imageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
      programs: ['node'],
      tags: { DeploymentGroup: 'Production-Fleet' },
      targetGroup: { name: 'production', port: 3000, healthCheckPath: '/health' },
      cloudWatchAgent: {
        metrics: {
          append_dimensions: { AutoScalingGroupName: '${aws:AutoScalingGroupName}' },
          metrics_collected: {
            mem: { measurement: ['mem_used_percent'] },
            disk: { measurement: ['used_percent'], resources: ['/'] },
          },
        },
        logs: { logs_collected: { files: { collect_list: collected } } },
      },
    }),
  ],
});
