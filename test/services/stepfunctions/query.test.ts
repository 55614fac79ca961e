// State machines in JSONata, and variables in both languages of queries.
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../src/lib/json-path.ts';
import { isFailed } from '../../../src/lib/result.ts';
import { walk } from '../../../src/services/stepfunctions/language/interpret.ts';
import { readMachine } from '../../../src/services/stepfunctions/language/read-machine.ts';
import { StateError } from '../../../src/services/stepfunctions/language/state-error.ts';
import type { Effects, TaskWork } from '../../../src/services/stepfunctions/language/walking.ts';

type Task = (work: TaskWork) => JsonValue;

const noTask: Task = () => {
  throw new Error('no task was expected');
};

interface Seen {
  now: number;
  readonly events: Record<string, unknown>[];
}

const noMapRun = async (): Promise<never> => Promise.reject(new Error('no map run was expected'));

async function give(
  definition: object,
  input: JsonValue = {},
  task: Task = noTask,
  seen: Seen = { now: 0, events: [] },
) {
  const machine = readMachine(JSON.stringify(definition), () => undefined);
  if (isFailed(machine)) return { refused: machine.failed };
  const effects: Effects = {
    now: () => seen.now,
    memo: async (_key, work) => await work(),
    firstAttempt: () => 0,
    mapRun: noMapRun,
    read: { object: noMapRun, list: noMapRun },
    sleepUntil: async (time) => {
      seen.now = Math.max(seen.now, time);
      await Promise.resolve();
    },
    task: async (work) => Promise.resolve().then(() => task(work)),
    record: (_key, { type, details }) => seen.events.push({ type, ...details }),
  };
  const context = { Execution: { Id: 'execution', Name: 'one' } };
  const { signal } = new AbortController();
  try {
    return await walk(machine, input, {
      effects,
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

const queried = (states: Readonly<Record<string, object>>) => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(states)[0],
  States: states,
});
const one = (state: object) => queried({ A: { End: true, ...state } });
const input = { name: 'ada', list: [1, 2, 3], deep: { n: 5 }, when: '2027-01-01T00:00:10Z' };
const failed = (error: string) => ({ failed: error, cause: expect.any(String) as unknown });

describe('in JSONata a state gives', () => {
  test.each<readonly [string, object, unknown]>([
    ['its input', one({ Type: 'Pass' }), input],
    ['what an expression gives', one({ Type: 'Pass', Output: '{% $states.input.deep.n * 2 %}' }), 10],
    [
      'what expressions within a document give',
      one({
        Type: 'Pass',
        Output: { a: ['{% $states.input.name %}', 'text'], b: '{% $states.context.Execution.Name %}' },
      }),
      { a: ['ada', 'text'], b: 'one' },
    ],
    ['a text that is only like an expression', one({ Type: 'Pass', Output: 'say {% 1 %}' }), 'say {% 1 %}'],
    ['a list of one as a list', one({ Type: 'Pass', Output: '{% [$states.input.list[0]] %}' }), [1]],
    [
      'its output at the end',
      queried({ A: { Type: 'Succeed', Output: '{% $sum($states.input.list) %}' } }),
      6,
    ],
    [
      'a failure of its own',
      queried({
        A: { Type: 'Fail', Error: "{% 'E' & $states.input.deep.n %}", Cause: '{% $states.input.name %}' },
      }),
      { failed: 'E5', cause: 'ada' },
    ],
    [
      'a failure where an expression gives nothing',
      one({ Type: 'Pass', Output: '{% $states.input.none %}' }),
      failed('States.QueryEvaluationError'),
    ],
    [
      'a failure where an expression fails',
      one({ Type: 'Pass', Output: "{% 1 + 'a' %}" }),
      failed('States.QueryEvaluationError'),
    ],
    [
      'a failure where an expression gives a function',
      one({ Type: 'Pass', Output: '{% $sum %}' }),
      failed('States.QueryEvaluationError'),
    ],
    [
      'a failure where an expression does not end',
      one({ Type: 'Pass', Output: '{% ($f := function($n) { $f($n + 1) + 1 }; $f(1)) %}' }),
      failed('States.QueryEvaluationError'),
    ],
    [
      'a failure where an expression tries every combination of a text',
      one({ Type: 'Pass', Output: `{% $contains('${'a'.repeat(40)}!', /^(a+)+$/) %}` }),
      { failed: 'States.QueryEvaluationError', cause: expect.stringContaining('longer than 1 s') as unknown },
    ],
    [
      'the matches of a long text',
      one({ Type: 'Pass', Output: `{% $join($match('${'ab '.repeat(9)}', /a(b)/).groups) %}` }),
      'b'.repeat(9),
    ],
    [
      'a failure for $eval',
      one({ Type: 'Pass', Output: "{% $eval('1') %}" }),
      failed('States.QueryEvaluationError'),
    ],
    [
      'the results of its branches',
      one({
        Type: 'Parallel',
        Arguments: { n: '{% $states.input.deep.n %}' },
        Branches: [one({ Type: 'Pass' }), one({ Type: 'Pass', Output: '{% $states.input.n + 1 %}' })],
        Output: '{% $states.result[1] %}',
      }),
      6,
    ],
    [
      'the results of its items',
      one({
        Type: 'Map',
        Items: '{% $states.input.list %}',
        MaxConcurrency: '{% 1 + 1 %}',
        ItemSelector: {
          n: '{% $states.context.Map.Item.Value %}',
          at: '{% $states.context.Map.Item.Index %}',
          all: '{% $states.input.deep.n %}',
        },
        ItemProcessor: one({
          Type: 'Pass',
          Output: '{% $states.input.n * $states.input.at + $states.input.all %}',
        }),
      }),
      [5, 7, 11],
    ],
    [
      'a failure when its items are no list',
      one({ Type: 'Map', Items: '{% 1 %}', ItemProcessor: one({ Type: 'Pass' }) }),
      failed('States.Runtime'),
    ],
  ])('%s', async (_title, definition, expected) => expect(await give(definition, input)).toEqual(expected));
});

describe('in JSONata Step Functions adds', () => {
  test.each<readonly [string, unknown]>([
    ['$partition([1,2,3], 2)', [[1, 2], [3]]],
    ['$range(1, 9, 4)', [1, 5, 9]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ["$hash('a', 'SHA-1')", '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'],
    ['$parse(\'{"a":1}\').a', 1],
    ['$random(7) = $random(7) and $random() < 1', true],
    ['$length($uuid())', 36],
  ])('%s', async (text, expected) =>
    expect(await give(one({ Type: 'Pass', Output: `{% ${text} %}` }), input)).toEqual(expected),
  );
});

describe('in JSONata a task', () => {
  test('takes its arguments, and its output is made of the result', async () => {
    const state = {
      Type: 'Task',
      Resource: 'r',
      Arguments: { a: '{% $states.input.name %}' },
      TimeoutSeconds: '{% 60 * 2 %}',
      Output: { got: '{% $states.result.a %}', of: '{% $states.input.deep.n %}' },
    };
    const seen: (number | undefined)[] = [];
    const result = await give(one(state), input, (work) => {
      seen.push(work.timeoutMs);
      return work.input;
    });
    expect([result, seen]).toEqual([{ got: 'ada', of: 5 }, [120_000]]);
  });

  test('gives its result when it says nothing', async () => {
    expect(await give(one({ Type: 'Task', Resource: 'r' }), input, () => 7)).toBe(7);
  });

  const caught = (more: object) =>
    queried({
      A: {
        Type: 'Task',
        Resource: 'r',
        End: true,
        ...more,
        Catch: [
          { ErrorEquals: ['States.ALL'], Next: 'B', Assign: { why: '{% $states.errorOutput.Error %}' } },
        ],
      },
      B: { Type: 'Pass', End: true, Output: { why: '{% $why %}', error: '{% $states.input.Error %}' } },
    });

  test('that fails is caught with its error', async () => {
    const fails: Task = () => {
      throw new StateError('Busy', 'now');
    };
    expect(await give(caught({}), input, fails)).toEqual({ why: 'Busy', error: 'Busy' });
  });

  test.each([
    ['arguments', { Arguments: '{% $states.input.none %}' }],
    ['output', { Output: '{% $states.result.none %}' }],
  ])('whose %s cannot be made is caught', async (_title, more) => {
    const error = 'States.QueryEvaluationError';
    expect(await give(caught(more), input, () => 1)).toEqual({ why: error, error });
  });
});

test('a wait in JSONata ends when its expressions say', async () => {
  const after: Seen = { now: 0, events: [] };
  await give(one({ Type: 'Wait', Seconds: '{% $states.input.deep.n %}' }), input, noTask, after);
  const at: Seen = { now: 0, events: [] };
  await give(one({ Type: 'Wait', Timestamp: '{% $states.input.when %}' }), input, noTask, at);
  expect([after.now, at.now]).toEqual([5000, Date.parse(input.when)]);
});

describe('a choice in JSONata', () => {
  const choice = (n: unknown) =>
    queried({
      A: {
        Type: 'Choice',
        Choices: [
          {
            Condition: `{% ${String(n)} %}`,
            Next: 'B',
            Assign: { way: 'first' },
            Output: { kept: '{% $states.input.name %}' },
          },
          { Condition: "{% $states.input.name = 'ada' %}", Next: 'B', Assign: { way: 'second' } },
        ],
        Default: 'B',
        Assign: { way: 'default' },
      },
      B: { Type: 'Pass', End: true, Output: { way: '{% $way %}', input: '{% $states.input %}' } },
    });

  test.each<readonly [string, JsonValue, unknown]>([
    ['$states.input.deep.n > 4', input, { way: 'first', input: { kept: 'ada' } }],
    ['false', input, { way: 'second', input }],
    ['false', { name: 'eve' }, { way: 'default', input: { name: 'eve' } }],
    ['$states.input.deep.n', input, failed('States.QueryEvaluationError')],
  ])('by %s', async (condition, given, expected) =>
    expect(await give(choice(condition), given)).toEqual(expected),
  );
});

describe('variables', () => {
  test('are set by a state and seen by those after it, and those of a branch stay within', async () => {
    const seen: Seen = { now: 0, events: [] };
    const definition = queried({
      A: { Type: 'Pass', Assign: { n: '{% $states.input.deep.n %}', m: 1 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { n: '{% $n + 1 %}', before: '{% $n %}' }, Next: 'C' },
      C: {
        Type: 'Parallel',
        Branches: [one({ Type: 'Pass', Assign: { n: 0 }, Output: '{% $n %}' })],
        Next: 'D',
      },
      D: { Type: 'Pass', End: true, Output: ['{% $n %}', '{% $before %}', '{% $states.input[0] %}'] },
    });
    expect(await give(definition, input, noTask, seen)).toEqual([6, 5, 6]);
    expect(seen.events.find(({ name, type }) => name === 'A' && type === 'PassStateExited')).toMatchObject({
      assignedVariables: { n: '5', m: '1' },
    });
  });

  test('are set and read by paths', async () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: {
          Type: 'Task',
          Resource: 'r',
          ResultSelector: { 'got.$': '$.a' },
          ResultPath: '$.r',
          Assign: { 'got.$': '$.got', 'name.$': '$$.Execution.Name', list: [1, 2] },
          Next: 'B',
        },
        B: {
          Type: 'Choice',
          Choices: [{ Variable: '$got', NumericEquals: 4, Next: 'C', Assign: { 'seen.$': '$.name' } }],
        },
        C: {
          Type: 'Pass',
          Parameters: {
            'a.$': '$got',
            'b.$': "States.Format('{} {}', $name, $list[1])",
            'c.$': '$seen',
            'd.$': '$.r.got',
          },
          End: true,
        },
      },
    };
    expect(await give(definition, input, () => ({ a: 4 }))).toEqual({ a: 4, b: 'one 2', c: 'ada', d: 4 });
  });

  test('that were never set are a failure of the path', async () => {
    const definition = {
      StartAt: 'A',
      States: { A: { Type: 'Pass', Parameters: { 'a.$': '$none' }, End: true } },
    };
    expect(await give(definition)).toEqual(failed('States.ParameterPathFailure'));
  });

  test('of both languages are the same', async () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: { 'n.$': '$.deep.n' }, Next: 'B' },
        B: { QueryLanguage: 'JSONata', Type: 'Pass', Assign: { m: '{% $n + 1 %}' }, Next: 'C' },
        C: { Type: 'Pass', Parameters: { 'm.$': '$m' }, End: true },
      },
    };
    expect(await give(definition, input)).toEqual({ m: 6 });
  });
});

test.each<readonly [object, string]>([
  [one({ Type: 'Pass', Output: '{% 1 + %}' }), '/States/A/Output: the JSONata expression cannot be read'],
  [one({ Type: 'Pass', Parameters: {} }), 'Slipway does not execute Parameters of a Pass in JSONata'],
  [
    queried({ A: { Type: 'Choice', Choices: [{ Next: 'A' }] } }),
    '/States/A/Choices/0: a rule of a Choice in JSONata has a Condition',
  ],
  [one({ QueryLanguage: 'JSONPath', Type: 'Pass' }), 'a state machine in JSONata has no states in JSONPath'],
  [{ ...one({ Type: 'Pass' }), QueryLanguage: 'XPath' }, '"XPath" is no language of queries'],
])('the definition %j is refused', async (definition, reason) => {
  expect(await give(definition)).toEqual({ refused: expect.stringContaining(reason) as unknown });
});
