// What a pipeline deploys to, as it is shipped with it: from the files next to the definition.
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Definition } from '../../src/model/definition.ts';
import type { PropertyValues, Shipped } from '../../src/model/resource-graph.ts';
import { templateOf, type Template } from '../../src/ship/formats/cloudformation.ts';
import { terraformOf } from '../../src/ship/formats/terraform/terraform.ts';
import { watching } from '../../src/ship/graph/watching.ts';
import { shipTargets } from '../../src/targets/ship-targets.ts';
import { makeFolder } from '../rig/temporary-folder.ts';
import { graphIn, readDefinitionOf, readExample, requestOf, templateOfAll } from './shipped.ts';

async function targetsOf(definition: Definition): Promise<Shipped> {
  return shipTargets(await requestOf(definition));
}

async function templateWithTargets(name: string): Promise<Template> {
  const { definition, folder } = await readExample(name);
  return await templateOfAll(definition, folder);
}

function typesIn({ Resources }: Template): readonly string[] {
  const shared = /^AWS::(CodePipeline|CodeBuild|CodeDeploy|Events|Logs|CloudWatch|SNS)::/;
  const types = Object.values(Resources).map(({ Type }) => Type);
  return [...new Set(types.filter((type) => !shared.test(type)))].toSorted();
}

