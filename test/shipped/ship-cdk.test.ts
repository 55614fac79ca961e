// The construct with what a definition becomes, in an application with the real CDK, whose installation is 190 MB: SLIPWAY_CDK is
// a folder where aws-cdk-lib and constructs are installed.
import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';

const installed = process.env['SLIPWAY_CDK'];
if (installed === undefined)
  console.warn('slipway/cdk is not tested: SLIPWAY_CDK names no folder with aws-cdk-lib');
const root = join(import.meta.dirname, '..', '..');

const application = `
import { App, Stack } from 'aws-cdk-lib';
import { Pipeline, readPipeline } from '${join(root, 'src', 'cdk.ts')}';
const stack = new Stack(new App({ outdir: 'out' }), 'Shop');
const pipeline = await readPipeline('${join(root, 'examples', 'cloud-health-dashboard', 'pipeline.json')}', { targets: true });
new Pipeline(stack, 'Delivery', { pipeline });
const { template } = stack.node.root.synth().getStackByName('Shop');
console.log(JSON.stringify({ template, known: pipeline.resources.map(({ type }) => type), secure: pipeline.secureParameters }));
`;

interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

test.skipIf(installed === undefined)(
  'a stack of the CDK has every resource, with its references',
  async () => {
    await using app = makeProject();
    symlinkSync(join(installed ?? '', 'node_modules'), join(app.folder, 'node_modules'));
    app.write('package.json', { name: 'application', type: 'module' });
    app.write('app.js', application);
    const { stdout, stderr, status } = spawnSync(process.execPath, ['app.js'], {
      cwd: app.folder,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    const { template, known, secure } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
      readonly template: { readonly Resources: Readonly<Record<string, Resource>> };
      readonly known: readonly string[];
      readonly secure: readonly string[];
    };
    const made = Object.values(template.Resources);
    expect(
      made
        .map(({ Type }) => Type)
        .filter((each) => each !== 'AWS::CDK::Metadata')
        .toSorted(),
    ).toEqual(known.toSorted());
    expect(secure).toEqual([
      '/cloud-health/backend/production/JWT_SECRET_KEY',
      '/cloud-health/backend/production/ADMIN_PASSWORD',
    ]);
    const text = JSON.stringify(template.Resources);
    const refs = [...text.matchAll(/\{"(?:Ref":"|Fn::GetAtt":\[")(\w+)"/g)].map(([, id = '']) => id);
    expect(refs.filter((id) => !Object.hasOwn(template.Resources, id) && !id.startsWith('AWS'))).toEqual([]);
    const pipeline = made.find(({ Type }) => Type === 'AWS::CodePipeline::Pipeline');
    expect(pipeline?.Properties['RoleArn']).toMatchObject({ 'Fn::GetAtt': [expect.any(String), 'Arn'] });
    expect(made.find(({ Type }) => Type === 'AWS::S3::Bucket')?.DeletionPolicy).toBe('RetainExceptOnCreate');
  },
);
