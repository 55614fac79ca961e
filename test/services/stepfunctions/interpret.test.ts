// Amazon States Language: what state machines give, in a time of their own, and that an execution which is ended at any moment
// goes on to the same end.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../src/lib/json-path.ts';
import { isFailed } from '../../../src/lib/result.ts';
import { walk } from '../../../src/services/stepfunctions/language/interpret.ts';
import { readMachine } from '../../../src/services/stepfunctions/language/read-machine.ts';
import { StateError } from '../../../src/services/stepfunctions/language/state-error.ts';
import type { Effects, TaskWork } from '../../../src/services/stepfunctions/language/walking.ts';

type Task = (work: TaskWork, call: number) => JsonValue;

class Killed extends Error {}

interface Kept {
  readonly memos: Map<string, JsonValue>;
  readonly events: Map<string, string>;
  now: number;
  calls: number;
}

const nothing = (): Kept => ({ memos: new Map(), events: new Map(), now: 0, calls: 0 });

const noMapRun = async (): Promise<never> => Promise.reject(new Error('no map run was expected'));

/** The world: a clock that is moved by sleeping, and what was done. @param steps how many are made before the process is killed */
function worldOf(task: Task, kept: Kept, steps = Infinity): Effects {
  let left = steps;
  const step = () => {
    left -= 1;
    if (left < 0) throw new Killed();
  };
  return {
    now: () => kept.now,
    memo: async <T extends JsonValue>(key: string, work: () => Promise<T> | T): Promise<T> => {
      const known = kept.memos.get(key);
      if (known !== undefined) return known as T;
      const value = await work();
      step();
      kept.memos.set(key, JSON.parse(JSON.stringify(value)) as JsonValue);
      return value;
    },
    firstAttempt: () => 0,
    mapRun: noMapRun,
    read: { object: noMapRun, list: noMapRun },
    sleepUntil: (time) => {
      step();
      kept.now = Math.max(kept.now, time);
      return Promise.resolve();
    },
    task: (work) => {
      step();
      kept.calls += 1;
      return Promise.resolve().then(() => task(work, kept.calls));
    },
    record: (key, { type }) => {
      kept.events.set(key, type);
      return [...kept.events.keys()].indexOf(key) + 1;
    },
  };
}

async function run(definition: object, input: JsonValue, world: Effects): Promise<unknown> {
  const machine = readMachine(JSON.stringify(definition), () => undefined);
  if (isFailed(machine)) throw new Error(machine.failed);
  const context = { Execution: { Id: 'execution', Name: 'one' } };
  const signal = new AbortController().signal;
  try {
    return await walk(machine, input, {
      effects: world,
      context,
      variables: {},
      signal,
      place: '',
      last: { id: 0 },
    });
  } catch (error) {
    if (error instanceof StateError) return { failed: error.error, cause: error.cause_ };
    throw error;
  }
}

const noTask: Task = () => {
  throw new Error('no task was expected');
};
const give = async (definition: object, input: JsonValue = {}, task: Task = noTask) =>
  run(definition, input, worldOf(task, nothing()));

const one = (state: object) => ({ StartAt: 'A', States: { A: { End: true, ...state } } });
const input = { name: 'ada', list: [1, 2, 3], deep: { n: 5 }, when: '2027-01-01T00:00:10Z' };

