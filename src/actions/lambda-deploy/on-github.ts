// A new version of a function as a step of a workflow. Pure. Source: CodePipeline user guide, "AWS Lambda deploy action reference".
import type { OnGithub } from '../../model/github-job.ts';

export const lambdaDeployOnGithub: OnGithub = ({ action }, { expressed }) => {
  const {
    FunctionName = '',
    FunctionAlias,
    PublishedTargetVersion: version,
    ...more
  } = action.configuration ?? {};
  const strategy = more['DeployStrategy'] ?? 'AllAtOnce';
  return {
    callsAws: true,
    variablesFrom: 'function',
    losses: [
      ...(strategy === 'AllAtOnce' ? [] : [`all requests go to the new version at once, not by ${strategy}`]),
      ...(more['Alarms'] === undefined ? [] : ['no alarm rolls the version back']),
    ],
    steps: [
      {
        name: `Deploy to ${FunctionName}`,
        id: 'function',
        run: [
          ...(version === undefined ? update : ['version=$PUBLISHED_VERSION']),
          'echo "FunctionVersion=$version" >> "$GITHUB_OUTPUT"',
          ...(FunctionAlias === undefined ? [] : [alias]),
          '',
        ].join('\n'),
        env: {
          FUNCTION: expressed(FunctionName),
          ...(FunctionAlias === undefined ? {} : { ALIAS: expressed(FunctionAlias) }),
          ...(version === undefined ? {} : { PUBLISHED_VERSION: expressed(version) }),
        },
      },
    ],
  };
};

const update = [
  `python3 -c 'import os, shutil; shutil.make_archive(os.environ["RUNNER_TEMP"] + "/function", "zip", ".")'`,
  'aws lambda update-function-code --function-name "$FUNCTION" --zip-file "fileb://$RUNNER_TEMP/function.zip"',
  'aws lambda wait function-updated --function-name "$FUNCTION"',
  'version=$(aws lambda publish-version --function-name "$FUNCTION" --query Version --output text)',
];

const alias =
  'aws lambda update-alias --function-name "$FUNCTION" --name "$ALIAS" --function-version "$version"';
