// A delivery stream of Firehose and the records that it has not delivered yet, as they are kept, of every Region in one list.
import type { FirehoseApi } from '../../aws/operations/firehose.ts';
import { formatArn } from '../../model/arn.ts';
import type { AwsPlace } from '../../model/place.ts';
import { documentsOf, type Keeping } from '../documents.ts';

type Shapes = FirehoseApi['shapes'];

/** Where records go, with what is not given filled in. */
export type Destination = Shapes['ExtendedS3DestinationConfiguration'] & {
  readonly BufferingHints: Required<Shapes['BufferingHints']>;
  readonly CompressionFormat: 'UNCOMPRESSED' | 'GZIP';
};

export interface StreamRecord {
  readonly name: string;
  readonly place: AwsPlace;
  readonly destination: Destination;
  readonly encryption?: Shapes['DeliveryStreamEncryptionConfigurationInput'];
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly changedAt: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** What one call has put. */
export interface PutRecords {
  readonly id: string;
  readonly stream: string;
  readonly at: number;
  /** In base64. */
  readonly data: readonly string[];
}

const streams = documentsOf<StreamRecord>('firehose/stream');
const records = documentsOf<PutRecords>('firehose/records');
/** The id of the last records of an object that a stream has begun to write. */
const objects = documentsOf<string>('firehose/object');

function everywhere({ ground, place }: Keeping): Keeping {
  return { ground, place: { ...place, region: '*' } };
}

const keyOf = ({ region }: AwsPlace, name: string) => `${region}/${name}`;

export function findStream(call: Keeping, name: string): StreamRecord | undefined {
  return streams.get(everywhere(call), keyOf(call.place, name));
}

/** Of every Region. */
export function allStreams(call: Keeping): readonly StreamRecord[] {
  return streams.list(everywhere(call));
}

/** Of every account. */
export function everyStream(ground: Keeping['ground']): readonly StreamRecord[] {
  return streams
    .places({ ground })
    .flatMap(({ account }) => allStreams({ ground, place: { account, region: '*', partition: 'aws' } }));
}

export function saveStream(call: Keeping, stream: StreamRecord): void {
  streams.put(everywhere(call), keyOf(stream.place, stream.name), stream);
}

/** @returns false when there is one of that name */
export function addStream(call: Keeping, stream: StreamRecord): boolean {
  return streams.add(everywhere(call), keyOf(stream.place, stream.name), stream);
}

/** With the records that it has not delivered. */
export function removeStream(call: Keeping, stream: StreamRecord): void {
  streams.remove(everywhere(call), keyOf(stream.place, stream.name));
  records.removeThrough(listOf(call, stream), afterAll);
  objects.remove(everywhere(call), keyOf(stream.place, stream.name));
}

/** After every id. */
const afterAll = '~';

/** Each stream has its records in a list of their own, in the order in which they came. */
function listOf({ ground }: Keeping, { place, name }: StreamRecord): Keeping {
  return { ground, place: { ...place, region: `${keyOf(place, name)}/records` } };
}

/** Those of the next object: the same until it is written, whatever comes meanwhile and whichever process writes it. */
export function nextRecords(call: Keeping, stream: StreamRecord): readonly PutRecords[] {
  const last = objects.get(everywhere(call), keyOf(stream.place, stream.name));
  const most = stream.destination.BufferingHints.SizeInMBs * mebibyte;
  let size = 0;
  return records.listUntil(listOf(call, stream), (each) => {
    size += sizeOf(each);
    return last === undefined ? size >= most : each.id >= last;
  });
}

/** Before anything of the object is written. */
export function beginObject(call: Keeping, stream: StreamRecord, last: PutRecords): void {
  objects.put(everywhere(call), keyOf(stream.place, stream.name), last.id);
}

/** It is written, or given up: nothing of it is kept any longer. */
export function endObject(call: Keeping, stream: StreamRecord, last: PutRecords): void {
  // In this order: an object without records is one that was written.
  records.removeThrough(listOf(call, stream), last.id);
  objects.remove(everywhere(call), keyOf(stream.place, stream.name));
}

const mebibyte = 1024 * 1024;

/** Bytes. */
export function sizeOf({ data }: Pick<PutRecords, 'data'>): number {
  return data.reduce((sum, each) => sum + Math.floor((each.length * 3) / 4), 0);
}

export function addRecords(call: Keeping, stream: StreamRecord, put: PutRecords): void {
  records.put(listOf(call, stream), put.id, put);
}

export function arnOfStream({ place, name }: Pick<StreamRecord, 'place' | 'name'>): string {
  const { partition, region, account } = place;
  return formatArn({ partition, service: 'firehose', region, account, resource: `deliverystream/${name}` });
}
