// A service as it is now: its deployments, its tasks, and what its load balancer says of them.
import { defined } from '../../lib/defined.ts';
import { ProblemError } from '../../lib/problem.ts';
import { balancerSamples } from '../balancer/balancer-metrics.ts';
import { describeBalancer } from '../balancer/open-balancer.ts';
import type { BalancerDescription, TargetCounters, TargetHealth } from '../balancer/protocol.ts';
import { counted } from '../../lib/counted.ts';
import { localUrl } from '../observation.ts';
import type { Observation, TargetPart, TargetView } from '../target-kind.ts';
import { observeContainers, type ContainerObservation } from './observe-containers.ts';
import {
  serviceBalancerFolder,
  type ServiceDeployment,
  type ServiceRecord,
  type TaskRecord,
} from './service-record.ts';
import { placeOf } from './task-place.ts';

export interface ServiceView extends TargetView {
  readonly kind: 'service';
  readonly cluster: string;
  readonly desiredCount: number;
  readonly tasks: readonly TaskView[];
  readonly deployments: readonly DeploymentView[];
  /** Why nothing is known of the tasks: their container engine does not answer. */
  readonly notObserved?: string;
}

interface TaskView {
  readonly taskId: string;
  readonly deploymentId: string;
  /** `FAMILY:REVISION` */
  readonly taskDefinition: string;
  /** Unknown while the container engine does not answer. */
  readonly isRunning?: boolean;
  readonly url?: string;
  /** Absent without a running load balancer. */
  readonly health?: TargetHealth;
  readonly description?: string;
  readonly counters?: TargetCounters;
}

interface DeploymentView extends Pick<ServiceDeployment, 'id' | 'rolloutState' | 'createdAt'> {
  readonly isPrimary: boolean;
  readonly taskDefinition: string;
}

export async function observeService(
  targetsFolder: string,
  record: ServiceRecord,
): Promise<Observation<ServiceView>> {
  const { service, tasks, deployments, primary } = record;
  const [described, containers] = await Promise.all([
    describeBalancer(serviceBalancerFolder(targetsFolder, service)),
    tasks.length === 0 ? [] : seenContainers(targetsFolder, record),
  ]);
  const view: ServiceView = {
    kind: 'service',
    name: service.serviceName,
    cluster: service.cluster,
    desiredCount: service.desiredCount,
    ...(described?.listenerPort === undefined ? {} : { url: localUrl(described.listenerPort) }),
    deployments: deployments.map((deployment) => ({
      id: deployment.id,
      rolloutState: deployment.rolloutState,
      createdAt: deployment.createdAt,
      isPrimary: deployment.id === primary,
      taskDefinition: taskDefinitionOf(deployment),
    })),
    tasks: tasks.map((task) => taskView(record, task, { described, containers })),
    ...('notObserved' in containers ? containers : {}),
  };
  return summarised(view, record);
}

type Containers = readonly ContainerObservation[] | { readonly notObserved: string };

async function seenContainers(targetsFolder: string, record: ServiceRecord): Promise<Containers> {
  try {
    return await observeContainers(placeOf(targetsFolder, record));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { notObserved: error.problems.map(({ message }) => message).join('; ') };
  }
}

function taskView(
  { deployments }: ServiceRecord,
  { taskId, deploymentId }: TaskRecord,
  seen: { readonly described: BalancerDescription | undefined; readonly containers: Containers },
): TaskView {
  const deployment = deployments.find(({ id }) => id === deploymentId);
  const target = seen.described?.targets.find(({ instanceId }) => instanceId === taskId);
  const isBalanced = seen.described?.listenerPort !== undefined;
  return {
    taskId,
    deploymentId,
    taskDefinition: deployment === undefined ? '' : taskDefinitionOf(deployment),
    ...runningTask(taskId, deployment?.containerPort, seen.containers),
    ...(target === undefined || !isBalanced ? {} : { health: target.health, counters: target.counters }),
    ...defined({ description: target?.description }),
  };
}

function runningTask(
  taskId: string,
  containerPort: number | undefined,
  containers: Containers,
): Pick<TaskView, 'isRunning' | 'url'> {
  if ('notObserved' in containers) return {};
  const own = containers.filter((container) => container.taskId === taskId && container.isRunning);
  const port = own.map(({ ports }) => ports[containerPort ?? 0]).find((each) => each !== undefined);
  return { isRunning: own.length > 0, ...(port === undefined ? {} : { url: localUrl(port) }) };
}

function taskDefinitionOf({ revision: { family, revision } }: ServiceDeployment): string {
  return `${family}:${revision}`;
}

function summarised(view: ServiceView, { targetGroup }: ServiceRecord): Observation<ServiceView> {
  const { name, url, cluster, tasks, desiredCount, notObserved } = view;
  return {
    view,
    summary: {
      note: `service of ${cluster}, ${counted(tasks.length, 'task')}, ${desiredCount} desired${notObserved === undefined ? '' : `; ${notObserved}`}`,
      noAddress: targetGroup === undefined ? '' : 'no load balancer runs',
      parts: tasks.map(partOf),
      running: {
        noun: 'tasks',
        running: tasks.filter(({ isRunning }) => isRunning === true).length,
        all: tasks.length,
      },
      endpoints: [
        ...(url === undefined ? [] : [{ name, url, reach: 'balancer' as const, answers: true }]),
        ...tasks.flatMap(({ taskId, url: own, isRunning = false }) =>
          own === undefined ? [] : [{ name: taskId, url: own, reach: 'part' as const, answers: isRunning }],
        ),
      ],
      isShared: false,
      samples: tasks.flatMap(({ taskId, health, counters }) =>
        health === undefined || counters === undefined
          ? []
          : balancerSamples({ kind: 'service', fleet: name, instance: taskId }, health, counters),
      ),
    },
  };
}

function partOf({ taskId, taskDefinition, isRunning, health, url, description }: TaskView): TargetPart {
  const state = isRunning === undefined ? 'unknown' : isRunning ? (health ?? 'running') : 'not running';
  return {
    name: taskId,
    state,
    tone: tones[state] ?? 'pending',
    ...defined({ url }),
    note: [taskDefinition, description].filter((text) => text !== undefined && text !== '').join('  '),
  };
}

const tones: Readonly<Record<string, TargetPart['tone']>> = {
  healthy: 'good',
  running: 'good',
  unhealthy: 'bad',
  'not running': 'bad',
};
