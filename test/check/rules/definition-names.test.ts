import { expect, test } from 'vitest';
import type { Fleet } from '../../../src/model/fleet.ts';
import { definitionNames } from '../../../src/check/rules/definition-names.ts';
import { deploymentGroup, findingsOf, project } from '../../rig/empty-definition.ts';

const fleet = (name: string, ...ids: readonly string[]): Fleet => ({
  name,
  isolation: 'auto',
  instances: ids.map((instanceId) => ({ instanceId, tags: {}, availabilityZone: 'local-1a' })),
});

test('a name is taken once among its kind', () => {
  const names = findingsOf(definitionNames, {
    projects: [project(), project({ name: 'other' }), project()],
    applications: [{ applicationName: 'shop' }, { applicationName: 'shop' }],
    deploymentConfigs: [{ deploymentConfigName: 'Half' }, { deploymentConfigName: 'Half' }],
    fleets: [fleet('web', 'i-1', 'i-2'), fleet('web', 'i-2')],
  });
  expect(names).toEqual([
    'DefinitionNameDuplicate error projects.2.name',
    'DefinitionNameDuplicate error applications.1.applicationName',
    'DefinitionNameDuplicate error deploymentConfigs.1.deploymentConfigName',
    'DefinitionNameDuplicate error fleets.1.name',
    'DefinitionNameDuplicate error fleets.1.instances.0.instanceId',
  ]);
});

test('deployment groups of different applications may share a name', () => {
  const groups = [deploymentGroup(), deploymentGroup({ applicationName: 'other' }), deploymentGroup()];
  expect(findingsOf(definitionNames, { deploymentGroups: groups })).toEqual([
    'DefinitionNameDuplicate error deploymentGroups.2.deploymentGroupName',
  ]);
});
