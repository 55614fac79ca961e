import { expect, test } from 'vitest';
import { parseYaml } from '../../src/lib/parse-yaml.ts';
import { recognise } from '../../src/load/recognise.ts';

const files: readonly (readonly [what: string | undefined, path: string, text: string])[] = [
  ['buildspec', 'ci.yml', '{version: 0.2, phases: {}}'],
  ['buildspec', 'sub/buildspec-test.yml', 'version: 0.2'],
  ['buildspec', 'release.buildspec.yaml', '[]'],
  ['appspec', 'x.yml', '{version: 0.0, os: linux, hooks: {}}'],
  ['appspec', 'x.json', '{"version": 0.0, "Resources": [{"fn": {}}]}'],
  ['appspec', 'deploy/appspec.yml', 'version: 0.0'],
  ['appspec', 'appspec.json', '{}'],
  ['projects', 'x.json', '{"name": "a", "source": {}, "artifacts": {}, "environment": {}}'],
  ['projects', 'x.json', '{"project": {"name": "a"}}'],
  ['applications', 'x.json', '{"applicationName": "a", "computePlatform": "ECS"}'],
  ['deploymentGroups', 'x.json', '{"applicationName": "a", "deploymentGroupName": "g"}'],
  ['deploymentGroups', 'x.json', '{"deploymentGroupInfo": {}}'],
  ['deploymentConfigs', 'x.json', '{"deploymentConfigName": "c", "minimumHealthyHosts": {}}'],
  [undefined, 'pipeline.json', '{"pipeline": {"name": "a", "stages": []}}'],
  [undefined, 'docker-compose.yml', '{version: "3", services: {}}'],
  [undefined, 'package.json', '{"name": "a", "version": "1.0.0", "os": ["linux"]}'],
  [undefined, 'mybuildspecs.txt', 'text'],
];

test.each(files)('%s: %s with %s', (what, path, text) => {
  const { root } = parseYaml({ path, text });
  expect(root && recognise(root, path)).toBe(what);
});
