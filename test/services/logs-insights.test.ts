// Queries of CloudWatch Logs Insights by the wire protocol.
import * as fc from 'fast-check';
import { assert, expect, test } from 'vitest';
import { parseQuery } from '../../src/services/logs/insights/parse-query.ts';
import { openQuery } from '../../src/services/logs/insights/run-query.ts';
import { QueryMistake } from '../../src/services/logs/insights/tokens.ts';
import { Documents } from '../../src/state/documents.ts';
import { callJson, openTestEndpoint } from '../rig/endpoint.ts';

const noon = Date.parse('2026-01-31T12:00:00Z');

interface Line {
  readonly at: number;
  readonly message: string;
}

/** The results of a query over lines, in the order of time, as objects. */
function resultsOf(query: string, lines: readonly Line[], limit = 10_000): readonly Record<string, string>[] {
  const running = openQuery(parseQuery(query, noon), limit);
  for (const [place, { at, message }] of [...lines.entries()].toReversed()) {
    const event = { id: place, stream: 'one', timestamp: at, ingestedAt: at, message };
    if (!running.add({ ...event, log: '111122223333:/shop', pointer: String(place) })) break;
  }
  return running
    .result()
    .map((row) =>
      Object.fromEntries(row.flatMap(({ field, value }) => (field === '@ptr' ? [] : [[field, value]]))),
    );
}

const requests: readonly Line[] = [
  { status: 200, ms: 10, path: '/a', user: { name: 'Ann' } },
  { status: 500, ms: 40, path: '/b', user: { name: 'Bob' }, error: 'no disk' },
  { status: 200, ms: 20, path: '/a', user: { name: 'Ann' } },
  { status: 404, ms: 5, path: '/c' },
].map((entry, place) => ({ at: noon + place * 60_000, message: JSON.stringify(entry) }));

const texts: readonly Line[] = [
  'user=ann, method:GET, took 12 ms',
  'nothing of it',
  'user=bob, method:PUT, took 8 ms',
].map((message, place) => ({ at: noon + place, message }));

test.each<readonly [query: string, lines: readonly Line[], results: readonly Record<string, string>[]]>([
  [
    'fields @timestamp, status | sort @timestamp desc | limit 1',
    requests,
    [{ '@timestamp': '2026-01-31 12:03:00.000', status: '404' }],
  ],
  ['fields path | filter status >= 400 and not path = "/c"', requests, [{ path: '/b' }]],
  ['fields path | filter status in [404, 500] | sort path', requests, [{ path: '/b' }, { path: '/c' }]],
  ['filter user.name like /^[BC]/ | display user.name as who', requests, [{ who: 'Bob' }]],
  ['filter @message like "no disk" | fields error, missing', requests, [{ error: 'no disk' }]],
  ['filter @message not like /Ann|Bob/ | display path', requests, [{ path: '/c' }]],
  ['filter ispresent(error) | display path', requests, [{ path: '/b' }]],
  [
    'stats count(*) as n, avg(ms), max(ms) by path | sort path',
    requests,
    [
      { path: '/a', n: '2', 'avg(ms)': '15', 'max(ms)': '20' },
      { path: '/b', n: '1', 'avg(ms)': '40', 'max(ms)': '40' },
      { path: '/c', n: '1', 'avg(ms)': '5', 'max(ms)': '5' },
    ],
  ],
  [
    'stats count(*) by bin(2m) | sort `bin(2m)`',
    requests,
    [
      { 'bin(2m)': '2026-01-31 12:00:00.000', 'count(*)': '2' },
      { 'bin(2m)': '2026-01-31 12:02:00.000', 'count(*)': '2' },
    ],
  ],
  [
    'filter @timestamp > toMillis(now() * 1000) | stats count(*) as n, max(ms) + now() * 0 as most',
    requests,
    [{ n: '3', most: '40' }],
  ],
  ['stats sum(ms) / count(*) as mean, pct(ms, 50) as half', requests, [{ mean: '18.75', half: '15' }]],
  ['filter status = 999 | stats count(*) as n', requests, [{ n: '0' }]],
  ['stats count(*) as n by path | stats max(n) as most', requests, [{ most: '2' }]],
  [
    'sort ms desc | dedup path | display path, ms',
    requests,
    [
      { path: '/b', ms: '40' },
      { path: '/a', ms: '20' },
      { path: '/c', ms: '5' },
    ],
  ],
  [
    'fields ms / 3 as third, concat(path, "!") | filter third > 10',
    requests,
    [{ third: '13.3333', 'concat(path, "!")': '/b!' }],
  ],
  ['stats count_distinct(user.name) as users', requests, [{ users: '2' }]],
  [
    'parse @message "user=*, method:*, took * ms" as who, method, ms | filter ispresent(who) | display who, method, ms | sort ms',
    texts,
    [
      { who: 'bob', method: 'PUT', ms: '8' },
      { who: 'ann', method: 'GET', ms: '12' },
    ],
  ],
  [
    'parse @message /user=(?<who>\\w+), (method|verb):(?<method>\\w+)/ | filter method = "PUT"',
    texts,
    [{ who: 'bob', method: 'PUT' }],
  ],
  [
    '# all of them\nfilter @message like "nothing"',
    texts,
    [{ '@timestamp': '2026-01-31 12:00:00.001', '@message': 'nothing of it' }],
  ],
  [
    'filter @type = "REPORT" | stats max(@memorySize / 1000 / 1000) as mb, max(@duration) as ms',
    [
      {
        at: noon,
        message:
          'REPORT RequestId: 1-2\tDuration: 3.5 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 70 MB',
      },
    ],
    [{ mb: '128', ms: '3.5' }],
  ],
])('%s', (query, lines, results) => {
  expect(resultsOf(query, lines)).toEqual(results);
});

