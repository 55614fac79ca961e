// Which instances a fleet has: those of its definition, until a blue/green deployment has put others in their place. They are
// remembered across executions, as an account remembers what runs in it.
import { defined } from '../../lib/defined.ts';
import type { Fleet, Instance } from '../../model/fleet.ts';
import type { Records } from '../../state/records.ts';
import type { DeploymentContext } from './deployment.ts';

interface FleetInstances {
  /** The Auto Scaling group that the instances are in; absent for the one that the fleet is itself. */
  readonly scalingGroup?: string;
  readonly instances: readonly Instance[];
  /** Replaced, and not terminated. */
  readonly kept: readonly Instance[];
  /** How many instances the fleet has ever had: none gets the id of an earlier one. */
  readonly lastNumber: number;
}

export type Fleets = Pick<DeploymentContext, 'resources'> & {
  readonly state: { readonly records: Records };
};

const recordType = 'codedeploy-fleet';
const scalingTag = 'aws:autoscaling:groupName';

/** All fleets, each with the instances that it has now. */
export function currentFleets({ resources, state }: Fleets): readonly Fleet[] {
  return resources.valuesOf('Slipway::EC2::Fleet').map((fleet) => currentFleet(state.records, fleet));
}

export function currentFleet(records: Records, fleet: Fleet): Fleet {
  const found = records.get<FleetInstances>(recordType, fleet.name);
  if (found === undefined) return fleet;
  const { instances, kept, scalingGroup } = found;
  return { ...fleet, instances: [...instances, ...kept], ...defined({ scalingGroup }) };
}

function instancesOf(records: Records, fleet: Fleet): FleetInstances {
  const { instances } = fleet;
  const found = records.get<FleetInstances>(recordType, fleet.name);
  return found ?? { instances, kept: [], lastNumber: instances.length };
}

/**
 * As many new instances as the definition has, with the tags and zones of those: a copy of the Auto Scaling group. Numbers go
 * on where those of the earlier instances end.
 */
export function copyInstances(
  records: Records,
  fleet: Fleet,
  { scalingGroup, idOf }: { readonly scalingGroup: string; readonly idOf: (number: number) => string },
): readonly Instance[] {
  const before = instancesOf(records, fleet);
  const taken = new Set(
    [...before.instances, ...before.kept, ...fleet.instances].map((each) => each.instanceId),
  );
  const copies: Instance[] = [];
  let number = before.lastNumber;
  for (const { tags, availabilityZone } of fleet.instances) {
    do number += 1;
    while (taken.has(idOf(number)));
    copies.push({
      instanceId: idOf(number),
      availabilityZone,
      tags: { ...tags, [scalingTag]: scalingGroup },
    });
  }
  records.put(recordType, fleet.name, { ...before, lastNumber: number });
  return copies;
}

/** The copies are the fleet from now on. The others stay until they are terminated. */
export function replaceInstances(
  records: Records,
  fleet: Fleet,
  { scalingGroup, copies }: { readonly scalingGroup: string; readonly copies: readonly Instance[] },
): void {
  const before = instancesOf(records, fleet);
  if (before.scalingGroup === scalingGroup) return;
  records.put(recordType, fleet.name, {
    ...before,
    scalingGroup,
    instances: copies,
    kept: [...before.kept, ...before.instances],
  });
}

/** The originals are the fleet again; the copies are none of it. */
export function restoreInstances(
  records: Records,
  fleet: Fleet,
  {
    scalingGroup,
    originals,
  }: { readonly scalingGroup: string | undefined; readonly originals: readonly Instance[] },
): void {
  const { scalingGroup: _copy, ...before } = instancesOf(records, fleet);
  const ids = new Set(originals.map(({ instanceId }) => instanceId));
  records.put(recordType, fleet.name, {
    ...before,
    ...defined({ scalingGroup }),
    instances: originals,
    kept: before.kept.filter(({ instanceId }) => !ids.has(instanceId)),
  });
}

/** These are gone. */
export function forgetInstances(records: Records, fleet: Fleet, ids: ReadonlySet<string>): void {
  const before = instancesOf(records, fleet);
  const stay = ({ instanceId }: Instance): boolean => !ids.has(instanceId);
  records.put(recordType, fleet.name, {
    ...before,
    instances: before.instances.filter(stay),
    kept: before.kept.filter(stay),
  });
}
