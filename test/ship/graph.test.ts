// What a definition becomes on AWS: every resource is one that CloudFormation has, and no role may do more than it needs.
import { expect, test } from 'vitest';
import type { GraphResource, PropertyValues } from '../../src/model/resource-graph.ts';
import { defined } from '../../src/lib/defined.ts';
import { differencesOf, differenceText } from '../../src/ship/difference.ts';
import { templateOf } from '../../src/ship/formats/cloudformation.ts';
import { partsOf } from '../../src/ship/formats/portable-text.ts';
import { writeGraph } from '../../src/ship/formats/write-graph.ts';
import type { Graph } from '../../src/ship/graph/graph.ts';
import { typeRow } from '../../src/stacks/resource-type-table.ts';
import { graphIn, graphOfExample, readExample, shippedExamples } from './shipped.ts';

const find = (graph: Graph, type: string, name?: string): GraphResource => {
  const found = graph.resources.find((each) => each.type === type && (name ?? each.name) === each.name);
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
};

test.each(shippedExamples)(
  '%s: each resource has properties that its type has, and all that it needs',
  async (name) => {
    const { resources } = await graphOfExample(name);
    const wrong = resources.flatMap(({ id, type, properties }) => {
      const row = typeRow(type);
      if (row === undefined) return [`${id}: ${type}`];
      const known = new Set([...row.replaced, ...row.conditional, ...row.updated, ...row.required]);
      const unknown = Object.keys(properties).filter((property) => !known.has(property));
      const lacking = row.required.filter((property) => !Object.hasOwn(properties, property));
      return [...unknown, ...lacking].map((property) => `${id}: ${property}`);
    });
    expect(wrong).toEqual([]);
    expect(resources.length).toBeGreaterThan(3);
  },
);

test.each(shippedExamples)('%s: each reference leads to a resource of the same template', async (name) => {
  const graph = await graphOfExample(name);
  const text = writeGraph(graph, 'cloudformation');
  const { Resources } = templateOf(graph);
  const refs = [...text.matchAll(/"Ref": "([^"]+)"|"Fn::GetAtt": \[\s*"([^"]+)"/g)].map(
    ([, ref, attribute]) => ref ?? attribute ?? '',
  );
  expect(refs.filter((ref) => !ref.startsWith('AWS::') && !Object.hasOwn(Resources, ref))).toEqual([]);
});

test('the same definition gives the same bytes in every format', async () => {
  for (const format of ['cloudformation', 'cloudformation-yaml'])
    expect(writeGraph(await graphOfExample('cicd-demo/pipeline.json'), format)).toBe(
      writeGraph(await graphOfExample('cicd-demo/pipeline.json'), format),
    );
});

interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

const statementsOf = ({ properties }: GraphResource): readonly Statement[] =>
  ((properties['Policies'] ?? []) as readonly PropertyValues[]).flatMap(
    (policy) => (policy['PolicyDocument'] as PropertyValues)['Statement'] as unknown as readonly Statement[],
  );

test.each(shippedExamples)('%s: each statement of a role says what it is for', async (name) => {
  const { resources } = await graphOfExample(name);
  const roles = resources.filter(({ type }) => type === 'AWS::IAM::Role');
  expect(roles.length).toBeGreaterThan(0);
  for (const role of roles)
    for (const { Sid, Action } of statementsOf(role)) {
      expect(role.reasons?.[Sid] ?? '').not.toBe('');
      expect(Action.filter((action) => action.includes('*'))).toEqual([]);
    }
});

test('only actions that AWS holds to no resource are allowed everywhere', async () => {
  const graph = await graphOfExample('cicd-demo/pipeline.json');
  const everywhere = graph.resources
    .flatMap((each) => (each.type === 'AWS::IAM::Role' ? statementsOf(each) : []))
    .filter(({ Resource }) => Resource.includes('*'))
    .flatMap(({ Action }) => Action);
  expect(everywhere).toEqual([
    'cloudwatch:DescribeAlarms',
    'ec2:DescribeInstanceStatus',
    'ec2:DescribeInstances',
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeTargetHealth',
    'tag:GetResources',
  ]);
});

test('a role is assumed only for what this pipeline uses, and not for what another next to it does', async () => {
  const { properties } = find(
    await graphOfExample('cicd-demo/pipeline.json'),
    'AWS::IAM::Role',
    'CodeBuild-Service-Role',
  );
  expect(properties['AssumeRolePolicyDocument']).toMatchObject({
    Statement: [
      {
        Principal: { Service: 'codebuild.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': ['arn:aws:codebuild:eu-central-1:111122223333:project/cicd-demo'] },
        },
      },
    ],
  });
});

