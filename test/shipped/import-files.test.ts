// Workflows of GitHub, those that pipelines are written as and others, read back as pipelines that can be shipped.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples');
const definitions = [
  'cicd-demo/pipeline.json',
  'cloud-health-dashboard/pipeline.json',
  'ecommerce-platform/pipeline.json',
  'tutor/pipeline.json',
];

describe.each(definitions)('%s', (name) => {
  test('as a workflow of GitHub is imported as a pipeline that can be shipped', async () => {
    await using app = makeProject();
    const path = join(examples, name);
    const written = await app.run('ship', path, '--dry-run', '--format', 'github');
    expect(written.status).toBe(0);
    app.write('deploy.yml', written.stdout);
    expect(await app.run('import', 'deploy.yml', '--out', 'imported')).toMatchObject({ status: 0 });
    const shipped = await app.run('ship', 'imported', '--dry-run');
    expect({ status: shipped.status, said: shipped.stderr.match(/^.*error .*$/gm) }).toEqual({
      status: 0,
      said: null,
    });
  });
});

test('the workflows of the sensor backend are imported as pipelines that can be shipped', async () => {
  const folder = join(examples, 'sensor-backend', '.github', 'workflows');
  const workflows = readdirSync(folder).filter((file) => /\.ya?ml$/.test(file));
  expect(workflows.length).toBeGreaterThan(0);
  for (const file of workflows) {
    await using app = makeProject();
    expect(await app.run('import', join(folder, file), '--out', 'imported')).toMatchObject({ status: 0 });
    const shipped = await app.run('ship', 'imported', '--dry-run');
    expect({ file, status: shipped.status, said: shipped.stderr.match(/^.*error .*$/gm) }).toEqual({
      file,
      status: 0,
      said: null,
    });
  }
});
