// Services that moto answers behind the endpoint.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAccount } from '../../src/account/open-account.ts';
import { openNotExecutedCalls } from '../../src/account/not-executed-calls.ts';
import { recordedResources } from '../../src/account/recorded-resources.ts';
import { openSessions } from '../../src/account/sessions.ts';
import { fireRules } from '../../src/services/behind/scheduled-rules.ts';
import { behindServices } from '../../src/services/behind/behind-services.ts';
import { Documents } from '../../src/state/documents.ts';
import { callJson, callQuery, openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';
import { lambdaApi, nodeFunction, whenSettled } from '../rig/lambda-api.ts';
import { missingMoto } from '../rig/moto.ts';

describe.skipIf((await missingMoto()) !== undefined)('with moto', () => {
  let endpoint: TestEndpoint;
  beforeAll(async () => {
    endpoint = await openTestEndpoint();
  });
  afterAll(async () => endpoint[Symbol.asyncDispose]());

  test('a table holds items, in the account and region of the caller', async () => {
    const table = { TableName: 'users', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] };
    const AttributeDefinitions = [{ AttributeName: 'id', AttributeType: 'S' }];
    const made = await dynamo(endpoint, 'CreateTable', {
      ...table,
      AttributeDefinitions,
      BillingMode: 'PAY_PER_REQUEST',
    });
    expect(made.status).toBe(200);
    expect(made.text).toContain('arn:aws:dynamodb:eu-central-1:111122223333:table/users');
    const Item = { id: { S: 'a' }, name: { S: 'Zoë' } };
    expect(await dynamo(endpoint, 'PutItem', { TableName: 'users', Item })).toMatchObject({ status: 200 });
    const { body } = await dynamo(endpoint, 'GetItem', { TableName: 'users', Key: { id: { S: 'a' } } });
    expect(body).toEqual({ Item });
  });

  test('an error of moto is AWS’s', async () => {
    const { status, body } = await dynamo(endpoint, 'DescribeTable', { TableName: 'none' });
    expect(status).toBe(400);
    expect(body['__type']).toMatch(/ResourceNotFoundException$/);
  });

  const key = { id: { S: 'a' } };
  test.each([
    [
      'a number of 39 digits',
      'PutItem',
      { TableName: 'users', Item: { id: { S: 'n' }, list: { L: [{ N: '1'.repeat(39) }] } } },
      /more than 38 significant digits/,
    ],
    [
      'a number beyond its range',
      'PutItem',
      { TableName: 'users', Item: { id: { S: 'n' }, set: { NS: ['1', '1e126'] } } },
      /^Number overflow/,
    ],
    [
      'a value that no expression uses',
      'UpdateItem',
      {
        TableName: 'users',
        Key: key,
        UpdateExpression: 'SET a = :a',
        ExpressionAttributeValues: { ':a': { S: '1' }, ':b': { S: '2' } },
      },
      /^Value provided in ExpressionAttributeValues unused in expressions: keys: \{:b\}$/,
    ],
    [
      'a name that no expression uses',
      'GetItem',
      {
        TableName: 'users',
        Key: key,
        ProjectionExpression: '#a',
        ExpressionAttributeNames: { '#a': 'a', '#b': 'b' },
      },
      /^Value provided in ExpressionAttributeNames unused in expressions: keys: \{#b\}$/,
    ],
    [
      'more than 25 writes at once',
      'BatchWriteItem',
      {
        RequestItems: {
          users: Array.from({ length: 26 }, (_, n) => ({ PutRequest: { Item: { id: { S: `${n}` } } } })),
        },
      },
      /^Too many items requested for the BatchWriteItem call$/,
    ],
  ])('DynamoDB refuses %s', async (_what, operation, input, message) => {
    const { status, body } = await dynamo(endpoint, operation, input);
    expect(status).toBe(400);
    expect(body['__type']).toMatch(/ValidationException$/);
    expect(body['message']).toMatch(message);
  });

  test('PartiQL finds items by parameters', async () => {
    const tableOf = { TableName: 'parts', BillingMode: 'PAY_PER_REQUEST' };
    const KeySchema = [{ AttributeName: 'id', KeyType: 'HASH' }];
    const AttributeDefinitions = [{ AttributeName: 'id', AttributeType: 'S' }];
    await dynamo(endpoint, 'CreateTable', { ...tableOf, KeySchema, AttributeDefinitions });
    await dynamo(endpoint, 'PutItem', { TableName: 'parts', Item: { id: { S: 'a' }, n: { N: '1' } } });
    const Statement = 'SELECT * FROM parts WHERE id = ?';
    const { body } = await dynamo(endpoint, 'ExecuteStatement', { Statement, Parameters: [{ S: 'a' }] });
    expect(body['Items']).toEqual([{ id: { S: 'a' }, n: { N: '1' } }]);
  });

  test('what would start something that does not run here is refused', async () => {
    for (const [signingName, target] of [['glue', 'AWSGlue.StartJobRun']] as const) {
      const { status, text } = await callJson(endpoint, signingName, { target, input: {} });
      expect(status).toBe(400);
      expect(text).toContain(`Slipway does not execute ${target.split('.')[1]} of`);
    }
  });

  test('what moto does not implement is refused with 400 in the words of the protocol, and recorded', async () => {
    const query = await callQuery(endpoint, 'redshift', { Action: 'AddPartner', Version: '2012-12-01' });
    expect(query.status).toBe(400);
    expect(query.text).toContain('<Code>InvalidAction</Code>');
    expect(query.text).toContain('Slipway does not execute AddPartner of Redshift on this machine');
    const json = await callJson(endpoint, 'glue', { target: 'AWSGlue.StartBlueprintRun', input: {} });
    expect(json.status).toBe(400);
    const path = await fetch(`${endpoint.url}/2013-04-01/trafficpolicies`, {
      headers: signature('route53', endpoint.credentials),
    });
    expect(path.status).toBe(400);
    expect(await path.text()).toContain('<Code>NotImplemented</Code>');
    using calls = openNotExecutedCalls(endpoint.stateFolder);
    expect(
      calls
        .list()
        .map(({ service, operation }) => `${service} ${operation}`)
        .toSorted(),
    ).toEqual(
      expect.arrayContaining([
        'Glue StartBlueprintRun',
        'Redshift AddPartner',
        'Route 53 ListTrafficPolicies',
      ]),
    );
  });

  /** A read of each: `target`, `Action Version` or `METHOD path`. A package that moto lacks is a fault of it here. */
  const readOf: Readonly<Record<string, string>> = {
    acm: 'CertificateManager.ListCertificates',
    apigateway: 'GET /restapis',
    apigatewayv2: 'GET /v2/apis',
    'application-autoscaling': 'AnyScaleFrontendService.DescribeScalableTargets {"ServiceNamespace":"ecs"}',
    autoscaling: 'DescribeAutoScalingGroups 2011-01-01',
    cloudwatch: 'DescribeAlarms 2010-08-01',
    'cognito-identity': 'AWSCognitoIdentityService.ListIdentityPools {"MaxResults":1}',
    'cognito-idp': 'AWSCognitoIdentityProviderService.ListUserPools {"MaxResults":1}',
    dynamodb: 'DynamoDB_20120810.ListTables',
    dynamodbstreams: 'DynamoDBStreams_20120810.ListStreams',
    ec2: 'DescribeVpcs 2016-11-15',
    ecr: 'AmazonEC2ContainerRegistry_V20150921.DescribeRepositories',
    efs: 'GET /2015-02-01/file-systems',
    elb: 'DescribeLoadBalancers 2012-06-01',
    events: 'AWSEvents.ListRules',
    glue: 'AWSGlue.GetDatabases',
    iam: 'ListRoles 2010-05-08',
    kinesis: 'Kinesis_20131202.ListStreams',
    kms: 'TrentService.ListKeys',
    rds: 'DescribeDBInstances 2014-10-31',
    redshift: 'DescribeClusters 2012-12-01',
    route53: 'GET /2013-04-01/hostedzone',
    sns: 'ListTopics 2010-03-31',
    sqs: 'AmazonSQS.ListQueues',
    stepfunctions: 'AWSStepFunctions.ListStateMachines',
  };

  test('each service answers', async () => {
    const answers = await Promise.all(
      behindServices.map(async ({ name, signingName }) => [
        name,
        await read(endpoint, signingName, readOf[name]),
      ]),
    );
    expect(answers).toEqual(behindServices.map(({ name }) => [name, 200]));
  });

  test('a cluster of Redshift has all members, given ones and defaults', async () => {
    const redshift = async (Action: string, more: Readonly<Record<string, string>>) =>
      callQuery(endpoint, 'redshift', { Action, Version: '2012-12-01', ClusterIdentifier: 'sales', ...more });
    const { text } = await redshift('CreateCluster', {
      NodeType: 'ra3.large',
      MasterUsername: 'admin',
      MasterUserPassword: 'Password1',
      AvailabilityZoneRelocation: 'true',
      PreferredMaintenanceWindow: 'Sun:01:00-Sun:01:30',
    });
    for (const member of [
      '<AvailabilityZoneRelocationStatus>enabled<',
      '<ClusterAvailabilityStatus>Available<',
      '<MaintenanceTrackName>current<',
      '<ManualSnapshotRetentionPeriod>-1<',
      '<MultiAZ>Disabled<',
      '<PreferredMaintenanceWindow>sun:01:00-sun:01:30<',
    ])
      expect(text).toContain(member);
    await redshift('ModifyCluster', { ManualSnapshotRetentionPeriod: '7' });
    expect((await redshift('DescribeClusters', {})).text).toContain('<ManualSnapshotRetentionPeriod>7<');
  });

  test('a scalable target has tags', async () => {
    const scaling = async (operation: string, input: unknown) =>
      callJson(endpoint, 'application-autoscaling', {
        target: `AnyScaleFrontendService.${operation}`,
        input,
      });
    const { body } = await scaling('RegisterScalableTarget', {
      ServiceNamespace: 'ecs',
      ResourceId: 'service/shop/web',
      ScalableDimension: 'ecs:service:DesiredCount',
      MinCapacity: 1,
      MaxCapacity: 2,
      Tags: { team: 'shop' },
    });
    const ResourceARN = body['ScalableTargetARN'];
    await scaling('TagResource', { ResourceARN, Tags: { stage: 'dev' } });
    await scaling('UntagResource', { ResourceARN, TagKeys: ['team'] });
    const listed = await scaling('ListTagsForResource', { ResourceARN });
    expect(listed.body).toEqual({ Tags: { stage: 'dev' } });
  });

  test('the redrive policy of a queue is given back without spaces', async () => {
    const sqs = async (operation: string, input: object) =>
      (await callJson(endpoint, 'sqs', { target: `AmazonSQS.${operation}`, input })).body;
    await sqs('CreateQueue', { QueueName: 'dead' });
    const deadLetterTargetArn = 'arn:aws:sqs:eu-central-1:111122223333:dead';
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 });
    const { QueueUrl } = await sqs('CreateQueue', { QueueName: 'redriven', Attributes: { RedrivePolicy } });
    const { Attributes } = await sqs('GetQueueAttributes', { QueueUrl, AttributeNames: ['RedrivePolicy'] });
    expect(Attributes).toEqual({ RedrivePolicy });
  });

  test('a message wakes who waits for it, and other calls are answered meanwhile', async () => {
    const sqs = async (operation: string, input: unknown) =>
      callJson(endpoint, 'sqs', { target: `AmazonSQS.${operation}`, input });
    const { QueueUrl } = (await sqs('CreateQueue', { QueueName: 'waiting' })).body;
    expect(QueueUrl).toBe(`${endpoint.url}/111122223333/waiting`);
    const waiting = sqs('ReceiveMessage', { QueueUrl, WaitTimeSeconds: 20 });
    await sqs('SendMessage', { QueueUrl, MessageBody: 'one' });
    expect((await waiting).body['Messages']).toMatchObject([{ Body: 'one' }]);
  });

  test('what was deleted, and the keys that AWS makes for its services, are no resources of the account', async () => {
    const ec2 = async (Action: string, more: Readonly<Record<string, string>>): Promise<string> => {
      const { status, text } = await callQuery(endpoint, 'ec2', { Action, Version: '2016-11-15', ...more });
      expect({ status, text }).toMatchObject({ status: 200 });
      return text;
    };
    const idIn = (text: string, name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1] ?? '';
    const VpcId = idIn(await ec2('CreateVpc', { CidrBlock: '10.7.0.0/16' }), 'vpcId');
    const CidrBlock = '10.7.1.0/24';
    const SubnetId = idIn(await ec2('CreateSubnet', { VpcId, CidrBlock }), 'subnetId');
    const NatGatewayId = idIn(await ec2('CreateNatGateway', { SubnetId }), 'natGatewayId');
    const ServiceName = 'com.amazonaws.eu-central-1.s3';
    const id = idIn(await ec2('CreateVpcEndpoint', { VpcId, ServiceName }), 'vpcEndpointId');
    const input = { KeyId: 'alias/aws/dynamodb' };
    expect(
      (await callJson(endpoint, 'kms', { target: 'TrentService.DescribeKey', input })).body,
    ).toMatchObject({ KeyMetadata: { Enabled: true } });
    const names = () => {
      const found = recordedResources(endpoint.stateFolder);
      return found.filter(({ type }) => /NatGateway|VPCEndpoint|KMS/.test(type)).map(({ name }) => name);
    };
    await expect.poll(names).toEqual([NatGatewayId, id]);
    await ec2('DeleteNatGateway', { NatGatewayId });
    await ec2('DeleteVpcEndpoints', { 'VpcEndpointId.1': id });
    await expect.poll(names).toEqual([]);
  });

  test('a topic and a rule invoke functions; what is not delivered is recorded, and fails nothing', async () => {
    await makeFunction(endpoint);
    const lambda = 'arn:aws:lambda:eu-central-1:111122223333:function:receive';
    for (const [service, SourceArn] of [
      ['sns', 'arn:aws:sns:eu-central-1:111122223333:alerts'],
      ['events', 'arn:aws:events:eu-central-1:111122223333:rule/orders*'],
    ] as const) {
      const Action = 'lambda:InvokeFunction';
      const permission = { StatementId: service, Action, Principal: `${service}.amazonaws.com`, SourceArn };
      await lambdaApi(endpoint)('POST /2015-03-31/functions/receive/policy', permission);
    }
    const sns = async (Action: string, more: Readonly<Record<string, string>>) =>
      callQuery(endpoint, 'sns', { Action, Version: '2010-03-31', ...more });
    const { text } = await sns('CreateTopic', { Name: 'alerts' });
    const TopicArn = /<TopicArn>([^<]+)/.exec(text)?.[1] ?? '';
    await sns('Subscribe', { TopicArn, Protocol: 'lambda', Endpoint: lambda });
    await sns('Subscribe', { TopicArn, Protocol: 'email', Endpoint: 'ada@example.com' });
    expect(await sns('Publish', { TopicArn, Message: 'from the topic' })).toMatchObject({ status: 200 });

    const events = async (operation: string, input: unknown) =>
      callJson(endpoint, 'events', { target: `AWSEvents.${operation}`, input });
    await events('PutRule', { Name: 'orders', EventPattern: '{"source":["shop"]}' });
    const Targets = [
      { Id: 'a', Arn: lambda },
      { Id: 'b', Arn: lambda, InputPath: '$.detail' },
      {
        Id: 'd',
        Arn: lambda,
        InputTransformer: { InputPathsMap: { who: '$.detail.from' }, InputTemplate: '{"who": <who>}' },
      },
      { Id: 'c', Arn: 'arn:aws:batch:eu-central-1:111122223333:job-queue/s' },
    ];
    await events('PutTargets', { Rule: 'orders', Targets });
    await events('PutRule', { Name: 'stranger', EventPattern: '{"source":["shop"]}' });
    await events('PutTargets', {
      Rule: 'stranger',
      Targets: [{ Id: 'a', Arn: lambda, Input: '"not let in"' }],
    });
    const Entries = [{ Source: 'shop', DetailType: 'Order', Detail: '{"from":"the rule"}' }];
    expect((await events('PutEvents', { Entries })).body).toMatchObject({ FailedEntryCount: 0 });

    const received = await receivedEvents(endpoint, 4);
    expect(received).toContainEqual({ from: 'the rule' });
    expect(received).toContainEqual({ who: 'the rule' });
    expect(received).toContainEqual(
      expect.objectContaining({ source: 'shop', 'detail-type': 'Order', detail: { from: 'the rule' } }),
    );
    expect(received).toContainEqual({
      Records: [
        expect.objectContaining({
          EventSource: 'aws:sns',
          Sns: expect.objectContaining({ TopicArn, Message: 'from the topic', Subject: null }) as unknown,
        }),
      ],
    });
    using calls = openNotExecutedCalls(endpoint.stateFolder);
    const what = calls.list().map(({ service, operation }) => `${service} ${operation}`);
    expect(what).toContain('SNS delivery by email');
    expect(what).toContain('EventBridge delivery to batch');
    const refused = `invocation of ${lambda}: its policy does not let events.amazonaws.com in`;
    expect(what).toContain(`EventBridge ${refused}`);
    expect(received).not.toContain('not let in');
  });

  test('a rule with a schedule sends its event at its minute, and one that is disabled sends nothing', async () => {
    const region = 'eu-central-1:111122223333';
    const sqs = async (operation: string, input: unknown) =>
      callJson(endpoint, 'sqs', { target: `AmazonSQS.${operation}`, input });
    const { QueueUrl } = (await sqs('CreateQueue', { QueueName: 'ticks' })).body;
    const events = async (operation: string, input: unknown) =>
      callJson(endpoint, 'events', { target: `AWSEvents.${operation}`, input });
    const queue = { Id: 'q', Arn: `arn:aws:sqs:${region}:ticks` };
    const pipeline = { Id: 'p', Arn: `arn:aws:codepipeline:${region}:none` };
    const rules = [
      ['tick', { ScheduleExpression: 'cron(0 8 * * ? *)' }, [queue, pipeline]],
      ['never', { ScheduleExpression: 'cron(0 8 * * ? *)', State: 'DISABLED' }, [queue]],
      ['other', { EventPattern: '{"source":["aws.events"]}' }, [queue]],
    ] as const;
    for (const [Name, rule, Targets] of rules) {
      expect(await events('PutRule', { Name, ...rule })).toMatchObject({ status: 200 });
      await events('PutTargets', { Rule: Name, Targets });
    }
    using sessions = openSessions(endpoint.stateFolder);
    using documents = new Documents(endpoint.stateFolder);
    using account = openAccount(endpoint.stateFolder);
    const ground = { url: endpoint.url, sessions, documents, account };
    const eight = Date.UTC(2027, 0, 1, 8);
    await fireRules(ground, eight - 60_000);
    await fireRules(ground, eight);
    const { Messages } = (await sqs('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 })).body;
    const bodies = (Messages as readonly { readonly Body: string }[]).map(
      ({ Body }) => JSON.parse(Body) as object,
    );
    expect(bodies).toEqual([
      expect.objectContaining({
        source: 'aws.events',
        'detail-type': 'Scheduled Event',
        time: '2027-01-01T08:00:00Z',
        resources: [`arn:aws:events:${region}:rule/tick`],
        detail: {},
      }),
    ]);
    await events('DisableRule', { Name: 'tick' });
    await fireRules(ground, eight);
    expect((await sqs('ReceiveMessage', { QueueUrl })).body).toEqual({});
  });

  test('users of Cognito sign up without a signature', async () => {
    const cognito = async (operation: string, input: unknown) => {
      const target = `AWSCognitoIdentityProviderService.${operation}`;
      return callJson(endpoint, 'cognito-idp', { target, input });
    };
    const { UserPool } = (await cognito('CreateUserPool', { PoolName: 'shop' })).body;
    const { Id: UserPoolId } = UserPool as { readonly Id: string };
    expect(UserPoolId).toMatch(/^eu-central-1_/);
    const { UserPoolClient } = (await cognito('CreateUserPoolClient', { UserPoolId, ClientName: 'web' }))
      .body;
    const { ClientId } = UserPoolClient as { readonly ClientId: string };
    const response = await fetch(endpoint.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.SignUp',
      },
      body: JSON.stringify({ ClientId, Username: 'ada', Password: 'Passw0rd!' }),
    });
    expect(response.status).toBe(200);
    expect((await cognito('AdminGetUser', { UserPoolId, Username: 'ada' })).status).toBe(200);
  });
});

