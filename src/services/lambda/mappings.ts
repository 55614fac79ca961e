// Event source mappings: which queue or stream calls a function. Queues of SQS, streams of Kinesis and those of DynamoDB's tables
// are read here; what else a mapping may read is kept and given back, and says that it is not executed.
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { isFailed } from '../../lib/result.ts';
import { formatArn, parseArn } from '../../model/arn.ts';
import { parsePattern } from '../../model/events/event-pattern.ts';
import { pageOf } from '../page.ts';
import { refuse, type Ground, type Operations, type ServiceCall } from '../service.ts';
import { callingAsFunction } from './calling-as-function.ts';
import { findLatest, qualified, type FunctionRecord } from './function-record.ts';
import { lambdaOf } from './lambda-ground.ts';
import { arnOfFunction, conflict, invalid, ownerOf, referenceOf, type Op, type Shapes } from './names.ts';
import type { PolledMapping } from './queue-batch.ts';
import { pollQueueForFunction } from './queue-of-function.ts';
import { Queue } from './queue.ts';
import {
  pollStreamForFunction,
  readerAsFunction,
  type StreamOfFunction,
} from './streams/stream-of-function.ts';
import { streamSource } from './streams/stream-source.ts';

type Mapping = Shapes['EventSourceMappingConfiguration'];

/** Dates are milliseconds there. */
interface KeptMapping extends Readonly<Record<string, unknown>> {
  readonly UUID: string;
  readonly EventSourceArn?: string;
  readonly FunctionArn: string;
  readonly State: 'Enabled' | 'Disabled';
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly startingAt?: number;
}

const createEventSourceMapping: Op<'CreateEventSourceMapping'> = async (input, call) => {
  const { EventSourceArn, Enabled = true, Tags, FunctionName, StartingPositionTimestamp, ...given } = input;
  const reference = referenceOf({ FunctionName }, call.place);
  if (findLatest(call, reference.name) === undefined) throw invalid('Function does not exist');
  const record = qualified(call, reference);
  const FunctionArn = arnOfFunction(reference, call.place);
  checkSource(input);
  checkAlone(EventSourceArn, FunctionArn, call);
  if (serviceOf(EventSourceArn) === 'sqs') await checkQueue(EventSourceArn ?? '', record, call);
  else await checkStream(EventSourceArn ?? '', record, call);
  const kept: KeptMapping = {
    ...defaultsOf(EventSourceArn),
    ...given,
    ...defined({ EventSourceArn, Tags }),
    ...(StartingPositionTimestamp === undefined ? {} : { startingAt: StartingPositionTimestamp.getTime() }),
    UUID: newId(),
    FunctionArn,
    State: Enabled ? 'Enabled' : 'Disabled',
    createdAt: call.now,
    modifiedAt: call.now,
  };
  save(kept, call);
  workOnMappings(call.ground);
  return describeMapping(kept, call, 'Creating');
};

function serviceOf(arn: string | undefined): string | undefined {
  return arn === undefined ? undefined : parseArn(arn)?.service;
}

