// Reads environments: `{ "shipping": [ { "name": …, "account": …, "region": … } ] }`, a shape of Slipway's own (model/shipping.ts).
import type { Node } from '../../lib/node.ts';
import type { ShippingEnvironment } from '../../model/shipping.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { object, optional, record, required, string } from '../shape.ts';
import { ours, type Kind } from './kind.ts';

export const shippingKind: Kind<ShippingEnvironment> = ours('shipping', readShipping, {
  title: 'a list of environments to ship to',
  file: 'shipping.json',
  holds:
    'where `slipway ship --env NAME` ships: `{ "shipping": [{ "name": "production", "account": "111122223333", "region": "eu-central-1" }] }`',
  shape: () => shippingShape,
});

function readShipping(root: Node): ReadResource<ShippingEnvironment> {
  return { node: root, ...readShape(root, shippingShape) };
}

const shippingShape = object('environment to ship to', {
  name: required(string({ min: 1, max: 100 })),
  account: optional(string({ pattern: /^\d{12}$/, patternText: 'the twelve digits of an account' })),
  region: optional(
    string({ pattern: /^[a-z]{2}(-[a-z]+)+-\d$/, patternText: 'a Region, as "eu-central-1"' }),
  ),
  profile: optional(string({ min: 1 })),
  stack: optional(string({ pattern: /^[A-Za-z][A-Za-z0-9-]{0,127}$/, patternText: 'the name of a stack' })),
  variables: optional(record(string())),
});
