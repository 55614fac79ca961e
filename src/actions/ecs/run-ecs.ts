// The ECS deploy action: the images of the input artifact in a new revision of the service's task definition, and the service
// brought to it (CodePipeline user guide, "Amazon Elastic Container Service deploy action reference").
import { defined } from '../../lib/defined.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { type Failed, isFailed } from '../../lib/result.ts';
import type { FailureDetails } from '../../model/progress.ts';
import { familyOf, whyNotBalanced, type Service } from '../../model/service.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';
import type { ContainerEngine } from '../../process/container-engine.ts';
import { newServiceDeploymentId } from '../../targets/service/new-ids.ts';
import { readService, type ServiceDeployment } from '../../targets/service/service-record.ts';
import { findContainerEngine, containerEngineRemedy } from '../find-container-engine.ts';
import type { ActionContext, RunOf } from '../provider.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';
import { readImageDefinitions } from '../service/image-definitions.ts';
import { deployToService } from './deploy-to-service.ts';
import { provideImages } from '../service/provide-images.ts';
import { changedFile, registerRevision, withImages } from '../service/task-definitions.ts';

export const runEcs: RunOf<DeploymentOptions> = async (context) => {
  const prepared = await prepare(context);
  if (isFailed(prepared)) return { status: 'Failed', error: prepared.failed };
  return await deployToService(context, prepared);
};

interface Prepared {
  readonly service: Service;
  readonly engine: ContainerEngine;
  readonly deployment: ServiceDeployment;
  readonly timeoutMs: number;
}

type Refused = Failed<FailureDetails>;

/** Minutes that CodePipeline gives the deployment when DeploymentTimeout does not say it. */
const defaultTimeoutMinutes = 60;

async function prepare(context: ActionContext<DeploymentOptions>): Promise<Prepared | Refused> {
  const service = findService(context);
  if (isFailed(service)) return service;
  if (service.controller !== 'ECS')
    return refuse(
      `The service ${service.serviceName} has the deployment controller ${service.controller}, and the ECS action works with ECS alone`,
      'Use a CodeDeployToECS action, or the deployment controller ECS.',
    );
  const engine = await findContainerEngine(context.options);
  if (engine === undefined)
    return refuse(
      'No Docker or Podman engine answers on this machine, and tasks run in containers',
      containerEngineRemedy,
    );
  const images = await imagesOf(context);
  if (isFailed(images)) return images;
  const current = await currentDefinition(context, service);
  if (isFailed(current)) return current;
  const definition = withImages(current, images.images);
  if (isFailed(definition)) return refuse(definition.failed.message, definition.failed.remedy);
  const wrong = whyNotBalanced(service, definition);
  if (wrong !== undefined) return refuse(wrong, 'Name a container and a port of the task definition.');
  for (const { name, image } of definition.containers) {
    const before = current.containers.find((container) => container.name === name)?.image;
    if (before !== image) context.log.line(`The image of ${name} is ${image}, before ${before ?? 'none'}`);
  }
  const deployment = await register(context, { service, definition, engine });
  const minutes = Number(context.configuration['DeploymentTimeout'] ?? defaultTimeoutMinutes);
  return { service, engine, deployment, timeoutMs: minutes * 60_000 };
}

function refuse(message: string, remedy: string): Refused {
  return { failed: { code: 'ConfigurationError', message, remedy } };
}

function findService({ configuration, resources }: ActionContext<DeploymentOptions>): Service | Refused {
  const { ClusterName = '', ServiceName = '' } = configuration;
  const found = resources.find('AWS::ECS::Service', `${ClusterName}/${ServiceName}`)?.values;
  if (found !== undefined) return found;
  return refuse(
    `There is no service "${ServiceName}" in the cluster "${ClusterName}"`,
    didYouMean(
      ServiceName,
      resources.valuesOf('AWS::ECS::Service').map(({ serviceName }) => serviceName),
      'Put the input of "aws ecs create-service" into a file next to the pipeline.',
    ),
  );
}

async function imagesOf({ configuration, inputArtifacts, state }: ActionContext<DeploymentOptions>) {
  const { FileName: file = 'imagedefinitions.json' } = configuration;
  const [artifact] = inputArtifacts;
  const content = artifact === undefined ? undefined : await state.artifacts.readFile(artifact.digest, file);
  if (content === undefined)
    return refuse(
      `Did not find the image definition file ${file} in the input artifact ${artifact?.name ?? ''}`,
      `Let the build write ${file} and take it along in artifacts.files: [{"name":"CONTAINER","imageUri":"IMAGE"}]`,
    );
  const read = readImageDefinitions(content, file);
  return isFailed(read) ? refuse(read.failed, 'The ECS action would fail on AWS as well.') : read;
}

/**
 * The revision that the service runs now. What the definition's file says is taken when the service is made, and when the
 * file has changed since: on AWS another process registers it and updates the service.
 */
async function currentDefinition(
  context: ActionContext<DeploymentOptions>,
  service: Service,
): Promise<TaskDefinition | Refused> {
  const { resources, state, report } = context;
  const { family } = familyOf(service.taskDefinition);
  const known = await readService(await state.folder('targets'), service);
  const running = known?.deployments.find(({ id }) => id === known.primary)?.revision;
  if (running === undefined)
    return (
      resources.find('AWS::ECS::TaskDefinition', family)?.values ??
      refuse(
        `The service ${service.serviceName} runs the task definition ${family}, which is not part of the definition`,
        'Put the input of "aws ecs register-task-definition" into a file next to the pipeline.',
      )
    );
  const written = changedFile(context, family, running.revision);
  if (written === undefined) return running;
  report({
    kind: 'Notice',
    message: `The file of the task definition ${family} has changed: the new revision is made of it. On AWS the action takes what the service runs: register it and update the service first`,
  });
  return written;
}

/** A new revision with its images, the same one after a crash. */
async function register(
  context: ActionContext<DeploymentOptions>,
  {
    service: { loadBalancer },
    definition,
    engine,
  }: {
    readonly service: Service;
    readonly definition: TaskDefinition;
    readonly engine: ContainerEngine;
  },
): Promise<ServiceDeployment> {
  const images = await provideImages(definition, engine, context);
  return await context.step('deployment', async () => {
    const revision = registerRevision(context, definition);
    return {
      id: newServiceDeploymentId(),
      revision: { ...definition, revision, ...images },
      ...defined({ containerPort: loadBalancer?.containerPort }),
      rolloutState: 'IN_PROGRESS' as const,
      createdAt: context.now(),
    };
  });
}
