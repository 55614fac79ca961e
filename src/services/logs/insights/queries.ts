// Queries of CloudWatch Logs Insights by its API: each is executed in the background, and its results are kept.
import { randomUUID } from 'node:crypto';
import type { LogsApi } from '../../../aws/operations/logs.ts';
import { defined } from '../../../lib/defined.ts';
import { sizeOfEvent } from '../../../state/log-groups/log-groups.ts';
import type { LogGroup } from '../../../state/log-groups/rows.ts';
import { documentsOf } from '../../documents.ts';
import { pageInOrder } from '../../page.ts';
import { refuse, type Operation, type Operations, type ServiceCall } from '../../service.ts';
import { onWrongToken } from '../log-groups.ts';
import { groupNamed, keptSince, logsOf, nameOfGroup, takeAllNewLines } from '../stored-logs.ts';
import { takeLogs } from '../take-logs.ts';
import { rowOf } from './event-row.ts';
import { foundEvents, pointedAt } from './found-events.ts';
import { parseQuery } from './parse-query.ts';
import { openQuery, type ResultField } from './run-query.ts';
import { QueryMistake } from './tokens.ts';

type Op<N extends keyof LogsApi['operations']> = Operation<LogsApi, N>;
type Shapes = LogsApi['shapes'];

interface StoredQuery {
  readonly queryId: string;
  readonly queryString: string;
  readonly groups: readonly string[];
  /** Milliseconds since the epoch; `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly createTime: number;
  readonly status: Shapes['QueryInfo']['status'];
  readonly statistics?: Shapes['QueryStatistics'];
  readonly queryDuration?: number;
}

const stored = documentsOf<StoredQuery>('logs/query');

/** By the ID of their query. They are large: only who asks for them reads them. */
const resultsOf = documentsOf<readonly (readonly ResultField[])[]>('logs/query-results');

const wrong = (message: string) => refuse<LogsApi>('InvalidParameterException', message);

/** API reference, GetQueryResults: results are there for seven days. */
const keptMs = 7 * 24 * 60 * 60 * 1000;

/** CloudWatch Logs quotas: log groups of a query; results of one. */
const mostGroups = 50;
const mostResults = 10_000;

const startQuery: Op<'StartQuery'> = async (input, call) => {
  const { queryString, queryLanguage = 'CWLI', startTime, endTime, limit = mostResults } = input;
  if (queryLanguage !== 'CWLI') throw wrong(`Slipway does not execute queries in ${queryLanguage}`);
  if (endTime < startTime) throw wrong('The end time of the query is before its start time.');
  checkQuery(queryString, call.now);
  const groups = groupsOf(input, call);
  removeOld(call);
  const query: StoredQuery = {
    queryId: randomUUID(),
    queryString,
    groups: groups.map(({ name }) => name),
    from: milliseconds(startTime),
    to: milliseconds(endTime) + (isSeconds(endTime) ? 1000 : 1),
    limit,
    createTime: call.now,
    status: 'Running',
  };
  await takeLogs(call, logsOf(call));
  for (const group of groups) await takeAllNewLines(call, group, logsOf(call).streams(group));
  stored.put(call, query.queryId, query);
  runningOf(call).start(query, call);
  return { queryId: query.queryId };
};

function removeOld(call: ServiceCall): void {
  for (const { queryId, createTime } of stored.list(call)) {
    if (createTime >= call.now - keptMs) continue;
    resultsOf.remove(call, queryId);
    stored.remove(call, queryId);
  }
}

/** In seconds, or as other operations have it in milliseconds. */
const isSeconds = (time: number) => time < 100_000_000_000;
const milliseconds = (time: number) => (isSeconds(time) ? time * 1000 : time);

/** @throws AwsError that says where the query cannot be understood */
function checkQuery(text: string, now: number): void {
  try {
    parseQuery(text, now);
  } catch (error) {
    if (!(error instanceof QueryMistake)) throw error;
    const { message, from, to } = error;
    const location = { startCharOffset: from, endCharOffset: Math.max(from, to - 1) };
    throw refuse<LogsApi>('MalformedQueryException', message, {
      members: { queryCompileError: { location, message } },
    });
  }
}

function groupsOf(input: Shapes['StartQueryRequest'], call: ServiceCall): readonly LogGroup[] {
  const { logGroupName, logGroupNames, logGroupIdentifiers } = input;
  const given = [logGroupName, logGroupNames, logGroupIdentifiers].filter((each) => each !== undefined);
  if (given.length !== 1)
    throw wrong(
      'Exactly one of the parameters logGroupName, logGroupNames and logGroupIdentifiers must be specified.',
    );
  const names = [...new Set(given.flat().map(nameOfGroup))];
  if (names.length === 0 || names.length > mostGroups)
    throw wrong(`A query reads between 1 and ${mostGroups} log groups.`);
  return names.map((name) => groupNamed(call, name));
}

/** What is being executed in this process. */
class RunningQueries implements AsyncDisposable {
  readonly #running = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>();

  isRunning(id: string): boolean {
    return this.#running.has(id);
  }

