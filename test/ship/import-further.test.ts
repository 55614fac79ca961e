// What stands next to a pipeline is imported as it is, or named.
import { expect, test } from 'vitest';
import { fileParts, templateParts } from '../../src/ship/import/file-parts.ts';
import type { Imported } from '../../src/ship/import/imported.ts';
import { notImported } from '../../src/ship/import/not-imported.ts';

const inRegion = 'eu-central-1';
const place = { account: '111122223333', region: inRegion, partition: 'aws' };

/** Where nothing is shipped again. */
function namedIn({ found = [], further }: Imported): readonly string[] {
  return notImported(found, { further: further ?? { files: [], heldIn: new Map() }, shipped: [] });
}

function contentOf({ further }: Imported, name: string): unknown {
  return further?.files.find((file) => file.name === name)?.content;
}

const withHidden = `
Parameters:
  Password: {Type: String, NoEcho: true}
  Token: {Type: String, NoEcho: true, Default: none}
  Plain: {Type: String}
Conditions: {IsPlain: !Equals [!Ref Plain, plain]}
Resources:
  Database: {Type: AWS::RDS::DBInstance}
  Shown: {Type: AWS::SSM::Parameter, Properties: {Name: shown, Type: String, Value: !If [IsPlain, !Ref Plain, !Ref Token]}}
  Secret: {Type: AWS::SSM::Parameter, Properties: {Name: secret, Type: String, Value: !Ref Password}}
  Url: {Type: AWS::SSM::Parameter, Properties: {Name: url, Type: String, Value: !Sub 'https://\${Token}@host'}}
  Host: {Type: AWS::SSM::Parameter, Properties: {Name: host, Type: String, Value: !GetAtt Database.Endpoint.Address}}
  Hook:
    Type: AWS::CodePipeline::Webhook
    Properties:
      Name: hook
      Authentication: GITHUB_HMAC
      AuthenticationConfiguration: {SecretToken: !Ref Password}
      Filters: [{JsonPath: $.ref}]
      TargetPipeline: shop
      TargetAction: Source
`;

test('of a stack no hidden value is written, nor one that the stack alone knows, and each is named', () => {
  const imported = templateParts(
    { path: 'template.yml', text: withHidden },
    { ...place, stackName: 'shop', parameters: { Password: '****', Token: '****', Plain: 'plain' } },
    () => 'stack shop',
  );
  expect(imported.further?.files).toEqual([
    { name: 'parameters', content: { parameters: [{ Name: 'shown', Type: 'String', Value: 'plain' }] } },
  ]);
  const put = 'Put it with slipway secret set --parameter';
  expect(namedIn(imported).filter((each) => !each.startsWith('Database '))).toEqual([
    'Shown (AWS::SSM::Parameter, stack shop) is in parameters: --targets ships it where something that is shipped takes it',
    `Secret (AWS::SSM::Parameter, stack shop) is not imported: the value of Password is not known. ${put}`,
    `Url (AWS::SSM::Parameter, stack shop) is not imported: the value of Token is not known. ${put}`,
    `Host (AWS::SSM::Parameter, stack shop) is not imported: the value of Database.Endpoint.Address is not known. ${put}`,
    'Hook (AWS::CodePipeline::Webhook, stack shop) is not imported: the value of Password is not known. Describe it in a file',
  ]);
});

test('a parameter of a template without a value is no value of a parameter of Parameter Store', () => {
  const imported = templateParts(
    { path: 'template.yml', text: withHidden.replace('!If [IsPlain, !Ref Plain, !Ref Token]', '!Ref Plain') },
    place,
    () => 'template.yml',
  );
  expect(contentOf(imported, 'parameters')).toBeUndefined();
  expect(namedIn(imported)).toContain(
    'Shown (AWS::SSM::Parameter, template.yml) is not imported: the value of Plain is not known. Put it with slipway secret set --parameter',
  );
});

