// A service as ECS's API gives it.
import type { Resource } from '../../account/resource.ts';
import { defined } from '../../lib/defined.ts';
import { ProblemError } from '../../lib/problem.ts';
import { serviceKey } from '../../model/service.ts';
import { observeTasks, type TaskObservation } from '../../targets/service/observe-tasks.ts';
import { describeBalancer } from '../../targets/balancer/open-balancer.ts';
import {
  readService,
  serviceBalancerFolder,
  type ServiceDeployment,
  type ServiceRecord,
} from '../../targets/service/service-record.ts';
import { placeOf } from '../../targets/service/task-place.ts';
import type { Placed } from '../documents.ts';
import type { ServiceCall } from '../service.ts';
import { clusterArn } from './clusters.ts';
import { ecsArn, tagsOutput, type Shapes } from './ecs-call.ts';
import { isBegun, type ServiceDocument, type WantedDeployment } from './service-document.ts';
import { findRevision, taskDefinitionArn } from './task-definition-record.ts';

export function serviceArn(
  call: Pick<ServiceCall, 'place'>,
  document: Pick<ServiceDocument, 'service'>,
): string {
  return ecsArn(call, `service/${serviceKey(document.service)}`);
}

/** The tasks that run, as they are now; none when the engine does not answer. */
export async function tasksNow(
  { ground }: Placed,
  record: ServiceRecord,
): Promise<readonly TaskObservation[]> {
  const { service } = record;
  const balancer = await describeBalancer(serviceBalancerFolder(ground.targetsFolder, service));
  try {
    return await observeTasks(record, {
      place: placeOf(ground.targetsFolder, record),
      targets: balancer?.targets ?? [],
      isStarting: () => false,
      now: Date.now(),
    });
  } catch (error) {
    if (error instanceof ProblemError) return [];
    throw error;
  }
}

/** With what ECS fills in (ECS API reference, Service). */
export async function serviceOutput(
  call: ServiceCall,
  document: ServiceDocument,
  tags: Resource['tags'] | undefined,
): Promise<Shapes['Service']> {
  const { input, service, status, createdAt, createdBy, events } = document;
  const record = status === 'INACTIVE' ? undefined : await readService(call.ground.targetsFolder, service);
  const tasks = record === undefined ? [] : await tasksNow(call, record);
  const counts = countsOf(tasks);
  const { launchType, capacityProviderStrategy, networkConfiguration, platformVersion } = input;
  const { desiredCount, controller } = service;
  const isFargate = launchType === 'FARGATE';
  return {
    serviceArn: serviceArn(call, document),
    serviceName: service.serviceName,
    clusterArn: clusterArn(call, service.cluster),
    loadBalancers: input.loadBalancers ?? [],
    serviceRegistries: input.serviceRegistries ?? [],
    status,
    desiredCount,
    ...counts,
    ...(capacityProviderStrategy === undefined || capacityProviderStrategy.length === 0
      ? { launchType: launchType ?? 'EC2' }
      : { capacityProviderStrategy }),
    ...(isFargate ? { platformVersion: platformVersion ?? 'LATEST', platformFamily: 'Linux' } : {}),
    taskDefinition: arnOfTaskDefinition(call, document, record),
    deploymentConfiguration: deploymentConfiguration(document),
    deployments: status === 'INACTIVE' ? [] : deploymentsOutput(call, document, { record, tasks }),
    ...defined({ roleArn: input.role }),
    events: events.map(({ id, createdAt: at, message }) => ({ id, createdAt: new Date(at), message })),
    createdAt: new Date(createdAt),
    createdBy,
    placementConstraints: input.placementConstraints ?? [],
    placementStrategy: input.placementStrategy ?? [],
    ...defined({ networkConfiguration }),
    healthCheckGracePeriodSeconds: service.healthCheckGracePeriodSeconds,
    schedulingStrategy: input.schedulingStrategy ?? 'REPLICA',
    deploymentController: { type: controller },
    ...(tags === undefined ? {} : { tags: tagsOutput(tags) }),
    enableECSManagedTags: input.enableECSManagedTags ?? false,
    propagateTags: input.propagateTags ?? 'NONE',
    enableExecuteCommand: input.enableExecuteCommand ?? false,
    availabilityZoneRebalancing: input.availabilityZoneRebalancing ?? 'DISABLED',
  };
}

export function countsOf(tasks: readonly TaskObservation[]) {
  const there = tasks.filter(({ isStopping }) => !isStopping);
  return {
    runningCount: there.filter(({ lastStatus }) => lastStatus === 'RUNNING').length,
    pendingCount: there.filter(({ lastStatus }) => lastStatus === 'PENDING').length,
  };
}

