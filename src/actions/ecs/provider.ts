// Deploy/AWS/ECS: images of the input artifact into a service of Amazon ECS.
import { deployType } from '../../model/action-type.ts';
import { O, R } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';
import { checkService } from './check-service.ts';
import { ecsRights } from './rights.ts';
import { taskServiceCalls } from '../service/service-calls.ts';
import { taskDefinitionFile } from '../service/task-definition-file.ts';
import { serviceCosts } from './costs.ts';
import { serviceEvents } from './events.ts';
import { ecsOnGithub } from './on-github.ts';

export const ecs: ActionProvider = {
  ...deployType,
  provider: 'ECS',
  configuration: { ClusterName: R, ServiceName: R, FileName: O, DeploymentTimeout: O },
  check: checkService,
  rights: ecsRights,
  serviceCalls: taskServiceCalls,
  describedTarget: ({ ClusterName: cluster = '', ServiceName: service = '' }) => ({
    type: 'AWS::ECS::Service',
    name: `${cluster}/${service}`,
  }),
  onGithub: ecsOnGithub,
  filesNeeded: ({ configuration, inputArtifacts }) => {
    const file = configuration?.['FileName'] ?? 'imagedefinitions.json';
    const aws = `The action fails: it finds no ${file} in its input artifact.`;
    return [{ artifact: inputArtifacts?.[0]?.name ?? '', file, key: 'FileName', aws }];
  },
  taskDefinitionFile,
  checkFiles: async (...given) => (await import('./check-image-names.ts')).checkImageNames(...given),
  costs: { lines: serviceCosts, leaves: true },
  events: { ofProgress: serviceEvents },
  runner: {
    // It goes on where the service is.
    recovery: 'resume',
    needsContainers: true,
    load: async () => (await import('./run-ecs.ts')).runEcs,
    loadKeeper: async () => (await import('../service/keep-services.ts')).keepServices,
  },
};