const watched = (subscription: string): string => `
Resources:
  Pipe: {Type: AWS::CodePipeline::Pipeline, Properties: {Name: shop, RoleArn: 'arn:aws:iam::111122223333:role/shop', Stages: []}}
  Mail:
    Type: AWS::SNS::Topic
    Properties: {TopicName: shop-mail, Subscription: [{Protocol: email, Endpoint: team@example.com}]}
  Failed:
    Type: AWS::Events::Rule
    Properties: {Name: failed, EventPattern: {source: [aws.codepipeline]}, Targets: [{Id: T, Arn: !Ref Mail}]}
  Lead: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Mail, Protocol: email, Endpoint: lead@example.com, ${subscription}}}
`;

test.each([
  ['FilterPolicy: {severity: [high]}', false],
  ['RedrivePolicy: {deadLetterTargetArn: arn}', false],
  ['RawMessageDelivery: true', false],
  ['RawMessageDelivery: false', true],
  ['FilterPolicyScope: MessageBody, FilterPolicy: {a: [b]}', false],
  ['FilterPolicyScope: MessageAttributes', true],
])('a subscription with %s is one of people: %s', (more, isTaken) => {
  const imported = fileParts({ path: 'template.yml', text: watched(more) }, inRegion);
  const mails = isTaken ? ['team@example.com', 'lead@example.com'] : ['team@example.com'];
  const subscriptions = mails.map((endpoint) => ({ protocol: 'email', endpoint }));
  expect(contentOf(imported, 'notifications')).toMatchObject({
    notifications: [{ name: 'failed', target: { subscriptions } }],
  });
  expect(namedIn(imported).filter((each) => each.startsWith('Lead '))).toEqual(
    isTaken
      ? []
      : [
          'Lead (AWS::SNS::Subscription, template.yml:10) is not imported: mails and text messages without further settings alone are. Subscribe it to the topic after shipping',
        ],
  );
});

const pipelineOfPlan = {
  address: 'aws_codepipeline.shop',
  type: 'aws_codepipeline',
  values: { name: 'shop', role_arn: 'arn:aws:iam::111122223333:role/shop', stage: [] },
};

function ofState(resources: readonly object[]): Imported {
  const text = JSON.stringify({ values: { root_module: { resources: [pipelineOfPlan, ...resources] } } });
  return fileParts({ path: 'state.json', text }, inRegion);
}

test.each([
  [
    'aws_cloudwatch_event_rule',
    { name: 'r', event_bus_name: 'default' },
    { Name: 'r', State: 'ENABLED', EventBusName: 'default' },
  ],
  [
    'aws_cloudwatch_event_rule',
    { name: 'r', description: 'who', event_bus_name: 'own' },
    { Description: 'who', EventBusName: 'own' },
  ],
  [
    'aws_sns_topic',
    { name: 't', kms_master_key_id: 'alias/k', fifo_topic: true },
    { KmsMasterKeyId: 'alias/k', FifoTopic: true },
  ],
  [
    'aws_iam_role',
    {
      name: 'x',
      permissions_boundary: 'arn:b',
      max_session_duration: 7200,
      path: '/ci/',
      inline_policy: [{ name: 'p', policy: '{"a":1}' }],
    },
    {
      PermissionsBoundary: 'arn:b',
      MaxSessionDuration: 7200,
      Path: '/ci/',
      Policies: [{ PolicyName: 'p', PolicyDocument: { a: 1 } }],
    },
  ],
  [
    'aws_cloudwatch_metric_alarm',
    { alarm_name: 'a', tags: { team: 'shop' } },
    { Tags: [{ Key: 'team', Value: 'shop' }] },
  ],
  [
    'aws_budgets_budget',
    {
      name: 'b',
      cost_types: [{ include_tax: false, include_refund: true, use_blended: false }],
      planned_limit: [{ start_time: 's' }],
    },
    { Budget: { CostTypes: { IncludeTax: false }, PlannedLimit: { StartTime: 's' } } },
  ],
  [
    'aws_ssm_parameter',
    { name: 'p', type: 'String', insecure_value: 'v', tier: 'Advanced' },
    { Value: 'v', Tier: 'Advanced' },
  ],
])('%s with %o is found with all that is set of it', (type, values, properties) => {
  const { found = [] } = ofState([{ address: `${type}.it`, type, values }]);
  expect(found.find(({ id }) => id === `${type}.it`)?.properties).toMatchObject(properties);
});

