// The lists of deployed things that `slipway status --format json` and GET /targets have given since before there were
// kinds: `fleets` with services among them, their tasks in place of hosts, `sites`, and `registry`. `targets` has
// everything.
import { defined } from '../lib/defined.ts';
import type { TargetCounters, TargetHealth } from './balancer/protocol.ts';
import type { AnyTargetView } from './kinds.ts';
import { isDamaged } from './observation.ts';
import type { TargetView } from './target-kind.ts';

export interface FleetEndpoints {
  readonly fleetName: string;
  readonly isolation: 'process' | 'namespace' | 'container';
  readonly url?: string;
  readonly hosts: readonly HostEndpoint[];
}

interface HostEndpoint {
  readonly instanceId: string;
  readonly url?: string;
  readonly isRunning: boolean;
  readonly health?: TargetHealth;
  readonly description?: string;
  readonly counters?: TargetCounters;
}

export interface SiteEndpoints {
  readonly bucket: string;
  readonly url?: string;
  readonly objects?: number;
  readonly distributions: readonly {
    readonly name: string;
    readonly url?: string;
    readonly requests?: number;
    readonly hits?: number;
  }[];
}

interface RegistryEndpoint {
  readonly address?: string;
  readonly servedBy: string;
}

export interface EarlierLists {
  readonly fleets: readonly FleetEndpoints[];
  readonly sites: readonly SiteEndpoints[];
  readonly registry: RegistryEndpoint | undefined;
}

/** Kinds that came later are in none of them. */
export function earlierLists(views: readonly TargetView[]): EarlierLists {
  const known = views.filter((view): view is AnyTargetView => !isDamaged(view));
  return {
    fleets: known.flatMap(fleetOf),
    sites: known.flatMap(siteOf),
    registry: known.flatMap(registryOf).at(0),
  };
}

function fleetOf(view: AnyTargetView): readonly FleetEndpoints[] {
  if ('damaged' in view) return [];
  switch (view.kind) {
    case 'fleet':
    case 'environment': {
      const { name, isolation, url, hosts } = view;
      return [{ fleetName: name, isolation, ...defined({ url }), hosts }];
    }
    case 'service': {
      const { name, url, tasks } = view;
      const hosts = tasks.map(
        ({ taskId, deploymentId: _id, taskDefinition: _definition, isRunning = false, ...task }) => ({
          instanceId: taskId,
          ...task,
          isRunning,
        }),
      );
      return [{ fleetName: name, isolation: 'container', ...defined({ url }), hosts }];
    }
    default:
      return [];
  }
}

function siteOf(view: AnyTargetView): readonly SiteEndpoints[] {
  if (view.kind !== 'site' || 'damaged' in view) return [];
  const { kind: _kind, name, ...site } = view;
  return [{ bucket: name, ...site }];
}

function registryOf(view: AnyTargetView): readonly RegistryEndpoint[] {
  if (view.kind !== 'registry' || 'damaged' in view) return [];
  const { address, servedBy } = view;
  return [{ ...defined({ address }), servedBy }];
}
