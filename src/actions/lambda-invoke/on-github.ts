// The call of a function as a step of a workflow. Pure. Source: CodePipeline user guide, "AWS Lambda invoke action reference".
import type { OnGithub } from '../../model/github-job.ts';

/** The function of a pipeline says by PutJobSuccessResult how its job ended; here its own end counts. */
export const lambdaInvokeOnGithub: OnGithub = ({ action }, { expressed }) => {
  const { FunctionName = '', UserParameters = '' } = action.configuration ?? {};
  return {
    callsAws: true,
    losses: ['the function is given a job without an id, and its end is its result'],
    steps: [
      {
        name: `Invoke ${FunctionName}`,
        run: script,
        env: { FUNCTION: expressed(FunctionName), USER_PARAMETERS: expressed(UserParameters) },
      },
    ],
  };
};

const script = `python3 - > "$RUNNER_TEMP/event.json" <<'END'
import json, os
configuration = {'FunctionName': os.environ['FUNCTION'], 'UserParameters': os.environ['USER_PARAMETERS']}
print(json.dumps({'CodePipeline.job': {'id': '', 'data': {'actionConfiguration': {'configuration': configuration}}}}))
END
failed=$(aws lambda invoke --function-name "$FUNCTION" --payload "fileb://$RUNNER_TEMP/event.json" \\
  --query FunctionError --output text "$RUNNER_TEMP/answer.json")
cat "$RUNNER_TEMP/answer.json"
[ "$failed" = None ] || { echo "::error::The function $FUNCTION failed" && exit 1; }
`;
