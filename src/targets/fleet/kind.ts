// A fleet: EC2 instances that CodeDeploy deploys to, with a load balancer in front of them.
import { balancerGauges } from '../balancer/balancer-metrics.ts';
import { describeBalancer } from '../balancer/open-balancer.ts';
import { localUrl } from '../observation.ts';
import type { TargetKind, TargetView } from '../target-kind.ts';
import { balancerFolder } from './fleet-folder.ts';
import { kindOf, listFleets } from './fleet-record.ts';
import { fleetResources } from './fleet-resources.ts';
import { balancerNamespace, hostedTargets, type RevivedHosts } from './hosted-targets.ts';
import type { ObservedFleet } from './observe-fleet.ts';
import { openFleet } from './open-fleet.ts';

export interface FleetView extends TargetView, ObservedFleet {
  readonly kind: 'fleet';
}

const hosted = hostedTargets<FleetView>({
  kind: 'fleet',
  viewOf: ({ name }, observed) => ({ kind: 'fleet', name, ...observed }),
  noun: 'host',
  noteOf: () => '',
});

export const fleetKind = {
  ...hosted,
  open: openFleet,
  metrics: { gauges: balancerGauges, cloudWatch: [balancerNamespace('fleet')] },
  resources: async (targetsFolder, place) => {
    const fleets = (await listFleets(targetsFolder)).filter((record) => kindOf(record) === 'fleet');
    const resources = fleets.map(async ({ name, fleet }) => {
      if (fleet === undefined) return [];
      const port = (await describeBalancer(balancerFolder(targetsFolder, name)))?.listenerPort;
      return fleetResources(fleet, place, port === undefined ? undefined : localUrl(port));
    });
    return (await Promise.all(resources)).flat();
  },
} satisfies TargetKind<FleetView, RevivedHosts>;