  start(query: StoredQuery, call: ServiceCall): void {
    const stop = new AbortController();
    const ended = execute(query, call, stop.signal)
      .catch((error: unknown) => {
        if (stop.signal.aborted) return;
        stored.put(call, query.queryId, { ...query, status: 'Failed' });
        process.stderr.write(`${String(error)}\n`);
      })
      .finally(() => this.#running.delete(query.queryId));
    this.#running.set(query.queryId, { stop, ended });
  }

  async stop(id: string): Promise<void> {
    const running = this.#running.get(id);
    running?.stop.abort();
    await running?.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const id of this.#running.keys()) await this.stop(id);
  }
}

const openRunning = () => new RunningQueries();
const runningOf = ({ ground }: ServiceCall): RunningQueries => ground.keep(openRunning);

async function execute(query: StoredQuery, call: ServiceCall, stop: AbortSignal): Promise<void> {
  const begun = Date.now();
  const running = openQuery(parseQuery(query.queryString, query.createTime), query.limit);
  const logs = logsOf(call);
  const groups = query.groups.flatMap((name) => logs.group({ ...call.place, name }) ?? []);
  const from = (group: LogGroup) => Math.max(query.from, keptSince(group, query.createTime));
  let [scanned, bytes] = [0, 0];
  for await (const event of foundEvents(logs, { groups, from, to: query.to })) {
    if (stop.aborted) return;
    scanned += 1;
    bytes += sizeOfEvent(event.message);
    if (!running.add(event)) break;
  }
  resultsOf.put(call, query.queryId, running.result());
  stored.put(call, query.queryId, {
    ...query,
    status: 'Complete',
    queryDuration: Date.now() - begun,
    statistics: {
      recordsMatched: running.matched(),
      recordsScanned: scanned,
      estimatedRecordsSkipped: 0,
      bytesScanned: bytes,
      estimatedBytesSkipped: 0,
      logGroupsScanned: groups.length,
    },
  });
}

const noStatistics = { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 };

function queryNamed(id: string, call: ServiceCall): StoredQuery {
  const query = stored.get(call, id);
  if (query === undefined)
    throw refuse<LogsApi>('ResourceNotFoundException', 'The specified query does not exist.');
  return query;
}

const getQueryResults: Op<'GetQueryResults'> = ({ queryId, nextToken, maxItems }, call) => {
  const query = queryNamed(queryId, call);
  // Its process was killed in the middle of it.
  if (query.status === 'Running' && !runningOf(call).isRunning(queryId)) runningOf(call).start(query, call);
  const { items, next } = pageInOrder(
    query.status === 'Complete' ? (resultsOf.get(call, queryId) ?? []) : [],
    {
      size: maxItems ?? mostResults,
      token: nextToken,
      onWrongToken,
    },
  );
  return defined({
    queryLanguage: 'CWLI' as const,
    results: items,
    statistics: query.statistics ?? noStatistics,
    status: query.status,
    nextToken: next,
  });
};

const stopQuery: Op<'StopQuery'> = async ({ queryId }, call) => {
  const query = queryNamed(queryId, call);
  if (query.status !== 'Running')
    throw wrong(`Query ${queryId} is not running: its status is ${query.status ?? 'Unknown'}.`);
  await runningOf(call).stop(queryId);
  // It may have ended before it was stopped.
  if (queryNamed(queryId, call).status === 'Running')
    stored.put(call, queryId, { ...query, status: 'Cancelled' });
  return { success: true };
};

const describeQueries: Op<'DescribeQueries'> = (input, call) => {
  const { logGroupName, status, queryLanguage = 'CWLI', nextToken, maxResults = 1000 } = input;
  const found = stored
    .list(call)
    .filter(
      (query) =>
        queryLanguage === 'CWLI' &&
        (status === undefined || query.status === status) &&
        (logGroupName === undefined || query.groups.includes(logGroupName)),
    )
    .toSorted((one, other) => other.createTime - one.createTime);
  const { items, next } = pageInOrder(found, { size: maxResults, token: nextToken, onWrongToken });
  return defined({ queries: items.map(describedQuery), nextToken: next });
};

function describedQuery(query: StoredQuery): Shapes['QueryInfo'] {
  const { queryId, queryString, status, createTime, groups, queryDuration, statistics } = query;
  return defined({
    queryLanguage: 'CWLI' as const,
    queryId,
    queryString,
    status,
    createTime,
    logGroupName: groups.length === 1 ? groups[0] : undefined,
    queryDuration,
    bytesScanned: statistics?.bytesScanned,
  });
}

const getLogRecord: Op<'GetLogRecord'> = ({ logRecordPointer }, call) => {
  const pointed = pointedAt(logRecordPointer);
  if (pointed === undefined) throw wrong('The log record pointer is not valid.');
  const group = groupNamed(call, pointed.group);
  const { timestamp, id } = pointed.position;
  const [event] = logsOf(call).events({
    group: group.id,
    from: timestamp,
    to: timestamp + 1,
    after: { timestamp, id: id - 1 },
    direction: 'forward',
    limit: 1,
  });
  if (event?.id !== id)
    throw refuse<LogsApi>('ResourceNotFoundException', 'The specified log record does not exist.');
  const row = rowOf({ ...event, log: `${group.account}:${group.name}`, pointer: logRecordPointer });
  const names = ['@timestamp', '@ingestionTime', '@message', '@logStream', '@log', '@ptr'];
  return { logRecord: Object.fromEntries(names.map((name) => [name, String(row.get(name))])) };
};

export const queryOperations: Operations<LogsApi> = {
  DescribeQueries: describeQueries,
  GetLogRecord: getLogRecord,
  GetQueryResults: getQueryResults,
  StartQuery: startQuery,
  StopQuery: stopQuery,
};