// shows: S3-126, S4-052, S4-053, S4-054, S4-055, S4-073, S4-095, S4-104
test('the artifact bucket is versioned, encrypted, closed to the public and to all without TLS, and stays', async () => {
  const graph = await graphOfExample('cicd-demo/pipeline.json');
  const { properties, isKept } = find(graph, 'AWS::S3::Bucket');
  expect(isKept).toBe(true);
  expect(find(graph, 'AWS::S3::BucketPolicy').properties['PolicyDocument']).toMatchObject({
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
  expect(properties).toMatchObject({
    VersioningConfiguration: { Status: 'Enabled' },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
    },
    PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true },
    LifecycleConfiguration: { Rules: [{ NoncurrentVersionExpiration: { NoncurrentDays: 30 } }] },
  });
});

// shows: S3-085
test('a website is public where its file blocks no public policy, and closed otherwise', async () => {
  const { definition, folder } = await readExample('cloud-health-dashboard/pipeline.json');
  const graph = await graphIn(definition, folder);
  const name = 'cloud-health-dashboard-frontend';
  expect(find(graph, 'AWS::S3::Bucket', name).properties['PublicAccessBlockConfiguration']).toEqual({
    BlockPublicAcls: false,
    IgnorePublicAcls: false,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  });
  const policies = (of: Graph) =>
    of.resources
      .filter(({ type }) => type === 'AWS::S3::BucketPolicy')
      .map(({ properties }) => properties['PolicyDocument']);
  expect(policies(graph)).toContainEqual(
    expect.objectContaining({
      Statement: [
        expect.objectContaining({ Action: 's3:GetObject', Resource: `arn:aws:s3:::${name}/*` }) as object,
      ],
    }),
  );
  const buckets = definition.buckets.map((bucket) => defined({ ...bucket, publicAccessBlock: undefined }));
  const closed = await graphIn({ ...definition, buckets }, folder);
  expect(JSON.stringify(policies(closed))).not.toContain('"Allow"');
  expect(closed.notes.join('\n')).toContain(`Who may read the bucket ${name}`);
});

test('a definition that names no roles gets one for each part', async () => {
  const { definition, folder } = await readExample('cicd-demo/pipeline.json');
  const { roleArn: _, ...pipeline } = definition.pipeline;
  const without: typeof definition = {
    ...definition,
    pipeline,
    projects: definition.projects.map((project) => ({ ...project, serviceRole: '' })),
  };
  const graph = await graphIn(without, folder);
  const names = graph.resources.filter(({ type }) => type === 'AWS::IAM::Role').map(({ name }) => name);
  expect(new Set(names)).toEqual(
    new Set(['CodeDeploy-Service-Role', 'cicd-demo-build', 'cicd-demo-pipeline']),
  );
});

// shows: S4-110
test('texts name the place in which they are used, and nothing else of them changes', () => {
  const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
  const written = (text: string) =>
    partsOf(text, place)
      .map((part) => ('text' in part ? part.text : `<${part.place}>`))
      .join('');
  expect(written('arn:aws:ssm:eu-central-1:111122223333:parameter/a')).toBe(
    'arn:<partition>:ssm:<region>:<account>:parameter/a',
  );
  expect(written('arn:aws:ssm:eu-west-1:111122223333:parameter/a')).toBe(
    'arn:<partition>:ssm:eu-west-1:<account>:parameter/a',
  );
  expect(written('arn:aws:iam::444455556666:role/a')).toBe('arn:<partition>:iam::444455556666:role/a');
  expect(written('111122223333.dkr.ecr.eu-central-1.amazonaws.com/app:1')).toBe(
    '<account>.dkr.ecr.<region>.amazonaws.com/app:1',
  );
  expect(written('111122223333')).toBe('<account>');
  expect(written('artifacts-111122223333 ${A} arn:aws')).toBe('artifacts-111122223333 ${A} arn:aws');
});

test('a literal ${ next to a place of AWS is no reference of Fn::Sub', async () => {
  const graph = await graphOfExample('cicd-demo/pipeline.json');
  const properties: PropertyValues = {
    Value: 'arn:aws:ssm:eu-central-1:111122223333:parameter/${x}',
  };
  const resource = { id: 'A', type: 'AWS::SSM::Parameter', why: '', properties };
  expect(templateOf({ ...graph, resources: [resource] }).Resources['A']?.Properties).toEqual({
    Value: { 'Fn::Sub': 'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/${!x}' },
  });
});

