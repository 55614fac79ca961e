// What was shipped, read back from its template: shipped again it is the same, resource by resource.
import { join } from 'node:path';
import {
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  integer,
  oneof,
  option,
  record,
  string,
  stringMatching,
  tuple,
  uniqueArray,
  type Arbitrary,
} from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { pipeline, project, ship } from '../rig/greeter.ts';
import { copyExample, removeDefinition } from '../rig/imported.ts';
import { makeProject, type Project } from '../rig/project.ts';

const definitions = [
  'cicd-demo/pipeline.json',
  'cloud-health-dashboard/pipeline.json',
  'cloud-health-dashboard/pipeline-ecs.json',
  'ecommerce-platform/pipeline.json',
  'tutor/pipeline.json',
];

const formats = { cloudformation: 'json', 'cloudformation-yaml': 'yml' } as const;

/** Imports the template into the folder of its sources and ships that; gives what was said and the resources of both. */
async function shippedTwice(app: Project, format: keyof typeof formats, definition = 'system/pipeline.json') {
  const options = ['--dry-run', '--watching', '--format', format];
  const first = await app.run('ship', definition, ...options);
  expect({ status: first.status, said: first.status === 0 ? '' : first.stderr }).toEqual({
    status: 0,
    said: '',
  });
  const template = `shipped.${formats[format]}`;
  app.write(template, first.stdout);
  removeDefinition(join(app.folder, 'system'));
  const { status, stderr } = await app.run('import', template, '--out', 'system');
  expect({ status, said: status === 0 ? '' : stderr }).toEqual({ status: 0, said: '' });
  const again = await app.run('ship', 'system/pipeline.json', ...options);
  return { said: stderr, before: resourcesIn(first.stdout), after: resourcesIn(again.stdout) };
}

function resourcesIn(template: string): unknown {
  return (parse(template, { logLevel: 'error' }) as { readonly Resources: unknown }).Resources;
}

describe.each(definitions)('%s', (name) => {
  test.each(Object.keys(formats) as (keyof typeof formats)[])(
    'as %s is imported, and shipped again it is the same',
    async (format) => {
      await using app = makeProject();
      const definition = await copyExample(app, name);
      const { said, before, after } = await shippedTwice(app, format, definition);
      expect(after).toEqual(before);
      expect(said).not.toContain('is not imported');
    },
  );
});

const name = stringMatching(/^[a-z][a-z0-9-]{2,20}$/).filter((text) => !text.endsWith('-'));
const subscription = oneof(
  record({ protocol: constant('email'), endpoint: name.map((text) => `${text}@example.com`) }),
  record({ protocol: constant('sms'), endpoint: constant('+15555550100') }),
);
/** @param prefix a schedule and a notification are both a rule of EventBridge, which has one name */
const named = <T extends object>(prefix: string, more: Arbitrary<T>) =>
  uniqueArray(
    tuple(name, more).map(([text, each]) => ({ ...each, name: `${prefix}-${text}` })),
    { selector: (each) => each.name.replaceAll('-', ''), maxLength: 3 },
  );

const watched = record({
  notifications: named(
    'notify',
    record({
      target: record({
        type: constant('sns'),
        subscriptions: array(subscription, { minLength: 1, maxLength: 3 }),
      }),
      eventPattern: constantFrom(
        { source: ['aws.codepipeline'] },
        { source: ['aws.codebuild'], detail: { 'build-status': ['FAILED'] } },
      ),
    }),
  ),
  schedules: named(
    'start',
    record({
      scheduleExpression: constantFrom('rate(1 hour)', 'rate(5 minutes)', 'cron(0 8 ? * MON-FRI *)'),
    }),
  ),
  alarms: named(
    'watch',
    record({
      threshold: integer({ min: 0, max: 100 }),
      periods: integer({ min: 1, max: 5 }),
      description: option(string({ minLength: 1, maxLength: 30 })),
      actions: option(constant(['arn:aws:sns:us-east-1:111122223333:pages'])),
      form: constantFrom('metric', 'math', 'composite'),
    }),
  ),
  budget: option(integer({ min: 1, max: 500 })),
});

type Watched = typeof watched extends Arbitrary<infer T> ? T : never;

function alarmOf({
  name: AlarmName,
  threshold,
  periods,
  description,
  actions,
  form,
}: Watched['alarms'][number]) {
  const common = {
    AlarmName,
    ...(description === null ? {} : { AlarmDescription: description }),
    ...(actions === null ? {} : { AlarmActions: actions }),
  };
  const evaluation = {
    EvaluationPeriods: periods,
    Threshold: threshold,
    ComparisonOperator: 'GreaterThanThreshold',
  };
  const Metric = {
    Namespace: 'AWS/CodeBuild',
    MetricName: 'FailedBuilds',
    Dimensions: [{ Name: 'ProjectName', Value: 'greeter' }],
  };
  if (form === 'composite') return { ...common, AlarmRule: 'ALARM("other")' };
  if (form === 'metric') return { ...common, ...Metric, Statistic: 'Sum', Period: 60, ...evaluation };
  return {
    ...common,
    ...evaluation,
    Metrics: [
      { Id: 'failed', MetricStat: { Metric, Period: 60, Stat: 'Sum' }, ReturnData: false },
      { Id: 'twice', Expression: 'failed * 2' },
    ],
  };
}

