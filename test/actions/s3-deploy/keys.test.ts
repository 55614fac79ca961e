import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runS3Deploy } from '../../../src/actions/s3-deploy/run-s3-deploy.ts';
import { s3Deploy } from '../../../src/actions/s3-deploy/provider.ts';
import { openActionGround } from '../../rig/action-context.ts';

test.each(['../up.zip', 'a/../../up.zip', '..'])(
  'the key %s writes nothing outside of the action',
  async (ObjectKey) => {
    await using ground = await openActionGround();
    const context = await ground.contextOf(s3Deploy, {
      configuration: { BucketName: 'site', Extract: 'false', ObjectKey },
      inputArtifacts: [{ name: 'In', digest: 'none', files: 0, sizeBytes: 0 }],
    });
    const result = await runS3Deploy(context);
    expect(result).toMatchObject({ error: { message: expect.stringContaining('has a part ".."') } });
  },
);

test('a bucket that nothing here has fails the action, as S3 answers on AWS', async () => {
  await using ground = await openActionGround();
  await mkdir(join(ground.folder, 'source'));
  const context = await ground.contextOf(s3Deploy, {
    configuration: { BucketName: 'gone', Extract: 'true' },
    inputArtifacts: [{ name: 'In', ...(await ground.state.artifacts.save(join(ground.folder, 'source'))) }],
  });
  expect(await runS3Deploy(context)).toMatchObject({
    status: 'Failed',
    error: {
      code: 'JobFailed',
      message: expect.stringContaining('Error Code: NoSuchBucket'),
      remedy: expect.stringContaining('slipway aws s3 mb s3://gone'),
    },
  });
});
