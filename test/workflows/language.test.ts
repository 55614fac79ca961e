// The adapter around GitHub's parser: what it cures, and what still needs the cure. A failing test of the second kind says
// that the package has learnt it, and that ours can go.
import { readFileSync } from 'node:fs';
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { expect, test } from 'vitest';
import { positionAt } from '../../src/lib/source-file.ts';
import { readWorkflow } from '../../src/workflows/language/read-workflow.ts';
import { additions, corrections } from '../../src/workflows/language/schema.ts';

function read(text: string) {
  return readWorkflow({ path: 'w.yml', text }, '.github/workflows/w.yml');
}

function jobOf(job: string) {
  const { workflow, problems } = read(`on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n${job}`);
  expect(problems).toEqual([]);
  return workflow?.jobs[0];
}

test('expressions in blocks are free of their indentation and folds', () => {
  const job = jobOf(
    [
      '    if: >-',
      "      ${{ github.ref == 'x' }}",
      '    steps:',
      '      - run: |',
      '          echo ${{ github.sha }}',
      '            two',
      '',
    ].join('\n'),
  );
  expect(job?.condition).toBe("success() && (github.ref == 'x')");
  expect(job?.steps[0]?.run).toMatchObject({
    expression: "format('echo {0}\n  two\n', github.sha)",
  });
});

test('a condition that names a status stays as it is, and one in a string is none', () => {
  const conditionOf = (text: string) => jobOf(`    if: ${text}\n    steps: [{run: x}]\n`)?.condition;
  expect(conditionOf('always()')).toBe('always()');
  expect(conditionOf("github.ref == 'success()'")).toBe("success() && (github.ref == 'success()')");
  expect(conditionOf('${{ !cancelled() && failure() }}')).toBe('!cancelled() && failure()');
});

test('numbers are taken as keys', () => {
  const { workflow } = read(
    'on: push\nenv: {1: a}\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: x}]}}\n',
  );
  expect(workflow?.env).toEqual({ entries: [['1', 'a']] });
});

test('the events are the same however they are written', () => {
  const eventsOf = (on: string) =>
    Object.keys(
      read(`on: ${on}\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: x}]}}\n`).workflow?.on ?? {},
    );
  expect(eventsOf('push')).toEqual(['push']);
  expect(eventsOf('[push, workflow_dispatch]')).toEqual(['push', 'workflow_dispatch']);
  expect(eventsOf('{push: {branches: [main]}}')).toEqual(['push']);
});

test.each([
  ['', 'The file of this workflow is empty', '1:1'],
  ['# nothing\n', 'The file of this workflow is empty', '1:1'],
  ['on: push\njobs:\n\ta: 1\n', 'Tabs are not allowed', '3:1'],
  ['on: pushh\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: x}]}}\n', "Unexpected value 'pushh'", '1:5'],
  ['on: push\njobs:\n  a:\n    steps: [{run: x}]\n', 'Required property is missing: runs-on', '4:5'],
  [
    'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${{ nope.x }}\n',
    'nope',
    '6:14',
  ],
])('%j is refused at its place', (text, message, place) => {
  const [found] = read(text).problems;
  expect(found?.message).toContain(message);
  const { line, column } = positionAt(text, found?.at?.start ?? -1);
  expect(`${line}:${column}`).toBe(place);
});

test('keys that GitHub has and the package lacks are taken, with their values alone', () => {
  const withMode = (mode: string) =>
    read(`on: push\ncache-mode: ${mode}\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: x}]}}\n`);
  expect(withMode('read').problems).toEqual([]);
  expect(withMode('other').problems[0]?.message).toContain("Unexpected value 'other'");
});

test('the package lacks each key that we add to its schema', () => {
  const file = new URL('workflow-v1.0.min.json', import.meta.resolve('@actions/workflow-parser'));
  const schema = readFileSync(file, 'utf8');
  for (const { key, mappings } of additions) {
    expect(schema).not.toContain(`"${key}"`);
    for (const name of mappings) expect(schema).toContain(`"${name}"`);
  }
});

test('the package has wrong what we correct in its schema', () => {
  const file = new URL('workflow-v1.0.min.json', import.meta.resolve('@actions/workflow-parser'));
  const { definitions } = JSON.parse(readFileSync(file, 'utf8')) as { readonly definitions: object };
  for (const [name, right] of Object.entries(corrections))
    expect(definitions).not.toHaveProperty([name], expect.objectContaining(right));
});

test('the package drops keys that objects inherit, doubled quotes after the first, and evaluates all of case()', () => {
  const dictionary = new data.Dictionary({ key: 'constructor', value: new data.StringData('kept') });
  expect(dictionary.get('constructor')).not.toBeInstanceOf(data.StringData);
  const [token] = new Lexer("'a''b''c'").lex().tokens;
  expect(token).toMatchObject({ value: "a'b''c" });
  let calls = 0;
  const count = {
    name: 'count',
    minArgs: 0,
    maxArgs: 0,
    call: () => {
      calls += 1;
      return new data.Null();
    },
  };
  const tree = new Parser(new Lexer('case(true, 1, count())').lex().tokens, [], [count]).parse();
  new Evaluator(tree, new data.Dictionary(), new Map([['count', count]])).evaluate();
  expect(calls).toBe(1);
});

test('an expression in quotes stands at its own column, also where a text of several lines has one', () => {
  const columnWith = (run: string): unknown => {
    const text = `on: push\njobs:\n  j:\n    runs-on: x\n    steps:\n      - name: "\${{ github.ref }}"\n        run: ${run}\n`;
    const [step] = readWorkflow({ path: 'w.yml', text }, 'w.yml').workflow?.jobs[0]?.steps ?? [];
    return JSON.parse(JSON.stringify(step?.name ?? null));
  };
  const name = columnWith('echo');
  expect(columnWith('|\n          echo ${{ github.sha }}\n          echo')).toEqual(name);
  expect(name).toMatchObject({ line: 6, column: 16 });
});