/** Each Ref and GetAtt, and whether its resource is made. */
function danglingIn(template: Template): readonly string[] {
  const text = JSON.stringify(template);
  const ids = [...text.matchAll(/\{"(?:Ref":"|Fn::GetAtt":\[")([A-Za-z0-9]+)"/g)].map(([, id = '']) => id);
  return ids.filter((id) => !Object.hasOwn(template.Resources, id));
}

const shares: readonly (readonly [name: string, types: readonly string[]])[] = [
  [
    'cicd-demo/pipeline.json',
    [
      'AWS::AutoScaling::AutoScalingGroup',
      'AWS::EC2::InternetGateway',
      'AWS::EC2::LaunchTemplate',
      'AWS::EC2::Route',
      'AWS::EC2::RouteTable',
      'AWS::EC2::SecurityGroup',
      'AWS::EC2::Subnet',
      'AWS::EC2::SubnetRouteTableAssociation',
      'AWS::EC2::VPC',
      'AWS::EC2::VPCGatewayAttachment',
      'AWS::ElasticLoadBalancingV2::Listener',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      'AWS::ElasticLoadBalancingV2::TargetGroup',
      'AWS::IAM::InstanceProfile',
      'AWS::IAM::Role',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
    ],
  ],
  [
    'cloud-health-dashboard/pipeline.json',
    [
      'AWS::CloudFront::Distribution',
      'AWS::CloudFront::OriginAccessControl',
      'AWS::CodeCommit::Repository',
      'AWS::ElasticBeanstalk::Application',
      'AWS::ElasticBeanstalk::Environment',
      'AWS::IAM::InstanceProfile',
      'AWS::IAM::Role',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
    ],
  ],
  [
    'cloud-health-dashboard/pipeline-ecs.json',
    [
      'AWS::CloudFront::Distribution',
      'AWS::CloudFront::OriginAccessControl',
      'AWS::CodeCommit::Repository',
      'AWS::EC2::SecurityGroup',
      'AWS::ECS::Cluster',
      'AWS::ECS::Service',
      'AWS::ECS::TaskDefinition',
      'AWS::ElasticLoadBalancingV2::Listener',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      'AWS::ElasticLoadBalancingV2::TargetGroup',
      'AWS::IAM::Role',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
    ],
  ],
];

// shows: S3-162
test.each(shares)('%s is shipped with what it deploys to', async (name, types) => {
  const template = await templateWithTargets(name);
  expect(typesIn(template)).toEqual(types);
  expect(danglingIn(template)).toEqual([]);
});

// shows: S3-126
test('a bucket has one policy, with what the website and the distribution let in', async () => {
  const { Resources } = await templateWithTargets('cloud-health-dashboard');
  const policies = Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::S3::BucketPolicy')
    .map(({ Properties }) => Properties as PropertyValues);
  const buckets = policies.map(({ Bucket }) => JSON.stringify(Bucket));
  expect(new Set(buckets).size).toBe(buckets.length);
  const sids = policies.map(({ PolicyDocument }) => {
    const { Statement } = PolicyDocument as { readonly Statement: readonly PropertyValues[] };
    return Statement.map(({ Sid }) => Sid);
  });
  expect(sids).toContainEqual(['PublicRead', 'CloudFrontReads']);
  expect(sids).toContainEqual(['OnlyTls']);
});

// shows: S3-121, S3-122
test('the tasks of a service have no addresses of the internet, and visitors reach its load balancer by one port', async () => {
  const { Resources } = await templateWithTargets('cloud-health-dashboard/pipeline-ecs.json');
  expect(Resources['BackendService']?.Properties).toMatchObject({
    NetworkConfiguration: {
      AwsvpcConfiguration: {
        AssignPublicIp: 'DISABLED',
        Subnets: [expect.any(String), expect.any(String)],
        SecurityGroups: [expect.any(String)],
      },
    },
  });
  expect(Resources['BackendServiceLoadBalancerGroup']?.Properties).toMatchObject({
    SecurityGroupIngress: [{ FromPort: 80, ToPort: 80 }],
  });
});

// shows: S3-162
test('a service begins with the task definition, the group and the roles that are shipped with it', async () => {
  const { Resources } = await templateWithTargets('cloud-health-dashboard/pipeline-ecs.json');
  expect(Resources['BackendService']).toMatchObject({
    DependsOn: ['BackendServiceListener'],
    Properties: {
      Cluster: { Ref: 'CloudHealthCluster' },
      TaskDefinition: { Ref: 'CloudHealthBackendTaskDefinition' },
      LoadBalancers: [{ TargetGroupArn: { Ref: 'BackendServiceTargetGroup' }, ContainerPort: 8000 }],
    },
  });
  expect(Resources['CloudHealthBackendTaskDefinition']?.Properties).toMatchObject({
    ExecutionRoleArn: { 'Fn::GetAtt': ['CloudHealthTaskExecutionRole', 'Arn'] },
  });
});

// shows: S3-087, S3-088, S3-123
test('lists of CloudFront’s API are those of CloudFormation', async () => {
  const { Resources } = await templateWithTargets('cloud-health-dashboard/pipeline.json');
  expect(Resources['CloudHealthDashboardDistribution']?.Properties).toMatchObject({
    DistributionConfig: {
      Origins: [{ OriginAccessControlId: { 'Fn::GetAtt': ['CloudHealthDashboardOriginAccess', 'Id'] } }],
      DefaultCacheBehavior: {
        ViewerProtocolPolicy: 'redirect-to-https',
        AllowedMethods: ['GET', 'HEAD', 'OPTIONS'],
        CachedMethods: ['GET', 'HEAD'],
      },
      CustomErrorResponses: [{ ErrorCode: 404 }, { ErrorCode: 403 }],
    },
  });
});

test('a function is made with its log group and with code that says that nothing is deployed', async () => {
  await using folder = await makeFolder();
  const write = (file: string, value: unknown) =>
    writeFileSync(join(folder.path, file), JSON.stringify(value));
  const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });
  const input = [{ name: 'Code' }];
  const deploy = { FunctionName: 'quotes', FunctionAlias: 'live', DeployStrategy: 'AllAtOnce' };
  write('pipeline.json', {
    pipeline: {
      name: 'quotes',
      roleArn: 'arn:aws:iam::111122223333:role/pipeline',
      artifactStore: { type: 'S3', location: 'artifacts' },
      stages: [
        {
          name: 'Source',
          actions: [
            {
              name: 'Fetch',
              actionTypeId: type('Source', 'S3'),
              configuration: { S3Bucket: 'source', S3ObjectKey: 'source.zip' },
              outputArtifacts: input,
            },
          ],
        },
        {
          name: 'Deploy',
          actions: [
            {
              name: 'Put',
              actionTypeId: type('Deploy', 'Lambda'),
              configuration: deploy,
              inputArtifacts: input,
            },
          ],
        },
      ],
    },
  });
  const role = 'arn:aws:iam::111122223333:role/quotes';
  const java = { FunctionName: 'orders', Runtime: 'java17', Handler: 'Orders', Role: role };
  const variables = { Variables: { stage_name: 'live' } };
  write('function.json', {
    FunctionName: 'quotes',
    Runtime: 'python3.11',
    Handler: 'app.handler',
    Role: role,
    Environment: variables,
  });
  write('orders.json', java);
  const definition = await readDefinitionOf(folder.path);
  const targets = await targetsOf(definition);
  expect(targets.notes).toEqual([
    'The function quotes is made with code that only says so: what the pipeline deploys replaces it',
    'The function orders is not shipped: its file names no code in S3 and no image, and java17 takes none inside of a template',
  ]);
  const graph = await graphIn(definition, folder.path, { targets });
  const { Resources } = templateOf(graph);
  expect(Resources['QuotesFunction']?.Properties).toMatchObject({
    FunctionName: 'quotes',
    Role: { 'Fn::GetAtt': ['QuotesRole', 'Arn'] },
    Environment: variables,
    Code: { ZipFile: expect.stringContaining('def handler') as string },
  });
  expect(Resources['QuotesLiveAlias']?.Properties).toEqual({
    FunctionName: { Ref: 'QuotesFunction' },
    FunctionVersion: { 'Fn::GetAtt': ['QuotesVersion', 'Version'] },
    Name: 'live',
  });
  expect(Object.values(Resources).map(({ Type }) => Type)).toContain('AWS::Logs::LogGroup');
  const { resource } = terraformOf(graph) as { readonly resource: Readonly<Record<string, object>> };
  expect(resource['aws_lambda_alias']).toMatchObject({
    QuotesLiveAlias: { function_version: '${aws_lambda_function.QuotesFunction.version}' },
  });
  const referring = await graphIn(definition, folder.path, { targets, existing: ['quotes'] });
  expect(referring.resources.map(({ name }) => name)).not.toContain('quotes');
});

