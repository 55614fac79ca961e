// Firehose: delivery streams that put records into buckets. Source: Firehose API reference.
import { randomUUID } from 'node:crypto';
import type { FirehoseApi } from '../../aws/operations/firehose.ts';
import { defined } from '../../lib/defined.ts';
import { holdServiceCalls } from '../service-calls.ts';
import { refuse, type Operation, type Operations, type ServiceCall } from '../service.ts';
import { wrongDestination, wrongStream, type WrongStream } from './check-stream.ts';
import { wakeStream } from './deliver.ts';
import {
  addRecords,
  addStream,
  allStreams,
  arnOfStream,
  findStream,
  removeStream,
  saveStream,
  type Destination,
  type StreamRecord,
} from './stream-record.ts';

type Op<N extends keyof FirehoseApi['operations']> = Operation<FirehoseApi, N>;
type Shapes = FirehoseApi['shapes'];

const createDeliveryStream: Op<'CreateDeliveryStream'> = async (input, call) => {
  const {
    DeliveryStreamName: name,
    Tags = [],
    DeliveryStreamEncryptionConfigurationInput: encryption,
  } = input;
  refuseWrong(wrongStream(input));
  const given = input.ExtendedS3DestinationConfiguration ?? input.S3DestinationConfiguration;
  if (given === undefined) throw invalid('Exactly one destination configuration is supported for a Firehose');
  const stream: StreamRecord = {
    name,
    place: call.place,
    destination: destinationOf(given),
    version: 1,
    createdAt: call.now,
    changedAt: call.now,
    tags: tagsOf(Tags),
    ...defined({ encryption }),
  };
  await mustTrust(call, stream);
  if (!addStream(call, stream)) throw inUse(stream);
  return { DeliveryStreamARN: arnOfStream(stream) };
};

/** API reference, BufferingHints. */
const usualBuffer = { SizeInMBs: 5, IntervalInSeconds: 300 };

function destinationOf(given: Shapes['ExtendedS3DestinationConfiguration']): Destination {
  refuseWrong(wrongDestination(given));
  return {
    EncryptionConfiguration: { NoEncryptionConfig: 'NoEncryption' },
    CloudWatchLoggingOptions: { Enabled: false },
    S3BackupMode: 'Disabled',
    ...given,
    BufferingHints: { ...usualBuffer, ...given.BufferingHints },
    // Another one is refused.
    CompressionFormat: given.CompressionFormat === 'GZIP' ? 'GZIP' : 'UNCOMPRESSED',
  };
}

/** The role of the destination must trust Firehose. */
async function mustTrust({ ground }: ServiceCall, stream: StreamRecord): Promise<void> {
  const { RoleARN } = stream.destination;
  const { untrusted } = await holdServiceCalls(
    {
      roleArn: RoleARN,
      sessionName: 'slipway-firehose',
      service: 'firehose.amazonaws.com',
      sourceArn: arnOfStream(stream),
      region: stream.place.region,
      rights: [],
      use: {},
    },
    ground,
  );
  if (untrusted !== undefined)
    throw invalid(`Firehose is unable to assume role ${RoleARN}. Please check the role provided.`);
}

/** What is not given stays as it was. */
const updateDestination: Op<'UpdateDestination'> = async (input, call) => {
  const before = ofVersion(call, input);
  refuseWrong(wrongStream(input));
  if (input.DestinationId !== destinationId) throw invalid(`Destination Id ${input.DestinationId} not found`);
  const { S3BackupUpdate, ...given } = {
    S3BackupUpdate: undefined,
    ...input.S3DestinationUpdate,
    ...input.ExtendedS3DestinationUpdate,
  };
  if (S3BackupUpdate !== undefined)
    throw invalid('Slipway does not execute the backup of source records on this machine');
  const destination = destinationOf({ ...before.destination, ...given });
  await mustTrust(call, { ...before, destination });
  // It may have been changed or deleted in the meantime.
  const { tags } = ofVersion(call, input);
  const next = { ...before, tags, destination, version: before.version + 1, changedAt: call.now };
  saveStream(call, next);
  wakeStream(call.ground, before);
  return {};
};

/** Refuses another version than the one that the caller knows. */
function ofVersion(call: ServiceCall, input: Shapes['UpdateDestinationInput']): StreamRecord {
  const found = existing(call, input.DeliveryStreamName);
  if (input.CurrentDeliveryStreamVersionId !== String(found.version))
    throw refuse<FirehoseApi>(
      'ConcurrentModificationException',
      `Cannot update firehose: ${found.name} since the current version id: ${found.version} and specified version id: ${input.CurrentDeliveryStreamVersionId} do not match`,
    );
  return found;
}

const destinationId = 'destinationId-000000000001';

