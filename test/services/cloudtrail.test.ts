// CloudTrail: what is called becomes events, in the bucket of a trail, in its log group and in LookupEvents.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { serveEndpoint } from '../../src/endpoint/serve-endpoint.ts';
import { account, clientOf, openBucket, region, trail, type Answer, type Called } from '../rig/cloudtrail.ts';
import { callJson, callQuery, openTestEndpoint, userKeys } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

type Event = Readonly<Record<string, unknown>>;

async function started(endpoint: Called, more: object = {}): Promise<S3Client> {
  const s3 = await openBucket(endpoint, 'audit');
  const made = await trail(endpoint, 'CreateTrail', { Name: 'all-calls', S3BucketName: 'audit', ...more });
  expect(made).toMatchObject({ TrailARN: `arn:aws:cloudtrail:${region}:${account}:trail/all-calls` });
  await trail(endpoint, 'StartLogging', { Name: 'all-calls' });
  return s3;
}

interface Files {
  readonly keys: readonly string[];
  readonly events: readonly Event[];
}

async function filesIn(s3: S3Client): Promise<Files> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'audit' }));
  const keys = Contents.flatMap(({ Key }) => Key ?? []);
  const events: Event[] = [];
  for (const Key of keys) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'audit', Key }));
    const text = gunzipSync((await Body?.transformToByteArray()) ?? '').toString('utf8');
    events.push(...(JSON.parse(text) as { readonly Records: readonly Event[] }).Records);
  }
  return { keys, events };
}

