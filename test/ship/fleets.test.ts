// The fleet of the CI/CD demo as it is shipped: instances with both agents, their role, network and scaling, in the words of AWS.
import { expect, test } from 'vitest';
import { withScalingGroups } from '../../src/targets/ship-targets.ts';
import type { DeploymentGroup } from '../../src/model/deployment.ts';
import type { Fleet } from '../../src/model/fleet.ts';
import type { Template } from '../../src/ship/formats/cloudformation.ts';
import { isTypeOfAws, typeRow } from '../../src/stacks/resource-type-table.ts';
import { graphIn, readExample, templateOfAll } from './shipped.ts';

/** The demo with its production fleet changed. */
async function shipped(change: Partial<Fleet> = {}): Promise<Template> {
  const { definition, folder } = await readExample('cicd-demo/pipeline.json');
  const fleets = definition.fleets.map((fleet) =>
    fleet.name === 'production' ? { ...fleet, ...change } : fleet,
  );
  return await templateOfAll({ ...definition, fleets }, folder);
}

interface LaunchTemplateData {
  readonly InstanceType: string;
  readonly ImageId: string;
  readonly UserData: string;
  readonly InstanceMarketOptions?: object;
}

function propertiesOf<T>({ Resources }: Template, id: string): T {
  const found = Resources[id];
  if (found === undefined) throw new Error(`no ${id}`);
  return found.Properties as T;
}

function launchedBy(template: Template): LaunchTemplateData {
  return propertiesOf<{ readonly LaunchTemplateData: LaunchTemplateData }>(
    template,
    'ProductionLaunchTemplate',
  ).LaunchTemplateData;
}

const userData = (template: Template): string =>
  Buffer.from(launchedBy(template).UserData, 'base64').toString('utf8');

const targetGroup = async () => {
  const { definition } = await readExample('cicd-demo/pipeline.json');
  const found = definition.fleets.find(({ name }) => name === 'production')?.targetGroup;
  if (found === undefined) throw new Error('no target group');
  return found;
};

/** What is changed of one fleet at once, so that each property of what is shipped is looked at. */
const everything: Partial<Fleet> = {
  associatePublicIpAddress: false,
  instanceMarketOptions: { marketType: 'spot' },
  autoScaling: {
    minSize: 2,
    maxSize: 6,
    averageCpuUtilization: 60,
    scheduledActions: [{ scheduledActionName: 'evening', recurrence: '0 20 * * *', desiredCapacity: 2 }],
  },
};

test('each resource of a fleet has properties that its type has, and all that it needs', async () => {
  const withCertificate = { ...(await targetGroup()), certificateArn };
  const { Resources } = await shipped({ ...everything, targetGroup: withCertificate });
  const wrong = Object.entries(Resources).flatMap(([id, { Type, Properties }]) => {
    const row = typeRow(Type);
    if (row === undefined) return isTypeOfAws(Type) ? [] : [`${id}: ${Type}`];
    const known = new Set([...row.replaced, ...row.conditional, ...row.updated, ...row.required]);
    const names = Object.keys(Properties as object);
    return [
      ...names.filter((name) => !known.has(name)),
      ...row.required.filter((name) => !names.includes(name)),
    ].map((name) => `${id}: ${name}`);
  });
  expect(wrong).toEqual([]);
});