const days: readonly Line[] = [
  '1969-12-31T23:59:59.999Z',
  '2024-02-29T10:20:30.400Z',
  '2025-12-31T23:59:59.999Z',
  '2026-01-01T00:00:00.000Z',
].map((day) => ({ at: Date.parse(day), message: day }));

test.each<readonly [unit: string, starts: readonly string[]]>([
  ['mo', ['1969-12-01', '2024-02-01', '2025-12-01', '2026-01-01']],
  ['q', ['1969-10-01', '2024-01-01', '2025-10-01', '2026-01-01']],
  ['y', ['1969-01-01', '2024-01-01', '2025-01-01', '2026-01-01']],
])('bin(1%s) begins where the calendar of UTC does', (unit, starts) => {
  const found = resultsOf(`fields bin(1${unit}) as start | sort @timestamp`, days);
  expect(found.map(({ start }) => start)).toEqual(starts.map((day) => `${day} 00:00:00.000`));
});

test('dateceil is the next start of a period, or the time itself when it is one', () => {
  expect(resultsOf('fields dateceil(@timestamp, 1month) as next | sort @timestamp', days)).toEqual(
    ['1970-01-01', '2024-03-01', '2026-01-01', '2026-01-01'].map((day) => ({ next: `${day} 00:00:00.000` })),
  );
});

const unitNames: readonly (readonly string[])[] = [
  ['ms', 'msec', 'msecs', 'millisecond', 'milliseconds'],
  ['s', 'sec', 'secs', 'second', 'seconds'],
  ['m', 'min', 'mins', 'minute', 'minutes'],
  ['h', 'hr', 'hrs', 'hour', 'hours'],
  ['d', 'day', 'days'],
  ['w', 'week', 'weeks'],
  ['mo', 'mos', 'mon', 'mons', 'month', 'months'],
  ['q', 'qtr', 'qtrs', 'quarter', 'quarters'],
  ['y', 'yr', 'yrs', 'year', 'years'],
];

test('a unit of time is the same by each of its names, and no other unit is', () => {
  const starts = unitNames.map((names) =>
    names.map((name) => JSON.stringify(resultsOf(`fields bin(2${name}) as start`, days))),
  );
  for (const ofUnit of starts) expect(new Set(ofUnit).size).toBe(1);
  expect(new Set(starts.flat()).size).toBe(unitNames.length);
});

test('a plain query has the newest events first, at most so many as the call asks for', () => {
  expect(resultsOf('fields path', requests, 2)).toEqual([{ path: '/c' }, { path: '/a' }]);
});

