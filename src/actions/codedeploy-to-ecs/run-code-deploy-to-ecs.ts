// The CodeDeployToECS action: a deployment of CodeDeploy that brings a service to a new task set, with the traffic shifted as
// its deployment configuration says.
import { defined } from '../../lib/defined.ts';
import { type Failed, isFailed } from '../../lib/result.ts';
import { formatArn } from '../../model/arn.ts';
import { didYouMean } from '../../lib/nearest.ts';
import type { DeploymentConfig, DeploymentGroup, EcsAppSpec } from '../../model/deployment.ts';
import type { FailureDetails } from '../../model/progress.ts';
import { whyNotBalanced, type Service } from '../../model/service.ts';
import type { ContainerEngine } from '../../process/container-engine.ts';
import { findContainerEngine, containerEngineRemedy } from '../find-container-engine.ts';
import { findGroup } from '../deployment/resolve-group.ts';
import { newDeploymentId } from '../deployment/rollback.ts';
import type { ActionContext, RunOf } from '../provider.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';
import { fillTemplates, withTaskDefinition, type Templates } from './code-deploy-templates.ts';
import { deployTaskSet } from './deploy-task-set.ts';
import type { TaskSetToDeploy } from './task-set-record.ts';
import { readGivenRevision } from './given-revision.ts';
import { provideImages } from '../service/provide-images.ts';
import { registerRevision } from '../service/task-definitions.ts';

export const runCodeDeployToEcs: RunOf<DeploymentOptions> = async (context) => {
  const prepared = await prepare(context);
  if (isFailed(prepared)) return { status: 'Failed', error: prepared.failed };
  return await deployTaskSet(context, prepared);
};

/** A call of CreateDeployment gives the appspec; there are no templates. */
function isGiven({ definition }: ActionContext<DeploymentOptions>): boolean {
  return definition.deployment !== undefined;
}

type Refused = Failed<FailureDetails>;

async function prepare(context: ActionContext<DeploymentOptions>): Promise<TaskSetToDeploy | Refused> {
  const found = findTarget(context);
  if (isFailed(found)) return found;
  const engine = await findContainerEngine(context.options);
  if (engine === undefined)
    return refuse(
      'No Docker or Podman engine answers on this machine, and tasks run in containers',
      containerEngineRemedy,
    );
  const templates = await (isGiven(context) ? readGivenRevision(context) : fillTemplates(context));
  if (isFailed(templates) && isGiven(context))
    return { failed: { code: 'INVALID_REVISION', ...templates.failed } };
  if (isFailed(templates)) return refuse(templates.failed.message, templates.failed.remedy);
  const { definition } = templates;
  const arnOf = (revision: number): string => {
    const resource = `task-definition/${definition.family}:${revision}`;
    return formatArn({ ...context.place, service: 'ecs', resource });
  };
  const appSpec = templates.appSpec(arnOf(templates.revision ?? 1));
  if (isFailed(appSpec)) return { failed: { code: 'INVALID_REVISION', ...appSpec.failed } };
  const wrong = whyNotBalanced({ loadBalancer: appSpec }, definition);
  if (wrong !== undefined)
    return { failed: { code: 'INVALID_REVISION', message: wrong, remedy: 'Fix LoadBalancerInfo.' } };
  const deployment = await register(context, templates, engine);
  const content = withTaskDefinition(templates.appSpecContent, arnOf(deployment.revision.revision));
  const { group, config, service } = found;
  return {
    content,
    group,
    config,
    engine,
    appSpec,
    service: withBalancer(service, group, appSpec),
    deployment: { ...deployment, containerPort: appSpec.containerPort },
  };
}

function refuse(message: string, remedy: string): Refused {
  return { failed: { code: 'ConfigurationError', message, remedy } };
}

interface Target {
  readonly group: DeploymentGroup;
  readonly config: DeploymentConfig;
  readonly service: Service;
}

function findTarget({
  configuration,
  resources,
  definition: { deployment },
}: ActionContext<DeploymentOptions>): Target | Refused {
  const { ApplicationName: applicationName = '', DeploymentGroupName: deploymentGroupName = '' } =
    configuration;
  const found = findGroup(resources, {
    applicationName,
    deploymentGroupName,
    ...defined({ overrides: deployment?.overrides }),
  });
  if (isFailed(found)) return found;
  const { group, config, platform } = found;
  if (platform !== 'ECS')
    return refuse(
      `The application ${applicationName} is for ${platform}, and the action deploys to ECS`,
      'Use an application of the compute platform ECS.',
    );
  const [{ clusterName = '', serviceName = '' } = {}] = group.ecsServices ?? [];
  const service = resources.find('AWS::ECS::Service', `${clusterName}/${serviceName}`)?.values;
  if (service === undefined) {
    return refuse(
      `There is no service "${serviceName}" in the cluster "${clusterName}", which the deployment group ${deploymentGroupName} names`,
      didYouMean(
        serviceName,
        resources.valuesOf('AWS::ECS::Service').map((each) => each.serviceName),
        'Put the input of "aws ecs create-service" into a file next to the pipeline.',
      ),
    );
  }
  if (service.controller !== 'CODE_DEPLOY')
    return {
      failed: {
        code: 'INVALID_ECS_SERVICE',
        message: `The service ${serviceName} has the deployment controller ${service.controller}, and CodeDeploy deploys to services with CODE_DEPLOY`,
        remedy: 'Set deploymentController to { "type": "CODE_DEPLOY" }, or use the ECS action.',
      },
    };
  return { group, config, service };
}

/** The container and port of the appspec, and the test listener of the deployment group. */
function withBalancer(service: Service, { loadBalancerInfo }: DeploymentGroup, appSpec: EcsAppSpec): Service {
  const [pair] = loadBalancerInfo?.targetGroupPairInfoList ?? [];
  const { loadBalancer } = service;
  const targetGroupName =
    loadBalancer?.targetGroupName ?? pair?.targetGroups?.[0]?.name ?? service.serviceName;
  const { containerName, containerPort } = appSpec;
  const hasTestListener = (pair?.testTrafficRoute?.listenerArns ?? []).length > 0;
  return { ...service, loadBalancer: { targetGroupName, containerName, containerPort, hasTestListener } };
}

/** A new revision with its images, and the deployment of it; the same ones after a crash. */
async function register(
  context: ActionContext<DeploymentOptions>,
  { definition, revision }: Templates,
  engine: ContainerEngine,
): Promise<TaskSetToDeploy['deployment']> {
  const images = await provideImages(definition, engine, context);
  return await context.step('deployment', async () => ({
    id: context.definition.deployment?.deploymentId ?? newDeploymentId(),
    revision: {
      ...definition,
      revision: revision ?? registerRevision(context, definition),
      ...images,
    },
    rolloutState: 'IN_PROGRESS' as const,
    createdAt: context.now(),
  }));
}