const describeDeliveryStream: Op<'DescribeDeliveryStream'> = ({ DeliveryStreamName }, call) => {
  const stream = existing(call, DeliveryStreamName);
  const { destination, encryption } = stream;
  const EncryptionConfiguration = destination.EncryptionConfiguration ?? {
    NoEncryptionConfig: 'NoEncryption',
  };
  const { S3BackupConfiguration: _backup, ...shown } = { ...destination, EncryptionConfiguration };
  const { RoleARN, BucketARN, Prefix, ErrorOutputPrefix, BufferingHints, CompressionFormat } = shown;
  const inS3 = { RoleARN, BucketARN, BufferingHints, CompressionFormat, EncryptionConfiguration };
  return {
    DeliveryStreamDescription: {
      DeliveryStreamName,
      DeliveryStreamARN: arnOfStream(stream),
      DeliveryStreamStatus: 'ACTIVE',
      DeliveryStreamType: 'DirectPut',
      DeliveryStreamEncryptionConfiguration:
        encryption === undefined ? { Status: 'DISABLED' } : { ...encryption, Status: 'ENABLED' },
      VersionId: String(stream.version),
      CreateTimestamp: new Date(stream.createdAt),
      LastUpdateTimestamp: new Date(stream.changedAt),
      Destinations: [
        {
          DestinationId: destinationId,
          S3DestinationDescription: {
            ...inS3,
            ...defined({
              Prefix,
              ErrorOutputPrefix,
              CloudWatchLoggingOptions: shown.CloudWatchLoggingOptions,
            }),
          },
          ExtendedS3DestinationDescription: shown,
        },
      ],
      HasMoreDestinations: false,
    },
  };
};

const deleteDeliveryStream: Op<'DeleteDeliveryStream'> = ({ DeliveryStreamName }, call) => {
  const stream = existing(call, DeliveryStreamName);
  removeStream(call, stream);
  wakeStream(call.ground, stream);
  return {};
};

const listDeliveryStreams: Op<'ListDeliveryStreams'> = (input, call) => {
  const {
    Limit = 10,
    ExclusiveStartDeliveryStreamName: after = '',
    DeliveryStreamType = 'DirectPut',
  } = input;
  const names = allStreams(call)
    .filter(({ place }) => place.region === call.place.region && DeliveryStreamType === 'DirectPut')
    .map(({ name }) => name)
    .filter((name) => name > after);
  return { DeliveryStreamNames: names.slice(0, Limit), HasMoreDeliveryStreams: names.length > Limit };
};

const putRecord: Op<'PutRecord'> = ({ DeliveryStreamName, Record }, call) => {
  const [RecordId = ''] = put(call, DeliveryStreamName, [Record]);
  return { RecordId, Encrypted: false };
};

const putRecordBatch: Op<'PutRecordBatch'> = ({ DeliveryStreamName, Records }, call) => {
  const ids = put(call, DeliveryStreamName, Records);
  return { FailedPutCount: 0, Encrypted: false, RequestResponses: ids.map((RecordId) => ({ RecordId })) };
};

let puts = 0;

/** On disk when it returns. */
function put(call: ServiceCall, name: string, records: readonly Shapes['Record'][]): readonly string[] {
  const stream = existing(call, name);
  const data = records.map(({ Data }) => Buffer.from(Data).toString('base64'));
  puts += 1;
  // In the order in which they came, also of one millisecond.
  const id = `${call.now}-${String(puts).padStart(12, '0')}-${randomUUID()}`;
  const taken = { id, stream: name, at: call.now, data };
  addRecords(call, stream, taken);
  wakeStream(call.ground, stream, taken);
  return data.map((_, at) => `${id}-${at}`);
}

const tagDeliveryStream: Op<'TagDeliveryStream'> = ({ DeliveryStreamName, Tags }, call) => {
  const stream = existing(call, DeliveryStreamName);
  saveStream(call, { ...stream, tags: { ...stream.tags, ...tagsOf(Tags) } });
  return {};
};

const untagDeliveryStream: Op<'UntagDeliveryStream'> = ({ DeliveryStreamName, TagKeys }, call) => {
  const stream = existing(call, DeliveryStreamName);
  const tags = Object.fromEntries(Object.entries(stream.tags).filter(([key]) => !TagKeys.includes(key)));
  saveStream(call, { ...stream, tags });
  return {};
};

const listTagsForDeliveryStream: Op<'ListTagsForDeliveryStream'> = (input, call) => {
  const { DeliveryStreamName, ExclusiveStartTagKey: after = '', Limit = 50 } = input;
  const all = Object.entries(existing(call, DeliveryStreamName).tags)
    .map(([Key, Value]) => ({ Key, Value }))
    .toSorted((a, b) => (a.Key < b.Key ? -1 : 1))
    .filter(({ Key }) => Key > after);
  return { Tags: all.slice(0, Limit), HasMoreTags: all.length > Limit };
};

function tagsOf(tags: readonly Shapes['Tag'][]): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key, Value = '' }) => [Key, Value]));
}

function refuseWrong(wrong: WrongStream | undefined): void {
  if (wrong !== undefined) throw invalid(wrong.message);
}

function invalid(message: string) {
  return refuse<FirehoseApi>('InvalidArgumentException', message);
}

function inUse({ name, place }: StreamRecord) {
  const message = `Firehose ${name} under accountId ${place.account} already exists`;
  return refuse<FirehoseApi>('ResourceInUseException', message);
}

function existing(call: ServiceCall, name: string): StreamRecord {
  const found = findStream(call, name);
  if (found !== undefined) return found;
  const message = `Firehose ${name} under account ${call.place.account} not found.`;
  throw refuse<FirehoseApi>('ResourceNotFoundException', message);
}

export const firehose: Operations<FirehoseApi> = {
  CreateDeliveryStream: createDeliveryStream,
  DeleteDeliveryStream: deleteDeliveryStream,
  DescribeDeliveryStream: describeDeliveryStream,
  ListDeliveryStreams: listDeliveryStreams,
  ListTagsForDeliveryStream: listTagsForDeliveryStream,
  PutRecord: putRecord,
  PutRecordBatch: putRecordBatch,
  TagDeliveryStream: tagDeliveryStream,
  UntagDeliveryStream: untagDeliveryStream,
  UpdateDestination: updateDestination,
};
