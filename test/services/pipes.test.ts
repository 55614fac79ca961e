// EventBridge Pipes: what templates make of events, what a pipe may be, and the calls of its target.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parameterOf,
  transformed,
  wrongTemplate,
  type PipeContext,
} from '../../src/services/pipes/input-template.ts';
import { wrongParts } from '../../src/services/pipes/check-pipe.ts';
import { eventOfMessage, eventOfRecord } from '../../src/services/pipes/pipe-source.ts';
import { targetCalls } from '../../src/services/pipes/pipe-target.ts';
import type { PipeRecord } from '../../src/services/pipes/pipe-record.ts';
import type { JsonValue } from '../../src/lib/json-path.ts';

const here = 'eu-central-1:111122223333';
const role = 'arn:aws:iam::111122223333:role/pipes';
const arnOf = (service: string, resource: string) => `arn:aws:${service}:${here}:${resource}`;
const context: PipeContext = {
  'aws.pipes.pipe-arn': arnOf('pipes', 'pipe/orders'),
  'aws.pipes.pipe-name': 'orders',
  'aws.pipes.source-arn': arnOf('sqs', 'jobs'),
  'aws.pipes.enrichment-arn': '',
  'aws.pipes.target-arn': arnOf('sqs', 'done'),
  'aws.pipes.event.ingestion-time': '2027-01-01T08:00:00.000Z',
};
const message = (Body: string) =>
  eventOfMessage(
    { MessageId: 'm-1', ReceiptHandle: 'r', Body, MD5OfBody: 'x' },
    context['aws.pipes.source-arn'],
  );

describe('an input template', () => {
  const order = message('{"id":7,"name":"A \\"b\\"","items":[{"n":1},{"n":2}],"none":null}');
  test.each<readonly [string, JsonValue]>([
    ['{"id":<$.body.id>,"name":<$.body.name>}', { id: 7, name: 'A "b"' }],
    ['{"text":"order <$.body.id> of <$.body.name>"}', { text: 'order 7 of A "b"' }],
    ['{"body":<$.body.items>}', { body: [{ n: 1 }, { n: 2 }] }],
    ['{"first":<$.body.items[0].n>,"all":<$.body.items[*].n>}', { first: 1, all: [1, 2] }],
    ['{"items":"<$.body.items>"}', { items: '[{n:1},{n:2}]' }],
    ['{"missing":<$.body.other>,"kept":null}', { kept: null }],
    ['[<$.body.other>,[<$.body.none>]]', [[null]]],
    ['"missing: <$.body.other>"', 'missing: '],
    ['Order <$.body.id> of <$.body.name>', 'Order 7 of A "b"'],
    ['<$.messageId>', 'm-1'],
    [
      '{"pipe":<aws.pipes.pipe-name>,"of":"<aws.pipes.source-arn>"}',
      { pipe: 'orders', of: arnOf('sqs', 'jobs') },
    ],
    ['{"escaped":"\\"<$.body.id>\\""}', { escaped: '"7"' }],
  ])('%s', (template, expected) => expect(transformed(template, order, context)).toEqual(expected));

  test('has the event as a value and as a text', () => {
    const made = transformed('{"e":<aws.pipes.event.json>,"t":<aws.pipes.event>}', order, context);
    expect(made).toEqual({ e: order.decoded, t: JSON.stringify(order.given) });
  });

  test('gives the event itself when there is none', () => {
    expect(transformed(undefined, order, context)).toBe(order.given);
  });

  test('keeps whatever is in a body', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const event = message(JSON.stringify(body));
        expect(transformed('{"body":<$.body>}', event, context)).toEqual(
          JSON.parse(JSON.stringify({ body })),
        );
      }),
    );
  });

  test('takes a body that is no JSON as a text', () => {
    expect(transformed('{"body":<$.body>}', message('plain "text"'), context)).toEqual({
      body: 'plain "text"',
    });
  });

  test('with a path that is none is refused', () => {
    expect(wrongTemplate('{"a":<$.body[>}')).toMatch(/^<\$\.body\[>: /);
    expect(wrongTemplate('{"a":<$.body.id>,"b":<aws.pipes.pipe-name>}')).toBeUndefined();
  });

  test('and a parameter of a target may be a path', () => {
    expect([parameterOf('$.body.id', order), parameterOf('orders', order)]).toEqual(['7', 'orders']);
  });
});

