// Takes up a service, or makes it, for a deployment: its record, its load balancer, and what is reported of its tasks.
import { defined } from '../../lib/defined.ts';
import { serviceKey } from '../../model/service.ts';
import { noteDeployer } from '../../targets/deployers.ts';
import type { Service, ServiceTargetGroup } from '../../model/service.ts';
import { targetGroupDefaults } from '../../model/fleet.ts';
import type { ContainerEngine } from '../../process/container-engine.ts';
import { openService, type RunningService } from '../../targets/service/running-service.ts';
import type { ServiceEvent } from '../../targets/service/service-event.ts';
import {
  readService,
  type ServiceDeployment,
  type ServiceRecord,
} from '../../targets/service/service-record.ts';
import type { ActionContext } from '../provider.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';
import { sessionUse } from '../session-use.ts';
import { containerEnvironments } from './container-environments.ts';
import { apiNotReached, taskAccess } from './task-access.ts';

export interface ServiceToOpen {
  readonly context: ActionContext<DeploymentOptions>;
  readonly service: Service;
  readonly hasTestListener: boolean;
  readonly engine: ContainerEngine;
}

/** What is known of the service, brought to what the definition says of it now. */
async function serviceRecord({
  context,
  service,
  engine,
  hasTestListener,
}: ServiceToOpen): Promise<ServiceRecord> {
  const { definition, resources, state } = context;
  const targetsFolder = await state.folder('targets');
  const known = await readService(targetsFolder, service);
  const targetGroup = targetGroupOf(context, service);
  const portOf = (name: string): number | undefined =>
    definition.listeners.find((listener) => listener.name === name)?.port;
  const production = portOf(service.serviceName);
  const test = portOf(`${service.serviceName}-test`);
  return {
    service,
    ...defined({ targetGroup }),
    ports: {
      ...defined({ production, test }),
    },
    engine: engine.file,
    region: context.place.region,
    hasTestListener,
    ...defined({ route: known?.route }),
    parameters: resources.valuesOf('AWS::SSM::Parameter'),
    primary: known?.primary ?? '',
    deployments: known?.deployments ?? [],
    tasks: known?.tasks ?? [],
    isDown: false,
  };
}

/** One that the definition does not describe has Elastic Load Balancing's path and codes. */
function targetGroupOf(
  { resources }: ActionContext<DeploymentOptions>,
  { loadBalancer }: Service,
): ServiceTargetGroup | undefined {
  if (loadBalancer === undefined) return undefined;
  const { targetGroupName: name, containerPort: port } = loadBalancer;
  return (
    resources.find('AWS::ElasticLoadBalancingV2::TargetGroup', name)?.values ?? {
      ...targetGroupDefaults,
      name,
      port,
      notExecuted: [],
    }
  );
}

/** Its load balancer answers when this resolves. */
export async function openForDeployment(
  toOpen: ServiceToOpen,
  onEvent: (event: ServiceEvent) => void,
): Promise<RunningService> {
  const { state, options, resources, signal, now, log, pipelineName } = toOpen.context;
  noteDeployer(state.records, { kind: 'service', name: serviceKey(toOpen.service) }, pipelineName);
  const record = await serviceRecord(toOpen);
  const access = taskAccess({
    targetsFolder: await state.folder('targets'),
    region: toOpen.context.place.region,
    engine: record.engine,
    use: sessionUse(toOpen.context),
    signal,
    onUnreachable: (reason) => toOpen.context.report({ kind: 'NotExecuted', what: apiNotReached, reason }),
  });
  const environmentsOf = async ({ revision }: ServiceDeployment) =>
    containerEnvironments(
      revision,
      { state, parameters: resources.valuesOf('AWS::SSM::Parameter'), asksAws: options.awsValues === true },
      { redact: (secrets) => log.redact(secrets), access },
    );
  // What tasks that run already print may hold their secrets: the process that started them is gone.
  const used = new Set(record.tasks.map(({ deploymentId }) => deploymentId));
  for (const deployment of record.deployments) if (used.has(deployment.id)) await environmentsOf(deployment);
  return await openService({
    record,
    targetsFolder: await state.folder('targets'),
    signal,
    now,
    environmentsOf,
    onEvent,
  });
}
