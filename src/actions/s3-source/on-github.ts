// The files of an object in a bucket in a job of a workflow. Pure.
import type { FetchedOnGithub } from '../../model/github-job.ts';

export const s3SourceOnGithub: FetchedOnGithub = ({ action }, { folder }) => {
  const { S3Bucket = '', S3ObjectKey = '' } = action.configuration ?? {};
  return {
    callsAws: true,
    losses: [`Source ${action.name}: a new version of the object does not start the workflow`],
    steps: [
      {
        name: `Fetch s3://${S3Bucket}/${S3ObjectKey}`,
        run: `aws s3 cp "s3://$SOURCE_BUCKET/$SOURCE_KEY" "$RUNNER_TEMP/source.zip" --no-progress\npython3 -m zipfile -e "$RUNNER_TEMP/source.zip" "${folder}"\n`,
        env: { SOURCE_BUCKET: S3Bucket, SOURCE_KEY: S3ObjectKey },
      },
    ],
  };
};
