// What the distributions of a site cost. Pure.
import { assumed, costLine, type CostInput, type CostLine } from '../../model/cost-line.ts';
import type { ActionDeclaration } from '../../model/pipeline.ts';
import { freeTier, prices } from '../../model/prices.ts';

export function edgeCosts(
  _actions: readonly ActionDeclaration[],
  { assumptions, definition }: CostInput,
): readonly CostLine[] {
  if (definition.distributions.length === 0) return [];
  const service = 'CloudFront';
  const traffic = { service, what: 'to viewers', unit: 'GB', free: freeTier.edgeGb, price: prices.edgeGb };
  const requests = {
    service,
    what: 'by HTTPS, priced by 10,000',
    unit: 'requests',
    free: freeTier.edgeRequests,
    price: prices.edgeRequests,
  };
  return [
    costLine({ ...traffic, ...assumed(assumptions, 'edgeGb') }, assumptions),
    costLine({ ...requests, ...assumed(assumptions, 'edgeRequests') }, assumptions, 10_000),
  ];
}