test('what a state fills in says nothing of a role, a topic and a budget', () => {
  const { found = [] } = ofState([
    {
      address: 'aws_iam_role.it',
      type: 'aws_iam_role',
      values: {
        name: 'x',
        id: 'x',
        arn: 'a',
        unique_id: 'u',
        create_date: 'd',
        path: '/',
        max_session_duration: 3600,
        force_detach_policies: true,
        tags: {},
        tags_all: {},
        inline_policy: [{ name: '', policy: '' }],
      },
    },
    {
      address: 'aws_sns_topic.it',
      type: 'aws_sns_topic',
      values: {
        name: 't',
        owner: '1',
        fifo_topic: false,
        signature_version: 0,
        policy: '{"Id":"__default_policy_ID"}',
      },
    },
    {
      address: 'aws_budgets_budget.it',
      type: 'aws_budgets_budget',
      values: {
        name: 'b',
        account_id: '1',
        limit_amount: '5.0',
        limit_unit: 'USD',
        time_unit: 'MONTHLY',
        budget_type: 'COST',
        time_period_start: 's',
        time_period_end: '2087-06-15_00:00',
        cost_types: [{ include_tax: true, use_amortized: false }],
      },
    },
  ]);
  expect(found.slice(1).map(({ properties }) => properties)).toEqual([
    { RoleName: 'x' },
    { TopicName: 't' },
    {
      Budget: {
        BudgetName: 'b',
        BudgetType: 'COST',
        TimeUnit: 'MONTHLY',
        BudgetLimit: { Amount: '5', Unit: 'USD' },
      },
    },
  ]);
});

test('a target of Terraform is found with its input, its transformer and its queue of dead letters', () => {
  const { found = [] } = ofState([
    { address: 'aws_cloudwatch_event_rule.r', type: 'aws_cloudwatch_event_rule', values: { name: 'r' } },
    {
      address: 'aws_cloudwatch_event_target.t',
      type: 'aws_cloudwatch_event_target',
      values: {
        rule: 'r',
        arn: 'arn:t',
        target_id: 'T',
        input: null,
        input_transformer: [{ input_template: '<a>', input_paths: { a: '$.a' } }],
        dead_letter_config: [{ arn: 'arn:q' }],
        force_destroy: false,
      },
    },
  ]);
  expect(found.find(({ id }) => id === 'aws_cloudwatch_event_rule.r')?.properties).toMatchObject({
    Targets: [
      { Arn: 'arn:t', DeadLetterConfig: { Arn: 'arn:q' }, InputTransformer: { InputTemplate: '<a>' } },
    ],
  });
});

test('a subscription of Terraform with a filter is named, and those without are notified', () => {
  const topic = 'arn:aws:sns:eu-central-1:111122223333:t';
  const mail = (id: string, more: object) => ({
    address: `aws_sns_topic_subscription.${id}`,
    type: 'aws_sns_topic_subscription',
    values: {
      topic_arn: topic,
      protocol: 'email',
      endpoint: `${id}@example.com`,
      arn: `${topic}:1`,
      confirmation_timeout_in_minutes: 1,
      raw_message_delivery: false,
      ...more,
    },
  });
  const imported = ofState([
    { address: 'aws_sns_topic.t', type: 'aws_sns_topic', values: { name: 't', arn: topic } },
    {
      address: 'aws_cloudwatch_event_rule.r',
      type: 'aws_cloudwatch_event_rule',
      values: { name: 'r', event_pattern: '{"source":["aws.codepipeline"]}' },
    },
    {
      address: 'aws_cloudwatch_event_target.t',
      type: 'aws_cloudwatch_event_target',
      values: { rule: 'r', arn: topic },
    },
    mail('team', { filter_policy: '' }),
    mail('lead', { filter_policy: '{"a":["b"]}' }),
  ]);
  expect(contentOf(imported, 'notifications')).toMatchObject({
    notifications: [{ target: { subscriptions: [{ protocol: 'email', endpoint: 'team@example.com' }] } }],
  });
  expect(namedIn(imported).filter((each) => each.includes('subscription.'))).toEqual([
    expect.stringContaining('aws_sns_topic_subscription.lead is not imported: ') as string,
  ]);
});

