// GitHub's expressions, as GitHub's own package evaluates them behind our adapter.
import { expect, test } from 'vitest';
import { isFailed } from '../../src/lib/result.ts';
import {
  evaluate,
  evaluateCondition,
  resolveValue,
  textOf,
  type Scope,
} from '../../src/workflows/language/expressions.ts';

const scope: Scope = {
  contexts: {
    github: {
      ref: 'refs/heads/main',
      event: { commits: [{ id: 'a' }, { id: 'b' }], constructor: 'kept' },
    },
    needs: { one: { result: 'success' }, two: { result: 'failure' } },
    env: { Name: 'upper', name: 'lower' },
    job: { services: { db: { ports: { '5432': '49153' } } } },
  },
  functions: { success: () => true, boom: () => expect.fail('It was called') },
};

function valueOf(expression: string): unknown {
  const result = evaluate(expression, scope);
  return isFailed(result) ? `failed: ${result.failed}` : result.value;
}

test.each([
  ["github.ref == 'REFS/HEADS/MAIN'", true],
  ["'' || 'other'", 'other'],
  ["github.ref && 'yes' || 'no'", 'yes'],
  ['github.event.commits.*.id', ['a', 'b']],
  ["contains(needs.*.result, 'failure')", true],
  ["join(needs.*.result, ', ')", 'success, failure'],
  ['fromJSON(\'[0,1,{"a":5}]\')[2].a', 5],
  ['github.missing', null],
  ["github.missing.deeper == ''", true],
  ["1 == '1'", true],
  ['job.services.db.ports[5432]', '49153'],
  ["format('{0} {{1}} {1}', 'a', 2)", 'a {1} 2'],
  ['env.Name', 'upper'],
  ['env.name', 'lower'],
  ['github.event.constructor', 'kept'],
  ['github.EVENT.Commits[0].ID', 'a'],
  ["case(true, 'first', boom())", 'first'],
  ["case(false, boom(), 'last')", 'last'],
  ['success()', true],
  ['secrets.ABSENT', null],
  ["format('it''s ''{0}''', 'a''b''c')", "it's 'a'b'c'"],
])('%s', (expression, expected) => {
  expect(valueOf(expression)).toEqual(expected);
});

test('what cannot be evaluated is a reason, and no exception', () => {
  expect(valueOf("fromJSON('')")).toContain('failed: ');
  expect(valueOf('unknown.x')).toContain('failed: ');
  expect(valueOf('1 + 1')).toContain('failed: ');
});

test('a condition holds for what is neither false, zero, empty nor nothing', () => {
  const holds = ['0', "''", 'null', 'github.missing', "'false'", 'github.event', '1'].map((each) =>
    evaluateCondition(each, scope),
  );
  expect(holds.map((each) => !isFailed(each) && each.value)).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
    true,
  ]);
});

test('a mapping is evaluated in its keys and values, and takes in what is inserted', () => {
  const at = { line: 1, column: 1 };
  const value = {
    entries: [
      [{ expression: "format('{0}-key', 'a')", ...at }, 1],
      [
        { expression: 'insert', ...at },
        { expression: 'fromJSON(\'{"b":2}\')', ...at },
      ],
      [{ expression: 'insert', ...at }, { entries: [['c', 3]] }],
      ['insert', 4],
      ['list', [{ expression: 'github.ref', ...at }, 'text']],
      [
        'inserted',
        [1, { expression: "fromJSON('[2,[3]]')", ...at }, [{ expression: "fromJSON('[4]')", ...at }]],
      ],
    ] as const,
  };
  expect(resolveValue(value, scope)).toEqual({
    value: {
      'a-key': 1,
      b: 2,
      c: 3,
      insert: 4,
      list: ['refs/heads/main', 'text'],
      inserted: [1, 2, [3], [4]],
    },
  });
});

test.each([
  [3.1, '3.1'],
  [true, 'true'],
  [null, ''],
  [{ a: 1 }, 'Object'],
  [[1], 'Array'],
])('%j as a text is %s', (value, text) => {
  expect(textOf(value)).toBe(text);
});
