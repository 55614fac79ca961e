// Which targets a deployment may take next, by the minimum of healthy hosts (CodeDeploy user guide, "Instance
// health" and "Working with deployment configurations"). Pure. A sliding window: a slot is free again as soon as a
// target has ended, and every failure makes the window one smaller.
import type { DeploymentConfig, MinimumHealthyHosts } from '../../model/deployment.ts';

export interface TargetState {
  readonly targetId: string;
  readonly zone: string;
  readonly status: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed';
}

export interface Constraints {
  readonly minimumHealthyHosts: number;
  /** Present with a zonal configuration: one Availability Zone after another. */
  readonly zonal?: {
    readonly minimumHealthyHostsPerZone: Readonly<Record<string, number>>;
    /** Zones whose monitoring time is over. */
    readonly monitored: ReadonlySet<string>;
  };
}

export type NextTargets =
  | { readonly type: 'Start'; readonly targetIds: readonly string[] }
  /** Nothing to start until a running target has ended. */
  | { readonly type: 'Wait' }
  /** A zone is done: its monitoring time has to pass before the next one. */
  | { readonly type: 'Monitor'; readonly zone: string; readonly isFirst: boolean }
  /** Too few healthy hosts are left to take another one: what is pending will be skipped. */
  | { readonly type: 'Stop' }
  | { readonly type: 'End'; readonly succeeded: boolean };

/**
 * `targets` stand in the order in which they are to be taken. Every target counts as available until it fails, also
 * one that was never deployed to, so that a new group is deployed to in batches as well.
 */
export function nextTargets(targets: readonly TargetState[], constraints: Constraints): NextTargets {
  const pending = targets.filter((target) => target.status === 'Pending');
  const isRunning = targets.some((target) => target.status === 'InProgress');
  if (pending.length === 0) return isRunning ? { type: 'Wait' } : end(targets, constraints);
  const zone = currentZone(targets, constraints);
  if (zone !== undefined && 'type' in zone) return zone;
  const inZone = zone === undefined ? pending : pending.filter((target) => target.zone === zone.name);
  const room = Math.min(roomFor(targets, constraints.minimumHealthyHosts), zone?.room ?? Infinity);
  if (room > 0 && inZone.length > 0)
    return { type: 'Start', targetIds: inZone.slice(0, room).map((target) => target.targetId) };
  return isRunning ? { type: 'Wait' } : { type: 'Stop' };
}

function end(targets: readonly TargetState[], { minimumHealthyHosts }: Constraints): NextTargets {
  const successes = targets.filter((target) => target.status === 'Succeeded').length;
  return { type: 'End', succeeded: successes >= Math.max(1, minimumHealthyHosts) };
}

/** How many more may be out of service at once. */
function roomFor(targets: readonly TargetState[], minimum: number): number {
  const failed = targets.filter((target) => target.status === 'Failed').length;
  const running = targets.filter((target) => target.status === 'InProgress').length;
  return targets.length - failed - minimum - running;
}

type Zone = { readonly name: string; readonly room: number };

/** Zones in the order of their names: AWS promises none, and one that stays the same can be relied on. */
function currentZone(
  targets: readonly TargetState[],
  { zonal }: Constraints,
): Zone | Extract<NextTargets, { type: 'Monitor' }> | undefined {
  if (zonal === undefined) return undefined;
  const zones = [...new Set(targets.map((target) => target.zone))].sort();
  for (const [index, name] of zones.entries()) {
    const inZone = targets.filter((target) => target.zone === name);
    const isOpen = inZone.some(({ status }) => status === 'Pending' || status === 'InProgress');
    if (isOpen) return { name, room: roomFor(inZone, zonal.minimumHealthyHostsPerZone[name] ?? 0) };
    if (!zonal.monitored.has(name)) return { type: 'Monitor', zone: name, isFirst: index === 0 };
  }
  return undefined;
}

/**
 * The number of hosts that must stay healthy, fixed once at the start: a percentage rounded up; OneAtATime all but
 * one. A single host is always taken, and has to succeed.
 */
export function minimumHealthyHosts(minimum: MinimumHealthyHosts | undefined, hosts: number): number {
  if (hosts === 1) return 0;
  const { type, value } = minimum ?? { type: 'MOST_CONCURRENCY', value: 1 };
  if (type === 'FLEET_PERCENT') return Math.ceil((hosts * value) / 100);
  return type === 'HOST_COUNT' ? value : hosts - 1;
}

/** Undefined when the minimum cannot be kept while even one host is taken: HEALTH_CONSTRAINTS_INVALID. */
export function constraintsFor(
  config: DeploymentConfig,
  targets: readonly Pick<TargetState, 'zone'>[],
): (Omit<Constraints, 'zonal'> & { readonly perZone?: Readonly<Record<string, number>> }) | undefined {
  const minimum = minimumHealthyHosts(config.minimumHealthyHosts, targets.length);
  if (minimum >= targets.length) return undefined;
  if (config.zonalConfig === undefined) return { minimumHealthyHosts: minimum };
  const perZone: Record<string, number> = {};
  const perZoneMinimum = config.zonalConfig.minimumHealthyHostsPerZone ?? { type: 'FLEET_PERCENT', value: 0 };
  for (const zone of new Set(targets.map((target) => target.zone))) {
    const hosts = targets.filter((target) => target.zone === zone).length;
    const inZone = minimumHealthyHosts(perZoneMinimum, hosts);
    if (inZone >= hosts) return undefined;
    perZone[zone] = inZone;
  }
  return { minimumHealthyHosts: minimum, perZone };
}
