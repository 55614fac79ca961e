// What repositories of CodeCommit cost. Pure.
import { assumed, costLine, type CostInput, type CostLine } from '../../model/cost-line.ts';
import type { ActionDeclaration } from '../../model/pipeline.ts';
import { freeTier, prices } from '../../model/prices.ts';

/** Active users are billed once, for all repositories. */
export function repositoryCosts(
  _actions: readonly ActionDeclaration[],
  { assumptions }: CostInput,
): readonly CostLine[] {
  const line = {
    service: 'CodeCommit',
    what: 'active users',
    unit: 'users',
    free: freeTier.activeUsers,
    price: prices.activeUser,
  };
  return [costLine({ ...line, ...assumed(assumptions, 'activeUsers') }, assumptions)];
}
