import { expect, test } from 'vitest';
import { providers } from '../../../src/actions/registry.ts';
import type { Definition } from '../../../src/model/definition.ts';
import { noParts } from '../../../src/load/kinds/index.ts';
import type { StageDeclaration } from '../../../src/model/pipeline.ts';
import { pipelineStages } from '../../../src/check/rules/pipeline-stages.ts';

const stage = (name: string, actions: number): StageDeclaration => ({
  name,
  actions: Array.from({ length: actions }, (_, index) => ({
    name: `${name}-${index}`,
    actionTypeId: { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' },
  })),
});

const check = (stages: readonly StageDeclaration[]) => {
  const definition: Definition = {
    ...noParts,
    pipeline: { name: 'demo', roleArn: '', stages },
  };
  return pipelineStages(definition, providers).map(({ code, severity = 'error', message }) => ({
    code,
    severity,
    message,
  }));
};

const stages = (count: number, actions = 1) =>
  Array.from({ length: count }, (_, index) => stage(`s${index}`, actions));

test('2 to 50 stages of 1 to 50 actions are taken', () => {
  expect(check(stages(2))).toEqual([]);
  expect(check(stages(50))).toEqual([]);
  expect(check(stages(20, 50))).toEqual([]);
});

test('51 stages are one too many', () => {
  expect(check(stages(51))).toEqual([
    { code: 'StageCountInvalid', severity: 'error', message: 'The pipeline has 51 stages, and may have 50' },
  ]);
});

test('51 actions of a stage are a warning, because AWS says both 50 and 100', () => {
  expect(check([stage('a', 1), stage('b', 51)])).toMatchObject([
    { code: 'ActionCountInvalid', severity: 'warning' },
  ]);
});

test('1001 actions of a pipeline are one too many', () => {
  expect(check([...stages(20, 50), stage('last', 1)])).toEqual([
    {
      code: 'ActionCountInvalid',
      severity: 'error',
      message: 'The pipeline has 1001 actions, and may have 1000',
    },
  ]);
});