test('a difference names the field and both values', () => {
  const before = { Stages: [{ Name: 'A' }], Timeout: 5, Gone: 'x' };
  const after = { Stages: [{ Name: 'B' }, { Name: 'C' }], Timeout: 5 };
  expect(differencesOf(before, after).map(differenceText)).toEqual([
    'Stages[0].Name: A → B',
    'Stages[1]: {"Name":"C"} (new)',
    'Gone: x (removed)',
  ]);
  expect(differencesOf(before, before)).toEqual([]);
});

const mailed = { type: 'email', host: 'mail', from: 'a@example.com', to: ['b@example.com'] } as const;
const subscribed = {
  type: 'sns',
  subscriptions: [
    { protocol: 'email', endpoint: 'b@example.com' },
    { protocol: 'sms', endpoint: '+15555550100' },
  ],
} as const;

// shows: S4-127
test.each([
  [mailed, [{ Protocol: 'email', Endpoint: 'b@example.com' }]],
  [
    subscribed,
    [
      { Protocol: 'email', Endpoint: 'b@example.com' },
      { Protocol: 'sms', Endpoint: '+15555550100' },
    ],
  ],
])('people are notified by a topic, to which the events of the pipeline go', async (target, subscription) => {
  const { definition, folder } = await readExample('cicd-demo/pipeline.json');
  const graph = await graphIn({ ...definition, notifications: [{ name: 'people', target }] }, folder);
  expect(find(graph, 'AWS::SNS::Topic').properties['Subscription']).toEqual(subscription);
  const { Resources } = templateOf(graph);
  expect(Resources['PeopleTopicPolicy']?.Properties).toMatchObject({
    PolicyDocument: {
      Statement: [{ Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish' }],
    },
  });
  expect(Resources['PeopleRule']?.Properties).toMatchObject({
    EventPattern: { source: ['aws.codepipeline', 'aws.codebuild', 'aws.codedeploy'] },
    Targets: [{ Arn: { Ref: 'PeopleTopic' } }],
  });
});

// shows: S4-061
test('each group of logs keeps its events for thirty days', async () => {
  expect(find(await graphOfExample('cicd-demo/pipeline.json'), 'AWS::Logs::LogGroup').properties).toEqual({
    LogGroupName: '/aws/codebuild/cicd-demo',
    RetentionInDays: 30,
  });
});

test('a schedule with a time zone or variables is one of EventBridge Scheduler, which the role of starts lets in', async () => {
  const { definition, folder } = await readExample('cicd-demo/pipeline.json');
  const nightly = { name: 'nightly', scheduleExpression: 'cron(0 3 * * ? *)' };
  const zone = { scheduleExpressionTimezone: 'Europe/Berlin', variables: { Level: 'full' } };
  const graph = await graphIn(
    {
      ...definition,
      schedules: [
        { ...nightly, ...zone },
        { ...nightly, name: 'daily' },
      ],
    },
    folder,
  );
  const plain = await graphIn({ ...definition, schedules: [nightly] }, folder);
  expect(find(graph, 'AWS::Scheduler::Schedule', 'nightly').id).not.toBe(
    find(plain, 'AWS::Events::Rule', 'nightly').id,
  );
  const { properties } = find(graph, 'AWS::Scheduler::Schedule', 'nightly');
  expect(properties).toMatchObject({
    ScheduleExpressionTimezone: 'Europe/Berlin',
    State: 'ENABLED',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: 'arn:aws:scheduler:::aws-sdk:codepipeline:startPipelineExecution' },
  });
  const { Input } = properties['Target'] as { readonly Input: string };
  expect(JSON.parse(Input)).toEqual({ Name: 'cicd-demo', Variables: [{ Name: 'Level', Value: 'full' }] });
  expect(find(graph, 'AWS::Events::Rule', 'daily').properties['ScheduleExpression']).toBe(
    'cron(0 3 * * ? *)',
  );
  expect(
    find(graph, 'AWS::IAM::Role', 'cicd-demo-start').properties['AssumeRolePolicyDocument'],
  ).toMatchObject({
    Statement: [{ Principal: { Service: ['scheduler.amazonaws.com', 'events.amazonaws.com'] } }],
  });
  const { resource } = JSON.parse(writeGraph(graph, 'terraform')) as {
    readonly resource: Readonly<Record<string, Readonly<Record<string, object>>>>;
  };
  expect(resource['aws_scheduler_schedule']?.['NightlyZonedSchedule']).toMatchObject({
    schedule_expression_timezone: 'Europe/Berlin',
    flexible_time_window: { mode: 'OFF' },
    target: {
      arn: expect.stringContaining(':scheduler:::aws-sdk:codepipeline:startPipelineExecution') as string,
    },
  });
});
