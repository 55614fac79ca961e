// EventBridge Pipes: events of a queue or a stream, filtered, enriched, transformed and given to a target. Source: EventBridge Pipes
// API reference.
import type { PipesApi } from '../../aws/operations/pipes.ts';
import { defined } from '../../lib/defined.ts';
import { pageOf } from '../page.ts';
import { holdServiceCalls } from '../service-calls.ts';
import { refuse, type Operation, type Operations, type ServiceCall } from '../service.ts';
import { wrongParts } from './check-pipe.ts';
import {
  addPipe,
  allPipes,
  arnOfPipe,
  findPipe,
  removePipe,
  savePipe,
  type PipeRecord,
} from './pipe-record.ts';
import { resultOfPipe, sourceProblem, workOnPipes } from './run-pipes.ts';

type Op<N extends keyof PipesApi['operations']> = Operation<PipesApi, N>;
type Shapes = PipesApi['shapes'];

const createPipe: Op<'CreatePipe'> = async (input, call) => {
  const { Tags = {}, DesiredState = 'RUNNING', ...given } = input;
  refuseWrong(given);
  const record: PipeRecord = {
    ...given,
    DesiredState,
    CurrentState: DesiredState,
    place: call.place,
    createdAt: call.now,
    changedAt: call.now,
    tags: Tags,
  };
  if (findPipe(call, record.Name) !== undefined) throw exists(record.Name);
  const checked = await withState(call, record, 'CREATE_FAILED');
  if (!addPipe(call, checked)) throw exists(record.Name);
  workOnPipes(call.ground);
  return changed(checked, 'CREATING');
};

/** What is not given stays as it is, but for parameters: they are what is given. */
const updatePipe: Op<'UpdatePipe'> = async (input, call) => {
  const before = existing(call, input.Name);
  const { SourceParameters, ...given } = input;
  const { Enrichment, ...rest } = { ...before, ...given };
  const next = {
    ...rest,
    // An empty text takes it away.
    ...defined({ Enrichment: Enrichment === '' ? undefined : Enrichment }),
    ...defined({ SourceParameters: withSource(before.SourceParameters, SourceParameters) }),
    changedAt: call.now,
  };
  refuseWrong(next);
  const checked = await withState(call, next, 'UPDATE_FAILED');
  existing(call, input.Name);
  savePipe(call, checked);
  workOnPipes(call.ground);
  return changed(checked, 'UPDATING');
};

type SourceParameters = Shapes['PipeSourceParameters'];

/** Where a stream begins cannot be changed. */
function withSource(
  before: SourceParameters | undefined,
  given: Shapes['UpdatePipeSourceParameters'] | undefined,
): SourceParameters | undefined {
  if (given === undefined) return before;
  const { DynamoDBStreamParameters, KinesisStreamParameters, FilterCriteria, SqsQueueParameters, ...rest } =
    given;
  const dynamoDb = before?.DynamoDBStreamParameters;
  const kinesis = before?.KinesisStreamParameters;
  return {
    ...(rest as SourceParameters),
    ...defined({ FilterCriteria, SqsQueueParameters }),
    ...(dynamoDb === undefined
      ? {}
      : {
          DynamoDBStreamParameters: {
            StartingPosition: dynamoDb.StartingPosition,
            ...(DynamoDBStreamParameters ?? dynamoDb),
          },
        }),
    ...(kinesis === undefined
      ? {}
      : {
          KinesisStreamParameters: {
            StartingPosition: kinesis.StartingPosition,
            ...defined({ StartingPositionTimestamp: kinesis.StartingPositionTimestamp }),
            ...(KinesisStreamParameters ?? kinesis),
          },
        }),
  };
}

const deletePipe: Op<'DeletePipe'> = ({ Name }, call) => {
  const record = existing(call, Name);
  removePipe(call, record);
  workOnPipes(call.ground);
  return { ...changed(record, 'DELETING'), DesiredState: 'DELETED' };
};

const describePipe: Op<'DescribePipe'> = ({ Name }, call) => {
  const record = existing(call, Name);
  const { place: _place, createdAt: _created, changedAt: _changed, tags, SourceParameters, ...rest } = record;
  return {
    ...rest,
    ...defined({ SourceParameters: shownSource(SourceParameters), StateReason: reasonOf(record, call) }),
    Arn: arnOfPipe(record),
    Tags: tags,
    CreationTime: new Date(record.createdAt),
    LastModifiedTime: new Date(record.changedAt),
  };
};

/** With its moment as one. */
function shownSource(parameters: SourceParameters | undefined): SourceParameters | undefined {
  const { KinesisStreamParameters: kinesis } = parameters ?? {};
  if (kinesis?.StartingPositionTimestamp === undefined) return parameters;
  const StartingPositionTimestamp = new Date(kinesis.StartingPositionTimestamp);
  return { ...parameters, KinesisStreamParameters: { ...kinesis, StartingPositionTimestamp } };
}

/** Of a pipe that runs, the problem of its newest batch. */
function reasonOf(record: PipeRecord, call: ServiceCall): string | undefined {
  const result = record.CurrentState === 'RUNNING' ? resultOfPipe(call, record) : undefined;
  return result === undefined || result === 'OK' ? record.StateReason : result;
}

