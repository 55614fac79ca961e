// The end of a bucket with all that is in it.
import { calling, type AwsAccess } from './access.ts';

/** With every version of every object. A bucket that is not there is no error. */
export async function deleteBucket({ config }: AwsAccess, Bucket: string): Promise<void> {
  const s3 = await import('@aws-sdk/client-s3');
  const client = new s3.S3Client({ ...config, forcePathStyle: config.endpoint !== undefined });
  await calling(`the end of the bucket ${Bucket}`, async () => {
    try {
      for (;;) {
        // Always the first page: what was on it is gone by the next turn.
        const page = await client.send(new s3.ListObjectVersionsCommand({ Bucket }));
        const Objects = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(
          ({ Key = '', VersionId = 'null' }) => ({ Key, VersionId }),
        );
        if (Objects.length === 0) break;
        const { Errors: [failed] = [] } = await client.send(
          new s3.DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
        );
        if (failed !== undefined) throw new Error(`${failed.Key ?? ''}: ${failed.Message ?? ''}`);
      }
      await client.send(new s3.DeleteBucketCommand({ Bucket }));
    } catch (error) {
      if (!(error instanceof Error) || !/NoSuchBucket|NotFound/.test(error.name)) throw error;
    }
  });
}
