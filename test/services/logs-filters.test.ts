// Filters of log groups: what events become of, and that they are taken through filters as they come.
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { messagesOf, metricDataOf } from '../../src/services/logs/filters/filtered-events.ts';
import type { LogEvent } from '../../src/state/log-groups/rows.ts';
import { callJson, callQuery, openTestEndpoint } from '../rig/endpoint.ts';
import { callOf, openJsonService } from '../rig/json-service.ts';
import { missingMoto } from '../rig/moto.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

const missing = await missingMoto();
const at = Date.UTC(2027, 0, 1);
const event = (id: number, message: string, stream = 'one'): LogEvent => ({
  id,
  stream,
  timestamp: at + id,
  ingestedAt: at,
  message,
});
const metric = { metricName: 'm', metricNamespace: 'n', metricValue: '1' };
const datum = (id: number, Value: number, more: object = {}) => ({
  MetricName: 'm',
  Timestamp: new Date(at + id),
  Value,
  ...more,
});
const byRegion = { Dimensions: [{ Name: 'Region', Value: 'eu' }] };

interface Given {
  readonly pattern: string;
  readonly metricValue?: string;
  readonly defaultValue?: number;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly unit?: 'Milliseconds';
}

describe('the values of a metric filter', () => {
  test.each<readonly [string, Given, readonly string[], readonly unknown[]]>([
    [
      'count the events that match',
      { pattern: 'ERROR' },
      ['ERROR a', 'fine', 'ERROR b'],
      [datum(0, 1), datum(2, 1)],
    ],
    [
      'are taken from JSON',
      { pattern: '{ $.ms > 10 }', metricValue: '$.ms', unit: 'Milliseconds' },
      ['{"ms":12}', '{"ms":3}'],
      [datum(0, 12, { Unit: 'Milliseconds' })],
    ],
    [
      'are taken from fields',
      { pattern: '[ip, status = 5*, bytes]', metricValue: '$bytes' },
      ['1.2.3.4 500 17', '1.2.3.4 200 18'],
      [datum(0, 17)],
    ],
    [
      'are none where the value is no number',
      { pattern: '{ $.ms = * }', metricValue: '$.ms' },
      ['{"ms":"slow"}'],
      [],
    ],
    [
      'have the dimensions of their event',
      { pattern: '{ $.ok IS TRUE }', dimensions: { Region: '$.region' } },
      ['{"ok":true,"region":"eu"}', '{"ok":true}'],
      [datum(0, 1, byRegion)],
    ],
    [
      'are the default where nothing matches',
      { pattern: 'ERROR', defaultValue: 0 },
      ['fine'],
      [{ ...datum(0, 0), Timestamp: new Date(at) }],
    ],
    ['are nothing without a default', { pattern: 'ERROR' }, ['fine'], []],
    ['are no default without events', { pattern: 'ERROR', defaultValue: 0 }, [], []],
  ])('%s', (_title, { pattern: filterPattern, ...more }, messages, expected) => {
    const filter = { filterPattern, metricTransformations: [{ ...metric, ...more }] };
    const events = messages.map((message, id) => event(id, message));
    expect(metricDataOf(filter, events, at).flatMap(({ data }) => data)).toEqual(expected);
  });
});

test('a subscription has a message for each stream, with the fields of a pattern in brackets', () => {
  const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
  const filter = {
    place,
    logGroupName: 'g',
    filterName: 'f',
    filterPattern: '[level = ERROR, what]',
    creationTime: at,
    since: 0,
    destinationArn: '',
    distribution: 'ByLogStream' as const,
  };
  const events = [event(1, 'ERROR a'), event(2, 'INFO b'), event(3, 'ERROR c', 'two')];
  const sent = messagesOf(filter, events).map((text) => {
    const { awslogs } = JSON.parse(text) as { readonly awslogs: { readonly data: string } };
    return JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')).toString()) as unknown;
  });
  const about = {
    messageType: 'DATA_MESSAGE',
    owner: place.account,
    logGroup: 'g',
    subscriptionFilters: ['f'],
  };
  const seen = (id: number, what: string) => ({
    id: String(id).padStart(56, '0'),
    timestamp: at + id,
    message: `ERROR ${what}`,
    extractedFields: { level: 'ERROR', what },
  });
  expect(sent).toEqual([
    { ...about, logStream: 'one', logEvents: [seen(1, 'a')] },
    { ...about, logStream: 'two', logEvents: [seen(3, 'c')] },
  ]);
});

