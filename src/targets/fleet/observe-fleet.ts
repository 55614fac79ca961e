// The hosts of a fleet as they are now, and what its load balancer says of them.
import { defined } from '../../lib/defined.ts';
import { describeBalancer } from '../balancer/open-balancer.ts';
import type { BalancerDescription, TargetCounters, TargetHealth } from '../balancer/protocol.ts';
import { balancerSamples } from '../balancer/balancer-metrics.ts';
import { holderOf } from '../daemon/claim-record.ts';
import { isRunning } from '../daemon/process-identity.ts';
import type { HostRecord } from '../host/host-record.ts';
import { counted } from '../../lib/counted.ts';
import { localUrl } from '../observation.ts';
import type { Sample, TargetPart, TargetSummary } from '../target-kind.ts';
import { balancerFolder, hostFolder } from './fleet-folder.ts';
import { listHosts, type FleetRecord } from './fleet-record.ts';

/** What a fleet and an environment have in common. */
export interface ObservedFleet {
  readonly isolation: 'process' | 'namespace';
  /** The load balancer's address; absent while it does not run and for a fleet without one. */
  readonly url?: string;
  readonly hosts: readonly HostView[];
}

interface HostView {
  readonly instanceId: string;
  readonly url?: string;
  /** False when the host's agent is gone; its application is then gone too in a namespace host. */
  readonly isRunning: boolean;
  /** Absent without a running load balancer. */
  readonly health?: TargetHealth;
  readonly description?: string;
  readonly counters?: TargetCounters;
}

export async function observeFleet(targetsFolder: string, fleet: FleetRecord): Promise<ObservedFleet> {
  const [described, hosts] = await Promise.all([
    describeBalancer(balancerFolder(targetsFolder, fleet.name)),
    listHosts(targetsFolder, fleet.name),
  ]);
  return {
    isolation: fleet.isolation,
    ...(described?.listenerPort === undefined ? {} : { url: localUrl(described.listenerPort) }),
    hosts: fleet.instanceIds.map((instanceId) => {
      const record = hosts.find((host) => host.instanceId === instanceId);
      const { record: file } = hostFolder(targetsFolder, fleet.name, instanceId);
      return hostView(instanceId, { record, isRunning: isRunning(holderOf(file)), described });
    }),
  };
}

function hostView(
  instanceId: string,
  {
    record,
    isRunning,
    described,
  }: {
    readonly record: HostRecord | undefined;
    readonly isRunning: boolean;
    readonly described: BalancerDescription | undefined;
  },
): HostView {
  const target = described?.targets.find((found) => found.instanceId === instanceId);
  const port = record?.port ?? target?.port;
  const isBalanced = described?.listenerPort !== undefined;
  return {
    instanceId,
    ...(port === undefined ? {} : { url: localUrl(port) }),
    isRunning,
    ...(target === undefined || !isBalanced ? {} : { health: target.health, counters: target.counters }),
    ...defined({ description: target?.description }),
  };
}

/** @param noun what a host is called: `host` */
export function summariseFleet(
  name: string,
  { isolation, url, hosts }: ObservedFleet,
  { kind, noun, note }: { readonly kind: string; readonly noun: string; readonly note: string },
): TargetSummary {
  return {
    note: `${note}${counted(hosts.length, noun)}, isolation ${isolation}`,
    noAddress: 'no load balancer runs',
    parts: hosts.map(partOf),
    running: {
      noun: `${noun}s`,
      running: hosts.filter((host) => host.isRunning).length,
      all: hosts.length,
    },
    endpoints: [
      ...(url === undefined ? [] : [{ name, url, reach: 'balancer' as const, answers: true }]),
      ...hosts.flatMap(({ instanceId, url: own, isRunning: answers }) =>
        own === undefined ? [] : [{ name: instanceId, url: own, reach: 'part' as const, answers }],
      ),
    ],
    isShared: false,
    samples: hosts.flatMap((host) => samplesOf({ kind, fleet: name, instance: host.instanceId }, host)),
  };
}

function partOf({ instanceId, isRunning: runs, health, url, description }: HostView): TargetPart {
  const state = runs ? (health ?? 'running') : 'not running';
  return {
    name: instanceId,
    state,
    tone: toneOf(state),
    ...defined({ url }),
    note: description ?? '',
  };
}

function toneOf(state: string): TargetPart['tone'] {
  if (state === 'healthy' || state === 'running') return 'good';
  return state === 'unhealthy' || state === 'not running' ? 'bad' : 'pending';
}

function samplesOf(
  labels: { readonly kind: string; readonly fleet: string; readonly instance: string },
  { health, counters }: HostView,
): readonly Sample[] {
  return health === undefined || counters === undefined ? [] : balancerSamples(labels, health, counters);
}
