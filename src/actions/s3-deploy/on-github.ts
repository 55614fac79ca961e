// A deployment to a bucket as steps of a workflow. Pure. Source: CodePipeline user guide, "Amazon S3 deploy action reference".
import { isFalse } from '../../model/configuration-key.ts';
import type { OnGithub } from '../../model/github-job.ts';

/** Nothing is deleted from the bucket. */
export const s3DeployOnGithub: OnGithub = ({ action }, { expressed }) => {
  const { BucketName = '', ObjectKey = '', Extract, ...more } = action.configuration ?? {};
  const { CannedACL, CacheControl, KMSEncryptionKeyARN: key } = more;
  const options = [
    ...(CannedACL === undefined ? [] : [` --acl "$ACL"`]),
    ...(CacheControl === undefined ? [] : [` --cache-control "$CACHE_CONTROL"`]),
    ...(key === undefined ? [] : [` --sse aws:kms --sse-kms-key-id "$KMS_KEY"`]),
  ].join('');
  const isWhole = isFalse(Extract);
  const env = {
    BUCKET: BucketName,
    KEY: ObjectKey,
    ACL: CannedACL,
    CACHE_CONTROL: CacheControl,
    KMS_KEY: key,
  };
  const used = Object.entries(env).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
  const prefix = ObjectKey === '' ? '' : '/$KEY';
  return {
    callsAws: true,
    losses: ObjectKey.includes('{datetime}') ? ['{datetime} of ObjectKey stays as it is written'] : [],
    steps: [
      {
        name: `Deploy to ${BucketName}`,
        run: isWhole
          ? `python3 -c 'import shutil; shutil.make_archive("'"$RUNNER_TEMP"'/object", "zip", ".")'\naws s3 cp "$RUNNER_TEMP/object.zip" "s3://$BUCKET${prefix}" --no-progress${options}\n`
          : `aws s3 cp . "s3://$BUCKET${prefix}" --recursive --no-progress${options}\n`,
        env: Object.fromEntries(used.map(([name, value]) => [name, expressed(value)])),
      },
    ],
  };
};