const listPipes: Op<'ListPipes'> = (input, call) => {
  const {
    NamePrefix = '',
    SourcePrefix = '',
    TargetPrefix = '',
    DesiredState,
    CurrentState,
    Limit = 100,
  } = input;
  const found = allPipes(call).filter(
    (each) =>
      each.place.region === call.place.region &&
      each.Name.startsWith(NamePrefix) &&
      each.Source.startsWith(SourcePrefix) &&
      each.Target.startsWith(TargetPrefix) &&
      (DesiredState ?? each.DesiredState) === each.DesiredState &&
      (CurrentState ?? each.CurrentState) === each.CurrentState,
  );
  const { items, next } = pageOf(found, {
    keyOf: ({ Name }) => Name,
    size: Limit,
    token: input.NextToken,
    onWrongToken: () => refuse<PipesApi>('ValidationException', 'Invalid NextToken.'),
  });
  const Pipes = items.map((record) => {
    const { Source, Target, Enrichment } = record;
    const StateReason = reasonOf(record, call);
    return {
      ...changed(record, record.CurrentState),
      Source,
      Target,
      ...defined({ Enrichment, StateReason }),
    };
  });
  return defined({ Pipes, NextToken: next });
};

const startPipe: Op<'StartPipe'> = async ({ Name }, call) => {
  const before = existing(call, Name);
  if (before.CurrentState === 'RUNNING') throw conflict(`Pipe ${Name} is already running.`);
  const next = { ...before, DesiredState: 'RUNNING' as const, changedAt: call.now };
  const checked = await withState(call, next, 'START_FAILED');
  existing(call, Name);
  savePipe(call, checked);
  workOnPipes(call.ground);
  return changed(checked, 'STARTING');
};

const stopPipe: Op<'StopPipe'> = ({ Name }, call) => {
  const before = existing(call, Name);
  if (before.CurrentState !== 'RUNNING') throw conflict(`Pipe ${Name} is not running.`);
  const { StateReason: _reason, ...rest } = before;
  const stopped = { ...rest, DesiredState: 'STOPPED', CurrentState: 'STOPPED', changedAt: call.now } as const;
  savePipe(call, stopped);
  workOnPipes(call.ground);
  return changed(stopped, 'STOPPING');
};

const tagResource: Op<'TagResource'> = ({ resourceArn, tags }, call) => {
  const record = ofArn(call, resourceArn);
  savePipe(call, { ...record, tags: { ...record.tags, ...tags } });
  return {};
};

const untagResource: Op<'UntagResource'> = ({ resourceArn, tagKeys }, call) => {
  const record = ofArn(call, resourceArn);
  const tags = Object.fromEntries(Object.entries(record.tags).filter(([key]) => !tagKeys.includes(key)));
  savePipe(call, { ...record, tags });
  return {};
};

const listTagsForResource: Op<'ListTagsForResource'> = ({ resourceArn }, call) => ({
  tags: ofArn(call, resourceArn).tags,
});

function changed<S extends Shapes['Pipe']['CurrentState']>(record: PipeRecord, CurrentState: S) {
  return {
    Arn: arnOfPipe(record),
    Name: record.Name,
    DesiredState: record.DesiredState,
    CurrentState,
    CreationTime: new Date(record.createdAt),
    LastModifiedTime: new Date(record.changedAt),
  };
}

function refuseWrong(given: Parameters<typeof wrongParts>[0]): void {
  const [wrong] = wrongParts(given);
  if (wrong !== undefined) throw refuse<PipesApi>('ValidationException', wrong.message);
}

/** A pipe that is to run and cannot be read has failed. */
async function withState(
  { ground }: ServiceCall,
  record: PipeRecord,
  failed: PipeRecord['CurrentState'],
): Promise<PipeRecord> {
  const { StateReason: _before, ...rest } = record;
  if (record.DesiredState === 'STOPPED') return { ...rest, CurrentState: 'STOPPED' };
  const { untrusted } = await holdServiceCalls(
    {
      roleArn: record.RoleArn,
      sessionName: 'slipway-pipes',
      service: 'pipes.amazonaws.com',
      sourceArn: arnOfPipe(record),
      region: record.place.region,
      rights: [],
      use: {},
    },
    ground,
  );
  const StateReason = untrusted ?? (await sourceProblem({ ground, place: record.place }, record));
  return StateReason === undefined
    ? { ...rest, CurrentState: 'RUNNING' }
    : { ...rest, CurrentState: failed, StateReason };
}

function exists(name: string) {
  return conflict(`Pipe ${name} already exists.`);
}

function conflict(message: string) {
  return refuse<PipesApi>('ConflictException', message);
}

function existing(call: ServiceCall, name: string): PipeRecord {
  const found = findPipe(call, name);
  if (found === undefined) throw refuse<PipesApi>('NotFoundException', `Pipe ${name} does not exist.`);
  return found;
}

function ofArn(call: ServiceCall, arn: string): PipeRecord {
  return existing(call, /:pipe\/([^/]+)$/.exec(arn)?.[1] ?? arn);
}

export const pipes: Operations<PipesApi> = {
  CreatePipe: createPipe,
  DeletePipe: deletePipe,
  DescribePipe: describePipe,
  ListPipes: listPipes,
  ListTagsForResource: listTagsForResource,
  StartPipe: startPipe,
  StopPipe: stopPipe,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdatePipe: updatePipe,
};