describe('a state gives', () => {
  test.each<readonly [string, object, unknown]>([
    ['its input', one({ Type: 'Pass' }), input],
    ['a result in place of it', one({ Type: 'Pass', Result: 1 }), 1],
    [
      'a result at a place',
      one({ Type: 'Pass', Result: 1, ResultPath: '$.deep.m' }),
      { ...input, deep: { n: 5, m: 1 } },
    ],
    ['its input when the result is dropped', one({ Type: 'Pass', Result: 1, ResultPath: null }), input],
    ['a part of its input', one({ Type: 'Pass', InputPath: '$.deep', OutputPath: '$.n' }), 5],
    ['nothing', one({ Type: 'Pass', OutputPath: null }), {}],
    [
      'what a template says',
      one({
        Type: 'Pass',
        Parameters: {
          a: 1,
          'b.$': '$.name',
          c: [{ 'd.$': '$$.Execution.Name' }],
          'e.$': "States.Format('{}-{}', $.name, $.deep.n)",
        },
      }),
      { a: 1, b: 'ada', c: [{ d: 'one' }], e: 'ada-5' },
    ],
    [
      'a failure of its own',
      { StartAt: 'A', States: { A: { Type: 'Fail', Error: 'E', CausePath: '$.name' } } },
      { failed: 'E', cause: 'ada' },
    ],
    [
      'nothing where a path leads nowhere',
      one({ Type: 'Pass', InputPath: '$.none' }),
      { failed: 'States.Runtime', cause: expect.any(String) },
    ],
    [
      'a failure where a template leads nowhere',
      one({ Type: 'Pass', Parameters: { 'a.$': '$.none' } }),
      { failed: 'States.ParameterPathFailure', cause: expect.any(String) },
    ],
    [
      'a failure where a result has no place',
      one({ Type: 'Pass', Result: 1, ResultPath: '$.name.a' }),
      { failed: 'States.ResultPathMatchFailure', cause: expect.any(String) },
    ],
    [
      'a failure when it is too much',
      one({ Type: 'Pass', Result: 'x'.repeat(262_144) }),
      { failed: 'States.DataLimitExceeded', cause: expect.any(String) },
    ],
    [
      'the results of its branches in order',
      one({
        Type: 'Parallel',
        Branches: [
          one({ Type: 'Pass', OutputPath: '$.name' }),
          one({ Type: 'Wait', Seconds: 1, OutputPath: '$.deep.n' }),
        ],
      }),
      ['ada', 5],
    ],
    [
      'the results of its items in order',
      one({
        Type: 'Map',
        ItemsPath: '$.list',
        ItemSelector: { 'n.$': '$$.Map.Item.Value', 'at.$': '$$.Map.Item.Index', 'all.$': '$.deep.n' },
        ItemProcessor: one({ Type: 'Pass' }),
      }),
      [
        { n: 1, at: 0, all: 5 },
        { n: 2, at: 1, all: 5 },
        { n: 3, at: 2, all: 5 },
      ],
    ],
    [
      'a failure when its items are no list',
      one({ Type: 'Map', ItemProcessor: one({ Type: 'Pass' }) }),
      { failed: 'States.Runtime', cause: expect.any(String) },
    ],
    [
      'the failure of a branch',
      one({
        Type: 'Parallel',
        Branches: [one({ Type: 'Pass' }), { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Broken' } } }],
      }),
      { failed: 'Broken', cause: '' },
    ],
    [
      'the failure of a branch without a name',
      one({ Type: 'Parallel', Branches: [{ StartAt: 'F', States: { F: { Type: 'Fail' } } }] }),
      { failed: '', cause: '' },
    ],
  ])('%s', async (_title, definition, expected) => expect(await give(definition, input)).toEqual(expected));
});

describe('a wait ends', () => {
  test.each([
    ['after its seconds', { Seconds: 3 }, 3000],
    ['after those of its input', { SecondsPath: '$.deep.n' }, 5000],
    ['at its time', { TimestampPath: '$.when' }, Date.parse(input.when)],
  ])('%s', async (_title, state, expected) => {
    const kept = nothing();
    await run(one({ Type: 'Wait', ...state }), input, worldOf(noTask, kept));
    expect(kept.now).toBe(expected);
  });
});

const way = (rule: object) => ({
  StartAt: 'C',
  States: {
    C: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
    Yes: { Type: 'Pass', Result: 'yes', End: true },
    No: { Type: 'Pass', Result: 'no', End: true },
  },
});

describe('a choice', () => {
  test.each<readonly [object, 'yes' | 'no']>([
    [{ Variable: '$.name', StringEquals: 'ada' }, 'yes'],
    [{ Variable: '$.name', StringLessThan: 'ad' }, 'no'],
    [{ Variable: '$.name', StringMatches: 'a*a' }, 'yes'],
    [{ Variable: '$.name', StringMatches: 'a\\*a' }, 'no'],
    [{ Variable: '$.name', NumericEquals: 1 }, 'no'],
    [{ Variable: '$.deep.n', NumericGreaterThanEquals: 5 }, 'yes'],
    [{ Variable: '$.deep.n', NumericEqualsPath: '$.list[2]' }, 'no'],
    [{ Variable: '$.when', TimestampGreaterThan: '2027-01-01T00:00:00Z' }, 'yes'],
    [{ Variable: '$.when', IsTimestamp: true }, 'yes'],
    [{ Variable: '$.none', IsPresent: false }, 'yes'],
    [{ Variable: '$.name', IsNull: false }, 'yes'],
    [
      {
        And: [{ Variable: '$.name', IsString: true }, { Not: { Variable: '$.deep.n', NumericLessThan: 5 } }],
      },
      'yes',
    ],
    [
      {
        Or: [
          { Variable: '$.name', BooleanEquals: true },
          { Variable: '$.deep.n', IsBoolean: true },
        ],
      },
      'no',
    ],
  ])('by %j takes the way "%s"', async (rule, expected) =>
    expect(await give(way(rule), input)).toBe(expected),
  );

  test('without a way fails', async () => {
    const { C, ...rest } = way({ Variable: '$.name', StringEquals: 'eve' }).States;
    const { Default: _none, ...choice } = C;
    expect(await give({ StartAt: 'C', States: { C: choice, Yes: rest.Yes } }, input)).toMatchObject({
      failed: 'States.NoChoiceMatched',
    });
  });
});

describe('an intrinsic function gives', () => {
  test.each<readonly [string, unknown]>([
    ['States.StringToJson(\'{"a":1}\')', { a: 1 }],
    ['States.JsonToString($.deep)', '{"n":5}'],
    ["States.Array(1, 'a', $.name, null)", [1, 'a', 'ada', null]],
    ['States.ArrayPartition($.list, 2)', [[1, 2], [3]]],
    ['States.ArrayContains($.list, 2)', true],
    ['States.ArrayRange(1, 9, 4)', [1, 5, 9]],
    ['States.ArrayGetItem($.list, 1)', 2],
    ['States.ArrayLength($.list)', 3],
    ['States.ArrayUnique(States.Array(1, 1, 2))', [1, 2]],
    ["States.Base64Decode(States.Base64Encode('dät'))", 'dät'],
    ["States.Hash('a', 'SHA-1')", '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'],
    ['States.JsonMerge($.deep, States.StringToJson(\'{"m":1}\'), false)', { n: 5, m: 1 }],
    ['States.MathAdd($.deep.n, -1)', 4],
    ["States.StringSplit('a,b;c', ',;')", ['a', 'b', 'c']],
    ["States.Format('It\\'s {}', $.name)", "It's ada"],
  ])('%s', async (text, expected) =>
    expect(await give(one({ Type: 'Pass', Parameters: { 'x.$': text } }), input)).toEqual({ x: expected }),
  );

  test.each([
    'States.Nope()',
    'States.MathAdd(1)',
    "States.Format('{}')",
    'States.Array(1',
    "States.Hash('a', 'X')",
  ])('nothing for %s', async (text) =>
    expect(await give(one({ Type: 'Pass', Parameters: { 'x.$': text } }), input)).toMatchObject({
      failed: 'States.IntrinsicFailure',
    }),
  );
});

const failing =
  (count: number, error = 'Busy'): Task =>
  (_work, call) => {
    if (call <= count) throw new StateError(error, `call ${call}`);
    return { call };
  };

const task = (more: object) => one({ Type: 'Task', Resource: 'r', ...more });

describe('a task', () => {
  test('takes what its parameters say and puts what its selector takes of the result', async () => {
    const definition = task({
      Parameters: { 'a.$': '$.name' },
      ResultSelector: { 'b.$': '$.got' },
      ResultPath: '$.r',
    });
    expect(await give(definition, input, ({ input: got }) => ({ got, more: 1 }))).toEqual({
      ...input,
      r: { b: { a: 'ada' } },
    });
  });

  test.each<readonly [string, object, number, { readonly gives: unknown; readonly afterMs: number }]>([
    [
      'is tried again with longer waits',
      { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, MaxAttempts: 3 }] },
      2,
      { gives: { call: 3 }, afterMs: 6000 },
    ],
    [
      'whose waits are limited',
      { Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 3, MaxDelaySeconds: 3 }] },
      3,
      { gives: { call: 4 }, afterMs: 8000 },
    ],
    [
      'fails when it has been tried often enough',
      { Retry: [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 }] },
      2,
      { gives: { failed: 'Busy', cause: 'call 2' }, afterMs: 1000 },
    ],
    [
      'is not tried again for another error',
      { Retry: [{ ErrorEquals: ['Other'] }] },
      1,
      { gives: { failed: 'Busy', cause: 'call 1' }, afterMs: 0 },
    ],
    [
      'is never tried again with no attempts',
      { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }] },
      1,
      { gives: { failed: 'Busy', cause: 'call 1' }, afterMs: 0 },
    ],
  ])('%s', async (_title, more, failures, { gives, afterMs }) => {
    const kept = nothing();
    expect(await run(task(more), input, worldOf(failing(failures), kept))).toEqual(gives);
    expect(kept.now).toBe(afterMs);
  });

  test('that fails goes where its catcher says, with the error', async () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: {
          Type: 'Task',
          Resource: 'r',
          End: true,
          Catch: [
            { ErrorEquals: ['Other'], Next: 'B' },
            { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'C' },
          ],
        },
        B: { Type: 'Fail' },
        C: { Type: 'Succeed' },
      },
    };
    expect(await give(definition, { a: 1 }, failing(9))).toEqual({
      a: 1,
      error: { Error: 'Busy', Cause: 'call 1' },
    });
    expect(await give(definition, { a: 1 }, failing(9, 'States.Runtime'))).toMatchObject({
      failed: 'States.Runtime',
    });
  });
});

