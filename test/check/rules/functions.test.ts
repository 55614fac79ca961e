// What the rules say about Lambda functions, and what names and handlers lead to.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { providers } from '../../../src/actions/registry.ts';
import {
  currentRuntimes,
  findFunction,
  handlerFiles,
  nameOfFunction,
  retiredRuntimes,
  runtimeFamilyOf,
  type LambdaFunction,
} from '../../../src/model/function.ts';
import { functions } from '../../../src/check/rules/functions.ts';
import { definition, findingsOf } from '../../rig/empty-definition.ts';
import { lambda } from '../../rig/functions.ts';

const none: readonly string[] = [];
const cases: readonly (readonly [string, Partial<LambdaFunction>, readonly string[]])[] = [
  ['a sound one', {}, none],
  ['one of Python', { runtime: 'python3.14' }, none],
  ['one of Java', { runtime: 'java21', handler: 'shop.Check::handle' }, none],
  ['one of Java with a class alone', { runtime: 'java17', handler: 'Check' }, none],
  [
    'a handler of Java with a path',
    { runtime: 'java17', handler: 'shop/Check' },
    ['FunctionHandlerInvalid error functions.0.Handler'],
  ],
  ['one of its own runtime', { runtime: 'provided.al2023', handler: 'anything' }, none],
  ['a retired runtime', { runtime: 'nodejs16.x' }, ['FunctionRuntimeUnknown warning functions.0.Runtime']],
  ['no such runtime', { runtime: 'nodejs22' }, ['FunctionRuntimeUnknown error functions.0.Runtime']],
  [
    'a runtime that does not run here',
    { runtime: 'ruby3.4' },
    ['NotExecutedHere warning functions.0.Runtime'],
  ],
  ['an image', { packageType: 'Image' }, ['NotExecutedHere warning functions.0.FunctionName']],
  [
    'a handler without a function',
    { handler: 'check' },
    ['FunctionHandlerInvalid error functions.0.Handler'],
  ],
  ['layers', { absent: ['Layers'] }, ['NotExecutedHere warning functions.0.Layers']],
  [
    'a variable of Lambda’s own',
    { variables: { STAGE: 'test', AWS_REGION: 'eu-west-1' } },
    ['VariableReserved error functions.0.Environment.Variables.AWS_REGION'],
  ],
];

test.each(cases)('%s', (_, parts, expected) => {
  expect(findingsOf(functions, { functions: [lambda(parts)] })).toEqual(expected);
});

test('a function without runtime and handler lacks both', () => {
  const { runtime: _, handler: __, ...bare } = lambda();
  expect(findingsOf(functions, { functions: [bare] })).toEqual(['MissingKey error functions.0.FunctionName']);
  expect(findingsOf(functions, { functions: [{ ...bare, runtime: 'nodejs22.x' }] })).toEqual([
    'MissingKey error functions.0.FunctionName',
  ]);
});

test('a place for the code of a function that is not there is reported, with the one that was meant', () => {
  const functionCode = [{ functionName: 'chek', path: 'hooks' }];
  const [finding] = functions(definition({ functions: [lambda()], functionCode }), providers);
  expect(finding).toMatchObject({
    code: 'FunctionUnknown',
    path: ['functionCode', 0, 'functionName'],
    remedy: 'Did you mean "check"?',
  });
});

test('a misspelt runtime is reported with the nearest one', () => {
  const [finding] = functions(definition({ functions: [lambda({ runtime: 'nodejs22' })] }), providers);
  expect(finding?.remedy).toBe('Did you mean "nodejs22.x"?');
});

test.each([
  ['check', { name: 'check' }],
  ['check:live', { name: 'check', qualifier: 'live' }],
  ['111122223333:function:check', { name: 'check' }],
  ['arn:aws:lambda:eu-west-1:111122223333:function:check', { name: 'check' }],
  ['arn:aws:lambda:eu-west-1:111122223333:function:check:7', { name: 'check', qualifier: '7' }],
])('the function that %s names', (reference, expected) => {
  expect(nameOfFunction(reference)).toEqual(expected);
  expect(findFunction([lambda()], reference)?.functionName).toBe('check');
});

test.each([
  ['nodejs22.x', 'check.handler', ['check.js', 'check.mjs', 'check.cjs', 'check']],
  ['nodejs22.x', 'lib/a-b.api.handle', ['lib/a-b.js', 'lib/a-b.mjs', 'lib/a-b.cjs', 'lib/a-b']],
  ['python3.13', 'check.handler', ['check.py', 'check/__init__.py']],
  ['python3.13', 'pkg.check.handler', ['pkg/check.py', 'pkg/check/__init__.py']],
  ['provided.al2023', 'x', ['bootstrap']],
  ['java21', 'a.B::c', []],
])('the files that %s looks for with the handler %s', (runtime, handler, files) => {
  expect(handlerFiles(lambda({ runtime, handler }))).toEqual(files);
});

test('no handler, however odd, leads to a file out of nowhere', () => {
  fc.assert(
    fc.property(fc.constantFrom('nodejs22.x', 'python3.13'), fc.string(), (runtime, handler) => {
      expect(handlerFiles(lambda({ runtime, handler })).length).toBeGreaterThan(0);
      expect(() =>
        functions(definition({ functions: [lambda({ runtime, handler })] }), providers),
      ).not.toThrow();
    }),
  );
});

test('every runtime of Node.js, Python, Java and provided runs here, and no other', () => {
  const run = [...currentRuntimes, ...retiredRuntimes].filter((id) => runtimeFamilyOf(id) !== undefined);
  expect(run.every((id) => /^(nodejs\d+\.x|python3|java|provided)/.test(id))).toBe(true);
  expect(currentRuntimes.filter((id) => runtimeFamilyOf(id) === undefined)).toEqual(
    currentRuntimes.filter((id) => /^(dotnet|ruby)/.test(id)),
  );
});