interface Planned {
  readonly address: string;
  readonly values: object;
}

/** What a plan has of an alarm that refers to topics, of the same module. */
function actionsOf(action: string, topics: readonly Planned[], { module = '', key = '' } = {}): unknown {
  const alarm = { alarm_name: 'a', namespace: 'n', metric_name: 'm' };
  const prefix = module === '' ? '' : `${module}.`;
  const resources = [
    ...topics.map(({ address, values }) => ({
      address: `${prefix}${address}`,
      type: 'aws_sns_topic',
      values,
    })),
    {
      address: `${prefix}aws_cloudwatch_metric_alarm.a${key}`,
      type: 'aws_cloudwatch_metric_alarm',
      values: alarm,
    },
  ];
  const expressions = { alarm_actions: { constant_value: [`\${${action}}`] } };
  const configured = [{ type: 'aws_cloudwatch_metric_alarm', name: 'a', expressions }];
  const name = /^module\.(\w+)/.exec(module)?.[1];
  const document = {
    planned_values: {
      root_module:
        name === undefined
          ? { resources: [pipelineOfPlan, ...resources] }
          : { resources: [pipelineOfPlan], child_modules: [{ address: module, resources }] },
    },
    configuration: {
      root_module:
        name === undefined
          ? { resources: configured }
          : { module_calls: { [name]: { module: { resources: configured } } } },
    },
  };
  const { found = [] } = fileParts({ path: 'plan.json', text: JSON.stringify(document) }, inRegion);
  return found.find(({ type }) => type === 'AWS::CloudWatch::Alarm')?.properties?.['AlarmActions'];
}

const topicArn = (name: string): string => `arn:aws:sns:${inRegion}:111122223333:${name}`;
const keyed = ['a', 'b', 'x]y'].map((key) => ({
  address: `aws_sns_topic.t["${key}"]`,
  values: { name: `topic-${key.replace(']', '-')}` },
}));

test.each([
  ['aws_sns_topic.t["a"].arn', [topicArn('topic-a')]],
  ['aws_sns_topic.t["b"].arn', [topicArn('topic-b')]],
  ['aws_sns_topic.t["x]y"].arn', [topicArn('topic-x-y')]],
  ['aws_sns_topic.t["c"].arn', undefined],
  ['aws_sns_topic.t[each.key].arn', undefined],
])('of several topics %s of a plan is %j', (reference, actions) => {
  expect(actionsOf(reference, keyed)).toEqual(actions);
  expect(actionsOf(reference, keyed, { module: 'module.shop["p.q]"]' })).toEqual(actions);
});

test('an instance that is not there is not another one that is', () => {
  expect(actionsOf('aws_sns_topic.t["b"].arn', keyed.slice(0, 1))).toBeUndefined();
  expect(actionsOf('aws_sns_topic.t[local.key].arn', keyed.slice(0, 1))).toEqual([topicArn('topic-a')]);
});

test('the key of an instance is the one of what it refers to by each.key', () => {
  expect(actionsOf('aws_sns_topic.t[each.key].arn', keyed, { key: '["b"]' })).toEqual([topicArn('topic-b')]);
  const [counted, module] = ['aws_sns_topic.t[count.index].arn', 'module.m[0]'];
  const topics = [0, 1].map((index) => ({
    address: `aws_sns_topic.t[${index}]`,
    values: { name: `topic-${index}` },
  }));
  expect(actionsOf(counted, topics, { key: '[1]', module })).toEqual([topicArn('topic-1')]);
  expect(actionsOf(counted, topics, { module })).toBeUndefined();
});

