// A deployment to a service of ECS as steps of a workflow. One that ECS has rolled back is a failure: the service is stable then,
// and waiting for that alone would be green. Pure.
// Sources: CodePipeline user guide, "Amazon ECS deployment action reference"; the README of amazon-ecs-deploy-task-definition.
import type { OnGithub } from '../../model/github-job.ts';

export const ecsOnGithub: OnGithub = ({ action }, { expressed }) => {
  const {
    ClusterName = '',
    ServiceName = '',
    FileName = 'imagedefinitions.json',
  } = action.configuration ?? {};
  const [cluster, service] = [expressed(ClusterName), expressed(ServiceName)];
  const env = { CLUSTER: cluster, SERVICE: service };
  return {
    callsAws: true,
    losses: [`${FileName} may name one container; with several the job fails`],
    steps: [
      {
        name: `Read ${FileName}`,
        id: 'image',
        run: readImage,
        env: { ...env, IMAGES: expressed(FileName) },
      },
      {
        id: 'render',
        uses: 'aws-actions/amazon-ecs-render-task-definition@v1',
        with: {
          'task-definition-arn': '${{ steps.image.outputs.task-definition }}',
          'container-name': '${{ steps.image.outputs.name }}',
          image: '${{ steps.image.outputs.image }}',
        },
      },
      {
        id: 'deploy',
        uses: 'aws-actions/amazon-ecs-deploy-task-definition@v2',
        with: {
          'task-definition': '${{ steps.render.outputs.task-definition }}',
          cluster,
          service,
          'wait-for-service-stability': true,
        },
      },
      {
        name: 'See what the service runs',
        run: seeResult,
        env: { ...env, DEPLOYED: '${{ steps.deploy.outputs.task-definition-arn }}' },
      },
    ],
  };
};

const readImage = `python3 - >> "$GITHUB_OUTPUT" <<'END'
import json, os
[image] = json.load(open(os.environ['IMAGES']))
print('name=' + image['name'])
print('image=' + image['imageUri'])
END
running=$(aws ecs describe-services --cluster "$CLUSTER" --services "$SERVICE" \\
  --query 'services[0].taskDefinition' --output text)
echo "task-definition=$running" >> "$GITHUB_OUTPUT"
`;

const seeResult = `running=$(aws ecs describe-services --cluster "$CLUSTER" --services "$SERVICE" \\
  --query "services[0].deployments[?status=='PRIMARY'].taskDefinition" --output text)
if [ "$running" != "$DEPLOYED" ]; then
  echo "::error::ECS has rolled the deployment back: $SERVICE runs $running, not $DEPLOYED"
  exit 1
fi
`;