test.each([
  ['', 'The query is empty at line 1 and position 1', 0],
  ['fields', 'unexpected end of the query at line 1 and position 7', 6],
  ['filter status ==', 'unexpected symbol found = at line 1 and position 16', 15],
  ['fields a\n| filtr b', 'unexpected symbol found filtr at line 2 and position 3', 11],
  ['filter f(a)', 'Unknown function f at line 1 and position 8', 7],
  ['stats path by a', 'A value of stats needs a function of statistics at line 1 and position 7', 6],
  ['limit 20000', 'The limit must be between 1 and 10000 at line 1 and position 7', 6],
  [
    'parse @message "a=* b=*" as one',
    'The pattern has 2 wildcards, and 1 names at line 1 and position 16',
    15,
  ],
  ['stats count(*) by bin(5)', 'The function bin needs a period at line 1 and position 19', 18],
  ['stats count(*) by bin(0mo)', 'The function bin needs a period at line 1 and position 19', 18],
  ['fields bin()', 'The function bin needs a period at line 1 and position 8', 7],
  ['fields dateceil(@timestamp)', 'The function dateceil needs a period at line 1 and position 8', 7],
  ['fields now(1)', 'unexpected symbol found 1 at line 1 and position 12', 11],
  [
    'fields jsonParse(@message)',
    'Slipway does not execute the function jsonParse at line 1 and position 8',
    7,
  ],
  [
    'filter isIpv4InSubnet(ip, "10.0.0.0/8")',
    'Slipway does not execute the function isIpv4InSubnet at line 1 and position 8',
    7,
  ],
  ['stats rate(ms, 1m)', 'Slipway does not execute the function rate at line 1 and position 7', 6],
  [
    'stats count(*) by bin(5m) offset 1h',
    'Slipway does not execute offset of stats at line 1 and position 27',
    26,
  ],
  ['pattern @message', 'Slipway does not execute the command pattern at line 1 and position 1', 0],
])('%s is refused with the place: %s', (query, message, from) => {
  expect(mistakeIn(query)).toMatchObject({ message, from });
});

test.each(['(', '-', '1^', 'not (', 'abs('])('thousands of %s in each other are refused', (part) => {
  expect(mistakeIn(`filter ${part.repeat(3000)}`)).toMatchObject({
    message: expect.stringMatching(/^The query is too deep at line 1/) as string,
  });
});

function mistakeIn(query: string): unknown {
  try {
    return parseQuery(query, noon);
  } catch (error) {
    return error;
  }
}

const words: readonly string[] =
  'fields filter stats parse sort limit by as | ( ) , "a*" /b/ @message count(*) bin(5m) - ^ not in [ ] = 5 ` # 💥 \n'.split(
    ' ',
  );

test('whatever stands in a query, it is understood, or refused with a place in it', () => {
  const word = fc.constantFrom(...words);
  const text = fc.array(fc.oneof(word, fc.string())).map((words) => words.join(' '));
  fc.assert(
    fc.property(text, (query) => {
      const found = mistakeIn(query);
      const isPlaced = found instanceof QueryMistake && found.from >= 0 && found.to <= query.length;
      expect(isPlaced || !(found instanceof Error)).toBe(true);
      if (!isPlaced) resultsOf(query, requests);
    }),
    { seed: Number(process.env['TEST_SEED'] ?? 1) },
  );
});

async function withLogs() {
  const endpoint = await openTestEndpoint();
  const call = async (operation: string, input: object) => {
    const { body } = await callJson(endpoint, 'logs', { target: `Logs_20140328.${operation}`, input });
    return body;
  };
  const now = Date.now();
  for (const logGroupName of ['/shop/api', '/shop/jobs']) {
    await call('CreateLogGroup', { logGroupName, tags: { team: logGroupName.slice(6) } });
    await call('CreateLogStream', { logGroupName, logStreamName: 'one' });
    const logEvents = [1, 2, 3].map((n) => ({ timestamp: now - 10 + n, message: `${logGroupName} ${n}` }));
    await call('PutLogEvents', { logGroupName, logStreamName: 'one', logEvents });
  }
  const seconds = Math.floor(now / 1000);
  const period = { startTime: seconds - 60, endTime: seconds + 60 };
  const whenComplete = async (queryId: unknown) => {
    await expect.poll(async () => (await call('GetQueryResults', { queryId }))['status']).toBe('Complete');
    return await call('GetQueryResults', { queryId });
  };
  const { stateFolder } = endpoint;
  return {
    call,
    period,
    whenComplete,
    stateFolder,
    [Symbol.asyncDispose]: async () => endpoint[Symbol.asyncDispose](),
  };
}