/** It writes what it receives to its log. */
async function makeFunction(endpoint: TestEndpoint): Promise<void> {
  const call = lambdaApi(endpoint);
  const source = "export const handler = async (event) => console.log('EVENT ' + JSON.stringify(event));";
  expect((await call('POST functions', await nodeFunction('receive', source))).status).toBe(201);
  await whenSettled(call, 'receive');
}

async function receivedEvents(endpoint: TestEndpoint, count: number): Promise<readonly unknown[]> {
  for (;;) {
    const input = { logGroupName: '/aws/lambda/receive' };
    const { body } = await callJson(endpoint, 'logs', { target: 'Logs_20140328.FilterLogEvents', input });
    const lines = ((body['events'] ?? []) as readonly { readonly message: string }[]).flatMap(
      ({ message }) => {
        const text = /EVENT (\{.*\})/.exec(message)?.[1];
        return text === undefined ? [] : [JSON.parse(text) as unknown];
      },
    );
    if (lines.length >= count) return lines;
  }
}

async function read(endpoint: TestEndpoint, signingName: string, call = ''): Promise<number> {
  const [first = '', second = '{}'] = call.split(' ');
  if (first === 'GET') {
    const headers = signature(signingName, endpoint.credentials);
    return (await fetch(endpoint.url + second, { headers })).status;
  }
  if (!first.includes('.'))
    return (await callQuery(endpoint, signingName, { Action: first, Version: second })).status;
  return (await callJson(endpoint, signingName, { target: first, input: JSON.parse(second) as unknown }))
    .status;
}

async function dynamo(endpoint: TestEndpoint, operation: string, input: unknown) {
  return await callJson(endpoint, 'dynamodb', { target: `DynamoDB_20120810.${operation}`, input });
}
