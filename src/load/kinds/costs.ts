// Reads what a cost estimate assumes: `{ "costs": [ { … } ] }`, a shape of Slipway's own (model/cost-assumptions.ts).
import type { Node } from '../../lib/node.ts';
import type { CostAssumptions } from '../../model/cost-assumptions.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { boolean, number, object, optional, string } from '../shape.ts';
import { ours, type Kind } from './kind.ts';

export const costAssumptionsKind: Kind<CostAssumptions> = ours('costs', readCosts, {
  title: 'a list of assumptions about costs',
  file: 'costs.json',
  holds: 'what `slipway plan --cost` assumes',
  shape: () => costsShape,
});

function readCosts(root: Node): ReadResource<CostAssumptions> {
  return { node: root, ...readShape(root, costsShape) };
}

const amount = optional(number({ min: 0 }));

const costsShape = object('cost assumption', {
  executionsPerMonth: amount,
  activeUsers: amount,
  storageGb: amount,
  edgeGb: amount,
  edgeRequests: amount,
  egressGb: amount,
  functionRequests: amount,
  functionMilliseconds: amount,
  apiRequests: amount,
  databaseHours: amount,
  databaseGb: amount,
  instanceType: optional(string({ min: 1 })),
  isFreeTierUsed: optional(boolean()),
});
