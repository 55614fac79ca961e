// Log streams by CloudWatch Logs' API, and what is put into them.
import type { LogsApi } from '../../aws/operations/logs.ts';
import { defined } from '../../lib/defined.ts';
import { sizeOfEvent } from '../../state/log-groups/log-groups.ts';
import type { LogGroup, LogStream } from '../../state/log-groups/rows.ts';
import { pageOf } from '../page.ts';
import { takeLogs } from './take-logs.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { keepFilters } from './filters/follow-groups.ts';
import { onWrongToken } from './log-groups.ts';
import {
  arnOfGroup,
  groupNamed,
  groupOfReference,
  keptSince,
  logsOf,
  streamNamed,
  takeAllNewLines,
} from './stored-logs.ts';

type Op<N extends keyof LogsApi['operations']> = Operation<LogsApi, N>;
type Shapes = LogsApi['shapes'];

export const createLogStream: Op<'CreateLogStream'> = ({ logGroupName, logStreamName }, call) => {
  const group = groupNamed(call, logGroupName);
  if (!logsOf(call).createStream(group, logStreamName, { at: call.now }))
    throw refuse<LogsApi>('ResourceAlreadyExistsException', 'The specified log stream already exists');
  return {};
};

export const deleteLogStream: Op<'DeleteLogStream'> = ({ logGroupName, logStreamName }, call) => {
  logsOf(call).deleteStream(streamNamed(call, groupNamed(call, logGroupName), logStreamName));
  return {};
};

export const describeLogStreams: Op<'DescribeLogStreams'> = async (input, call) => {
  await takeLogs(call, logsOf(call));
  const { logStreamNamePrefix: prefix, orderBy = 'LogStreamName', descending = false } = input;
  if (orderBy === 'LastEventTime' && prefix !== undefined)
    throw refuse<LogsApi>(
      'InvalidParameterException',
      'Cannot order by LastEventTime with a logStreamNamePrefix.',
    );
  const group = groupOfReference(call, input);
  const found = logsOf(call)
    .streams(group)
    .filter(({ name }) => name.startsWith(prefix ?? ''));
  const streams = await takeAllNewLines(call, group, found);
  const keyOf = ({ name, lastAt = 0 }: LogStream) =>
    orderBy === 'LogStreamName' ? name : `${String(lastAt).padStart(16, '0')} ${name}`;
  const ordered = streams.map((stream) => ({ stream, key: keyOf(stream) }));
  ordered.sort((one, other) => (one.key < other.key ? -1 : 1));
  if (descending) ordered.reverse();
  // Pages go by place in a descending list: a token names a key that later ones are after.
  const keyed = ordered.map(({ stream, key }, place) => ({
    stream,
    key: descending ? String(place).padStart(9, '0') : key,
  }));
  const { items, next } = pageOf(keyed, {
    keyOf: ({ key }) => key,
    size: input.limit ?? 50,
    token: input.nextToken,
    onWrongToken,
  });
  return defined({
    logStreams: items.map(({ stream }) => describedStream(call, group, stream)),
    nextToken: next,
  });
};

function describedStream(
  call: ServiceCall,
  group: LogGroup,
  { id, name, createdAt, firstAt, lastAt, lastIngestedAt }: LogStream,
): Shapes['LogStream'] {
  return defined({
    logStreamName: name,
    creationTime: createdAt,
    firstEventTimestamp: firstAt,
    lastEventTimestamp: lastAt,
    lastIngestionTime: lastIngestedAt,
    uploadSequenceToken: sequenceToken(id),
    arn: `${arnOfGroup(call, group.name)}:log-stream:${name}`,
    // Since 2019 (API reference, LogStream).
    storedBytes: 0,
  });
}

/** AWS still gives one and ignores what comes back. */
const sequenceToken = (id: number) => String(id).padStart(56, '0');

const hour = 60 * 60 * 1000;
const mostBytes = 1_048_576;

/** API reference, PutLogEvents. */
export const putLogEvents: Op<'PutLogEvents'> = ({ logGroupName, logStreamName, logEvents }, call) => {
  const group = groupNamed(call, logGroupName);
  const stream = streamNamed(call, group, logStreamName);
  checkBatch(logEvents);
  const oldest = call.now - 14 * 24 * hour;
  const expired = keptSince(group, call.now);
  const newest = call.now + 2 * hour;
  const isTaken = ({ timestamp }: Shapes['InputLogEvent']) =>
    timestamp >= oldest && timestamp >= expired && timestamp <= newest;
  logsOf(call).append(stream, logEvents.filter(isTaken), { at: call.now, durability: 'on disk' });
  keepFilters(call.ground);
  const endBefore = (time: number) => {
    const count = logEvents.filter(({ timestamp }) => timestamp < time).length;
    return count === 0 ? undefined : count;
  };
  const tooNew = logEvents.findIndex(({ timestamp }) => timestamp > newest);
  const rejected = defined({
    tooNewLogEventStartIndex: tooNew < 0 ? undefined : tooNew,
    tooOldLogEventEndIndex: endBefore(oldest),
    expiredLogEventEndIndex:
      endBefore(Math.max(oldest, expired)) === endBefore(oldest) ? undefined : endBefore(expired),
  });
  return {
    nextSequenceToken: sequenceToken(stream.id),
    ...(Object.keys(rejected).length === 0 ? {} : { rejectedLogEventsInfo: rejected }),
  };
};

function checkBatch(events: readonly Shapes['InputLogEvent'][]): void {
  const bytes = events.reduce((sum, { message }) => sum + sizeOfEvent(message), 0);
  if (bytes > mostBytes)
    throw refuse<LogsApi>(
      'InvalidParameterException',
      `Upload too large: ${bytes} bytes exceeds limit of ${mostBytes}`,
    );
  const isOrdered = events.every(({ timestamp }, at) => timestamp >= (events[at - 1]?.timestamp ?? 0));
  if (!isOrdered)
    throw refuse<LogsApi>(
      'InvalidParameterException',
      'Log events in a single PutLogEvents request must be in chronological order.',
    );
  const [first, last] = [events[0]?.timestamp ?? 0, events.at(-1)?.timestamp ?? 0];
  if (last - first > 24 * hour)
    throw refuse<LogsApi>(
      'InvalidParameterException',
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
}