test('a query is started, has its results and its statistics, and is listed', async () => {
  await using logs = await withLogs();
  const { call, period, whenComplete } = logs;
  const queryString = 'fields @message, @log | filter @message like /[23]$/ | sort @message | limit 3';
  const logGroupNames = ['/shop/api', '/shop/jobs'];
  const { queryId } = await call('StartQuery', { logGroupNames, queryString, ...period });
  const complete = await whenComplete(queryId);
  const rows = complete['results'] as readonly (readonly {
    readonly field: string;
    readonly value: string;
  }[])[];
  expect(rows.map((row) => row.filter(({ field }) => field !== '@ptr').map(({ value }) => value))).toEqual([
    ['/shop/api 2', '111122223333:/shop/api'],
    ['/shop/api 3', '111122223333:/shop/api'],
    ['/shop/jobs 2', '111122223333:/shop/jobs'],
  ]);
  expect(complete).toMatchObject({
    queryLanguage: 'CWLI',
    statistics: { recordsMatched: 4, recordsScanned: 6, logGroupsScanned: 2 },
  });
  const pointer = rows[0]?.find(({ field }) => field === '@ptr')?.value;
  expect(await call('GetLogRecord', { logRecordPointer: pointer })).toMatchObject({
    logRecord: { '@message': '/shop/api 2', '@logStream': 'one' },
  });
  expect(await call('DescribeQueries', { logGroupName: '/shop/jobs' })).toMatchObject({
    queries: [{ queryId, queryString, status: 'Complete' }],
  });
  expect(await call('StopQuery', { queryId })).toMatchObject({ __type: 'InvalidParameterException' });
  const one = await call('GetQueryResults', { queryId, maxItems: 2 });
  expect(one['results']).toHaveLength(2);
  const rest = await call('GetQueryResults', { queryId, maxItems: 2, nextToken: one['nextToken'] });
  expect(rest['results']).toHaveLength(1);
});

test('the results of a query stand by themselves, and go with it after seven days', async () => {
  await using logs = await withLogs();
  const { call, period, whenComplete, stateFolder } = logs;
  const start = async () =>
    (await call('StartQuery', { logGroupName: '/shop/api', queryString: 'fields @message', ...period }))[
      'queryId'
    ];
  const queryId = String(await start());
  expect((await whenComplete(queryId))['results']).toHaveLength(3);
  using documents = new Documents(stateFolder);
  const [place] = documents.places('logs/query');
  assert(place !== undefined);
  const query = documents.get('logs/query', place, queryId) as object;
  expect(JSON.stringify(query)).not.toContain('/shop/api 1');
  expect(documents.get('logs/query-results', place, queryId)).toHaveLength(3);
  const value = { ...query, createTime: Date.now() - 8 * 24 * 60 * 60 * 1000 };
  documents.put('logs/query', place, { name: queryId, value });
  await whenComplete(await start());
  expect(await call('GetQueryResults', { queryId })).toMatchObject({ __type: 'ResourceNotFoundException' });
  expect(documents.get('logs/query-results', place, queryId)).toBeUndefined();
});

test('what is wrong with a query is said with its place, and so are groups that are not there', async () => {
  await using logs = await withLogs();
  const { call, period } = logs;
  const start = async (more: object) =>
    call('StartQuery', { logGroupName: '/shop/api', queryString: 'fields @message', ...period, ...more });
  expect(await start({ queryString: 'filter @message like' })).toMatchObject({
    __type: 'MalformedQueryException',
    message: 'unexpected end of the query at line 1 and position 21',
    queryCompileError: { location: { startCharOffset: 20, endCharOffset: 20 } },
  });
  expect(await start({ logGroupName: '/none' })).toMatchObject({ __type: 'ResourceNotFoundException' });
  expect(await start({ logGroupNames: ['/shop/api'] })).toMatchObject({
    __type: 'InvalidParameterException',
  });
  expect(await start({ endTime: 1 })).toMatchObject({ __type: 'InvalidParameterException' });
  expect(await start({ queryLanguage: 'SQL' })).toMatchObject({ __type: 'InvalidParameterException' });
  expect(await call('GetQueryResults', { queryId: 'none' })).toMatchObject({
    __type: 'ResourceNotFoundException',
  });
});

test.each([
  [{}, ['/shop/api', '/shop/jobs']],
  [{ logGroupNamePattern: '^/shop/a' }, ['/shop/api']],
  [{ logGroupNamePattern: 'none|jobs' }, ['/shop/jobs']],
  [{ logGroupTags: [{ key: 'team', values: ['ap*'] }] }, ['/shop/api']],
  [{ logGroupTags: [{ key: 'team', values: ['!api'] }] }, ['/shop/jobs']],
  [{ limit: 1 }, ['/shop/api']],
])('groups are listed by %j', async (input, names) => {
  await using logs = await withLogs();
  const { logGroups } = await logs.call('ListLogGroups', input);
  const found = logGroups as readonly { readonly logGroupName: string }[];
  expect(found.map(({ logGroupName }) => logGroupName)).toEqual(names);
});
