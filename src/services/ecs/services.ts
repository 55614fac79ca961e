// Services: what a call asks for is on disk when it is answered, and the scheduler goes there in the background.
import type { Resource } from '../../account/resource.ts';
import type { EcsApi } from '../../aws/operations/ecs.ts';
import { defined } from '../../lib/defined.ts';
import { readService as readServiceInput } from '../../load/kinds/service.ts';
import { serviceKey, whyNotBalanced, type Service } from '../../model/service.ts';
import { newServiceDeploymentId } from '../../targets/service/new-ids.ts';
import { listServices, type ServiceName } from '../../targets/service/service-record.ts';
import { noteNotExecuted } from '../note-not-executed.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { clusterNamed } from './clusters.ts';
import { arnPage, invalid, nameIn, tagsFrom, type Op } from './ecs-call.ts';
import { readInput } from '../read-input.ts';
import { schedulerOf } from './scheduler.ts';
import { serviceDocuments, type ServiceDocument } from './service-document.ts';
import { serviceArn, serviceOutput } from './service-output.ts';
import { activeRevision, revisionName, type Revision } from './task-definition-record.ts';

export const createService: Op<'CreateService'> = async (input, call) => {
  const { clientToken: _, tags, ...given } = input;
  const cluster = clusterNamed(call, input.cluster);
  const { serviceName } = input;
  // One of a definition's file has no document: it is taken over.
  const existing = serviceDocuments.get(call, serviceKey({ cluster, serviceName }));
  if (existing !== undefined && existing.status !== 'INACTIVE')
    throw invalid('Creation of service was not idempotent.');
  if (input.taskDefinition === undefined) throw invalid('TaskDefinition cannot be blank.');
  const revision = revisionFor(call, input.taskDefinition);
  const service = serviceFrom(call, { ...given, cluster }, revision);
  checkTargetGroup(call, service);
  const document: ServiceDocument = {
    input: given,
    service,
    status: 'ACTIVE',
    createdAt: call.now,
    createdBy: call.caller.arn,
    deployment: newDeployment(call, revision),
    events: [],
  };
  saveService(call, document, { operation: 'CreateService', tags: tagsFrom(tags) });
  return { service: await outputOf(call, document, tagsFrom(tags)) };
};

function revisionFor(call: ServiceCall, taskDefinition: string): Revision {
  return activeRevision(call, nameIn(taskDefinition));
}

function newDeployment(call: ServiceCall, revision: Revision) {
  return {
    id: newServiceDeploymentId(),
    taskDefinition: revisionName(revision),
    createdAt: call.now,
    failedTasks: 0,
  };
}

/** As the rest of Slipway reads it. @throws AwsError for what is wrong about it */
function serviceFrom(call: ServiceCall, input: object, revision: Revision): Service {
  const service = readInput(input, readServiceInput, invalid);
  const wrong = whyNotBalanced(service, revision.values);
  if (wrong !== undefined) throw invalid(`${wrong}.`);
  const hasHooks = service.strategy !== 'ROLLING' && service.lifecycleHooks.length > 0;
  const hooks = hasHooks ? ['lifecycleHooks of a service that is made by the API'] : [];
  for (const what of [...service.notExecuted, ...hooks]) noteNotExecuted(call, 'ECS', what);
  return service;
}

/** ECS refuses a target group that is not there. */
function checkTargetGroup({ ground, place }: ServiceCall, { loadBalancer }: Service): void {
  if (loadBalancer === undefined) return;
  const { targetGroupName } = loadBalancer;
  if (
    ground.account.at(place).find('AWS::ElasticLoadBalancingV2::TargetGroup', targetGroupName) === undefined
  )
    throw invalid(`The specified target group ${targetGroupName} does not exist.`);
}

interface Saved {
  readonly operation: string;
  readonly tags?: Resource['tags'];
}

function saveService(call: ServiceCall, document: ServiceDocument, { operation, tags }: Saved): void {
  const { service } = document;
  const key = serviceKey(service);
  serviceDocuments.put(call, key, document);
  call.ground.account.put({
    ...call.place,
    type: 'AWS::ECS::Service',
    name: key,
    values: service,
    ...defined({ tags }),
    madeBy: { kind: 'api', operation, principal: call.caller.arn },
    at: call.now,
  });
  schedulerOf(call).wake(call, service);
}

