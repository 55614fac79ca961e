// A stream as it is read for someone: its shards and their records, by the API of Kinesis or of DynamoDB's streams, in the name of
// a role.
import { sendToEndpoint, type EndpointCaller } from '../../../account/call-aws.ts';
import { CallRefused } from '../../../aws/client/decode-response.ts';
import { defined } from '../../../lib/defined.ts';
import { parseArn } from '../../../model/arn.ts';
import type { StreamRecord } from './stream-batch.ts';

export interface Shard {
  readonly id: string;
  /** It is read to its end before this one. */
  readonly parentId?: string;
}

interface RecordsRead {
  readonly records: readonly StreamRecord[];
  /** Where to read on; undefined at the end of a shard that is closed. */
  readonly next?: string;
}

/** Every call rejects with CallRefused. */
export interface StreamSource {
  readonly shards: () => Promise<readonly Shard[]>;
  /** @param after a sequence number; from the oldest record on when it is absent */
  readonly iterator: (shardId: string, after: string | undefined) => Promise<string>;
  readonly read: (shardId: string, iterator: string, most: number) => Promise<RecordsRead>;
}

export interface StreamReader {
  /** Undefined without a role. */
  readonly caller: EndpointCaller | undefined;
  /** The ARN of the role. */
  readonly role: string | undefined;
}

type Json = Readonly<Record<string, unknown>>;
type Call = (operation: string, input: Json) => Promise<Json>;

/** Undefined for what is no stream. */
export function streamSource(reader: StreamReader, arn: string): StreamSource | undefined {
  switch (parseArn(arn)?.service) {
    case 'kinesis':
      return kinesis(arn, reader.role, calling(reader, 'Kinesis_20131202'));
    case 'dynamodb':
      return dynamoDb(arn, calling(reader, 'DynamoDBStreams_20120810'));
    default:
      return undefined;
  }
}

function calling({ caller }: StreamReader, target: string): Call {
  return async (operation, input) => {
    if (caller === undefined)
      throw new CallRefused('AccessDeniedException', 'There is no role to read with', 403);
    const response = await sendToEndpoint(caller, target.startsWith('Kinesis') ? 'kinesis' : 'dynamodb', {
      method: 'POST',
      path: '/',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${target}.${operation}` },
      body: JSON.stringify(input),
    });
    const answer = (await response.json()) as Json;
    if (response.ok) return answer;
    const code = (textOf(answer['__type']) ?? '').replace(/^.*#/, '');
    throw new CallRefused(code, textOf(answer['message'] ?? answer['Message']) ?? '', response.status);
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

function shardOf(shard: Json): Shard {
  return { id: String(shard['ShardId']), ...defined({ parentId: textOf(shard['ParentShardId']) }) };
}

function kinesis(arn: string, role: string | undefined, call: Call): StreamSource {
  const [, StreamName = ''] = parseArn(arn)?.resource.split('/') ?? [];
  const iterator = async (shardId: string, after: string | undefined): Promise<string> => {
    const from =
      after === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber: after };
    return String(
      (await call('GetShardIterator', { StreamName, ShardId: shardId, ...from }))['ShardIterator'],
    );
  };
  return {
    shards: async () => listOf((await call('ListShards', { StreamName }))['Shards']).map(shardOf),
    iterator,
    read: async (shardId, ShardIterator, Limit) => {
      const answer = await call('GetRecords', { ShardIterator, Limit });
      const records = listOf(answer['Records']).map((given): StreamRecord => {
        const { Data, PartitionKey, SequenceNumber, ApproximateArrivalTimestamp } = given;
        const sequenceNumber = String(SequenceNumber);
        const data = String(Data);
        return {
          sequenceNumber,
          partitionKey: String(PartitionKey),
          arrivedAt: Number(ApproximateArrivalTimestamp) * 1000,
          filterable: {
            partitionKey: PartitionKey,
            data: jsonIn(Buffer.from(data, 'base64').toString('utf8')),
          },
          event: {
            kinesis: {
              kinesisSchemaVersion: '1.0',
              partitionKey: PartitionKey,
              sequenceNumber,
              data,
              approximateArrivalTimestamp: ApproximateArrivalTimestamp,
            },
            eventSource: 'aws:kinesis',
            eventVersion: '1.0',
            eventID: `${shardId}:${sequenceNumber}`,
            eventName: 'aws:kinesis:record',
            invokeIdentityArn: role,
            awsRegion: parseArn(arn)?.region,
            eventSourceARN: arn,
          },
        };
      });
      return { records, ...defined({ next: textOf(answer['NextShardIterator']) }) };
    },
  };
}

function dynamoDb(StreamArn: string, call: Call): StreamSource {
  return {
    shards: async () => {
      const { StreamDescription } = await call('DescribeStream', { StreamArn });
      return listOf((StreamDescription as Json | undefined)?.['Shards']).map(shardOf);
    },
    iterator: async (ShardId, after) => {
      const from =
        after === undefined
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
      return String((await call('GetShardIterator', { StreamArn, ShardId, ...from }))['ShardIterator']);
    },
    read: async (_shardId, ShardIterator, Limit) => {
      const answer = await call('GetRecords', { ShardIterator, Limit });
      const records = listOf(answer['Records']).map((given): StreamRecord => {
        const change = given['dynamodb'] as Json;
        const event = { ...given, eventSourceARN: StreamArn };
        return {
          sequenceNumber: String(change['SequenceNumber']),
          // Changes of one item have one order.
          partitionKey: JSON.stringify(change['Keys'] ?? {}),
          arrivedAt: Number(change['ApproximateCreationDateTime']) * 1000,
          filterable: event,
          event,
        };
      });
      return { records, ...defined({ next: textOf(answer['NextShardIterator']) }) };
    },
  };
}

/** The text itself where it is no JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
