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