/** One of the API, or one that a pipeline of this state folder deploys to. */
export function findService(call: ServiceCall, name: ServiceName): ServiceDocument | undefined {
  const document = serviceDocuments.get(call, serviceKey(name));
  if (document !== undefined && document.status !== 'INACTIVE') return document;
  const found = call.ground.account.at(call.place).find('AWS::ECS::Service', serviceKey(name));
  if (found === undefined) return document;
  const { values: service, madeAt: createdAt } = found;
  const input = inputOf(call, service);
  return {
    input,
    service,
    status: 'ACTIVE',
    createdAt,
    createdBy: call.caller.arn,
    events: document?.events ?? [],
  };
}

/** What CreateService would have been given for a service of a definition's file. */
function inputOf({ ground, place }: ServiceCall, service: Service): ServiceDocument['input'] {
  const { serviceName, cluster, taskDefinition, desiredCount, launchType, loadBalancer } = service;
  const group =
    loadBalancer === undefined
      ? undefined
      : ground.account
          .at(place)
          .find('AWS::ElasticLoadBalancingV2::TargetGroup', loadBalancer.targetGroupName);
  const { minimumHealthyPercent, maximumPercent, circuitBreaker, alarms, strategy } = service;
  return {
    serviceName,
    cluster,
    taskDefinition,
    desiredCount,
    ...defined({ launchType: launchType as 'FARGATE' | undefined }),
    deploymentController: { type: service.controller },
    healthCheckGracePeriodSeconds: service.healthCheckGracePeriodSeconds,
    deploymentConfiguration: {
      minimumHealthyPercent,
      maximumPercent,
      strategy,
      deploymentCircuitBreaker: circuitBreaker,
      ...(alarms.alarmNames.length === 0 ? {} : { alarms }),
    },
    ...(loadBalancer === undefined
      ? {}
      : {
          loadBalancers: [
            {
              targetGroupArn: group?.arn ?? loadBalancer.targetGroupName,
              containerName: loadBalancer.containerName,
              containerPort: loadBalancer.containerPort,
            },
          ],
        }),
  };
}

/** @throws AwsError */
function activeService(call: ServiceCall, cluster: string | undefined, nameOrArn: string): ServiceDocument {
  const name = { cluster: clusterNamed(call, cluster), serviceName: nameIn(nameOrArn) };
  const found = findService(call, name);
  if (found === undefined) throw refuse<EcsApi>('ServiceNotFoundException', 'Service not found.');
  if (found.status !== 'ACTIVE') throw refuse<EcsApi>('ServiceNotActiveException', 'Service was not ACTIVE.');
  return found;
}

/** What changes the tasks themselves begins a deployment (ECS API reference, UpdateService). */
const deploying = [
  'capacityProviderStrategy',
  'loadBalancers',
  'networkConfiguration',
  'platformVersion',
  'serviceConnectConfiguration',
  'serviceRegistries',
  'volumeConfigurations',
] as const;

export const updateService: Op<'UpdateService'> = async (input, call) => {
  const before = activeService(call, input.cluster, input.service);
  const { cluster: _, service: __, forceNewDeployment = false, taskDefinition, ...changed } = input;
  const { controller, cluster } = before.service;
  if (controller === 'CODE_DEPLOY' && (taskDefinition !== undefined || forceNewDeployment))
    throw invalid(
      'Unable to update task definition on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.',
    );
  const current = await currentDefinition(call, before);
  const revision = revisionFor(call, taskDefinition ?? current);
  const given = { ...before.input, ...changed, taskDefinition: revisionName(revision) };
  const service = serviceFrom(call, { ...given, cluster }, revision);
  checkTargetGroup(call, service);
  const isOther = deploying.some(
    (key) => changed[key] !== undefined && JSON.stringify(changed[key]) !== JSON.stringify(before.input[key]),
  );
  const isNew = forceNewDeployment || isOther || revisionName(revision) !== current;
  const document = {
    ...before,
    input: given,
    service,
    ...(isNew ? { deployment: newDeployment(call, revision) } : {}),
  };
  saveService(call, document, { operation: 'UpdateService' });
  return { service: await outputOf(call, document, tagsOf(call, document)) };
};

