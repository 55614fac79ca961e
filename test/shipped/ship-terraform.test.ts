// What pipelines become in Terraform, applied by the real provider to the account of this machine: everything is made, a second
// plan has nothing to change, and nothing is left after the end.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';
import { terraformIn, whyNoAwsProvider } from '../rig/terraform.ts';

const missing = await whyNoAwsProvider();
const examples = join(import.meta.dirname, '..', '..', 'examples');

test
  .skipIf(missing !== undefined)
  .each([
    'cicd-demo/pipeline.json',
    'cloud-health-dashboard/pipeline.json',
    'ecommerce-platform/pipeline.json',
    'tutor/pipeline.json',
  ])('%s: applied with what it deploys to, nothing to change then, and destroyed', async (name) => {
  await using app = makeProject();
  const options = ['--format', 'terraform', '--targets', '--watching', '--out', 'tf/main.tf.json'];
  expect(await app.run('ship', join(examples, name), ...options)).toMatchObject({ status: 0 });
  // What holds data outlives the rest, unless its owner says otherwise.
  const text = readFileSync(join(app.folder, 'tf', 'main.tf.json'), 'utf8');
  app.write('tf/main.tf.json', text.replaceAll('"prevent_destroy": true', '"prevent_destroy": false'));
  app.write('tf/provider.tf.json', { provider: { aws: { s3_use_path_style: true } } });
  const terraform = await terraformIn(app);
  const plain = ['-no-color', '-input=false'];
  for (const args of [
    ['init'],
    ['apply', '-auto-approve'],
    ['plan', '-detailed-exitcode'],
    ['destroy', '-auto-approve'],
  ]) {
    const { status, text: said } = terraform(...args, ...plain);
    expect({ args, status, said: status === 0 ? '' : said }).toEqual({ args, status: 0, said: '' });
  }
  const left = await app.run('status', '--resources', '--json', '--state', '.slipway');
  const { resources } = JSON.parse(left.stdout || '{"resources":[]}') as {
    readonly resources: readonly object[];
  };
  expect(resources).toEqual([]);
});
