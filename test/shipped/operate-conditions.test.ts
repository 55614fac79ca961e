// A pipeline in the account whose stage fails by a condition: its status and its failure as AWS's calls give them.
import { expect, test, vi } from 'vitest';
import {
  buildspec,
  clientsOf,
  makeSourceBucket,
  pipeline,
  project,
  putSource,
  runOnce,
  ship,
} from '../rig/greeter.ts';
import { makeProject } from '../rig/project.ts';

const rule = {
  name: 'IsReleased',
  ruleTypeId: { category: 'Rule', owner: 'AWS', provider: 'VariableCheck', version: '1' },
  configuration: { Variable: '#{variables.Channel}', Value: 'release', Operator: 'EQ' },
};

test('a condition that fails a stage is in its status, and explained with its rule', async () => {
  await using app = makeProject();
  const [source, build] = pipeline.stages;
  const onSuccess = { conditions: [{ result: 'FAIL', rules: [rule] }] };
  const stages = [source, { ...build, onSuccess }];
  const variables = [{ name: 'Channel', defaultValue: 'beta' }];
  app.write('pipeline.json', { pipeline: { ...pipeline, variables, stages } });
  app.write('project.json', project(15));
  app.write('buildspec.yml', buildspec);
  await ship(app);
  const { s3, pipelines } = await clientsOf(app);
  await makeSourceBucket(s3);
  await putSource(s3, buildspec);
  const { id, status } = await runOnce(pipelines);
  expect(status).toBe('Failed');
  const { stdout: env } = await app.run('account', 'env', '--json');
  const { variables: names } = JSON.parse(env) as { readonly variables: Readonly<Record<string, string>> };
  for (const [name, value] of Object.entries(names)) vi.stubEnv(name, value);
  const shown = await app.run('status', '--aws').finally(() => vi.unstubAllEnvs());
  expect({ status: shown.status, stderr: shown.stderr }).toEqual({ status: 0, stderr: '' });
  expect(shown.stdout).toMatch(/Build +failed .*condition ON_SUCCESS: IsReleased\n/);
  const explained = (await app.run('explain', id)).stdout.split('\n');
  expect(explained.slice(1, 3)).toEqual([
    `  execution ${id} of greeter failed`,
    '    condition of stage Build: rule IsReleased (VariableCheck)',
  ]);
  expect(explained).toContain("  here: slipway run --only 'Build'");
});
