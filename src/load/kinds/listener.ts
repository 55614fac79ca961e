// Reads ports: `{ "listeners": [ { "name": …, "port": … } ] }`, a shape of Slipway's own (model/listener.ts).
import type { Node } from '../../lib/node.ts';
import type { ListenerPort } from '../../model/listener.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { number, object, required, string } from '../shape.ts';
import { ours, type Kind } from './kind.ts';

export const listenerPortKind: Kind<ListenerPort> = ours('listeners', readListener, {
  title: 'a list of listeners',
  file: 'listeners.json',
  holds: 'ports of this machine that matter: `{ "listeners": [{ "name": "site", "port": 8030 }] }`',
  shape: () => listenerShape,
});

export function readListener(root: Node): ReadResource<ListenerPort> {
  return { node: root, ...readShape(root, listenerShape) };
}

const listenerShape = object('listener', {
  name: required(string({ min: 1 })),
  port: required(number({ integer: true, min: 1, max: 65_535 })),
});