/** Waits until the files have what is asked for. */
async function filesWith(s3: S3Client, isThere: (files: Files) => boolean): Promise<Files> {
  let files: Files = { keys: [], events: [] };
  await expect
    .poll(
      async () => {
        files = await filesIn(s3);
        return isThere(files);
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  return files;
}

async function eventsNamed(s3: S3Client, ...names: readonly string[]): Promise<Files> {
  return await filesWith(s3, ({ events }) =>
    names.every((name) => events.some(({ eventName }) => eventName === name)),
  );
}

/** Of a parameter: an event may be in any of the files. */
function ofParameter({ events }: Files, eventName: string, name: string): Event | undefined {
  return events.find(
    (event) =>
      event['eventName'] === eventName &&
      (event['requestParameters'] as { readonly name?: string } | null)?.name === name,
  );
}

function named({ events }: Files, name: string): Event {
  return events.find(({ eventName }) => eventName === name) ?? {};
}

// shows: S1-124
test('calls are in the bucket of a trail soon after, in AWS’s form and without what is secret', async () => {
  await using endpoint = await openTestEndpoint();
  const s3 = await started(endpoint);
  const ssm = new SSMClient(clientOf(endpoint));
  await ssm.send(
    new PutParameterCommand({ Name: '/token', Value: 'very-secret-text', Type: 'SecureString' }),
  );
  await ssm.send(new GetParameterCommand({ Name: '/none' })).catch(() => undefined);
  const sts = new STSClient(clientOf(endpoint));
  const role = { RoleArn: `arn:aws:iam::${account}:role/deploy`, RoleSessionName: 'one' };
  const { Credentials } = await sts.send(new AssumeRoleCommand(role));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  const session = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  const asRole = new SSMClient({ ...clientOf(endpoint), credentials: session });
  await asRole.send(new PutParameterCommand({ Name: '/plain', Value: 'x', Type: 'String' }));
  await asRole.send(new GetParameterCommand({ Name: '/plain' }));
  const files = await filesWith(
    s3,
    (all) =>
      ['/token', '/plain'].every((name) => ofParameter(all, 'PutParameter', name) !== undefined) &&
      ['/none', '/plain'].every((name) => ofParameter(all, 'GetParameter', name) !== undefined),
  );
  const day = new Date().getUTCFullYear();
  for (const key of files.keys)
    expect(key).toMatch(
      new RegExp(
        `^AWSLogs/${account}/CloudTrail/${region}/${day}/\\d\\d/\\d\\d/${account}_CloudTrail_${region}_\\d{8}T\\d{4}Z_[A-Za-z0-9]{16}\\.json\\.gz$`,
      ),
    );
  expect(ofParameter(files, 'PutParameter', '/token')).toMatchObject({
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', userName: 'slipway', accountId: account },
    eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
    eventSource: 'ssm.amazonaws.com',
    awsRegion: region,
    requestParameters: { name: '/token', type: 'SecureString', value: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    responseElements: { version: 1 },
    readOnly: false,
    managementEvent: true,
    eventType: 'AwsApiCall',
    eventCategory: 'Management',
    recipientAccountId: account,
  });
  expect(ofParameter(files, 'GetParameter', '/none')).toMatchObject({
    errorCode: 'ParameterNotFound',
    readOnly: true,
    responseElements: null,
  });
  const assumed = named(files, 'AssumeRole');
  expect(assumed).toMatchObject({
    requestParameters: { roleArn: role.RoleArn, roleSessionName: 'one' },
    responseElements: { credentials: { accessKeyId: AccessKeyId } },
  });
  expect(ofParameter(files, 'GetParameter', '/plain')).toMatchObject({
    userIdentity: {
      arn: `arn:aws:sts::${account}:assumed-role/deploy/one`,
      sessionContext: { sessionIssuer: { type: 'Role', arn: role.RoleArn, userName: 'deploy' } },
    },
  });
  const all = JSON.stringify(files.events);
  for (const secret of ['very-secret-text', SecretAccessKey, SessionToken]) expect(all).not.toContain(secret);
  expect(await trail(endpoint, 'GetTrailStatus', { Name: 'all-calls' })).toMatchObject({
    IsLogging: true,
    LatestDeliveryTime: expect.any(Number) as number,
  });
});

test('events whose file the process did not write are written by the next one, once', async () => {
  await using folder = await makeFolder();
  const stateFolder = join(folder.path, '.slipway');
  mkdirSync(stateFolder);
  const credentials = userKeys(stateFolder);
  const place = join(stateFolder, 'targets', '@endpoint');
  {
    await using first = await serveEndpoint(stateFolder, place);
    const called = { url: first.url, credentials };
    await started(called);
    for (const Name of ['/a', '/b'])
      await new SSMClient(clientOf(called)).send(
        new PutParameterCommand({ Name, Value: 'x', Type: 'String' }),
      );
  }
  await using second = await serveEndpoint(stateFolder, place);
  const s3 = new S3Client(clientOf({ url: second.url, credentials }));
  const { events } = await filesWith(s3, (all) =>
    ['/a', '/b'].every((name) => ofParameter(all, 'PutParameter', name) !== undefined),
  );
  const ids = events.filter(({ eventName }) => eventName === 'PutParameter').map(({ eventID }) => eventID);
  expect(new Set(ids).size).toBe(2);
  expect(ids).toHaveLength(2);
});

test('a trail keeps data events of the objects that its selectors name, and what it does not keep is not written', async () => {
  await using endpoint = await openTestEndpoint();
  const s3 = await started(endpoint);
  await s3.send(new CreateBucketCommand({ Bucket: 'shop' }));
  await s3.send(new PutObjectCommand({ Bucket: 'shop', Key: 'before', Body: 'x' }));
  const EventSelectors = [
    {
      ReadWriteType: 'WriteOnly',
      IncludeManagementEvents: false,
      DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::shop/'] }],
    },
  ];
  const put = await trail(endpoint, 'PutEventSelectors', { TrailName: 'all-calls', EventSelectors });
  expect(put).toMatchObject({ EventSelectors });
  expect(await trail(endpoint, 'GetTrail', { Name: 'all-calls' })).toMatchObject({
    Trail: { HasCustomEventSelectors: true, HomeRegion: region },
  });
  await s3.send(new PutObjectCommand({ Bucket: 'shop', Key: 'after', Body: 'x' }));
  await s3.send(new GetObjectCommand({ Bucket: 'shop', Key: 'after' }));
  const files = await eventsNamed(s3, 'PutObject');
  const data = files.events.filter(({ eventCategory }) => eventCategory === 'Data');
  expect(data).toMatchObject([
    {
      eventName: 'PutObject',
      requestParameters: { bucketName: 'shop', key: 'after' },
      resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::shop/after' }],
      managementEvent: false,
    },
  ]);
  await trail(endpoint, 'StopLogging', { Name: 'all-calls' });
  await s3.send(new PutObjectCommand({ Bucket: 'shop', Key: 'stopped', Body: 'x' }));
  await trail(endpoint, 'GetTrailStatus', { Name: 'all-calls' });
  expect(JSON.stringify((await filesIn(s3)).events)).not.toContain('"stopped"');
});

test('events are in the log group of a trail too', async () => {
  await using endpoint = await openTestEndpoint();
  const logs = async (operation: string, input: object) =>
    (await callJson(endpoint, 'logs', { target: `Logs_20140328.${operation}`, input })).body;
  await logs('CreateLogGroup', { logGroupName: 'audit' });
  await started(endpoint, {
    CloudWatchLogsLogGroupArn: `arn:aws:logs:${region}:${account}:log-group:audit:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/trail`,
  });
  await trail(endpoint, 'DescribeTrails', {});
  await expect
    .poll(async () => JSON.stringify(await logs('FilterLogEvents', { logGroupName: 'audit' })), {
      timeout: 20_000,
    })
    .toContain('DescribeTrails');
});

test('management events are looked up without a trail', async () => {
  await using endpoint = await openTestEndpoint();
  const ssm = new SSMClient(clientOf(endpoint));
  for (const Name of ['/a', '/b'])
    await ssm.send(new PutParameterCommand({ Name, Value: 'x', Type: 'String' }));
  const lookUp = async (input: object) =>
    (await trail(endpoint, 'LookupEvents', input)) as {
      readonly Events: readonly { readonly EventName: string; readonly CloudTrailEvent: string }[];
      readonly NextToken?: string;
    };
  const byName = { LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'PutParameter' }] };
  const first = await lookUp({ ...byName, MaxResults: 1 });
  expect(first.Events).toHaveLength(1);
  expect(first.Events[0]?.CloudTrailEvent).toContain('"name":"/b"');
  const next = await lookUp({ ...byName, MaxResults: 1, NextToken: first.NextToken });
  expect(next.Events[0]?.CloudTrailEvent).toContain('"name":"/a"');
  expect(next.NextToken).toBeUndefined();
  const none = await lookUp({ ...byName, EndTime: 1000 });
  expect(none.Events).toEqual([]);
});

test.each([
  [{ Name: 'a' }, /InvalidTrailName/, 'between 3 and 128'],
  [{ Name: 'a..b' }, /InvalidTrailName/, 'adjacent'],
  [{ S3BucketName: 'none' }, /S3BucketDoesNotExist/, 'S3 bucket none does not exist!'],
  [{ S3BucketName: 'closed' }, /InsufficientS3BucketPolicy/, 'policy is detected for bucket: closed'],
  [{ EnableLogFileValidation: true }, /UnsupportedOperation/, 'enableFileValidation: false'],
  [{ SnsTopicName: 'news' }, /UnsupportedOperation/, 'does not execute SnsTopicName'],
  [{ CloudWatchLogsLogGroupArn: 'arn:aws:logs:x:1:log-group:a:*' }, /InvalidParameterCombination/, 'role'],
  [{ Name: 'taken' }, /TrailAlreadyExists/, 'Trail taken already exists'],
])('CreateTrail with %j is refused', async (input, code, words) => {
  await using endpoint = await openTestEndpoint();
  const s3 = await openBucket(endpoint, 'audit');
  await s3.send(new CreateBucketCommand({ Bucket: 'closed' }));
  await trail(endpoint, 'CreateTrail', { Name: 'taken', S3BucketName: 'audit' });
  const refused = await trail(endpoint, 'CreateTrail', { Name: 'new', S3BucketName: 'audit', ...input });
  expect(refused['__type']).toMatch(code);
  expect(String(refused['message'] ?? refused['Message'])).toContain(words);
});

test('a trail of all regions is shown in each, changed at home alone, tagged, and deleted', async () => {
  await using endpoint = await openTestEndpoint();
  await started(endpoint, { IsMultiRegionTrail: true });
  const elsewhere = async (operation: string, input: object) => {
    const response = await fetch(endpoint.url, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${endpoint.credentials.accessKeyId}/20260101/us-west-2/cloudtrail/aws4_request, SignedHeaders=host, Signature=00`,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.${operation}`,
      },
      body: JSON.stringify(input),
    });
    return (await response.json()) as Answer;
  };
  expect(await elsewhere('DescribeTrails', {})).toMatchObject({
    trailList: [{ Name: 'all-calls', HomeRegion: region, IsMultiRegionTrail: true }],
  });
  expect(await elsewhere('DescribeTrails', { includeShadowTrails: false })).toEqual({ trailList: [] });
  const arn = `arn:aws:cloudtrail:${region}:${account}:trail/all-calls`;
  expect((await elsewhere('DeleteTrail', { Name: arn }))['__type']).toMatch(/InvalidHomeRegion/);
  await trail(endpoint, 'AddTags', { ResourceId: arn, TagsList: [{ Key: 'team', Value: 'ops' }] });
  expect(await trail(endpoint, 'ListTags', { ResourceIdList: [arn] })).toEqual({
    ResourceTagList: [{ ResourceId: arn, TagsList: [{ Key: 'team', Value: 'ops' }] }],
  });
  await trail(endpoint, 'RemoveTags', { ResourceId: arn, TagsList: [{ Key: 'team' }] });
  await trail(endpoint, 'DeleteTrail', { Name: 'all-calls' });
  expect((await trail(endpoint, 'GetTrail', { Name: 'all-calls' }))['__type']).toMatch(/TrailNotFound/);
});