// shows: S4-085
test('a blue/green deployment group is shipped with the Auto Scaling group that it copies, and a word on what becomes of it', async () => {
  const { definition, folder } = await readExample('cicd-demo/pipeline.json');
  const group = definition.deploymentGroups.find(
    ({ deploymentGroupName }) => deploymentGroupName === 'Production-Fleet',
  );
  if (group === undefined) throw new Error('no deployment group');
  const blueGreen: DeploymentGroup = {
    ...group,
    ec2TagFilters: [],
    autoScalingGroups: ['production'],
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    blueGreenDeploymentConfiguration: {
      greenFleetProvisioningOption: { action: 'COPY_AUTO_SCALING_GROUP' },
      deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 60 },
      terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 5 },
    },
  };
  const changed = {
    ...definition,
    deploymentGroups: definition.deploymentGroups.map((each) => (each === group ? blueGreen : each)),
  };
  const { Resources } = await templateOfAll(changed, folder);
  const ofType = (type: string) => Object.values(Resources).filter(({ Type }) => Type === type);
  const shippedGroup = ofType('AWS::CodeDeploy::DeploymentGroup').find(
    ({ Properties }) =>
      (Properties as { readonly DeploymentGroupName?: string }).DeploymentGroupName === 'Production-Fleet',
  );
  expect(shippedGroup?.Properties).toMatchObject({
    AutoScalingGroups: [{ Ref: 'ProductionScalingGroup' }],
    DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
    LoadBalancerInfo: { TargetGroupInfoList: [expect.anything()] },
    BlueGreenDeploymentConfiguration: {
      GreenFleetProvisioningOption: { Action: 'COPY_AUTO_SCALING_GROUP' },
      DeploymentReadyOption: { ActionOnTimeout: 'STOP_DEPLOYMENT', WaitTimeInMinutes: 60 },
      TerminateBlueInstancesOnDeploymentSuccess: { Action: 'TERMINATE', TerminationWaitTimeInMinutes: 5 },
    },
  });
  expect(Resources['ProductionScalingGroup']?.Properties).toMatchObject({
    AutoScalingGroupName: 'production',
  });
  const { notes } = await graphIn(changed, folder);
  expect(notes.join('\n')).toMatch(/puts a copy in the place of the Auto Scaling group production/);
});

// shows: S4-001, S4-004, S4-007, S4-132
test('what is shipped is the architecture of the design, and the repository alone is outside of AWS', async () => {
  const { definition, folder } = await readExample('cicd-demo/pipeline.json');
  const { Resources } = await templateOfAll(definition, folder);
  const types = new Set(Object.values(Resources).map(({ Type }) => Type));
  for (const type of [
    'AWS::CodePipeline::Pipeline',
    'AWS::CodeBuild::Project',
    'AWS::CodeDeploy::DeploymentGroup',
    'AWS::S3::Bucket',
    'AWS::AutoScaling::AutoScalingGroup',
    'AWS::IAM::Role',
    'AWS::Logs::LogGroup',
  ])
    expect(types).toContain(type);
  const roles = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::IAM::Role');
  expect(roles.map(([id]) => id).toSorted()).toEqual([
    'CodeBuildServiceRole',
    'CodeDeployServiceRole',
    'CodePipelineServiceRole',
    'ProductionInstanceRole',
  ]);
  const { notes } = await graphIn(definition, folder);
  expect(notes.join('\n')).toMatch(/The connection arn:\S+ must be there and AVAILABLE/);
});

// shows: S4-040, S4-041, S4-043, S4-101
test('instances are of the type and the image of the fleet, with CodeDeploy’s agent', async () => {
  const template = await shipped();
  expect(launchedBy(template)).toMatchObject({
    InstanceType: 't2.micro',
    ImageId: expect.stringContaining('al2023') as string,
  });
  expect(userData(template)).toContain('/tmp/install-codedeploy auto');
  expect(launchedBy(await shipped({ instanceType: 't3.large' })).InstanceType).toBe('t3.large');
  expect(userData(await shipped({ imageId: 'ubuntu' }))).toContain('apt-get install -y ruby-full');
});

// shows: S4-003, S4-044, S4-062, S4-063, S4-079
test('CloudWatch’s agent of the instances is given the configuration of the fleet, and its log groups are there', async () => {
  const template = await shipped();
  const text = userData(template);
  expect(text).toContain('dnf install -y amazon-cloudwatch-agent');
  const [, configuration = ''] = /<<'END'\n(.*)\nEND\n/s.exec(text) ?? [];
  expect(JSON.parse(configuration)).toMatchObject({
    metrics: { metrics_collected: { mem: { measurement: ['mem_used_percent'] } } },
    logs: {
      logs_collected: {
        files: {
          collect_list: [
            { file_path: '/home/ec2-user/app.log', log_group_name: '/aws/ec2/cicd-demo' },
            { log_group_name: '/aws/codedeploy/cicd-demo' },
          ],
        },
      },
    },
  });
  const groups = Object.values(template.Resources)
    .filter(({ Type }) => Type === 'AWS::Logs::LogGroup')
    .map(({ Properties }) => (Properties as { readonly LogGroupName: unknown }).LogGroupName);
  expect(groups).toEqual(
    expect.arrayContaining(['/aws/codebuild/cicd-demo', '/aws/ec2/cicd-demo', '/aws/codedeploy/cicd-demo']),
  );
  expect(userData(await shipped({ cloudWatchAgent: {} }))).not.toContain('END\n{"');
});

