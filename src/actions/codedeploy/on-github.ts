// A deployment of CodeDeploy as steps of a workflow, which wait for its result. Pure.
// Sources: CodeDeploy user guide, "Push a revision"; CodeDeploy API, GetDeployment.
import type { OnGithub } from '../../model/github-job.ts';

export const codeDeployOnGithub: OnGithub = ({ action }, { definition, expressed }) => {
  const { ApplicationName = '', DeploymentGroupName = '' } = action.configuration ?? {};
  const bucket = definition.pipeline.artifactStore?.location ?? '';
  return {
    callsAws: true,
    losses: [],
    steps: [
      {
        name: `Deploy to ${DeploymentGroupName}`,
        run: script,
        env: {
          APPLICATION: expressed(ApplicationName),
          GROUP: expressed(DeploymentGroupName),
          BUCKET: bucket,
          KEY: `${definition.pipeline.name}/${action.name}/\${{ github.run_id }}-\${{ github.run_attempt }}.zip`,
        },
      },
    ],
  };
};

/** Every end of a deployment but Succeeded is a failure of the step; how long it takes is up to CodeDeploy and the job's limit. */
const script = `aws deploy push --application-name "$APPLICATION" --source . --s3-location "s3://$BUCKET/$KEY"
id=$(aws deploy create-deployment --application-name "$APPLICATION" --deployment-group-name "$GROUP" \\
  --s3-location "bucket=$BUCKET,key=$KEY,bundleType=zip" --query deploymentId --output text)
echo "Deployment $id"
while :; do
  status=$(aws deploy get-deployment --deployment-id "$id" --query deploymentInfo.status --output text)
  case $status in
    Succeeded) echo "Deployment $id succeeded" && exit 0 ;;
    Failed | Stopped)
      reason=$(aws deploy get-deployment --deployment-id "$id" \\
        --query deploymentInfo.errorInformation.message --output text)
      echo "::error::Deployment $id $status: $reason"
      exit 1 ;;
  esac
  sleep 5
done
`;
