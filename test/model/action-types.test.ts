import { expect, test } from 'vitest';
import { actionTypes, findActionType, idOf } from '../../src/model/action-types.ts';

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
  expect(findActionType({ ...type, owner: 'Custom' })).toMatchObject({
    inputs: [0, 5],
    configuration: 'any',
  });
  expect(findActionType({ ...type, owner: 'AWS' })).toBeUndefined();
});
