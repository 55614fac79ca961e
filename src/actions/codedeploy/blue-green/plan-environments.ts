// The two environments of a blue/green deployment: the instances that serve ("blue"), and those that will ("green"). Source:
// CodeDeploy API reference, GreenFleetProvisioningOption, TargetInstances; user guide, "Create a deployment group for an
// EC2/On-Premises blue/green deployment".
import { defined } from '../../../lib/defined.ts';
import { type Failed, isFailed, type Result } from '../../../lib/result.ts';
import { copiesScalingGroup, type DeploymentGroup } from '../../../model/deployment.ts';
import { instanceIdOf, type Fleet, type Instance } from '../../../model/fleet.ts';
import type { FailureDetails } from '../../../model/progress.ts';
import { copyInstances, currentFleets } from '../../deployment/fleet-instances.ts';
import { findMissingBalancer } from '../../deployment/open-targets.ts';
import { hasTrafficControl } from '../../deployment/resolve-group.ts';
import {
  explainNoInstances,
  selectInstances,
  type SelectedInstance,
} from '../../deployment/select-instances.ts';
import { errorTexts } from '../deployment-errors.ts';
import type { Work } from '../deployment-work.ts';

export interface Environments {
  readonly fleetName: string;
  readonly blue: readonly Instance[];
  readonly green: readonly Instance[];
  /** The Auto Scaling group that is copied, when it is itself a copy, and the new copy of it; absent when green was there before. */
  readonly scalingGroups?: { readonly before?: string; readonly copy: string };
}

type Refused = Failed<FailureDetails>;

/** Decided once for a deployment: its steps change what the fleet's instances are. */
export async function planEnvironments(work: Work): Promise<Result<Environments, FailureDetails>> {
  const { context, resolved, ids } = work;
  return await context.step(`${ids.deploymentId}/environments`, async () => {
    const refused = refuse(resolved.group);
    if (refused !== undefined) return refused;
    const fleets = currentFleets(context);
    return copiesScalingGroup(resolved.group)
      ? copiedEnvironments(work, fleets)
      : discoveredEnvironments(work, fleets);
  });
}

function failed(code: string, message: string, remedy: string): Refused {
  return { failed: { code, message, remedy } };
}

function refuse(group: DeploymentGroup): Refused | undefined {
  const { deploymentGroupName: name, blueGreenDeploymentConfiguration: configuration } = group;
  if (configuration === undefined)
    return failed(
      'MISSING_BLUE_GREEN_DEPLOYMENT_CONFIGURATION',
      `The deployment group ${name} is blue/green and has no blueGreenDeploymentConfiguration`,
      'Say in it where the replacement instances come from, when the traffic goes over, and what becomes of the original ones.',
    );
  if (!hasTrafficControl(group))
    return failed(
      'MISSING_ELB_INFORMATION',
      `The deployment group ${name} is blue/green without traffic control`,
      'Use WITH_TRAFFIC_CONTROL and name the target group of the load balancer in loadBalancerInfo.',
    );
  return undefined;
}

function copiedEnvironments(
  { context, resolved: { group }, ids, request }: Work,
  fleets: readonly Fleet[],
): Result<Environments, FailureDetails> {
  const { autoScalingGroups = [], deploymentGroupName } = group;
  const [name = ''] = autoScalingGroups;
  if (autoScalingGroups.length !== 1)
    return failed(
      'AUTO_SCALING_CONFIGURATION',
      `The deployment group ${deploymentGroupName} copies its Auto Scaling group, and names ${autoScalingGroups.length === 0 ? 'none' : autoScalingGroups.join(', ')}`,
      'Name exactly one in autoScalingGroups: the name of the fleet.',
    );
  if (request.targetInstances !== undefined) return unwantedTargets(deploymentGroupName);
  const declared = context.resources.find('Slipway::EC2::Fleet', name)?.values;
  const fleet = fleets.find((each) => each.name === name);
  const blue = fleet === undefined ? [] : selectInstances({ ...group, ...noTags }, [fleet]);
  if (declared === undefined || fleet === undefined || blue.length === 0) return noInstances(group, fleets);
  const missing = findMissingBalancer(group, [fleet]);
  if (missing !== undefined) return { failed: missing };
  const copy = `CodeDeploy_${deploymentGroupName}_${ids.deploymentId}`;
  const idOf = (number: number): string => instanceIdOf(name, number);
  return {
    fleetName: name,
    blue: blue.map(({ instance }) => instance),
    green: copyInstances(context.state.records, declared, { scalingGroup: copy, idOf }),
    scalingGroups: { copy, ...defined({ before: fleet.scalingGroup }) },
  };
}

/** What is copied is the Auto Scaling group, whatever other instances the tags of the group mean. */
const noTags = {
  ec2TagFilters: [],
  onPremisesInstanceTagFilters: [],
  ec2TagSet: { ec2TagSetList: [] },
  onPremisesTagSet: { onPremisesTagSetList: [] },
} as const;

function unwantedTargets(name: string): Refused {
  return failed(
    'InvalidTargetInstancesException',
    `The deployment group ${name} copies its Auto Scaling group, so that a deployment cannot name other replacement instances`,
    'Leave targetInstances out, or use DISCOVER_EXISTING.',
  );
}

function noInstances(group: DeploymentGroup, fleets: readonly Fleet[]): Refused {
  return failed('NO_INSTANCES', `${errorTexts.NO_INSTANCES}.`, explainNoInstances(group, fleets));
}

function discoveredEnvironments(
  { request: { targetInstances }, resolved: { group } }: Work,
  fleets: readonly Fleet[],
): Result<Environments, FailureDetails> {
  if (targetInstances === undefined)
    return failed(
      'InvalidTargetInstancesException',
      `The deployment group ${group.deploymentGroupName} deploys to instances that are there (DISCOVER_EXISTING), and nothing says which ones: CodePipeline's action cannot`,
      'Start it by "aws deploy create-deployment" with --target-instances, or use COPY_AUTO_SCALING_GROUP.',
    );
  const { tagFilters: ec2TagFilters, ...others } = targetInstances;
  const { ec2TagFilters: _filters, ec2TagSet: _set, autoScalingGroups: _groups, ...base } = group;
  const wanted = { ...base, ...others, ...defined({ ec2TagFilters }) };
  const green = selectInstances(wanted, fleets);
  if (green.length === 0) return noInstances(wanted, fleets);
  const ids = new Set(green.map(({ instance }) => instance.instanceId));
  const blue = selectInstances(group, fleets).filter(({ instance }) => !ids.has(instance.instanceId));
  const fleet = oneFleet(group, [...green, ...blue]);
  if (isFailed(fleet)) return fleet;
  const instances = (selected: readonly SelectedInstance[]) => selected.map(({ instance }) => instance);
  return { fleetName: fleet.name, blue: instances(blue), green: instances(green) };
}

/** The traffic goes over in one load balancer, and a fleet has one. */
function oneFleet(group: DeploymentGroup, selected: readonly SelectedInstance[]): Fleet | Refused {
  const all = [...new Set(selected.map(({ fleet }) => fleet))];
  const missing = findMissingBalancer(group, all);
  if (missing !== undefined) return { failed: missing };
  const [fleet] = all;
  if (fleet !== undefined && all.length === 1) return fleet;
  return failed(
    'ELASTIC_LOAD_BALANCING_INVALID',
    `The original and the replacement instances are in the fleets ${all.map(({ name }) => name).join(', ')}, each with a load balancer of its own`,
    'Put both into one fleet, with different tags.',
  );
}