test('a stack has a trail, changes what it keeps, and removes it', async () => {
  await using endpoint = await openTestEndpoint();
  const s3 = await openBucket(endpoint, 'audit');
  const stacks = new CloudFormationClient(clientOf(endpoint));
  const template = (ReadWriteType: string, IsLogging: boolean) =>
    JSON.stringify({
      Resources: {
        Trail: {
          Type: 'AWS::CloudTrail::Trail',
          Properties: {
            S3BucketName: 'audit',
            IsLogging,
            EventSelectors: [{ ReadWriteType, IncludeManagementEvents: true }],
            Tags: [{ Key: 'team', Value: 'ops' }],
          },
        },
      },
      Outputs: { Name: { Value: { Ref: 'Trail' } }, Arn: { Value: { 'Fn::GetAtt': ['Trail', 'Arn'] } } },
    });
  const settled = async (status: string) => {
    await expect
      .poll(
        async () =>
          (await stacks.send(new DescribeStacksCommand({ StackName: 'audit' }))).Stacks?.[0]?.StackStatus,
        { timeout: 20_000 },
      )
      .toBe(status);
    const { Stacks = [] } = await stacks.send(new DescribeStacksCommand({ StackName: 'audit' }));
    return Object.fromEntries(
      (Stacks[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
    );
  };
  await stacks.send(
    new CreateStackCommand({ StackName: 'audit', TemplateBody: template('WriteOnly', true) }),
  );
  const { Name, Arn } = await settled('CREATE_COMPLETE');
  expect(Arn).toBe(`arn:aws:cloudtrail:${region}:${account}:trail/${Name}`);
  await new SSMClient(clientOf(endpoint)).send(
    new PutParameterCommand({ Name: '/a', Value: 'x', Type: 'String' }),
  );
  await eventsNamed(s3, 'PutParameter');
  await stacks.send(
    new UpdateStackCommand({ StackName: 'audit', TemplateBody: template('ReadOnly', false) }),
  );
  await settled('UPDATE_COMPLETE');
  expect(await trail(endpoint, 'GetEventSelectors', { TrailName: Name })).toMatchObject({
    EventSelectors: [{ ReadWriteType: 'ReadOnly' }],
  });
  expect(await trail(endpoint, 'GetTrailStatus', { Name })).toMatchObject({ IsLogging: false });
  const bare = JSON.parse(template('ReadOnly', true)) as {
    readonly Resources: { readonly Trail: { readonly Properties: Record<string, unknown> } };
  };
  const { Properties } = bare.Resources.Trail;
  delete Properties['EventSelectors'];
  Properties['Tags'] = [{ Key: 'stage', Value: 'test' }];
  await stacks.send(new UpdateStackCommand({ StackName: 'audit', TemplateBody: JSON.stringify(bare) }));
  await expect
    .poll(async () => trail(endpoint, 'GetTrailStatus', { Name }), { timeout: 20_000 })
    .toMatchObject({ IsLogging: true });
  await settled('UPDATE_COMPLETE');
  expect(await trail(endpoint, 'GetEventSelectors', { TrailName: Name })).toMatchObject({
    EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
  });
  const listed = JSON.stringify(await trail(endpoint, 'ListTags', { ResourceIdList: [Arn] }));
  expect(listed).toContain('{"Key":"stage","Value":"test"}');
  expect(listed).not.toContain('team');
  await stacks.send(new DeleteStackCommand({ StackName: 'audit' }));
  await expect
    .poll(async () => (await trail(endpoint, 'DescribeTrails', {}))['trailList'], { timeout: 20_000 })
    .toEqual([]);
});

describe.skipIf((await missingMoto()) !== undefined)('a call that moto answers', () => {
  test('is an event with what it was asked, what it has made and why it was refused', async () => {
    await using endpoint = await openTestEndpoint();
    const s3 = await started(endpoint);
    const sqs = async (operation: string, input: object) =>
      callJson(endpoint, 'sqs', { target: `AmazonSQS.${operation}`, input });
    await sqs('CreateQueue', { QueueName: 'jobs' });
    await sqs('GetQueueUrl', { QueueName: 'none' });
    await callQuery(endpoint, 'ec2', {
      Action: 'CreateVpc',
      Version: '2016-11-15',
      CidrBlock: '10.0.0.0/16',
    });
    const files = await eventsNamed(s3, 'CreateQueue', 'GetQueueUrl', 'CreateVpc');
    expect(named(files, 'CreateQueue')).toMatchObject({
      eventSource: 'sqs.amazonaws.com',
      requestParameters: { queueName: 'jobs' },
      responseElements: { queueUrl: expect.stringContaining('/jobs') as string },
    });
    expect(named(files, 'GetQueueUrl')).toMatchObject({
      errorCode: expect.stringMatching(/DoesNotExist|NonExistent/) as string,
    });
    expect(named(files, 'CreateVpc')).toMatchObject({ requestParameters: { cidrBlock: '10.0.0.0/16' } });
  });
});