// shows: S4-004, S4-039, S4-049, S4-050, S4-051, S4-060, S4-077
test('the role of the instances reads revisions, writes their logs and metrics, and nothing else; no key is made', async () => {
  const { Resources } = await shipped();
  expect(Resources['ProductionInstanceRole']?.Properties).toMatchObject({
    AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'ec2.amazonaws.com' } }] },
    Policies: [
      {
        PolicyDocument: {
          Statement: [
            { Sid: 'S3ForRevisions', Action: ['s3:GetObject', 's3:GetObjectVersion'] },
            {
              Sid: 'LogsOfInstances',
              Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
              Resource: [
                { 'Fn::Sub': expect.stringMatching(/log-group:\/aws\/ec2\/cicd-demo:\*$/) as string },
                { 'Fn::Sub': expect.stringMatching(/log-group:\/aws\/codedeploy\/cicd-demo:\*$/) as string },
              ],
            },
            {
              Sid: 'MetricsOfInstances',
              Action: ['cloudwatch:PutMetricData'],
              Condition: { StringEquals: { 'cloudwatch:namespace': 'CWAgent' } },
            },
            { Sid: 'TagsForMetrics', Action: ['ec2:DescribeTags'] },
          ],
        },
      },
    ],
  });
  const types = Object.values(Resources).map(({ Type }) => Type);
  expect(types).not.toContain('AWS::IAM::User');
  expect(types).not.toContain('AWS::IAM::AccessKey');
});

interface Ingress {
  readonly SecurityGroupIngress: readonly {
    readonly FromPort: number;
    readonly CidrIp?: string;
    readonly SourceSecurityGroupId?: object;
  }[];
}

function openPorts(template: Template, id: string): readonly string[] {
  const { SecurityGroupIngress: rules } = propertiesOf<Ingress>(template, id);
  return rules.map(({ FromPort, CidrIp }) => `${FromPort} from ${CidrIp ?? 'a group'}`);
}

const certificateArn =
  'arn:aws:acm:eu-central-1:111122223333:certificate/6f2f7a6e-0d5c-4d2e-9f53-5f3a51f6a1c2';

// shows: S4-045, S4-046, S4-047, S4-048, S4-070, S4-072
test('visitors reach the load balancer alone, by 80 or by TLS, and it alone the application; nobody logs in by SSH', async () => {
  const plain = await shipped();
  expect(openPorts(plain, 'ProductionLoadBalancerGroup')).toEqual(['80 from 0.0.0.0/0']);
  expect(openPorts(plain, 'ProductionInstanceGroup')).toEqual(['3000 from a group']);
  expect(plain.Resources['ProductionInstanceRole']?.Properties).toMatchObject({
    ManagedPolicyArns: [{ 'Fn::Sub': expect.stringContaining('AmazonSSMManagedInstanceCore') as string }],
  });
  const secure = await shipped({ targetGroup: { ...(await targetGroup()), certificateArn } });
  expect(openPorts(secure, 'ProductionLoadBalancerGroup')).toEqual([
    '80 from 0.0.0.0/0',
    '443 from 0.0.0.0/0',
  ]);
  expect(secure.Resources['ProductionListener']?.Properties).toMatchObject({
    Port: 443,
    Protocol: 'HTTPS',
    DefaultActions: [{ Type: 'forward' }],
  });
  expect(secure.Resources['ProductionListenerToHttps']?.Properties).toMatchObject({
    Port: 80,
    DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', StatusCode: 'HTTP_301' } }],
  });
});