/** The one that is wanted, until its deployment has failed and was rolled back. A pipeline may have deployed another one. */
async function currentDefinition(
  { ground }: ServiceCall,
  { service, deployment }: ServiceDocument,
): Promise<string> {
  const record = (await listServices(ground.targetsFolder)).find(
    (each) => serviceKey(each.service) === serviceKey(service),
  );
  const found = (id: string | undefined) => record?.deployments.find((each) => each.id === id);
  const isRolledBack = found(deployment?.id)?.rolloutState === 'FAILED' && record?.primary !== deployment?.id;
  if (deployment !== undefined && !isRolledBack) return deployment.taskDefinition;
  const running = found(record?.primary)?.revision;
  return running === undefined ? service.taskDefinition : revisionName(running);
}

export const deleteService: Op<'DeleteService'> = async (
  { cluster, service: nameOrArn, force = false },
  call,
) => {
  const found = activeService(call, cluster, nameOrArn);
  if (!force && found.service.desiredCount > 0 && found.input.schedulingStrategy !== 'DAEMON')
    throw invalid('The service cannot be stopped while it is scaled above 0.');
  const service = { ...found.service, desiredCount: 0 };
  const document = {
    ...found,
    service,
    input: { ...found.input, desiredCount: 0 },
    status: 'DRAINING' as const,
  };
  const tags = tagsOf(call, document);
  saveService(call, document, { operation: 'DeleteService' });
  return { service: await outputOf(call, document, tags) };
};

export const describeServices: Op<'DescribeServices'> = async ({ cluster, services, include = [] }, call) => {
  // What an earlier process has left goes on.
  schedulerOf(call);
  const name = clusterNamed(call, cluster);
  const found = services.map((each) => ({
    serviceName: nameIn(each),
    document: findService(call, { cluster: name, serviceName: nameIn(each) }),
  }));
  const outputs = found.flatMap(({ document }) =>
    document === undefined
      ? []
      : [outputOf(call, document, include.includes('TAGS') ? tagsOf(call, document) : undefined)],
  );
  return {
    services: await Promise.all(outputs),
    failures: found
      .filter(({ document }) => document === undefined)
      .map(({ serviceName }) => ({
        arn: serviceArn(call, { service: { cluster: name, serviceName } as Service }),
        reason: 'MISSING',
      })),
  };
};

export const listServicesOfCluster: Op<'ListServices'> = (input, call) => {
  const cluster = clusterNamed(call, input.cluster);
  const all = servicesOf(call, cluster);
  const { launchType, schedulingStrategy } = input;
  const wanted = all.filter(
    (each) =>
      (launchType === undefined || (each.input.launchType ?? 'EC2') === launchType) &&
      (schedulingStrategy === undefined ||
        (each.input.schedulingStrategy ?? 'REPLICA') === schedulingStrategy),
  );
  const { items, next } = arnPage(
    wanted.map((each) => serviceArn(call, each)),
    input,
    10,
  );
  return defined({ serviceArns: items, nextToken: next });
};

function servicesOf(call: ServiceCall, cluster: string): readonly ServiceDocument[] {
  const { ground, place } = call;
  const names = [
    ...serviceDocuments.list(call).map(({ service }) => service),
    ...ground.account.at(place).valuesOf('AWS::ECS::Service'),
  ].filter((service) => service.cluster === cluster);
  const unique = [...new Map(names.map((service) => [serviceKey(service), service])).values()];
  const found = unique.map((service) => findService(call, service));
  return found
    .filter((each) => each !== undefined && each.status !== 'INACTIVE')
    .filter((each) => each !== undefined);
}

function tagsOf({ ground, place }: ServiceCall, { service }: ServiceDocument): Resource['tags'] {
  return ground.account.at(place).find('AWS::ECS::Service', serviceKey(service))?.tags ?? {};
}

async function outputOf(call: ServiceCall, document: ServiceDocument, tags: Resource['tags'] | undefined) {
  return await serviceOutput(call, document, tags);
}

/** The tags of a service change, and nothing else of it. */
export function saveServiceTags(
  call: ServiceCall,
  name: ServiceName,
  { operation, tags }: { readonly operation: string; readonly tags: Resource['tags'] },
): void {
  const document = findService(call, name);
  if (document === undefined) throw refuse<EcsApi>('ServiceNotFoundException', 'Service not found.');
  const { service } = document;
  call.ground.account.put({
    ...call.place,
    type: 'AWS::ECS::Service',
    name: serviceKey(service),
    values: service,
    tags,
    madeBy: { kind: 'api', operation, principal: call.caller.arn },
    at: call.now,
  });
}
