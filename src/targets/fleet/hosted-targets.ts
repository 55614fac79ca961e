// What a fleet and an environment have in common as kinds of targets: both are hosts behind a load balancer, recorded
// alike.
import { join } from 'node:path';
import {
  balancerDimensions,
  balancerMetricNames,
  balancerMetrics,
  readSeries,
  type ReadPoint,
} from '../balancer/balancer-metrics.ts';
import { decodedName, type FoundRecord } from '../daemon/record-file.ts';
import type { Host } from '../host/host.ts';
import { damagedObservation } from '../observation.ts';
import type {
  IsMeant,
  MeasuredNamespace,
  Observed,
  RevivedTarget,
  ReviveOptions,
  TargetView,
} from '../target-kind.ts';
import { closeFleet } from './close-fleet.ts';
import { balancerFolder } from './fleet-folder.ts';
import {
  findFleets,
  kindByHosts,
  kindOf,
  listFleets,
  type FleetKind,
  type FleetRecord,
} from './fleet-record.ts';
import { observeFleet, summariseFleet, type ObservedFleet } from './observe-fleet.ts';
import { findDeadParts, reviveFleet } from './revive-fleet.ts';

export interface RevivedHosts extends RevivedTarget {
  /** Those that run again and whose applications do not: they have to be started. */
  readonly hosts: readonly Host[];
}

type HostedView = TargetView & { readonly kind: FleetKind };

export interface HostedTargets<View extends HostedView> {
  /** Which records are of this kind. */
  readonly kind: View['kind'];
  readonly viewOf: (record: FleetRecord, observed: ObservedFleet) => View;
  /** What a host is called. */
  readonly noun: string;
  /** Before the count of hosts, with what separates them. */
  readonly noteOf: (record: FleetRecord) => string;
}

/** The members of a TargetKind that differ in words alone. */
export function hostedTargets<View extends HostedView>(hosted: HostedTargets<View>) {
  return {
    kind: hosted.kind,
    observe: async (targetsFolder: string): Promise<readonly Observed<View>[]> =>
      await Promise.all(
        (await ownFleets(hosted, targetsFolder)).map(
          async (found) => await observe(hosted, targetsFolder, found),
        ),
      ),
    close: async (targetsFolder: string, isMeant: IsMeant = () => true): Promise<number> => {
      const all = await ownFleets(hosted, targetsFolder);
      const fleets = all.filter(({ folderName }) => isMeant(decodedName(folderName)));
      const folders = fleets.map(({ folderName }) => join(targetsFolder, folderName));
      const ended = await Promise.allSettled(folders.map(closeFleet));
      for (const result of ended) if (result.status === 'rejected') throw result.reason;
      return ended.reduce((sum, result) => sum + (result.status === 'fulfilled' ? result.value : 0), 0);
    },
    revive: async (options: ReviveOptions): Promise<readonly RevivedHosts[]> => {
      const revived: RevivedHosts[] = [];
      for (const record of await listFleets(options.targetsFolder))
        if (kindOf(record) === hosted.kind) revived.push(...(await revive(hosted, record, options)));
      return revived;
    },
  };
}

async function ownFleets(
  { kind }: Pick<HostedTargets<HostedView>, 'kind'>,
  targetsFolder: string,
): Promise<readonly FoundRecord<FleetRecord>[]> {
  const found = await findFleets(targetsFolder);
  const kinds = await Promise.all(
    found.map(async (each) =>
      'record' in each ? kindOf(each.record) : await kindByHosts(join(targetsFolder, each.folderName)),
    ),
  );
  return found.filter((_, index) => kinds[index] === kind);
}

async function observe<View extends HostedView>(
  { kind, viewOf, noun, noteOf }: HostedTargets<View>,
  targetsFolder: string,
  found: FoundRecord<FleetRecord>,
): Promise<Observed<View>> {
  if ('damaged' in found)
    return damagedObservation<View['kind']>(kind, decodedName(found.folderName), found.damaged);
  const { record } = found;
  const observed = await observeFleet(targetsFolder, record);
  return {
    view: viewOf(record, observed),
    summary: summariseFleet(record.name, observed, { kind, noun, note: noteOf(record) }),
  };
}

/** Records of earlier versions that do not hold the fleet are passed over: nothing says what to open. */
async function revive(
  { kind }: Pick<HostedTargets<HostedView>, 'kind'>,
  record: FleetRecord,
  { targetsFolder, signal, onDead }: ReviveOptions,
): Promise<readonly RevivedHosts[]> {
  const dead = record.fleet === undefined ? undefined : findDeadParts(targetsFolder, record);
  if (dead === undefined) return [];
  const { instanceIds, hasDeadBalancer } = dead;
  const target = {
    kind,
    name: record.name,
    parts: [...instanceIds, ...(hasDeadBalancer ? ['the load balancer'] : [])],
  };
  onDead(target);
  return [{ ...target, hosts: await reviveFleet(targetsFolder, { record, instanceIds }, signal) }];
}

/** Of the fleet of that name, or with a target group of that name. */
export function balancerNamespace(kind: FleetKind): MeasuredNamespace {
  return fleetNamespace(
    {
      namespace: 'AWS/ApplicationELB',
      dimensions: balancerDimensions,
      metrics: balancerMetrics,
      metricNames: balancerMetricNames,
    },
    (record, wanted) =>
      kindOf(record) === kind && (record.name === wanted || record.fleet?.targetGroup?.name === wanted),
  );
}

/** Metrics that the load balancer of a fleet measures. */
export function fleetNamespace(
  {
    namespace,
    dimensions,
    metrics,
    metricNames = Object.keys(metrics),
  }: {
    readonly namespace: string;
    readonly dimensions: readonly string[];
    readonly metrics: Readonly<Record<string, ReadPoint>>;
    readonly metricNames?: readonly string[];
  },
  isMeant: (record: FleetRecord, name: string) => boolean,
): MeasuredNamespace {
  return {
    namespace,
    dimensions,
    metricNames,
    read: async (targetsFolder, query) => {
      const fleets = await listFleets(targetsFolder);
      const found = fleets.find((record) => isMeant(record, query.name));
      return found === undefined
        ? undefined
        : await readSeries(balancerFolder(targetsFolder, found.name), metrics, query);
    },
  };
}
