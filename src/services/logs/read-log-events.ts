// Reading the events of one stream, or those of a group that match a pattern.
import type { LogsApi } from '../../aws/operations/logs.ts';
import { defined } from '../../lib/defined.ts';
import type { EventPosition, EventQuery, LogGroups } from '../../state/log-groups/log-groups.ts';
import type { LogEvent, LogStream } from '../../state/log-groups/rows.ts';
import { takeLogs } from './take-logs.ts';
import { refuse, type Operation } from '../service.ts';
import { parseFilterPattern } from './filter-pattern.ts';
import { onWrongToken } from './log-groups.ts';
import { groupOfReference, keptSince, logsOf, takeAllNewLines, takeNewLines } from './stored-logs.ts';

type Op<N extends keyof LogsApi['operations']> = Operation<LogsApi, N>;

/** API reference, GetLogEvents: a page has so many events, and so many bytes. */
const mostEvents = 10_000;
const mostBytes = 1_048_576;

/** `f/TIMESTAMP-ID/s`: what follows that event; `b/…`: what comes before it. The same token again is the end. */
export const getLogEvents: Op<'GetLogEvents'> = async (input, call) => {
  await takeLogs(call, logsOf(call));
  const group = groupOfReference(call, input);
  const stream = await takeNewLines(call, group, input.logStreamName);
  const { startTime = 0, endTime = Infinity, limit = mostEvents } = input;
  const token = input.nextToken === undefined ? undefined : tokenIn(input.nextToken);
  const isForward = token === undefined ? input.startFromHead === true : token.direction === 'forward';
  const found = logsOf(call).events({
    group: group.id,
    streams: [stream.id],
    from: Math.max(startTime, keptSince(group, call.now)),
    to: timeOf(endTime),
    ...defined({ after: token }),
    direction: isForward ? 'forward' : 'backward',
    limit,
  });
  const page = withinBytes(found);
  const events = isForward ? page : page.toReversed();
  const [first = token ?? noPosition, last = token ?? noPosition] = [events[0], events.at(-1)];
  return {
    events: events.map(({ timestamp, message, ingestedAt }) => ({
      timestamp,
      message,
      ingestionTime: ingestedAt,
    })),
    nextForwardToken: `f/${positionText(last)}/s`,
    nextBackwardToken: `b/${positionText(first)}/s`,
  };
};

const noPosition: EventPosition = { timestamp: 0, id: 0 };

function positionText({ timestamp, id }: EventPosition): string {
  return `${String(timestamp).padStart(16, '0')}${String(id).padStart(40, '0')}`;
}

function positionIn(text: string): EventPosition {
  return { timestamp: Number(text.slice(0, 16)), id: Number(text.slice(16)) };
}

function tokenIn(token: string): EventPosition & Pick<EventQuery, 'direction'> {
  const [, letter, digits = ''] = /^([fb])\/(\d{56})\/s$/.exec(token) ?? [];
  if (letter === undefined) throw onWrongToken();
  return { ...positionIn(digits), direction: letter === 'f' ? 'forward' : 'backward' };
}

/** SQLite compares whole numbers. */
const timeOf = (time: number) => Math.min(time, Number.MAX_SAFE_INTEGER);

function withinBytes(events: readonly LogEvent[]): readonly LogEvent[] {
  let bytes = 0;
  const end = events.findIndex(({ message }, place) => {
    bytes += Buffer.byteLength(message);
    return place > 0 && bytes > mostBytes;
  });
  return end === -1 ? events : events.slice(0, end);
}

export const filterLogEvents: Op<'FilterLogEvents'> = async (input, call) => {
  const { logStreamNames, logStreamNamePrefix: prefix, startTime = 0, endTime = Infinity } = input;
  if (logStreamNames !== undefined && prefix !== undefined)
    throw refuse<LogsApi>(
      'InvalidParameterException',
      'Only one of the parameters logStreamNames and logStreamNamePrefix may be specified.',
    );
  const test = parseFilterPattern(input.filterPattern ?? '');
  await takeLogs(call, logsOf(call));
  const group = groupOfReference(call, input);
  const logs = logsOf(call);
  const isAsked = ({ name }: LogStream) =>
    logStreamNames?.includes(name) ?? (prefix === undefined || name.startsWith(prefix));
  const streams = await takeAllNewLines(call, group, logs.streams(group).filter(isAsked));
  if (logStreamNames?.some((name) => !streams.some((each) => each.name === name)) === true)
    throw refuse<LogsApi>('ResourceNotFoundException', 'The specified log stream does not exist.');
  const query: EventQuery = {
    group: group.id,
    ...(logStreamNames === undefined && prefix === undefined ? {} : { streams: streams.map(({ id }) => id) }),
    from: Math.max(startTime, keptSince(group, call.now)),
    to: timeOf(endTime) + 1,
    ...(input.nextToken === undefined ? {} : { after: filterToken(input.nextToken) }),
    direction: input.startFromHead === false ? 'backward' : 'forward',
    limit: scannedAtOnce,
  };
  const { events, next } = matching(logs, query, { test, limit: input.limit ?? mostEvents });
  return defined({
    events: events.map((event) => ({
      logStreamName: event.stream,
      timestamp: event.timestamp,
      message: event.message,
      ingestionTime: event.ingestedAt,
      eventId: positionText(event),
    })),
    searchedLogStreams: [],
    nextToken: next === undefined ? undefined : Buffer.from(positionText(next)).toString('base64url'),
  });
};

function filterToken(token: string): EventPosition {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (!/^\d{56}$/.test(text)) throw onWrongToken();
  return positionIn(text);
}

const scannedAtOnce = 2000;
/** A page ends after so many events although it is not full, as AWS's do. */
const scannedOfPage = 100_000;

interface Matching {
  readonly test: (message: string) => boolean;
  readonly limit: number;
}

interface MatchedPage {
  readonly events: readonly LogEvent[];
  /** What was looked at last, when there is more. */
  readonly next?: EventPosition;
}

function matching(logs: LogGroups, query: EventQuery, { test, limit }: Matching): MatchedPage {
  const events: LogEvent[] = [];
  let bytes = 0;
  let after = query.after;
  for (let scanned = 0; scanned < scannedOfPage; scanned += query.limit) {
    const found = logs.events({ ...query, ...defined({ after }) });
    for (const event of found) {
      if (test(event.message)) {
        const isFull = events.length === limit || (events.length > 0 && bytes > mostBytes);
        if (isFull) return defined({ events, next: after });
        bytes += Buffer.byteLength(event.message);
        events.push(event);
      }
      after = { timestamp: event.timestamp, id: event.id };
    }
    if (found.length < query.limit) return { events };
  }
  return defined({ events, next: after });
}