test('a dashboard shows the builds in the Region that is shipped to, and budgets and report groups are as their files say', async () => {
  const { definition: read, folder } = await readExample('tutor/pipeline.json');
  await using reports = await makeFolder();
  const file = join(reports.path, 'report-group.json');
  const group = { name: 'tests', type: 'TEST', exportConfig: { exportConfigType: 'NO_EXPORT' } };
  writeFileSync(file, JSON.stringify(group));
  const definition = {
    ...read,
    reportGroups: [{ name: 'tests' } as Definition['reportGroups'][number]],
    readFrom: { ...read.readFrom, 'reportGroups.0': { file, tags: {} } },
  };
  const watched = watching(await requestOf(definition));
  const graph = await graphIn(definition, folder, { watched });
  const { Resources } = templateOf(graph);
  expect(Resources['TutorSystemPipelineDevDashboard']?.Properties).toMatchObject({
    DashboardBody: { 'Fn::Sub': expect.stringContaining('"region":"${AWS::Region}"') as string },
  });
  expect(Resources['TutorBudget']?.Properties).toMatchObject({
    Budget: { BudgetLimit: { Amount: 5, Unit: 'USD' } },
    NotificationsWithSubscribers: [{ Notification: { Threshold: 80 } }, { Notification: { Threshold: 100 } }],
  });
  expect(Resources['TestsReportGroup']?.Properties).toEqual({
    Name: 'tests',
    Type: 'TEST',
    ExportConfig: { ExportConfigType: 'NO_EXPORT' },
  });
  const [shown] = watched.resources;
  if (shown === undefined) throw new Error('no dashboard');
  const onlyDashboard = await graphIn(definition, folder, { watched: { resources: [shown], notes: [] } });
  expect(JSON.stringify(terraformOf(onlyDashboard))).toContain(
    '\\"region\\":\\"${data.aws_region.current.name}\\"',
  );
});

// shows: S3-018, S3-019
test('a repository is shipped with its description, and stays; its default branch is the first that is pushed', async () => {
  const { definition } = await readExample('cloud-health-dashboard/pipeline.json');
  const { resources, notes } = await targetsOf(definition);
  expect(resources.find(({ type }) => type === 'AWS::CodeCommit::Repository')).toMatchObject({
    name: 'cloud-health-dashboard',
    isKept: true,
    properties: {
      RepositoryName: 'cloud-health-dashboard',
      RepositoryDescription: 'The Cloud Health Dashboard: backend, frontend and what delivers them',
    },
  });
  expect(notes).toContain(
    'Push main to the repository cloud-health-dashboard first: the first branch that is pushed becomes its default branch',
  );
});

// shows: S3-020
test('triggers of a repository are shipped, in Terraform as a resource of their own', async () => {
  const { definition: read, folder } = await readExample('cloud-health-dashboard/pipeline.json');
  const [repository] = read.repositories;
  if (repository === undefined) throw new Error('the example has a repository');
  const trigger = {
    name: 'pipeline-trigger',
    destinationArn: 'arn:aws:sns:us-east-1:111122223333:pushes',
    branches: ['main'],
    events: ['all'] as const,
  };
  const definition = { ...read, repositories: [{ ...repository, tags: { team: 'a' }, triggers: [trigger] }] };
  const { resources } = await targetsOf(definition);
  expect(resources.find(({ type }) => type === 'AWS::CodeCommit::Repository')?.properties).toMatchObject({
    Triggers: [
      {
        Name: 'pipeline-trigger',
        DestinationArn: 'arn:aws:sns:us-east-1:111122223333:pushes',
        Branches: ['main'],
        Events: ['all'],
      },
    ],
    Tags: [{ Key: 'team', Value: 'a' }],
  });
  const { resource } = terraformOf(
    await graphIn(definition, folder, { targets: await targetsOf(definition) }),
  ) as { readonly resource: Readonly<Record<string, object>> };
  expect(resource['aws_codecommit_repository']).toMatchObject({
    CloudHealthDashboardRepository: {
      lifecycle: { prevent_destroy: true },
      repository_name: 'cloud-health-dashboard',
      description: 'The Cloud Health Dashboard: backend, frontend and what delivers them',
      tags: { team: 'a' },
    },
  });
  expect(resource['aws_codecommit_trigger']).toMatchObject({
    CloudHealthDashboardRepository: {
      repository_name: '${aws_codecommit_repository.CloudHealthDashboardRepository.repository_name}',
      trigger: [
        {
          name: 'pipeline-trigger',
          destination_arn: expect.stringMatching(/:sns:.*:pushes$/) as string,
          branches: ['main'],
          events: ['all'],
        },
      ],
    },
  });
});