function writeWatched(app: Project, { notifications, schedules, alarms, budget }: Watched): void {
  app.write('system/pipeline.json', { pipeline });
  app.write('system/project.json', project(15));
  app.write('system/buildspec.yml', 'version: 0.2\nphases:\n  build:\n    commands: [echo hello]\n');
  app.write('system/notifications.json', { notifications });
  app.write('system/schedules.json', { schedules });
  for (const [index, each] of alarms.entries()) app.write(`system/alarm-${index}.json`, alarmOf(each));
  if (budget !== null)
    app.write('system/budget.json', {
      Budget: {
        BudgetName: 'month',
        BudgetLimit: { Amount: String(budget), Unit: 'USD' },
        TimeUnit: 'MONTHLY',
        BudgetType: 'COST',
      },
    });
}

test('whatever watches and starts a small pipeline is the same after an import', async () => {
  await assert(
    asyncProperty(
      watched,
      constantFrom(...(Object.keys(formats) as (keyof typeof formats)[])),
      async (each, format) => {
        await using app = makeProject();
        writeWatched(app, each);
        const { said, before, after } = await shippedTwice(app, format);
        expect(after).toEqual(before);
        expect(said).not.toContain('is not imported');
        expect(said).not.toContain('is shipped otherwise');
      },
    ),
    { numRuns: 8 },
  );
});

test('what watches and starts a pipeline of the account comes with it, and shipped again nothing changes', async () => {
  await using app = makeProject();
  const form = 'metric' as const;
  writeWatched(app, {
    notifications: [
      {
        name: 'told',
        eventPattern: { source: ['aws.codepipeline'] },
        target: { type: 'sns', subscriptions: [{ protocol: 'email', endpoint: 'team@example.com' }] },
      },
    ],
    schedules: [{ name: 'nightly', scheduleExpression: 'rate(1 hour)' }],
    alarms: [{ name: 'failing', threshold: 1, periods: 2, description: 'Builds fail', actions: null, form }],
    budget: null,
  });
  const state = ['--state', '.slipway'];
  await ship(app, 'system', ...state);
  removeDefinition(join(app.folder, 'system'));
  const { status, stdout, stderr } = await app.run('import', 'greeter', '--out', 'system', ...state);
  expect({ status, stderr, files: stdout.trim().split('\n').toSorted() }).toEqual({
    status: 0,
    stderr: '',
    files: [
      'system/alarm-failing.json',
      'system/build-project-greeter.json',
      'system/notifications.json',
      'system/pipeline.json',
      'system/schedules.json',
    ],
  });
  expect(await ship(app, 'system', ...state)).toMatchObject({ changes: [] });
});

const foreign = `Resources:
  Jobs: {Type: AWS::DynamoDB::Table, Properties: {TableName: jobs}}
  Mail:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: shop-mail
      Subscription:
        - {Protocol: email, Endpoint: team@example.com}
        - {Protocol: https, Endpoint: 'https://example.com/hook'}
  Failed:
    Type: AWS::Events::Rule
    Properties:
      Name: shop-failed
      Description: who is told
      EventPattern: {source: [aws.codepipeline]}
      Targets: [{Id: Target0, Arn: !Ref Mail}]
  Queue:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: {source: [aws.codebuild]}
      Targets: [{Id: Target0, Arn: !GetAtt Jobs.Arn}]
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: shop-errors
      AlarmActions: [!Ref Mail]
      Namespace: AWS/CodeBuild
      MetricName: FailedBuilds
      Dimensions: [{Name: ProjectName, Value: !Ref Build}]
      Statistic: Sum
      Period: '300'
      EvaluationPeriods: 1
      Threshold: '1'
      ComparisonOperator: GreaterThanOrEqualToThreshold
  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /aws/codebuild/shop, RetentionInDays: 90}}
  Yearly:
    Type: AWS::Budgets::Budget
    Properties:
      Budget:
        {BudgetName: shop, BudgetLimit: {Amount: 9, Unit: USD}, TimeUnit: ANNUALLY, BudgetType: COST}
  Nightly:
    Type: AWS::Scheduler::Schedule
    Properties:
      Name: nightly
      ScheduleExpression: cron(0 3 * * ? *)
      ScheduleExpressionTimezone: Europe/Berlin
      FlexibleTimeWindow: {Mode: 'OFF'}
      Target:
        Arn: arn:aws:scheduler:::aws-sdk:codepipeline:startPipelineExecution
        RoleArn: !GetAtt Role.Arn
        Input: '{"Name": "shop"}'
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: shop-pipeline
      AssumeRolePolicyDocument: {}
      Policies: [{PolicyName: all, PolicyDocument: {Statement: [{Effect: Allow, Action: '*', Resource: '*'}]}}]
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Name: shop
      ServiceRole: arn:aws:iam::111122223333:role/shop-build
      Artifacts: {Type: CODEPIPELINE}
      Source: {Type: CODEPIPELINE, BuildSpec: buildspec.yml}
      Triggers: {Webhook: true}
      Environment:
        Type: LINUX_CONTAINER
        Image: aws/codebuild/standard:7.0
        ComputeType: BUILD_GENERAL1_SMALL
  Pipe:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Name: shop
      RoleArn: !GetAtt Role.Arn
      ArtifactStore: {Type: S3, Location: shop-artifacts}
      Stages:
        - Name: Source
          Actions:
            - Name: Fetch
              ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: '1'}
              Configuration: {S3Bucket: shop-source, S3ObjectKey: source.zip}
              OutputArtifacts: [{Name: Code}]
        - Name: Build
          Actions:
            - Name: Compile
              ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1'}
              Configuration: {ProjectName: !Ref Build}
              InputArtifacts: [{Name: Code}]
`;