// shows: S4-082, S4-083, S4-084, S4-102
test('instances are an Auto Scaling group in two zones behind a load balancer, to which CodeDeploy brings its revision', async () => {
  const template = await shipped();
  const { Resources } = template;
  expect(Resources['ProductionScalingGroup']?.Properties).toMatchObject({
    AutoScalingGroupName: 'production',
    MinSize: '3',
    VPCZoneIdentifier: [{ Ref: 'ProductionSubnet1' }, { Ref: 'ProductionSubnet2' }],
    TargetGroupARNs: [{ Ref: 'ProductionTargetGroup' }],
  });
  const zones = ['ProductionSubnet1', 'ProductionSubnet2'].map(
    (id) => propertiesOf<{ readonly AvailabilityZone: unknown }>(template, id).AvailabilityZone,
  );
  expect(zones).toEqual([
    { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
    { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] },
  ]);
  expect(Resources['CicdDemoProductionFleetDeploymentGroup']?.Properties).toMatchObject({
    AutoScalingGroups: [{ Ref: 'ProductionScalingGroup' }],
  });
});

// shows: S4-039, S4-059
test('the role of CodeDeploy may put its hook on the Auto Scaling group that is shipped', async () => {
  const { definition, folder } = await readExample('cicd-demo/pipeline.json');
  const { resources } = await graphIn(withScalingGroups(definition), folder);
  const role = resources.find(({ name }) => name === 'CodeDeploy-Service-Role');
  expect(JSON.stringify(role?.properties)).toMatch(
    /"autoscaling:PutLifecycleHook".*autoScalingGroupName\/production/,
  );
});

// shows: S4-071
test('instances without addresses of the internet are in private subnets, and go out by a NAT gateway', async () => {
  const { Resources } = await shipped({ associatePublicIpAddress: false });
  expect(Resources['ProductionScalingGroup']?.Properties).toMatchObject({
    VPCZoneIdentifier: [{ Ref: 'ProductionPrivateSubnet1' }, { Ref: 'ProductionPrivateSubnet2' }],
  });
  expect(Resources['ProductionLoadBalancer']?.Properties).toMatchObject({
    Subnets: [{ Ref: 'ProductionSubnet1' }, { Ref: 'ProductionSubnet2' }],
  });
  expect(Resources['ProductionPrivateSubnet1']?.Properties).not.toHaveProperty('MapPublicIpOnLaunch');
  expect(Resources['ProductionPrivateRoute']?.Properties).toMatchObject({
    NatGatewayId: { Ref: 'ProductionNatGateway' },
  });
});

// shows: S4-096, S4-097, S4-102
test('a fleet grows with its load, shrinks at its times, and may be of Spot Instances', async () => {
  const template = await shipped(everything);
  const { Resources } = template;
  expect(Resources['ProductionScalingGroup']?.Properties).toMatchObject({
    MinSize: '2',
    MaxSize: '6',
    DesiredCapacity: '3',
  });
  expect(Resources['ProductionScalingPolicy']?.Properties).toMatchObject({
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingConfiguration: { TargetValue: 60 },
  });
  expect(Resources['ProductionEveningScheduledAction']?.Properties).toMatchObject({
    Recurrence: '0 20 * * *',
    DesiredCapacity: 2,
  });
  expect(launchedBy(template).InstanceMarketOptions).toEqual({ MarketType: 'spot' });
});

// shows: S3-159, S4-110
test('nothing of it names a Region, so that another one has the same', async () => {
  const text = JSON.stringify(await shipped());
  const named = [...text.matchAll(/eu-central-1[a-z]?/g)].map(([region]) => region);
  expect(named).toEqual([]);
});

// shows: S4-118, S4-119
test('an alarm on a target group watches the group and the load balancer that are shipped', async () => {
  const { Resources } = await shipped();
  const dimensions = [
    { Name: 'LoadBalancer', Value: { 'Fn::GetAtt': ['ProductionLoadBalancer', 'LoadBalancerFullName'] } },
    { Name: 'TargetGroup', Value: { 'Fn::GetAtt': ['ProductionTargetGroup', 'TargetGroupFullName'] } },
  ];
  const alarms = Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    .map(({ Properties }) => Properties);
  for (const MetricName of ['UnHealthyHostCount', 'HTTPCode_Target_5XX_Count'])
    expect(alarms).toContainEqual(expect.objectContaining({ MetricName, Dimensions: dimensions }));
});
