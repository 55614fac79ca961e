// Pipes of EventBridge at work: queues and streams whose events reach their targets, by the API and in a stack.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serveEndpoint } from '../../src/endpoint/serve-endpoint.ts';
import {
  callJson,
  callQuery,
  openTestEndpoint,
  signature,
  userKeys,
  type TestEndpoint,
} from '../rig/endpoint.ts';
import { makeFolder } from '../rig/temporary-folder.ts';
import { lambdaApi, nodeFunction, whenSettled } from '../rig/lambda-api.ts';
import { missingMoto } from '../rig/moto.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

const here = 'eu-central-1:111122223333';
const role = 'arn:aws:iam::111122223333:role/pipes';
const arnOf = (service: string, resource: string) => `arn:aws:${service}:${here}:${resource}`;

type Called = Pick<TestEndpoint, 'url' | 'credentials'>;

async function pipe(endpoint: Called, address: string, input?: object) {
  const [method = '', path = ''] = address.split(' ');
  const response = await fetch(`${endpoint.url}${path}`, {
    method,
    headers: { ...signature('pipes', endpoint.credentials), 'content-type': 'application/json' },
    ...(input === undefined ? {} : { body: JSON.stringify(input) }),
  });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

/** It can be called when it is there. */
async function makeFunction(endpoint: Called, name: string, source: string): Promise<void> {
  const call = lambdaApi(endpoint);
  await call('POST functions', await nodeFunction(name, source));
  await whenSettled(call, name);
}

describe.skipIf((await missingMoto()) !== undefined)('with moto', () => {
  function queuesOf(endpoint: Called) {
    const sqs = async (operation: string, input: object) =>
      (await callJson(endpoint, 'sqs', { target: `AmazonSQS.${operation}`, input })).body;
    const urlOf = (name: string) => `https://sqs.eu-central-1.amazonaws.com/111122223333/${name}`;
    const queue = async (QueueName: string, Attributes = {}) => sqs('CreateQueue', { QueueName, Attributes });
    const send = async (name: string, body: unknown) =>
      sqs('SendMessage', { QueueUrl: urlOf(name), MessageBody: JSON.stringify(body) });
    const seen: Record<string, string[]> = {};
    const bodies = async (name: string) => {
      const all = (seen[name] ??= []);
      const { Messages = [] } = await sqs('ReceiveMessage', {
        QueueUrl: urlOf(name),
        MaxNumberOfMessages: 10,
      });
      all.push(...(Messages as readonly { readonly Body: string }[]).map(({ Body }) => Body));
      return all.toSorted();
    };
    const left = async (name: string) => {
      const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
      const { Attributes } = await sqs('GetQueueAttributes', { QueueUrl: urlOf(name), AttributeNames });
      return Object.values(Attributes as Record<string, string>).map(Number);
    };
    return { queue, send, bodies, left };
  }

  async function open() {
    const endpoint = await openTestEndpoint();
    return { endpoint, ...queuesOf(endpoint), [Symbol.asyncDispose]: endpoint[Symbol.asyncDispose] };
  }

  test('a pipe filters a queue, has its messages enriched, transforms them and sends them on', async () => {
    await using opened = await open();
    const { endpoint, queue, send, bodies, left } = opened;
    await queue('jobs');
    await queue('done');
    const source =
      'export const handler = async (events) => events.filter(({ id }) => id > 1).map((event) => ({ ...event, price: event.id * 10 }));';
    await makeFunction(endpoint, 'price', source);
    const input = {
      Source: arnOf('sqs', 'jobs'),
      SourceParameters: {
        SqsQueueParameters: { BatchSize: 5 },
        FilterCriteria: { Filters: [{ Pattern: '{"body":{"kind":["order"]}}' }] },
      },
      Enrichment: arnOf('lambda', 'function:price'),
      EnrichmentParameters: { InputTemplate: '{"id":<$.body.id>}' },
      Target: arnOf('sqs', 'done'),
      TargetParameters: { InputTemplate: '{"order":<$.id>,"price":<$.price>}' },
      RoleArn: role,
    };
    for (const id of [1, 2, 3]) await send('jobs', { kind: 'order', id });
    await send('jobs', { kind: 'other', id: 4 });
    expect(await pipe(endpoint, 'POST /v1/pipes/orders', input)).toMatchObject({
      status: 200,
      body: { Arn: arnOf('pipes', 'pipe/orders'), CurrentState: 'CREATING', DesiredState: 'RUNNING' },
    });
    await expect.poll(() => bodies('done')).toEqual(['{"order":2,"price":20}', '{"order":3,"price":30}']);
    await expect.poll(() => left('jobs')).toEqual([0, 0]);
    expect((await pipe(endpoint, 'GET /v1/pipes/orders')).body).toMatchObject({
      ...input,
      CurrentState: 'RUNNING',
    });
    expect((await pipe(endpoint, 'POST /v1/pipes/orders', input)).status).toBe(409);
  });

  test('what a function reports as failed stays in the queue until it is a dead letter, and the rest is done', async () => {
    await using opened = await open();
    const { endpoint, queue, send, bodies, left } = opened;
    await queue('dead');
    const deadLetterTargetArn = arnOf('sqs', 'dead');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: '2' });
    await queue('jobs', { RedrivePolicy, VisibilityTimeout: '2' });
    const source = `export const handler = async (events) => ({
      batchItemFailures: events.filter(({ body }) => body.includes('bad')).map(({ messageId }) => ({ itemIdentifier: messageId })),
    });`;
    await makeFunction(endpoint, 'work', source);
    for (const word of ['good', 'bad']) await send('jobs', word);
    const Target = arnOf('lambda', 'function:work');
    await pipe(endpoint, 'POST /v1/pipes/work', { Source: arnOf('sqs', 'jobs'), Target, RoleArn: role });
    await expect.poll(() => bodies('dead')).toEqual(['"bad"']);
    await expect.poll(() => left('jobs')).toEqual([0, 0]);
    expect((await pipe(endpoint, 'GET /v1/pipes/work')).body['StateReason']).toBe(
      'PROBLEM: The target has reported 1 failed items',
    );
  });

  test('an API enriches what a topic is sent, and an execution what a delivery stream is', async () => {
    await using opened = await open();
    const { endpoint, queue, send, bodies } = opened;
    for (const name of ['jobs', 'posts', 'seen']) await queue(name);
    const TemplateBody = JSON.stringify({
      Resources: {
        Api: {
          Type: 'AWS::ApiGateway::RestApi',
          Properties: {
            Name: 'words',
            Body: {
              openapi: '3.0.1',
              info: { title: 'words', version: '1' },
              paths: {
                '/words/{id}': {
                  post: {
                    responses: { 200: { description: 'ok' } },
                    'x-amazon-apigateway-integration': {
                      type: 'mock',
                      requestTemplates: { 'application/json': '{"statusCode": 200}' },
                      responses: {
                        default: {
                          statusCode: '200',
                          responseTemplates: { 'application/json': '[{"word":"from the API"}]' },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
        Made: {
          Type: 'AWS::ApiGateway::Deployment',
          Properties: { RestApiId: { Ref: 'Api' }, StageName: 'live' },
        },
        Topic: {
          Type: 'AWS::SNS::Topic',
          Properties: {
            TopicName: 'words',
            Subscription: [{ Protocol: 'sqs', Endpoint: arnOf('sqs', 'seen') }],
          },
        },
        Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'words' } },
        Stream: {
          Type: 'AWS::KinesisFirehose::DeliveryStream',
          Properties: {
            DeliveryStreamName: 'words',
            S3DestinationConfiguration: {
              RoleARN: role,
              BucketARN: 'arn:aws:s3:::words',
              BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 0 },
            },
          },
        },
        Machine: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: {
            StateMachineName: 'words',
            StateMachineType: 'EXPRESS',
            RoleArn: role,
            Definition: {
              StartAt: 'Say',
              States: { Say: { Type: 'Pass', Result: [{ word: 'said' }], End: true } },
            },
          },
        },
      },
      Outputs: { Api: { Value: { Ref: 'Api' } } },
    });
    await callStacks(endpoint, 'CreateStack', { StackName: 'app', TemplateBody });
    expect(await ended(endpoint, 'app')).toBe('CREATE_COMPLETE');
    const api = (await callStacks(endpoint, 'DescribeStacks', { StackName: 'app' })).part('OutputValue');
    const bySqs = (name: string) => ({ Source: arnOf('sqs', name), RoleArn: role });
    await pipe(endpoint, 'POST /v1/pipes/topic', {
      ...bySqs('jobs'),
      Enrichment: arnOf('execute-api', `${api}/live/POST/words/*`),
      EnrichmentParameters: {
        HttpParameters: { PathParameterValues: ['a b'], QueryStringParameters: { q: '1' } },
      },
      Target: arnOf('sns', 'words'),
      TargetParameters: { InputTemplate: '<$.word>' },
    });
    await pipe(endpoint, 'POST /v1/pipes/stream', {
      ...bySqs('posts'),
      Enrichment: arnOf('states', 'stateMachine:words'),
      Target: arnOf('firehose', 'deliverystream/words'),
    });
    await send('jobs', 1);
    await send('posts', 2);
    const messages = async () =>
      (await bodies('seen')).map((body) => (JSON.parse(body) as { readonly Message: string }).Message);
    await expect.poll(messages).toEqual(['from the API']);
    const headers = signature('s3', endpoint.credentials);
    const listed = async () => await (await fetch(`${endpoint.url}/words?list-type=2`, { headers })).text();
    await expect.poll(listed).toContain('<Size>15</Size>');
  });

  test('an enrichment that fails leaves the messages where they are and is told', async () => {
    await using opened = await open();
    const { endpoint, queue, send, bodies, left } = opened;
    for (const name of ['one', 'two', 'done']) await queue(name);
    await makeFunction(endpoint, 'fails', 'export const handler = async () => { throw new Error("no"); };');
    const machine = { StartAt: 'No', States: { No: { Type: 'Fail', Error: 'Refused', Cause: 'why' } } };
    await callJson(endpoint, 'states', {
      target: 'AWSStepFunctions.CreateStateMachine',
      input: { name: 'fails', type: 'EXPRESS', roleArn: role, definition: JSON.stringify(machine) },
    });
    const given = { Target: arnOf('sqs', 'done'), RoleArn: role };
    const one = { ...given, Source: arnOf('sqs', 'one'), Enrichment: arnOf('lambda', 'function:fails') };
    const two = { ...given, Source: arnOf('sqs', 'two'), Enrichment: arnOf('states', 'stateMachine:fails') };
    await pipe(endpoint, 'POST /v1/pipes/one', one);
    await pipe(endpoint, 'POST /v1/pipes/two', two);
    await send('one', 1);
    await send('two', 2);
    const reason = async (name: string) =>
      (await pipe(endpoint, `GET /v1/pipes/${name}`)).body['StateReason'];
    await expect.poll(() => reason('one')).toMatch(/^PROBLEM: The enrichment has failed: .*"no"/);
    await expect.poll(() => reason('two')).toBe('PROBLEM: The enrichment has ended as FAILED: Refused: why');
    const total = async (name: string) => (await left(name)).reduce((sum, each) => sum + each, 0);
    expect([await bodies('done'), await total('one'), await total('two')]).toEqual([[], 1, 1]);
  });

  test('a bus has the events of a pipe, and its rules send them on', async () => {
    await using opened = await open();
    const { endpoint, queue, send, bodies } = opened;
    for (const name of ['jobs', 'seen']) await queue(name);
    const events = async (operation: string, input: object) =>
      await callJson(endpoint, 'events', { target: `AWSEvents.${operation}`, input });
    await events('PutRule', { Name: 'orders', EventPattern: '{"source":["shop"]}' });
    const Targets = [{ Id: 'q', Arn: arnOf('sqs', 'seen'), InputPath: '$.detail' }];
    await events('PutTargets', { Rule: 'orders', Targets });
    await pipe(endpoint, 'POST /v1/pipes/p', {
      Source: arnOf('sqs', 'jobs'),
      Target: arnOf('events', 'event-bus/default'),
      TargetParameters: {
        EventBridgeEventBusParameters: { Source: 'shop', DetailType: '$.body.kind' },
        InputTemplate: '{"order":<$.body.id>}',
      },
      RoleArn: role,
    });
    await send('jobs', { kind: 'order', id: 7 });
    await expect
      .poll(async () => (await bodies('seen')).map((body) => JSON.parse(body) as unknown))
      .toEqual([{ order: 7 }]);
  });

  test('a pipe is stopped, changed, started, tagged, listed and deleted', async () => {
    await using opened = await open();
    const { endpoint, queue, send, bodies } = opened;
    for (const name of ['jobs', 'first', 'second']) await queue(name);
    const given = { Source: arnOf('sqs', 'jobs'), Target: arnOf('sqs', 'first'), RoleArn: role };
    await pipe(endpoint, 'POST /v1/pipes/p', { ...given, DesiredState: 'STOPPED', Tags: { team: 'a' } });
    expect((await pipe(endpoint, 'POST /v1/pipes/p/stop')).status).toBe(409);
    const change = { Target: arnOf('sqs', 'second'), RoleArn: role, DesiredState: 'RUNNING' };
    expect((await pipe(endpoint, 'PUT /v1/pipes/p', change)).body['CurrentState']).toBe('UPDATING');
    await send('jobs', 1);
    await expect.poll(async () => (await bodies('second')).length).toBe(1);
    expect((await pipe(endpoint, 'POST /v1/pipes/p/stop')).body['CurrentState']).toBe('STOPPING');
    expect((await pipe(endpoint, 'GET /v1/pipes?CurrentState=STOPPED')).body['Pipes']).toMatchObject([
      { Name: 'p', Target: arnOf('sqs', 'second') },
    ]);
    expect((await pipe(endpoint, 'POST /v1/pipes/p/start')).body['CurrentState']).toBe('STARTING');
    const tags = `/tags/${encodeURIComponent(arnOf('pipes', 'pipe/p'))}`;
    await pipe(endpoint, `POST ${tags}`, { tags: { stage: 'test' } });
    await pipe(endpoint, `DELETE ${tags}?tagKeys=team`);
    expect((await pipe(endpoint, `GET ${tags}`)).body).toEqual({ tags: { stage: 'test' } });
    expect((await pipe(endpoint, 'DELETE /v1/pipes/p')).body['CurrentState']).toBe('DELETING');
    expect((await pipe(endpoint, 'GET /v1/pipes/p')).status).toBe(404);
  });

  test('a pipe whose source is not there, or whose role does not trust it, has failed and says why', async () => {
    await using opened = await open();
    const { endpoint, queue } = opened;
    for (const name of ['jobs', 'done']) await queue(name);
    const Statement = {
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    };
    await callQuery(endpoint, 'iam', {
      Version: '2010-05-08',
      Action: 'CreateRole',
      RoleName: 'other',
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [Statement] }),
    });
    const [missing, jobs] = [arnOf('sqs', 'none'), arnOf('sqs', 'jobs')];
    const Target = arnOf('sqs', 'done');
    await pipe(endpoint, 'POST /v1/pipes/missing', { Source: missing, Target, RoleArn: role });
    await pipe(endpoint, 'POST /v1/pipes/untrusted', {
      Source: jobs,
      Target,
      RoleArn: role.replace('pipes', 'other'),
    });
    const described = async (name: string) => (await pipe(endpoint, `GET /v1/pipes/${name}`)).body;
    expect(await described('missing')).toMatchObject({
      CurrentState: 'CREATE_FAILED',
      StateReason: expect.stringContaining(`The source ${missing} cannot be read`) as string,
    });
    expect(await described('untrusted')).toMatchObject({
      CurrentState: 'CREATE_FAILED',
      StateReason: expect.stringContaining(
        'pipes.amazonaws.com is not authorized to perform: sts:AssumeRole',
      ) as string,
    });
    await pipe(endpoint, 'PUT /v1/pipes/untrusted', { RoleArn: role });
    expect((await described('untrusted'))['CurrentState']).toBe('RUNNING');
  });

  test('a pipe goes on when the endpoint has been started again', async () => {
    await using folder = await makeFolder();
    const serve = async () => {
      const served = await serveEndpoint(folder.path, join(folder.path, 'targets', '@endpoint'));
      const endpoint = { url: served.url, credentials: userKeys(folder.path) };
      return {
        endpoint,
        ...queuesOf(endpoint),
        [Symbol.asyncDispose]: async () => served[Symbol.asyncDispose](),
      };
    };
    {
      await using first = await serve();
      for (const name of ['jobs', 'done']) await first.queue(name);
      const given = { Source: arnOf('sqs', 'jobs'), Target: arnOf('sqs', 'done'), RoleArn: role };
      const TargetParameters = { InputTemplate: '<$.body>' };
      await pipe(first.endpoint, 'POST /v1/pipes/p', { ...given, TargetParameters });
    }
    await using second = await serve();
    await second.send('jobs', 'later');
    await expect.poll(() => second.bodies('done')).toEqual(['later']);
  });

  test('changes of a table reach a log, and what is given up reaches the dead letters', async () => {
    await using opened = await open();
    const { endpoint, queue, bodies } = opened;
    const table = async (operation: string, input: object) =>
      (await callJson(endpoint, 'dynamodb', { target: `DynamoDB_20120810.${operation}`, input })).body;
    const logs = async (operation: string, input: object) =>
      (await callJson(endpoint, 'logs', { target: `Logs_20140328.${operation}`, input })).body;
    const { TableDescription } = await table('CreateTable', {
      TableName: 't',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    });
    const Source = String((TableDescription as Readonly<Record<string, unknown>>)['LatestStreamArn']);
    await logs('CreateLogGroup', { logGroupName: '/pipes/t' });
    await queue('dead');
    const stream = { StartingPosition: 'TRIM_HORIZON', MaximumRetryAttempts: 0 };
    const logged = {
      Source,
      SourceParameters: { DynamoDBStreamParameters: stream },
      Target: arnOf('logs', 'log-group:/pipes/t'),
      TargetParameters: {
        CloudWatchLogsParameters: { LogStreamName: 'changes' },
        InputTemplate: '<$.eventName> <$.dynamodb.NewImage.id.S>',
      },
      RoleArn: role,
    };
    expect((await pipe(endpoint, 'POST /v1/pipes/logged', logged)).status).toBe(200);
    const failing = {
      ...logged,
      SourceParameters: {
        DynamoDBStreamParameters: { ...stream, DeadLetterConfig: { Arn: arnOf('sqs', 'dead') } },
      },
      Target: arnOf('sqs', 'none'),
      TargetParameters: {},
    };
    await pipe(endpoint, 'POST /v1/pipes/failing', failing);
    for (const id of ['a', 'b']) await table('PutItem', { TableName: 't', Item: { id: { S: id } } });
    const messages = async () => {
      const { events = [] } = await logs('FilterLogEvents', { logGroupName: '/pipes/t' });
      return (events as readonly { readonly message: string }[]).map((each) => each.message).toSorted();
    };
    await expect.poll(messages).toEqual(['INSERT a', 'INSERT b']);
    await expect
      .poll(async () => JSON.parse((await bodies('dead'))[0] ?? '{}') as unknown)
      .toMatchObject({
        context: { partnerResourceArn: arnOf('pipes', 'pipe/failing'), condition: 'RetryAttemptsExhausted' },
        version: '1.0',
        DDBStreamBatchInfo: { streamArn: Source },
      });
  });

  test('a stack makes a pipe to a state machine, changes it and removes it', async () => {
    await using opened = await open();
    const { endpoint, send, bodies } = opened;
    const template = (word: string) => `
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}
  Done: {Type: AWS::SQS::Queue, Properties: {QueueName: done}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{Effect: Allow, Principal: {Service: [pipes.amazonaws.com, states.amazonaws.com]}, Action: 'sts:AssumeRole'}]
      Policies:
        - PolicyName: all
          PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Action: ['sqs:*', 'states:*'], Resource: '*'}]}
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineType: EXPRESS
      RoleArn: !GetAtt Role.Arn
      Definition:
        StartAt: Send
        States:
          Send:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage
            Parameters: {QueueUrl: !Ref Done, MessageBody.$: '$[0].word'}
            End: true
  Pipe:
    Type: AWS::Pipes::Pipe
    Properties:
      Name: words
      RoleArn: !GetAtt Role.Arn
      Source: !GetAtt Jobs.Arn
      SourceParameters: {SqsQueueParameters: {BatchSize: 1}}
      Target: !Ref Machine
      TargetParameters: {InputTemplate: '{"word": "${word} <$.body>"}'}
      Tags: {team: a}
Outputs:
  Arn: {Value: !GetAtt Pipe.Arn}
`;
    const given = { StackName: 'app', 'Capabilities.member.1': 'CAPABILITY_IAM' };
    await callStacks(endpoint, 'CreateStack', { ...given, TemplateBody: template('one') });
    expect([
      await ended(endpoint, 'app'),
      (await eventsOf(endpoint, 'app')).filter((each) => each.includes('_FAILED')),
    ]).toEqual(['CREATE_COMPLETE', []]);
    await send('jobs', 1);
    await expect.poll(() => bodies('done')).toEqual(['one 1']);
    await callStacks(endpoint, 'UpdateStack', { ...given, TemplateBody: template('two') });
    expect(await ended(endpoint, 'app')).toBe('UPDATE_COMPLETE');
    await send('jobs', 2);
    await expect.poll(() => bodies('done')).toEqual(['one 1', 'two 2']);
    expect((await pipe(endpoint, 'GET /v1/pipes/words')).body).toMatchObject({
      Tags: { team: 'a' },
      CurrentState: 'RUNNING',
    });
    const { part } = await callStacks(endpoint, 'DescribeStacks', { StackName: 'app' });
    await callStacks(endpoint, 'DeleteStack', { StackName: 'app' });
    expect(await ended(endpoint, part('StackId'))).toBe('DELETE_COMPLETE');
    expect((await pipe(endpoint, 'GET /v1/pipes/words')).status).toBe(404);
  });

  test('a stack with a pipe from a source that is not executed is refused before anything is made', async () => {
    await using opened = await open();
    const TemplateBody = JSON.stringify({
      Resources: {
        Queue: { Type: 'AWS::SQS::Queue' },
        Pipe: {
          Type: 'AWS::Pipes::Pipe',
          Properties: {
            RoleArn: role,
            Source: arnOf('kafka', 'cluster/c/1'),
            Target: { 'Fn::GetAtt': ['Queue', 'Arn'] },
          },
        },
      },
    });
    const answer = await callStacks(opened.endpoint, 'CreateStack', { StackName: 'app', TemplateBody });
    expect([answer.status, answer.part('Message')]).toEqual([
      400,
      expect.stringContaining('Slipway does not execute pipes from kafka on this machine'),
    ]);
  });
});
