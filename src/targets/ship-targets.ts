// Every kind of target that is shipped, from the files next to a definition. Adding one is adding its `ship.ts` and one line
// here. Databases, functions of stacks and whatever else has no file of its own are the user's own stacks. Pure.
import type { TargetRequest } from '../model/action-type.ts';
import type { Shipped } from '../model/resource-graph.ts';
import { shipEnvironments } from './environment/ship.ts';
import { shipFleets, withScalingGroups } from './fleet/ship.ts';
import { shipFunctions } from './function/ship.ts';
import { shipRepositories } from './ship-repositories.ts';
import { shipServices } from './service/ship.ts';
import { shipSites } from './site/ship.ts';

export { withScalingGroups };

const shares = [shipFleets, shipEnvironments, shipServices, shipSites, shipFunctions, shipRepositories];

/** What the actions of a pipeline deploy to. */
export function shipTargets(request: TargetRequest): Shipped {
  const shipped = shares.map((share) => share(request));
  return {
    resources: shipped.flatMap(({ resources }) => resources),
    notes: shipped.flatMap(({ notes }) => notes),
  };
}
