import { describe, expect, test } from 'vitest';
import { explainNoInstances, selectInstances } from '../../../src/actions/deployment/select-instances.ts';
import type { DeploymentGroup } from '../../../src/model/deployment.ts';
import type { Fleet } from '../../../src/model/fleet.ts';

const fleet: Fleet = {
  name: 'web',
  isolation: 'process',
  instances: [
    { instanceId: 'i-1', tags: { Name: 'web', Stage: 'prod' }, availabilityZone: 'a' },
    { instanceId: 'i-2', tags: { Name: 'web', Stage: 'test' }, availabilityZone: 'b' },
    { instanceId: 'i-3', tags: { Name: 'db', Stage: 'prod' }, availabilityZone: 'c' },
  ],
};

function selected(group: Partial<DeploymentGroup>): readonly string[] {
  return selectInstances(groupWith(group), [fleet]).map(({ instance }) => instance.instanceId);
}

function groupWith(group: Partial<DeploymentGroup>): DeploymentGroup {
  return {
    applicationName: 'app',
    deploymentGroupName: 'dg',
    serviceRoleArn: 'arn:aws:iam::1:role/r',
    ...group,
  };
}

describe('a list of tag filters', () => {
  // shows: S4-031
  test('means every instance that matches one of them', () => {
    expect(
      selected({
        ec2TagFilters: [
          { Key: 'Name', Value: 'db', Type: 'KEY_AND_VALUE' },
          { Key: 'Stage', Value: 'test', Type: 'KEY_AND_VALUE' },
        ],
      }),
    ).toEqual(['i-2', 'i-3']);
  });

  test('compares the key alone or the value alone by its type', () => {
    expect(selected({ ec2TagFilters: [{ Key: 'Stage', Type: 'KEY_ONLY' }] })).toEqual(['i-1', 'i-2', 'i-3']);
    expect(selected({ ec2TagFilters: [{ Value: 'db', Type: 'VALUE_ONLY' }] })).toEqual(['i-3']);
  });

  test('distinguishes capital letters from small ones', () => {
    expect(selected({ ec2TagFilters: [{ Key: 'Stage', Value: 'Prod', Type: 'KEY_AND_VALUE' }] })).toEqual([]);
  });
});

test('of a tag set every group has to match', () => {
  expect(
    selected({
      ec2TagSet: {
        ec2TagSetList: [
          [{ Key: 'Name', Value: 'web', Type: 'KEY_AND_VALUE' }],
          [{ Key: 'Stage', Value: 'prod', Type: 'KEY_AND_VALUE' }],
        ],
      },
    }),
  ).toEqual(['i-1']);
});

test('tags of EC2, of on-premises instances and Auto Scaling groups add up', () => {
  expect(
    selected({
      ec2TagFilters: [{ Key: 'Name', Value: 'db', Type: 'KEY_AND_VALUE' }],
      onPremisesInstanceTagFilters: [{ Key: 'Stage', Value: 'test', Type: 'KEY_AND_VALUE' }],
    }),
  ).toEqual(['i-2', 'i-3']);
  expect(selected({ autoScalingGroups: ['web'] })).toEqual(['i-1', 'i-2', 'i-3']);
});

test('when nothing matches, the remedy names what was looked for and the tags that there are', () => {
  const group = groupWith({ ec2TagFilters: [{ Key: 'Stage', Value: 'Prod', Type: 'KEY_AND_VALUE' }] });
  expect(explainNoInstances(group, [fleet])).toBe(
    'The deployment group looks for Stage=Prod. The instances of its fleets carry the tags Name=db, Name=web, Stage=prod, Stage=test. Keys and values are case-sensitive.',
  );
});
