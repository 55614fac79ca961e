// What a stack has otherwise than the definition says, by its template and by its drift.
import { expect, test } from 'vitest';
import { compareStack } from '../../src/ship/compare-stack.ts';

const queue = (Timeout: number) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName: 'a', Timeout },
});
const has = (template: object, drifted: Parameters<typeof compareStack>[1]['drifted'] = []) => ({
  template: template as Readonly<Record<string, unknown>>,
  drifted,
});

test('what is shipped as it is wanted and as it was is no difference', () => {
  expect(compareStack({ A: queue(3) }, has({ A: queue(3), Other: queue(1) }))).toEqual([]);
});

test('a resource that the stack lacks, or that was deleted in the account, is not there', () => {
  const part = 'AWS::Lambda::Function A';
  expect(compareStack({ A: queue(3) }, has({}))).toEqual([{ part }]);
  const deleted = [{ logicalId: 'A', type: 'AWS::Lambda::Function' }];
  expect(compareStack({ A: queue(3) }, has({ A: queue(3) }, deleted))).toEqual([{ part }]);
});

test('a field that was changed in the account is compared with what is wanted now, each once', () => {
  const fields = [
    { path: 'Timeout', before: '9', after: '3' },
    { path: 'MemorySize', before: '512', after: '128' },
  ];
  const drifted = [{ logicalId: 'A', type: 'AWS::Lambda::Function', fields }];
  expect(compareStack({ A: queue(3) }, has({ A: queue(3) }, drifted))).toEqual([
    { part: 'AWS::Lambda::Function A', fields },
  ]);
  expect(compareStack({ A: queue(5) }, has({ A: queue(3) }, drifted))).toEqual([
    {
      part: 'AWS::Lambda::Function A',
      fields: [
        { path: 'Timeout', before: '9', after: 5 },
        { path: 'MemorySize', before: '512', after: '128' },
      ],
    },
  ]);
});

test('the pipeline and its builds are compared as their services have them, and not a second time', () => {
  const project = (Timeout: number) => ({ Type: 'AWS::CodeBuild::Project', Properties: { Timeout } });
  expect(compareStack({ A: project(1) }, has({ A: project(2) }))).toEqual([]);
});
