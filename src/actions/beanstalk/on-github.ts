// A new version of an environment of Elastic Beanstalk as steps of a workflow, which wait for its result. Pure.
// Source: Elastic Beanstalk developer guide, "Deploying applications to environments"; its API, DescribeEnvironments.
import type { OnGithub } from '../../model/github-job.ts';

export const beanstalkOnGithub: OnGithub = ({ action }, { definition, expressed }) => {
  const { ApplicationName = '', EnvironmentName = '' } = action.configuration ?? {};
  return {
    callsAws: true,
    losses: [],
    steps: [
      {
        name: `Deploy to ${EnvironmentName}`,
        run: script,
        env: {
          APPLICATION: expressed(ApplicationName),
          ENVIRONMENT: expressed(EnvironmentName),
          BUCKET: definition.pipeline.artifactStore?.location ?? '',
          VERSION: '${{ github.sha }}-${{ github.run_id }}-${{ github.run_attempt }}',
        },
      },
    ],
  };
};

/** An environment that is ready and runs another version has gone back to it. */
const script = `python3 -c 'import os, shutil; shutil.make_archive(os.environ["RUNNER_TEMP"] + "/version", "zip", ".")'
aws s3 cp "$RUNNER_TEMP/version.zip" "s3://$BUCKET/$APPLICATION/$VERSION.zip" --no-progress
aws elasticbeanstalk create-application-version --application-name "$APPLICATION" --version-label "$VERSION" \\
  --source-bundle "S3Bucket=$BUCKET,S3Key=$APPLICATION/$VERSION.zip"
aws elasticbeanstalk update-environment --application-name "$APPLICATION" --environment-name "$ENVIRONMENT" \\
  --version-label "$VERSION"
while :; do
  now=$(aws elasticbeanstalk describe-environments --application-name "$APPLICATION" \\
    --environment-names "$ENVIRONMENT" --query 'Environments[0].[Status,VersionLabel,Health]' --output text)
  read -r status version health <<< "$now"
  if [ "$status" = Ready ]; then
    [ "$version" = "$VERSION" ] && [ "$health" != Red ] && exit 0
    echo "::error::The environment $ENVIRONMENT runs $version and is $health"
    exit 1
  fi
  sleep 5
done
`;