test('a record of Kinesis is flat, and its data is read', () => {
  const data = Buffer.from('{"n":1}').toString('base64');
  const event = { kinesis: { partitionKey: 'k', data }, eventID: 's:1', eventSource: 'aws:kinesis' };
  const record = { sequenceNumber: '1', partitionKey: 'k', arrivedAt: 0, filterable: {}, event };
  expect(eventOfRecord(record)).toEqual({
    id: 's:1',
    given: { partitionKey: 'k', data, eventID: 's:1', eventSource: 'aws:kinesis' },
    decoded: { partitionKey: 'k', data: { n: 1 }, eventID: 's:1', eventSource: 'aws:kinesis' },
  });
});

describe('a pipe', () => {
  const given = { Source: arnOf('sqs', 'jobs'), Target: arnOf('sqs', 'done'), RoleArn: role };
  const stream = arnOf('dynamodb', 'table/t/stream/2027');
  const position = { StartingPosition: 'LATEST' } as const;
  test.each<readonly [object, readonly string[]]>([
    [{}, []],
    [
      { Source: arnOf('kafka', 'cluster/c/1'), Target: arnOf('batch', 'job-queue/q') },
      [
        'Slipway does not execute pipes from kafka on this machine',
        'Slipway does not execute pipes to batch on this machine',
      ],
    ],
    [{ Source: stream }, ['DynamoDBStreamParameters with a StartingPosition are required']],
    [{ Source: stream, SourceParameters: { DynamoDBStreamParameters: position } }, []],
    [
      { Source: arnOf('dynamodb', 'table/t') },
      [`${arnOf('dynamodb', 'table/t')} is not the ARN of a source`],
    ],
    [
      { SourceParameters: { DynamoDBStreamParameters: position } },
      [`DynamoDBStreamParameters is not for the source ${given.Source}`],
    ],
    [
      { SourceParameters: { FilterCriteria: { Filters: [{ Pattern: '{"a":1}' }] } } },
      ['Invalid filter pattern: {"a":1}'],
    ],
    [
      { Enrichment: arnOf('events', 'api-destination/d/1') },
      ['Slipway does not execute enrichments by events on this machine'],
    ],
    [
      { Enrichment: arnOf('lambda', 'function:f'), EnrichmentParameters: { HttpParameters: {} } },
      [`HttpParameters are not for the enrichment ${arnOf('lambda', 'function:f')}`],
    ],
    [
      { Target: arnOf('events', 'api-destination/d/1') },
      ['Slipway does not execute pipes to API destinations on this machine'],
    ],
    [
      { TargetParameters: { LambdaFunctionParameters: {} } },
      [`LambdaFunctionParameters is not for the target ${given.Target}`],
    ],
    [
      { TargetParameters: { SqsQueueParameters: { MessageGroupId: '$.[' } } },
      [expect.stringMatching(/^Invalid parameter of the target: /) as string],
    ],
    [{ RoleArn: 'pipes' }, ['pipes is not the ARN of a role']],
    [{ LogConfiguration: { Level: 'INFO' } }, ['Slipway does not execute logs of pipes on this machine']],
    [{ LogConfiguration: { Level: 'OFF' } }, []],
  ])('%j is refused for %j', (change, expected) => {
    expect(wrongParts({ ...given, ...change }).map((each) => each.message)).toEqual(expected);
  });
});