function deploymentConfiguration({ input, service }: ServiceDocument): Shapes['DeploymentConfiguration'] {
  const { minimumHealthyPercent, maximumPercent, circuitBreaker, strategy } = service;
  const { bakeTimeInMinutes = 0 } = input.deploymentConfiguration ?? {};
  return {
    deploymentCircuitBreaker: circuitBreaker,
    ...input.deploymentConfiguration,
    minimumHealthyPercent,
    maximumPercent,
    strategy,
    bakeTimeInMinutes,
  };
}

/** A pipeline may have deployed another revision since. */
function arnOfTaskDefinition(
  call: ServiceCall,
  document: ServiceDocument,
  record: ServiceRecord | undefined,
): string {
  const { deployment, service } = document;
  const hasBegun = deployment !== undefined && isBegun(deployment, record?.deployments ?? []);
  const primary = record?.deployments.find(({ id }) => id === record.primary);
  if (primary !== undefined && (hasBegun || deployment === undefined))
    return taskDefinitionArn(call, familyOf(primary));
  const found = findRevision(call, deployment?.taskDefinition ?? service.taskDefinition);
  return found === undefined ? service.taskDefinition : taskDefinitionArn(call, found);
}

function familyOf({ revision: { family, revision } }: ServiceDeployment) {
  return { family, revision };
}

interface Now {
  readonly record: ServiceRecord | undefined;
  readonly tasks: readonly TaskObservation[];
}

/** The primary one first; others as long as they have tasks. */
function deploymentsOutput(
  call: ServiceCall,
  document: ServiceDocument,
  { record, tasks }: Now,
): readonly Shapes['Deployment'][] {
  const { deployment } = document;
  const known = record?.deployments ?? [];
  const isWaiting = deployment !== undefined && !isBegun(deployment, known);
  const primary = isWaiting ? deployment.id : record?.primary;
  const { shift, rolloutState } = known.find(({ id }) => id === primary) ?? {};
  const blue = rolloutState === 'IN_PROGRESS' ? shift?.blue : undefined;
  const used = new Set(tasks.filter(({ isStopping }) => !isStopping).map(({ deploymentId }) => deploymentId));
  const begun = known
    .filter(({ id }) => id === primary || used.has(id))
    .toSorted((a, b) => Number(b.id === primary) - Number(a.id === primary))
    .map((each) =>
      deploymentOutput(document, {
        ...each,
        taskDefinition: taskDefinitionArn(call, familyOf(each)),
        isPrimary: each.id === primary,
        serves: each.id === primary || each.id === blue,
        tasks: tasks.filter(({ deploymentId }) => deploymentId === each.id),
      }),
    );
  if (!isWaiting) return begun;
  return [deploymentOutput(document, waiting(call, deployment)), ...begun];
}

function waiting(call: ServiceCall, { id, taskDefinition, createdAt }: WantedDeployment): DeploymentNow {
  const revision = findRevision(call, taskDefinition);
  return {
    id,
    createdAt,
    rolloutState: 'IN_PROGRESS',
    taskDefinition: revision === undefined ? taskDefinition : taskDefinitionArn(call, revision),
    isPrimary: true,
    serves: true,
    tasks: [],
  };
}

interface DeploymentNow extends Pick<ServiceDeployment, 'id' | 'createdAt' | 'rolloutState'> {
  readonly taskDefinition: string;
  readonly isPrimary: boolean;
  /** Its tasks are kept at the desired count. */
  readonly serves: boolean;
  readonly tasks: readonly TaskObservation[];
}

const reasons = {
  COMPLETED: 'completed.',
  IN_PROGRESS: 'in progress.',
  FAILED: 'failed: tasks failed to start.',
} as const;

function deploymentOutput(
  { input, service, deployment }: ServiceDocument,
  { id, createdAt, rolloutState, taskDefinition, isPrimary, serves, tasks }: DeploymentNow,
): Shapes['Deployment'] {
  const { launchType, networkConfiguration } = input;
  return {
    id,
    status: isPrimary ? 'PRIMARY' : 'ACTIVE',
    taskDefinition,
    desiredCount: serves ? service.desiredCount : 0,
    ...countsOf(tasks),
    failedTasks: id === deployment?.id ? deployment.failedTasks : 0,
    createdAt: new Date(createdAt),
    updatedAt: new Date(createdAt),
    launchType: launchType ?? 'EC2',
    ...defined({ networkConfiguration }),
    rolloutState,
    rolloutStateReason: `ECS deployment ${id} ${reasons[rolloutState]}`,
  };
}
