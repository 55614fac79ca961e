// Where the fleets and services of a state folder answer, and how well, for commands that only look.
import { callDaemon } from './daemon/call-daemon.ts';
import { holderOf } from './daemon/claim-record.ts';
import { isRunning } from './daemon/process-identity.ts';
import { balancerSocket } from './balancer/open-balancer.ts';
import type { BalancerDescription, TargetCounters } from './balancer/protocol.ts';
import type { TargetHealth } from './balancer/protocol.ts';
import { balancerFolder, hostFolder } from './fleet/fleet-folder.ts';
import type { ProcessFolder } from './daemon/process-folder.ts';
import { listFleets, listHosts, type FleetRecord } from './fleet/fleet-record.ts';
import type { HostRecord } from './host/host-record.ts';
import { listServices, serviceBalancerFolder, type ServiceRecord } from './service/service-record.ts';
import { lookAtContainers } from './service/look-at-containers.ts';
import { placeOf } from './service/task-place.ts';

const ANSWER_WITHIN_MS = 1000;

export interface FleetEndpoints {
  readonly fleetName: string;
  readonly isolation: 'process' | 'namespace' | 'container';
  /** The load balancer's address; absent while it does not run and for a fleet without one. */
  readonly url?: string;
  readonly hosts: readonly HostEndpoint[];
}

interface HostEndpoint {
  readonly instanceId: string;
  readonly url?: string;
  /** False when the host's agent is gone; its application is then gone too in a namespace host. */
  readonly isRunning: boolean;
  /** Absent without a running load balancer. */
  readonly health?: TargetHealth;
  readonly description?: string;
  readonly counters?: TargetCounters;
}

/** Starts nothing and changes nothing. */
export async function listEndpoints(targetsFolder: string): Promise<readonly FleetEndpoints[]> {
  const [fleets, services] = await Promise.all([listFleets(targetsFolder), listServices(targetsFolder)]);
  return await Promise.all([
    ...fleets.map((fleet) => endpointsOf(targetsFolder, fleet)),
    ...services.map((service) => endpointsOfService(targetsFolder, service)),
  ]);
}

async function endpointsOf(targetsFolder: string, fleet: FleetRecord): Promise<FleetEndpoints> {
  const [described, hosts] = await Promise.all([
    describeBalancer(balancerFolder(targetsFolder, fleet.name)),
    listHosts(targetsFolder, fleet.name),
  ]);
  return {
    fleetName: fleet.name,
    isolation: fleet.isolation,
    ...(described?.listenerPort === undefined ? {} : { url: `http://127.0.0.1:${described.listenerPort}` }),
    hosts: fleet.instanceIds.map((instanceId) => {
      const record = hosts.find((host) => host.instanceId === instanceId);
      const { record: file } = hostFolder(targetsFolder, fleet.name, instanceId);
      return hostEndpoint(instanceId, record, isRunning(holderOf(file)), described);
    }),
  };
}

function hostEndpoint(
  instanceId: string,
  record: HostRecord | undefined,
  running: boolean,
  described: BalancerDescription | undefined,
): HostEndpoint {
  const target = described?.targets.find((found) => found.instanceId === instanceId);
  const port = record?.port ?? target?.port;
  const isBalanced = described?.listenerPort !== undefined;
  return {
    instanceId,
    ...(port === undefined ? {} : { url: `http://127.0.0.1:${port}` }),
    isRunning: running,
    ...(target === undefined || !isBalanced ? {} : { health: target.health, counters: target.counters }),
    ...(target?.description === undefined ? {} : { description: target.description }),
  };
}

/** The tasks of a service stand for hosts. */
async function endpointsOfService(targetsFolder: string, record: ServiceRecord): Promise<FleetEndpoints> {
  const { service, tasks, deployments } = record;
  const [described, containers] = await Promise.all([
    describeBalancer(serviceBalancerFolder(targetsFolder, service)),
    tasks.length === 0 ? [] : lookAtContainers(placeOf(targetsFolder, record)).catch(() => []),
  ]);
  return {
    fleetName: service.serviceName,
    isolation: 'container',
    ...(described?.listenerPort === undefined ? {} : { url: `http://127.0.0.1:${described.listenerPort}` }),
    hosts: tasks.map(({ taskId, deploymentId }) => {
      const { containerPort = 0 } = deployments.find(({ id }) => id === deploymentId) ?? {};
      const own = containers.filter((container) => container.taskId === taskId && container.isRunning);
      const port = own.map(({ ports }) => ports[containerPort]).find((each) => each !== undefined);
      const record = {
        instanceId: taskId,
        isolation: 'process' as const,
        ...(port === undefined ? {} : { port }),
      };
      return hostEndpoint(taskId, record, own.length > 0, described);
    }),
  };
}

async function describeBalancer(folder: ProcessFolder): Promise<BalancerDescription | undefined> {
  const socket = balancerSocket(folder);
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    return (await callDaemon(socket, { type: 'describe' }, { signal })) as BalancerDescription;
  } catch {
    return undefined;
  }
}