test('a resource whose name is the name of its type is in its module', () => {
  const action = (module: string) => {
    const stage = [{ name: 'S', action: [] }];
    const resources = [
      { address: `${module}aws_iam_role.r`, type: 'aws_iam_role', values: { name: 'ci' } },
      {
        address: `${module}aws_codepipeline.aws_codepipeline`,
        type: 'aws_codepipeline',
        values: { name: 'shop', stage },
      },
    ];
    const configured = {
      resources: [
        {
          type: 'aws_codepipeline',
          name: 'aws_codepipeline',
          expressions: { role_arn: { references: ['aws_iam_role.r.arn', 'aws_iam_role.r'] } },
        },
      ],
    };
    const document =
      module === ''
        ? { planned_values: { root_module: { resources } }, configuration: { root_module: configured } }
        : {
            planned_values: { root_module: { child_modules: [{ address: 'module.m', resources }] } },
            configuration: { root_module: { module_calls: { m: { module: configured } } } },
          };
    const { parts } = fileParts({ path: 'plan.json', text: JSON.stringify(document) }, inRegion);
    return parts.get('pipeline shop')?.['roleArn'];
  };
  for (const module of ['', 'module.m.']) expect(action(module)).toMatch(/^arn:aws:iam::\d{12}:role\/ci$/);
});

test('a deployment group of Terraform has its own name, and not the one of its configuration', () => {
  const type = 'aws_codedeploy_deployment_group';
  const names = { deployment_config_name: 'CodeDeployDefault.OneAtATime', deployment_group_name: 'fleet' };
  const { found = [] } = ofState([{ address: `${type}.g`, type, values: { app_name: 'shop', ...names } }]);
  expect(found.map(({ name }) => name)).toEqual(['shop', 'fleet']);
});

const pushes = 'arn:aws:sns:eu-central-1:111122223333:pushes';

test.each([
  [
    'a template',
    () =>
      fileParts(
        {
          path: 'template.yml',
          text: `
Resources:
  Pipe: {Type: AWS::CodePipeline::Pipeline, Properties: {Name: shop, RoleArn: 'arn:aws:iam::111122223333:role/shop', Stages: []}}
  Code:
    Type: AWS::CodeCommit::Repository
    Properties:
      RepositoryName: shop
      RepositoryDescription: The shop
      Triggers: [{Name: all, DestinationArn: '${pushes}', Branches: [main], Events: [all]}]
      Tags: [{Key: team, Value: a}]
`,
        },
        inRegion,
      ),
    {},
  ],
  [
    'a state of Terraform',
    () =>
      ofState([
        {
          address: 'aws_codecommit_repository.shop',
          type: 'aws_codecommit_repository',
          values: {
            repository_name: 'shop',
            description: 'The shop',
            default_branch: 'main',
            kms_key_id: '',
            tags: { team: 'a' },
          },
        },
        {
          address: 'aws_codecommit_trigger.shop',
          type: 'aws_codecommit_trigger',
          values: {
            repository_name: 'shop',
            trigger: [
              { name: 'all', destination_arn: pushes, branches: ['main'], custom_data: '', events: ['all'] },
            ],
          },
        },
      ]),
    { defaultBranch: 'main' },
  ],
])('a repository of %s is in a file, with its triggers and tags', (_, read, more) => {
  const imported = read();
  expect(contentOf(imported, 'repository shop')).toEqual({
    repositoryName: 'shop',
    repositoryDescription: 'The shop',
    ...more,
    triggers: [{ name: 'all', destinationArn: pushes, branches: ['main'], events: ['all'] }],
    tags: { team: 'a' },
  });
  expect(
    namedIn(imported).filter((each) => each.includes('odecommit') || each.includes('CodeCommit')),
  ).toEqual([
    expect.stringContaining(
      'is in repository shop: --targets ships it with a source of the pipeline that names it',
    ),
  ]);
});