test('filters are put, tried, listed and deleted with their group', async () => {
  await using logs = await openJsonService('logs', 'Logs_20140328');
  const logGroupName = '/shop/api';
  await logs.call('CreateLogGroup', { logGroupName });
  const filter = { logGroupName, filterName: 'errors', filterPattern: 'ERROR' };
  const metricTransformations = [metric];
  expect(
    await logs.call('PutMetricFilter', { ...filter, filterPattern: '{ broken', metricTransformations }),
  ).toMatchObject({ status: 400, __type: 'InvalidParameterException' });
  const withBoth = [{ ...metric, defaultValue: 0, dimensions: { A: '$.a' } }];
  expect(await logs.call('PutMetricFilter', { ...filter, metricTransformations: withBoth })).toMatchObject({
    status: 400,
  });
  await logs.call('PutMetricFilter', { ...filter, metricTransformations });
  expect(
    (await logs.call('DescribeMetricFilters', { metricName: 'm', metricNamespace: 'n' }))['metricFilters'],
  ).toEqual([expect.objectContaining({ ...filter, metricTransformations })]);
  expect((await logs.call('DescribeLogGroups'))['logGroups']).toEqual([
    expect.objectContaining({ metricFilterCount: 1 }),
  ]);
  const tried = { filterPattern: '[ip, code = 5*]', logEventMessages: ['a 500', 'b 200'] };
  expect(await logs.call('TestMetricFilter', tried)).toEqual({
    matches: [{ eventNumber: 1, eventMessage: 'a 500', extractedValues: { $ip: 'a', $code: '500' } }],
  });
  const subscription = {
    ...filter,
    destinationArn: 'arn:aws:lambda:eu-central-1:111122223333:function:none',
  };
  expect(await logs.call('PutSubscriptionFilter', subscription)).toMatchObject({
    status: 400,
    message:
      'Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.',
  });
  await logs.call('DeleteLogGroup', { logGroupName });
  expect(await logs.call('DescribeMetricFilters')).toEqual({ metricFilters: [] });
});

const template = `
Resources:
  Group: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /shop/api}}
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: []}}}
  Reader:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: reader
      Runtime: nodejs22.x
      Handler: index.handler
      Role: !GetAtt Role.Arn
      Code:
        ZipFile: |
          const { gunzipSync } = require('node:zlib');
          exports.handler = async ({ awslogs }) => {
            const { logEvents } = JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')));
            for (const { message } of logEvents) console.log('read ' + message);
          };
  Permission:
    Type: AWS::Lambda::Permission
    Properties: {Action: lambda:InvokeFunction, FunctionName: !Ref Reader, Principal: logs.amazonaws.com}
  Subscription:
    Type: AWS::Logs::SubscriptionFilter
    DependsOn: Permission
    Properties: {LogGroupName: !Ref Group, FilterPattern: ERROR, DestinationArn: !GetAtt Reader.Arn}
  Errors:
    Type: AWS::Logs::MetricFilter
    Properties:
      FilterName: errors
      LogGroupName: !Ref Group
      FilterPattern: ERROR
      MetricTransformations: [{MetricName: Errors, MetricNamespace: Shop, MetricValue: "1"}]
`;

test.skipIf(missing !== undefined)(
  'a stack subscribes a function to a group, and counts its errors',
  async () => {
    await using endpoint = await openTestEndpoint();
    const given = { StackName: 'app', TemplateBody: template, 'Capabilities.member.1': 'CAPABILITY_IAM' };
    await callStacks(endpoint, 'CreateStack', given);
    const status = await ended(endpoint, 'app');
    expect([status, ...(await eventsOf(endpoint, 'app')).filter((each) => each.includes('_FAILED'))]).toEqual(
      ['CREATE_COMPLETE'],
    );
    const logs = callOf(endpoint, 'logs', 'Logs_20140328');
    const stream = { logGroupName: '/shop/api', logStreamName: 'one' };
    await logs('CreateLogStream', stream);
    const timestamp = Date.now();
    const messages = ['ERROR first', 'fine', 'ERROR second'];
    await logs('PutLogEvents', { ...stream, logEvents: messages.map((message) => ({ timestamp, message })) });
    const read = async () => {
      const input = { logGroupName: '/aws/lambda/reader', filterPattern: '"read ERROR"' };
      const { body } = await callJson(endpoint, 'logs', { target: 'Logs_20140328.FilterLogEvents', input });
      return ((body['events'] ?? []) as readonly unknown[]).length;
    };
    await expect.poll(read).toBe(2);
    const counted = async () => {
      const { text } = await callQuery(endpoint, 'monitoring', {
        Action: 'GetMetricStatistics',
        Version: '2010-08-01',
        Namespace: 'Shop',
        MetricName: 'Errors',
        StartTime: new Date(timestamp - 120_000).toISOString(),
        EndTime: new Date(timestamp + 120_000).toISOString(),
        Period: '3600',
        'Statistics.member.1': 'Sum',
      });
      return /<Sum>([\d.]+)<\/Sum>/.exec(text)?.[1];
    };
    await expect.poll(counted).toBe('2.0');
  },
);
