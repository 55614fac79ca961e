// What was shipped in Terraform's form, read back from a plan and from a state: shipped again it is the same configuration.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyExample, removeDefinition } from '../rig/imported.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { terraformIn, whyNoAwsProvider } from '../rig/terraform.ts';

const missing = await whyNoAwsProvider();
const options = ['--format', 'terraform', '--watching'];

async function writeConfiguration(app: Project, definition: string): Promise<void> {
  const { status, stderr } = await app.run('ship', definition, ...options, '--out', 'tf/main.tf.json');
  expect({ status, said: status === 0 ? '' : stderr }).toEqual({ status: 0, said: '' });
}

test.skipIf(missing !== undefined).each(['cicd-demo/pipeline.json'])(
  '%s: a plan and a state are imported, and shipped again nothing of them changes',
  async (name) => {
    await using app = makeProject();
    const definition = await copyExample(app, name);
    await writeConfiguration(app, definition);
    app.write('tf/provider.tf.json', { provider: { aws: { s3_use_path_style: true } } });
    const terraform = await terraformIn(app);
    const plain = ['-no-color', '-input=false'];
    const shown = (...args: readonly string[]): string => {
      const ended = terraform(...args);
      expect({ args, status: ended.status, said: ended.status === 0 ? '' : ended.text }).toEqual({
        args,
        status: 0,
        said: '',
      });
      return ended.stdout;
    };
    const readBack = async (file: string): Promise<void> => {
      removeDefinition(join(app.folder, 'system'));
      const { status, stderr } = await app.run('import', file, '--out', 'system');
      expect({ status, said: status === 0 ? '' : stderr }).toEqual({ status: 0, said: '' });
      expect(stderr).not.toContain('is not imported');
      await writeConfiguration(app, 'system/pipeline.json');
    };
    const changesNothing = (): void => {
      shown('plan', '-detailed-exitcode', ...plain);
    };
    shown('init', ...plain);
    shown('plan', '-out', 'plan', ...plain);
    app.write('plan.json', shown('show', '-json', 'plan'));
    shown('apply', ...plain, 'plan');
    await readBack('plan.json');
    changesNothing();
    app.write('state.json', shown('show', '-json'));
    await readBack('state.json');
    changesNothing();
    await readBack('tf/terraform.tfstate');
    changesNothing();
    expect(await app.run('import', 'tf/main.tf.json', '--out', 'other')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('terraform show -json plan > plan.json') as string,
    });
  },
);
