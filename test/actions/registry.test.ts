import { expect, test } from 'vitest';
import type { ActionProvider } from '../../src/actions/provider.ts';
import { providers, registerProviders, type Providers } from '../../src/actions/registry.ts';
import { findingsOf } from '../../src/check/rules/index.ts';
import { idOf } from '../../src/model/action-type.ts';
import { R } from '../../src/model/configuration-key.ts';
import { definition, withActions } from '../rig/empty-definition.ts';

const actionTypes = providers.all.filter(({ owner }) => owner !== 'Custom');

test('every type stands once, with sensible counts', () => {
  const ids = actionTypes.map(idOf);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { inputs, outputs } of actionTypes)
    for (const [min, max] of [inputs, outputs]) expect(min).toBeLessThanOrEqual(max);
});

test('sources take nothing and make one artifact', () => {
  const sources = actionTypes.filter(({ category }) => category === 'Source');
  expect(sources.map(({ provider }) => provider).toSorted()).toEqual([
    'CodeCommit',
    'CodeStarSourceConnection',
    'ECR',
    'GitHub',
    'S3',
  ]);
  for (const { inputs, outputs } of sources)
    expect([inputs, outputs]).toEqual([
      [0, 0],
      [1, 1],
    ]);
});

test.each([
  ['Build/AWS/CodeBuild', [1, 5], [0, 5]],
  ['Test/AWS/CodeBuild', [1, 5], [0, 5]],
  ['Compute/AWS/Commands', [1, 10], [0, 1]],
  ['Deploy/AWS/CodeDeploy', [1, 1], [0, 0]],
  ['Deploy/AWS/CodeDeployToECS', [1, 5], [0, 0]],
  ['Deploy/AWS/CloudFormation', [0, 10], [0, 1]],
  ['Approval/AWS/Manual', [0, 0], [0, 0]],
  ['Invoke/AWS/Lambda', [0, 5], [0, 5]],
])('%s takes %j and makes %j artifacts', (id, inputs, outputs) => {
  expect(actionTypes.find((type) => idOf(type) === id)).toMatchObject({ inputs, outputs });
});

test('only these need a pipeline of type V2', () => {
  expect(
    actionTypes
      .filter(({ v2Only }) => v2Only === true)
      .map(idOf)
      .toSorted(),
  ).toEqual([
    'Build/AWS/ECRBuildAndPublish',
    'Compute/AWS/Commands',
    'Deploy/AWS/EC2',
    'Deploy/AWS/EKS',
    'Deploy/AWS/Lambda',
    'Invoke/AWS/CodePipeline',
  ]);
});

test('a custom action is of its own type, whatever it is called; an AWS action is not', () => {
  const type = { category: 'Test', provider: 'OurJenkins', version: '3' } as const;
  expect(providers.find({ ...type, owner: 'Custom' })).toMatchObject({
    inputs: [0, 5],
    configuration: 'any',
  });
  expect(providers.find({ ...type, owner: 'AWS' })).toBeUndefined();
});

test('a provider that is registered by a test alone is known to the rules', () => {
  const dummy: ActionProvider = {
    category: 'Invoke',
    owner: 'AWS',
    provider: 'Dummy',
    inputs: [0, 0],
    outputs: [0, 0],
    configuration: { Word: R },
    variables: [],
    check: ({ path }) => [{ code: 'FunctionUnknown', message: 'There is no word', path }],
  };
  const pipeline = withActions({
    name: 'Say',
    actionTypeId: { category: 'Invoke', owner: 'AWS', provider: 'Dummy', version: '1' },
    configuration: { Wort: 'hello' },
  });
  const codesWith = (known: Providers) =>
    findingsOf(definition({ pipeline }), known)
      .filter(({ path, code }) => path.includes('actions') && code !== 'SourceStageInvalid')
      .map(({ code }) => code);
  expect(codesWith(registerProviders([...providers.all, dummy]))).toEqual([
    'ConfigurationKeyUnknown',
    'FunctionUnknown',
  ]);
  expect(codesWith(providers)).toEqual(['ActionTypeUnknown']);
});