/** The line on which the resource's type stands. */
function placeIn(template: string, id: string): string {
  const lines = template.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`  ${id}:`));
  const line = lines.findIndex((each, index) => index >= at && each.includes('Type: AWS::'));
  return `${id} (${/AWS::\w+::\w+/.exec(lines[line] ?? '')?.[0] ?? ''}, template.yml:${line + 1})`;
}

test("each resource of another's template comes back, or is named with its line and what to do", async () => {
  await using app = makeProject();
  app.write('template.yml', foreign);
  app.write('shop/buildspec.yml', 'version: 0.2\nphases:\n  build:\n    commands: [echo hello]\n');
  const { stdout, stderr, status } = await app.run('import', 'template.yml', '--out', 'shop');
  expect({ status, files: stdout.trim().split('\n').toSorted() }).toEqual({
    status: 0,
    files: [
      'shop/alarm-shop-errors.json',
      'shop/build-project-shop.json',
      'shop/notifications.json',
      'shop/pipeline.json',
      'shop/schedules.json',
    ],
  });
  const at = (id: string): string => placeIn(foreign, id);
  expect(stderr.trim().split('\n').toSorted()).toEqual(
    [
      `${at('Build')} is shipped otherwise: Triggers`,
      `${at('Failed')} is shipped otherwise: Description, Targets[0].Arn`,
      `${at('Jobs')} is not imported: no kind of file of a definition holds it. Keep it in a template of its own`,
      `${at('Logs')} is shipped otherwise: RetentionInDays`,
      `${at('Mail')} is in notifications.json: it is shipped as a topic with the name of the notification, with subscribers by mail and text message alone`,
      `${at('Nightly')} is shipped otherwise: Target.RoleArn`,
      `${at('Queue')} is not imported: a rule comes back that starts this pipeline, or that publishes events to one topic with subscribers by mail or text message. Keep it in a template of its own`,
      `${at('Role')} is not imported: a role of this name is shipped with the rights that are derived. --use-roles keeps the one that is there`,
      `${at('Yearly')} is not imported: a budget of a definition is of the costs of a month in USD. Keep it in a template of its own`,
    ].toSorted(),
  );
  expect(JSON.parse(app.read('shop/alarm-shop-errors.json'))).toMatchObject({
    Period: 300,
    AlarmActions: ['arn:aws:sns:us-east-1:111122223333:shop-mail'],
  });
});

test('what is held in a file is said with the name that the file has', async () => {
  await using app = makeProject();
  const webhook = (id: string, name: string): string => `  ${id}:
    Type: AWS::CodePipeline::Webhook
    Properties:
      Name: ${name}
      Authentication: UNAUTHENTICATED
      AuthenticationConfiguration: {}
      Filters: [{JsonPath: $.ref}]
      TargetPipeline: shop
      TargetPipelineVersion: 1
      TargetAction: Fetch
`;
  app.write('template.yml', foreign + webhook('First', 'of@push') + webhook('Second', 'of-push'));
  const { stdout, stderr, status } = await app.run('import', 'template.yml', '--out', 'shop');
  expect({ status, files: stdout.match(/webhook.*/g) }).toEqual({
    status: 0,
    files: ['webhook-of-push.json', 'webhook-of-push-2.json'],
  });
  expect(stderr).toMatch(/^First .* is in webhook-of-push\.json: nothing is shipped for it/m);
  expect(stderr).toMatch(/^Second .* is in webhook-of-push-2\.json: nothing is shipped for it/m);
});

test('a configuration of Terraform, which is no plan, is refused with the commands that make one', async () => {
  await using app = makeProject();
  app.write('main.tf.json', { resource: { aws_codepipeline: { shop: { name: 'shop' } } } });
  app.write('main.tf', 'resource "aws_codepipeline" "shop" {\n  name = "shop"\n}\n');
  for (const file of ['main.tf.json', 'main.tf']) {
    const { status, stderr } = await app.run('import', file);
    expect({ file, status }).toEqual({ file, status: 2 });
    expect(stderr).toContain(`${file} is a configuration of Terraform, whose values only Terraform knows`);
    expect(stderr).toContain('terraform show -json plan > plan.json');
  }
});
