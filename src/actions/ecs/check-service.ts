// An ECS action and the service that it names. Source: CodePipeline user guide, "Amazon ECS deploy action reference".
import type { Finding } from '../../lib/finding.ts';
import { didYouMean } from '../../lib/nearest.ts';
import type { Definition } from '../../model/definition.ts';
import { nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';

/** Pure. */
export function checkService(placed: PlacedAction, { services: known }: Definition): readonly Finding[] {
  const { ClusterName = '', ServiceName = '' } = placed.action.configuration ?? {};
  const isKnownNow = ServiceName !== '' && !`${ClusterName}${ServiceName}`.includes('#{');
  if (!isKnownNow) return [];
  const path = [...placed.path, 'configuration', 'ServiceName'];
  const service = known.find(
    ({ cluster, serviceName }) => cluster === ClusterName && serviceName === ServiceName,
  );
  if (service === undefined) {
    const others = known.map(({ serviceName }) => serviceName).filter((name) => name !== ServiceName);
    return [
      {
        code: 'ServiceUnknown',
        // A pipeline alone may be meant for an account in which it exists.
        severity: known.length === 0 ? 'warning' : 'error',
        message: `The ${nameOf(placed)} names the service "${ServiceName}" in the cluster "${ClusterName}", which is not part of the definition`,
        path,
        remedy: didYouMean(
          ServiceName,
          others,
          'Put the input of "aws ecs create-service" into a file next to the pipeline.',
        ),
        aws: 'On AWS the action fails when the cluster has no such service; here it cannot run.',
      },
    ];
  }
  if (service.controller === 'ECS') return [];
  return [
    {
      code: 'ServiceControllerInvalid',
      message: `The ${nameOf(placed)} is an ECS action, and the service "${ServiceName}" has the deployment controller ${service.controller}`,
      path,
      remedy: 'Use a CodeDeployToECS action, or the deployment controller ECS.',
      aws: 'The action fails: UpdateService takes no task definition of such a service.',
    },
  ];
}