test('a map works on as many items at once as it may', async () => {
  let atWork = 0;
  let most = 0;
  const world: Effects = {
    ...worldOf(noTask, nothing()),
    task: async () => {
      atWork += 1;
      most = Math.max(most, atWork);
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      atWork -= 1;
      return null;
    },
  };
  const items = Array.from({ length: 9 }, (_, at) => at);
  await run(one({ Type: 'Map', MaxConcurrency: 2, ItemProcessor: task({}) }), items, world);
  expect(most).toBe(2);
});

const everything = {
  StartAt: 'Map',
  States: {
    Map: {
      Type: 'Map',
      ItemsPath: '$.items',
      ResultPath: '$.done',
      MaxConcurrency: 2,
      Next: 'Both',
      ItemProcessor: {
        StartAt: 'Wait',
        States: {
          Wait: { Type: 'Wait', Seconds: 1, Next: 'Work' },
          Work: {
            Type: 'Task',
            Resource: 'double',
            End: true,
            Retry: [{ ErrorEquals: ['Odd'], MaxAttempts: 1 }],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Zero' }],
          },
          Zero: { Type: 'Pass', Result: 0, End: true },
        },
      },
    },
    Both: {
      Type: 'Parallel',
      Next: 'Way',
      ResultPath: '$.both',
      Branches: [
        task({ InputPath: '$.done' }),
        one({ Type: 'Pass', Parameters: { 'count.$': 'States.ArrayLength($.done)' } }),
      ],
    },
    Way: {
      Type: 'Choice',
      Choices: [{ Variable: '$.both[1].count', NumericGreaterThan: 2, Next: 'Many' }],
      Default: 'Few',
    },
    Many: { Type: 'Pass', Result: 'many', ResultPath: '$.way', End: true },
    Few: { Type: 'Succeed' },
  },
};