describe('the calls of a target', () => {
  const record = (service: string, resource: string, more: object = {}) =>
    ({
      Name: 'orders',
      Source: arnOf('sqs', 'jobs'),
      Target: arnOf(service, resource),
      ...more,
    }) as PipeRecord;
  const items = Array.from({ length: 12 }, (_, at) => {
    const event = message(`{"id":${at}}`);
    return { event, value: transformed('{"n":<$.body.id>}', event, context) };
  });

  test('of a queue are batches of ten, and name what was not taken', () => {
    const calls = targetCalls(
      items,
      record('sqs', 'done.fifo', {
        TargetParameters: { SqsQueueParameters: { MessageGroupId: '$.body.id' } },
      }),
    );
    expect(calls.map(({ from, count }) => [from, count])).toEqual([
      [0, 10],
      [10, 2],
    ]);
    expect(calls[1]?.call[2]['Entries']).toEqual([
      { Id: '0', MessageBody: '{"n":10}', MessageGroupId: '10' },
      { Id: '1', MessageBody: '{"n":11}', MessageGroupId: '11' },
    ]);
    expect(calls[1]?.notTaken({ Failed: [{ Id: '1', Message: 'full' }] })).toEqual({
      places: [1],
      why: 'full',
    });
    expect(calls[0]?.notTaken({ Successful: [], Failed: [] })).toBeUndefined();
  });

  test('of a bus have the names of the pipe, or those that its parameters say', () => {
    const first = items.slice(0, 1);
    const entryOf = (more: object) =>
      targetCalls(first, record('events', 'event-bus/default', more))[0]?.call[2]['Entries'];
    expect(entryOf({})).toEqual([
      {
        EventBusName: arnOf('events', 'event-bus/default'),
        Source: 'Pipe orders',
        DetailType: 'Event from aws:sqs',
        Detail: '{"n":0}',
      },
    ]);
    const EventBridgeEventBusParameters = {
      Source: 'shop',
      DetailType: '$.messageId',
      Resources: ['$.body.id'],
    };
    expect(entryOf({ TargetParameters: { EventBridgeEventBusParameters } })).toMatchObject([
      { Source: 'shop', DetailType: 'm-1', Resources: ['0'] },
    ]);
    const [call] = targetCalls(first, record('events', 'event-bus/default'));
    expect(call?.notTaken({ Entries: [{ ErrorCode: 'InternalFailure', ErrorMessage: 'no' }] })).toEqual({
      places: [0],
      why: 'InternalFailure: no',
    });
  });

  test.each<readonly [Readonly<Record<string, unknown>>, unknown]>([
    [{ Payload: Buffer.from('{}') }, undefined],
    [{ Payload: Buffer.from('"no report"') }, undefined],
    [{ Payload: Buffer.from('{"batchItemFailures":[]}') }, undefined],
    [
      { Payload: Buffer.from('{"batchItemFailures":[{"itemIdentifier":"m-2"}]}') },
      { ids: ['m-2'], why: 'The target has reported 1 failed items' },
    ],
    [
      { Payload: Buffer.from('{"batchItemFailures":[null]}') },
      { ids: [''], why: 'The target has reported 1 failed items' },
    ],
    [{ FunctionError: 'Unhandled', Payload: Buffer.from('{}') }, { why: 'The function has failed: {}' }],
  ])('of a function that has answered %o leave %o', (answer, expected) => {
    const [call] = targetCalls(items, record('lambda', 'function:f'));
    expect(call?.notTaken(answer)).toEqual(expected);
  });

  test('of a state machine that is waited for fail with its execution', () => {
    const [sync] = targetCalls(items, record('states', 'stateMachine:s'));
    expect(sync?.call[1]).toBe('StartSyncExecution');
    expect(sync?.notTaken({ status: 'FAILED', error: 'E', cause: 'c' })).toEqual({
      why: 'The execution has ended as FAILED: E: c',
    });
    const parameters = { StepFunctionStateMachineParameters: { InvocationType: 'FIRE_AND_FORGET' } };
    const [later] = targetCalls(items, record('states', 'stateMachine:s', { TargetParameters: parameters }));
    expect(later?.call[1]).toBe('StartExecution');
  });
});
