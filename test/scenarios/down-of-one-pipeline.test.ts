// Two pipelines in one state folder, and what each has deployed.
import { describe, expect, test } from 'vitest';
import { pipeline, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

const there = ['--state', 'all/.state'] as const;

function deploy(bucket: string): object {
  return {
    name: `To-${bucket}`,
    actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'S3', version: '1' },
    configuration: { BucketName: bucket, Extract: 'true' },
    inputArtifacts: [{ name: 'SourceOutput' }],
  };
}

async function deployEach(
  into: Project,
  buckets: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  for (const [name, its] of Object.entries(buckets)) {
    into.write(
      `${name}/pipeline.json`,
      pipeline([sourceStage, { name: 'Deploy', actions: its.map(deploy) }], { name }),
    );
    for (const bucket of its)
      into.write(`${name}/${bucket}.bucket.json`, {
        Bucket: bucket,
        VersioningConfiguration: { Status: 'Enabled' },
      });
    expect(await into.run('run', name, ...there)).toMatchObject({ status: 0 });
  }
}

async function running(app: Project): Promise<readonly string[]> {
  const { stdout } = await app.run('status', ...there, '--json');
  const { targets } = JSON.parse(stdout) as { readonly targets: readonly { name: string; url?: string }[] };
  return targets.filter(({ url }) => url !== undefined).map(({ name }) => name);
}

describe('down --pipeline', () => {
  test('ends what that pipeline has deployed, and leaves what another deploys to as well', async () => {
    await using app = makeProject();
    await deployEach(app, { shop: ['shop-site', 'both-site'], blog: ['blog-site', 'both-site'] });
    expect(await running(app)).toEqual(['blog-site', 'both-site', 'shop-site']);
    const { status, stdout } = await app.run('down', ...there, '--pipeline', 'shop');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'Ended 1 process of shop\nboth-site runs on, because blog deploys to it as well\n',
    });
    expect(await running(app)).toEqual(['blog-site', 'both-site']);
    const json = await app.run('down', ...there, '--pipeline', 'blog', '--json');
    expect(JSON.parse(json.stdout)).toEqual({
      ended: 1,
      containers: 0,
      left: [{ kind: 'site', name: 'both-site', pipelines: ['blog', 'shop'] }],
    });
    expect((await app.run('down', ...there)).stdout).toBe('Ended 1 process of blog, shop\n');
  });

  test('refuses a pipeline that the state folder does not have, and ends nothing', async () => {
    await using app = makeProject();
    await deployEach(app, { shop: ['shop-site'] });
    const refused = await app.run('down', ...there, '--pipeline', 'ship');
    expect(refused).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean "shop"?') as string,
    });
    expect(await running(app)).toEqual(['shop-site']);
  });
});