/** Odd numbers fail at every attempt: what it gives depends on nothing else. */
const doubles: Task = ({ resource, input: given }) => {
  if (resource === 'r') return given;
  if (Number(given) % 2 === 1) throw new StateError('Odd', JSON.stringify(given));
  return Number(given) * 2;
};

const byKey = ([a]: readonly [string, string], [b]: readonly [string, string]) => (a < b ? -1 : 1);

test('an execution that is killed after any number of steps comes to the same end and has the same history', async () => {
  const items = fc.array(fc.nat(9), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(items, fc.array(fc.nat(12), { minLength: 1, maxLength: 6 }), async (given, kills) => {
      const whole = nothing();
      const expected = await run(everything, { items: given }, worldOf(doubles, whole));
      const kept = nothing();
      for (const steps of kills)
        await run(everything, { items: given }, worldOf(doubles, kept, steps)).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
      expect(await run(everything, { items: given }, worldOf(doubles, kept))).toEqual(expected);
      expect(new Map([...kept.events].toSorted(byKey))).toEqual(new Map([...whole.events].toSorted(byKey)));
    }),
    { numRuns: 60 },
  );
});

const distributed = (more: object) =>
  one({
    Type: 'Map',
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...one({ Type: 'Pass' }) },
    ...more,
  });

test.each<readonly [object, string]>([
  [{ StartAt: 'B', States: { A: { Type: 'Succeed' } } }, '/StartAt: there is no state B'],
  [one({ Type: 'Nope' }), '"Nope" is no type of state'],
  [one({ Type: 'Pass', Next: 'A' }), 'has either Next or "End": true'],
  [{ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } }, 'there is no state "B"'],
  [one({ Type: 'Pass', Arguments: {} }), 'Slipway does not execute Arguments of a Pass in JSONPath'],
  [
    one({ Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'ELSEWHERE' }, ...one({ Type: 'Pass' }) } }),
    'Slipway executes INLINE, DISTRIBUTED, and not "ELSEWHERE"',
  ],
  [
    one({ Type: 'Map', ItemReader: {}, ItemProcessor: one({ Type: 'Pass' }) }),
    'Slipway does not execute ItemReader of a Map in JSONPath',
  ],
  [distributed({ Label: 'a b' }), '/States/A/Label: "a b" has characters that a label must not have'],
  [
    distributed({
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'PARQUET' },
      },
    }),
    '/States/A/ItemReader/ReaderConfig/InputType: Slipway executes CSV, JSON, JSONL, MANIFEST, and not "PARQUET"',
  ],
  [distributed({ ResultWriter: {} }), '/States/A/ResultWriter: it is empty'],
  [distributed({ ItemBatcher: { BatchInput: {} } }), 'MaxItemsPerBatch or MaxInputBytesPerBatch is required'],
  [one({ Type: 'Pass', InputPath: '$.a[' }), '/States/A/InputPath: "$.a[" is no JSONPath'],
  [one({ Type: 'Wait' }), 'a Wait has one of Seconds'],
  [one({ Type: 'Parallel', Branches: [one({ Type: 'Wait' })] }), '/States/A/Branches/0/States/A'],
])('the definition %j is refused', (definition, reason) => {
  const read = readMachine(JSON.stringify(definition), () => undefined);
  expect(isFailed(read) ? read.failed : 'read').toContain(reason);
});
