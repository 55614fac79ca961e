// What fleets cost. Pure.
import type { CostInput, CostLine } from '../../model/cost-line.ts';
import type { Fleet } from '../../model/fleet.ts';
import type { ActionDeclaration } from '../../model/pipeline.ts';
import { serverLines } from '../../model/server-costs.ts';

/** A file of a fleet may say on which ports an environment of Elastic Beanstalk is here; it is no second one. */
export function fleetCosts(_actions: readonly ActionDeclaration[], input: CostInput): readonly CostLine[] {
  const { environments, fleets } = input.definition;
  const isServer = (name: string): boolean =>
    !environments.some(({ environmentName }) => environmentName === name);
  return fleets.filter(({ name }) => isServer(name)).flatMap((fleet) => fleetLines(fleet, input));
}

/** What the fleet says goes before what costs.json assumes of all. */
function fleetLines(fleet: Fleet, input: CostInput): readonly CostLine[] {
  const { name, instances, targetGroup, associatePublicIpAddress: isPublic = true } = fleet;
  const isSpot = fleet.instanceMarketOptions !== undefined;
  const instanceType = fleet.instanceType ?? input.assumptions.instanceType;
  const isBalanced = targetGroup !== undefined;
  return serverLines(
    { service: 'EC2', name, count: instances.length, instanceType, isBalanced, isPublic, isSpot },
    input,
  );
}
