// The instances of a deployment group, opened: hosts that take lifecycle events, and the balancers before them.
import { noteDeployer } from '../../targets/deployers.ts';
import type { DeploymentGroup } from '../../model/deployment.ts';
import type { Fleet } from '../../model/fleet.ts';
import type { FailureDetails } from '../../model/progress.ts';
import type { OpenFleet, OpenFleetFunction } from '../../targets/fleet/fleet-contract.ts';
import { sessionUse } from '../session-use.ts';
import { instanceAccess } from './instance-access.ts';
import { hostIsolation } from '../host-isolation.ts';
import type { DeploymentContext, Target } from './deployment.ts';
import { groupRecord, instanceRecord } from './deployment-record.ts';
import { inOrderOfAttack } from './instance-health.ts';
import { hasTrafficControl } from './resolve-group.ts';
import type { SelectedInstance } from './select-instances.ts';
import { startApplications } from './start-application.ts';
import { startWhatRan } from './start-what-ran.ts';

export interface OpenTargets extends AsyncDisposable {
  /** In the order of the definition. */
  readonly targets: readonly Target[];
  readonly fleets: readonly OpenFleet[];
}

/** The load balancers that the group names and no fleet has, as the failure that they are; undefined when all is well. */
export function findMissingBalancer(
  group: DeploymentGroup,
  fleets: readonly Fleet[],
): FailureDetails | undefined {
  if (!hasTrafficControl(group)) return undefined;
  const there = fleets.flatMap((fleet) => fleet.targetGroup?.name ?? []);
  const named = namedBalancers(group);
  const missing = named.filter((name) => !there.includes(name));
  if (named.length > 0 && missing.length === 0) return undefined;
  return {
    code: named.length === 0 ? 'MISSING_ELB_INFORMATION' : 'ELASTIC_LOAD_BALANCING_INVALID',
    message:
      named.length === 0
        ? `The deployment group ${group.deploymentGroupName} has traffic control but names no load balancer`
        : `No fleet of the definition has a target group ${missing.join(', ')}`,
    remedy:
      there.length === 0
        ? 'Give the fleet a targetGroup of that name, or use WITHOUT_TRAFFIC_CONTROL.'
        : `The fleets have the target groups ${there.join(', ')}: name these in loadBalancerInfo.targetGroupInfoList.`,
  };
}

/** Classic load balancers are stood in for by the target group of the same name. */
function namedBalancers(group: DeploymentGroup): readonly string[] {
  const { targetGroupInfoList = [], elbInfoList = [] } = group.loadBalancerInfo ?? {};
  return [...targetGroupInfoList, ...elbInfoList].flatMap(({ name }) => name ?? []);
}

export async function openTargets(
  context: DeploymentContext,
  openFleet: OpenFleetFunction,
  { group, selected }: { readonly group: DeploymentGroup; readonly selected: readonly SelectedInstance[] },
): Promise<OpenTargets> {
  const stack = new AsyncDisposableStack();
  try {
    const targetsFolder = await context.state.folder('targets');
    const { isolation } = context.options;
    const fleets: OpenFleet[] = [];
    for (const fleet of new Set(selected.map((each) => each.fleet))) {
      noteDeployer(context.state.records, { kind: 'fleet', name: fleet.name }, context.pipelineName);
      const access = instanceAccess(fleet.iamInstanceProfile, context.place);
      const options = { fleet, targetsFolder, access, use: sessionUse(context), signal: context.signal };
      const open = await openFleet(
        isolation === undefined ? options : { ...options, isolation: hostIsolation(isolation) },
      );
      fleets.push(stack.use(open));
      const { deploymentGroupId } = groupRecord(context.state.records, group);
      await startWhatRan(context, open, { start: startApplications, deployingTo: deploymentGroupId });
    }
    const targets = selected.map((each) => targetOf(group, fleets, each));
    const owned = stack.move();
    return { targets, fleets, [Symbol.asyncDispose]: async () => owned.disposeAsync() };
  } finally {
    await stack.disposeAsync();
  }
}

function targetOf(
  group: DeploymentGroup,
  fleets: readonly OpenFleet[],
  { fleet, instance }: SelectedInstance,
): Target {
  const { instanceId, availabilityZone } = instance;
  const open = fleets.find((each) => each.fleet.name === fleet.name);
  const host = open?.hosts.find((each) => each.instance.instanceId === instanceId);
  if (open === undefined || host === undefined)
    throw new Error(`The fleet ${fleet.name} was opened without its instance ${instanceId}`);
  const { targetGroup } = fleet;
  const isBalanced =
    hasTrafficControl(group) && targetGroup !== undefined && namedBalancers(group).includes(targetGroup.name);
  const { balancer } = open;
  return {
    targetId: instanceId,
    zone: availabilityZone,
    host,
    ...(isBalanced && balancer !== undefined ? { traffic: { balancer, targetGroup } } : {}),
  };
}

/** Decided once for a deployment, so that a resumed one takes its targets in the same order. */
export async function orderTargets(
  context: DeploymentContext,
  of: { readonly deploymentId: string; readonly deploymentGroupId: string },
  targets: readonly Target[],
): Promise<readonly Target[]> {
  const order = await context.step(`${of.deploymentId}/order`, async () =>
    inOrderOfAttack(
      targets.map(({ targetId: instanceId }) => {
        const record = instanceRecord(context.state.records, of.deploymentGroupId, instanceId);
        return record === undefined ? { instanceId } : { instanceId, record };
      }),
    ),
  );
  return targets.toSorted((a, b) => order.indexOf(a.targetId) - order.indexOf(b.targetId));
}
