// Reads ports: `{ "listeners": [ { "name": …, "port": … } ] }`, a shape of Slipway's own (model/listener.ts).
import { entryOf, type Node } from '../lib/node.ts';
import type { ListenerPort } from '../model/listener.ts';
import { readShape } from './read-shape.ts';
import type { ReadResource } from './resource.ts';
import { number, object, required, string } from './shape.ts';

/** The entries of a file that holds some. */
export function listenersIn(root: Node): readonly Node[] {
  const found = entryOf(root, 'listeners')?.value;
  return found?.kind === 'list' ? found.items : [];
}

export function readListener(root: Node): ReadResource<ListenerPort> {
  return { node: root, ...readShape<ListenerPort>(root, listenerShape) };
}

const listenerShape = object('listener', {
  name: required(string({ min: 1 })),
  port: required(number({ integer: true, min: 1, max: 65_535 })),
});