/** @throws AwsError */
function checkSource(
  input: Pick<
    Shapes['CreateEventSourceMappingRequest'],
    'EventSourceArn' | 'StartingPosition' | 'BatchSize' | 'MaximumBatchingWindowInSeconds' | 'FilterCriteria'
  >,
): void {
  const service = serviceOf(input.EventSourceArn);
  if (input.EventSourceArn !== undefined && service === undefined)
    throw invalid('Unrecognized event source.');
  if ((service === 'kinesis' || service === 'dynamodb') && input.StartingPosition === undefined)
    throw invalid(
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    );
  if (service === 'dynamodb' && input.StartingPosition === 'AT_TIMESTAMP')
    throw invalid(`Unsupported starting position for arn type: ${input.EventSourceArn}`);
  const { BatchSize = 10, MaximumBatchingWindowInSeconds = 0 } = input;
  if (service === 'sqs' && BatchSize > 10 && MaximumBatchingWindowInSeconds === 0)
    throw invalid(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  for (const { Pattern } of input.FilterCriteria?.Filters ?? [])
    if (!isPattern(Pattern ?? '')) throw invalid('Invalid filter pattern definition.');
}

function isPattern(text: string): boolean {
  try {
    return !isFailed(parsePattern(JSON.parse(text)));
  } catch {
    return false;
  }
}

function checkAlone(source: string | undefined, FunctionArn: string, call: ServiceCall): void {
  const same = all(call).find(
    (each) => each.EventSourceArn === source && each.FunctionArn === FunctionArn && source !== undefined,
  );
  if (same === undefined) return;
  const { name } = referenceOf({ FunctionName: FunctionArn }, call.place);
  throw conflict(
    serviceOf(source) === 'sqs'
      ? `An event source mapping with SQS arn (" ${source} ") and function (" ${name} ") already exists. Please update or delete the existing mapping with UUID ${same.UUID}`
      : `The event source arn (" ${source} ") and function (" ${name} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${same.UUID}`,
  );
}

/** @throws AwsError */
async function checkQueue(source: string, record: FunctionRecord, call: ServiceCall): Promise<void> {
  const arn = parseArn(source);
  if (arn === undefined) return;
  try {
    const visible = await new Queue(callingAsFunction(call, record), arn).visibilityTimeout();
    const { timeout } = record.values;
    if (visible < timeout)
      throw invalid(
        `Queue visibility timeout: ${visible} seconds is less than Function timeout: ${timeout} seconds`,
      );
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    const isMissing = /NonExistentQueue|QueueDoesNotExist/.test(error.code);
    throw invalid(
      isMissing
        ? 'Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.'
        : `Error occurred while ReceiveMessage. SQS Error Code: ${error.code}. SQS Error Message: ${error.message}`,
    );
  }
}

/** @throws AwsError when it is a stream that cannot be read */
async function checkStream(source: string, record: FunctionRecord, call: ServiceCall): Promise<void> {
  try {
    await streamSource(readerAsFunction(call, record), source)?.shards();
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    if (error.code === 'ResourceNotFoundException') throw invalid(`Stream not found: ${source}`);
    throw invalid(
      `Cannot access stream ${source}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM. (${error.code}: ${error.message})`,
    );
  }
}

function defaultsOf(source: string | undefined): Mapping {
  switch (serviceOf(source)) {
    case 'sqs':
      return { BatchSize: 10, MaximumBatchingWindowInSeconds: 0, FunctionResponseTypes: [] };
    case 'kinesis':
    case 'dynamodb':
      return {
        BatchSize: 100,
        BisectBatchOnFunctionError: false,
        DestinationConfig: { OnFailure: {} },
        MaximumRecordAgeInSeconds: -1,
        MaximumRetryAttempts: -1,
        ParallelizationFactor: 1,
        TumblingWindowInSeconds: 0,
        MaximumBatchingWindowInSeconds: 0,
        FunctionResponseTypes: [],
      };
    default:
      return { BatchSize: 100, MaximumBatchingWindowInSeconds: 0 };
  }
}

function ownerOfMappings({ place }: Pick<ServiceCall, 'place'>): string {
  return ownerOf('', place);
}

function save(kept: KeptMapping, call: ServiceCall): void {
  lambdaOf(call).store.put('mapping', { owner: ownerOfMappings(call), name: kept.UUID }, kept);
}

function all(call: ServiceCall): readonly KeptMapping[] {
  return lambdaOf(call)
    .store.list('mapping', ownerOfMappings(call))
    .map(({ content }) => content as KeptMapping);
}

/** @param state that of a change that is not complete */
function describeMapping(kept: KeptMapping, call: ServiceCall, state?: string): Mapping {
  const { modifiedAt, createdAt: _createdAt, startingAt, Tags: _tags, ...members } = kept;
  const isQueue = serviceOf(kept.EventSourceArn) === 'sqs';
  const why = whyNotRead(kept);
  const last = lambdaOf(call).mappingResults.get(kept.UUID);
  const { partition, region, account } = call.place;
  const resource = `event-source-mapping:${kept.UUID}`;
  return {
    ...members,
    State: state ?? kept.State,
    StateTransitionReason: isQueue ? 'USER_INITIATED' : 'User action',
    LastModified: new Date(modifiedAt),
    EventSourceMappingArn: formatArn({ partition, service: 'lambda', region, account, resource }),
    ...(startingAt === undefined ? {} : { StartingPositionTimestamp: new Date(startingAt) }),
    ...(why === undefined
      ? defined({ LastProcessingResult: last })
      : { LastProcessingResult: `PROBLEM: ${why}` }),
  };
}

/** Undefined for a mapping that is executed here. */
function whyNotRead({ EventSourceArn }: KeptMapping): string | undefined {
  if (!['sqs', 'kinesis', 'dynamodb'].includes(serviceOf(EventSourceArn) ?? ''))
    return 'Slipway reads only queues of SQS and streams of Kinesis and DynamoDB for functions on this machine';
  return undefined;
}

/** @throws AwsError */
function existing({ UUID }: { readonly UUID: string }, call: ServiceCall): KeptMapping {
  const found = lambdaOf(call).store.get('mapping', ownerOfMappings(call), UUID);
  if (found !== undefined) return found as KeptMapping;
  throw refuse<LambdaApi>('ResourceNotFoundException', 'The resource you requested does not exist.');
}

const getEventSourceMapping: Op<'GetEventSourceMapping'> = (input, call) =>
  describeMapping(existing(input, call), call);

const listEventSourceMappings: Op<'ListEventSourceMappings'> = (input, call) => {
  const { EventSourceArn, FunctionName, Marker, MaxItems = 100 } = input;
  const functionArn =
    FunctionName === undefined
      ? undefined
      : arnOfFunction(referenceOf({ FunctionName }, call.place), call.place);
  const wanted = all(call).filter(
    (each) =>
      (EventSourceArn === undefined || each.EventSourceArn === EventSourceArn) &&
      (functionArn === undefined || each.FunctionArn === functionArn),
  );
  const { items, next } = pageOf(wanted, {
    keyOf: ({ UUID }) => UUID,
    size: Math.min(MaxItems, 100),
    token: Marker,
    onWrongToken: () => invalid('The provided marker is invalid.'),
  });
  const EventSourceMappings = items.map((each) => describeMapping(each, call));
  return next === undefined ? { EventSourceMappings } : { EventSourceMappings, NextMarker: next };
};

const updateEventSourceMapping: Op<'UpdateEventSourceMapping'> = (input, call) => {
  const before = existing(input, call);
  const { Enabled, FunctionName, UUID: _uuid, ...given } = input;
  checkSource({ ...(before as Mapping), ...given });
  const reference = FunctionName === undefined ? undefined : referenceOf({ FunctionName }, call.place);
  if (reference !== undefined) qualified(call, reference);
  const State = Enabled === undefined ? before.State : Enabled ? 'Enabled' : 'Disabled';
  const kept: KeptMapping = {
    ...before,
    ...given,
    ...(reference === undefined ? {} : { FunctionArn: arnOfFunction(reference, call.place) }),
    State,
    modifiedAt: call.now,
  };
  save(kept, call);
  workOnMappings(call.ground);
  const isSwitched = State !== before.State;
  return describeMapping(
    kept,
    call,
    isSwitched ? (State === 'Enabled' ? 'Enabling' : 'Disabling') : 'Updating',
  );
};

const deleteEventSourceMapping: Op<'DeleteEventSourceMapping'> = (input, call) => {
  const found = existing(input, call);
  const { store } = lambdaOf(call);
  store.together(() => {
    store.remove('mapping', ownerOfMappings(call), found.UUID);
    store.removeAllOf(found.UUID);
  });
  workOnMappings(call.ground);
  return describeMapping(found, call, 'Deleting');
};

/** Reads the queues and streams of all enabled mappings as they are now, and no others. Returns at once. */
export function workOnMappings(ground: Ground): void {
  const { store, pollers, mappingResults } = lambdaOf({ ground });
  const wanted = new Map(
    store
      .all('mapping')
      .map(({ owner, content }) => [String(content['UUID']), { owner, kept: content as KeptMapping }]),
  );
  const ending = new Map<string, Promise<void>>();
  for (const [uuid, poller] of pollers) {
    const { kept } = wanted.get(uuid) ?? {};
    if (kept?.State === 'Enabled' && kept.modifiedAt === poller.modifiedAt) continue;
    poller.controller.abort();
    ending.set(uuid, poller.over);
    pollers.delete(uuid);
  }
  for (const [uuid, { owner, kept }] of wanted) {
    if (kept.State !== 'Enabled' || pollers.has(uuid) || whyNotRead(kept) !== undefined) continue;
    const controller = new AbortController();
    const [account = '', region = ''] = owner.split('/');
    const partition = parseArn(kept.FunctionArn)?.partition ?? 'aws';
    const where = { ground, place: { partition, account, region } };
    const polling = {
      signal: controller.signal,
      onResult: (text: string) => mappingResults.set(uuid, text),
    };
    const over =
      serviceOf(kept.EventSourceArn) === 'sqs'
        ? pollQueueForFunction(where, kept as unknown as PolledMapping, polling)
        : pollStreamAfter(ending.get(uuid), where, kept as unknown as StreamOfFunction, polling);
    pollers.set(uuid, { controller, over, modifiedAt: kept.modifiedAt });
  }
}

/** A shard has one reader at a time. */
async function pollStreamAfter(
  ending: Promise<void> | undefined,
  ...polled: Parameters<typeof pollStreamForFunction>
): Promise<void> {
  await ending;
  await pollStreamForFunction(...polled);
}

export const mappings = {
  CreateEventSourceMapping: createEventSourceMapping,
  DeleteEventSourceMapping: deleteEventSourceMapping,
  GetEventSourceMapping: getEventSourceMapping,
  ListEventSourceMappings: listEventSourceMappings,
  UpdateEventSourceMapping: updateEventSourceMapping,
} satisfies Operations<LambdaApi>;
