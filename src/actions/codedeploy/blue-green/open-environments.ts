// The instances of both environments, opened, with the events that each has.
import {
  allowTrafficEvents,
  blockTrafficEvents,
  installEvents,
  type ServerLifecycleEvent,
} from '../../../model/deployment.ts';
import type { Fleet, Instance } from '../../../model/fleet.ts';
import type { InstanceLabel } from '../../../model/status.ts';
import type { Host } from '../../../targets/host/host.ts';
import type { Target } from '../../deployment/deployment.ts';
import { currentFleets } from '../../deployment/fleet-instances.ts';
import { openTargets, type OpenTargets } from '../../deployment/open-targets.ts';
import type { Work } from '../deployment-work.ts';
import type { Environments } from './plan-environments.ts';

export interface OpenEnvironments {
  readonly environments: Environments;
  /** As the definition has it. */
  readonly declared: Fleet;
  readonly open: OpenTargets;
  readonly blue: readonly Target[];
  readonly green: readonly Target[];
}

/** After a crash only what is still there: original instances may have been terminated. */
export async function openEnvironments(work: Work, environments: Environments): Promise<OpenEnvironments> {
  const { context, openFleet, resolved } = work;
  const { fleetName, green } = environments;
  const declared = context.resources.find('Slipway::EC2::Fleet', fleetName)?.values;
  const current = currentFleets(context).find(({ name }) => name === fleetName);
  if (declared === undefined || current === undefined)
    throw new Error(`The fleet ${fleetName} is no longer in the definition`);
  const fleet = { ...current, instances: unitedWith(current.instances, green) };
  const selected = fleet.instances.map((instance) => ({ fleet, instance }));
  const open = await openTargets(context, openFleet, { group: resolved.group, selected });
  const targetsOf = (instances: readonly Instance[], label: InstanceLabel): readonly Target[] =>
    instances.map((instance) => {
      const found = open.targets.find(({ targetId }) => targetId === instance.instanceId);
      return { ...(found ?? terminated(instance)), label, events: eventsOfLabel[label] };
    });
  return {
    environments,
    declared,
    open,
    blue: targetsOf(environments.blue, 'Blue'),
    green: targetsOf(green, 'Green'),
  };
}

const eventsOfLabel: Readonly<Record<InstanceLabel, readonly ServerLifecycleEvent[]>> = {
  Blue: blockTrafficEvents,
  Green: [...installEvents, ...allowTrafficEvents],
};

function unitedWith(instances: readonly Instance[], more: readonly Instance[]): readonly Instance[] {
  const ids = new Set(instances.map(({ instanceId }) => instanceId));
  return [...instances, ...more.filter(({ instanceId }) => !ids.has(instanceId))];
}

/** All of its events have ended in the run that has terminated it. */
function terminated(instance: Instance): Target {
  const gone = async (): Promise<never> =>
    await Promise.reject(new Error(`The instance ${instance.instanceId} has been terminated`));
  const host: Host = { instance, give: gone, openShell: gone, runLifecycleEvent: gone };
  return { targetId: instance.instanceId, zone: instance.availabilityZone, host };
}
