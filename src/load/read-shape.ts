// Reads a positioned tree by a shape (shape.ts), collecting every problem instead of stopping at the first.
import type { Node } from '../lib/node.ts';
import type { Problem } from '../lib/problem.ts';
import { unreachable } from '../lib/unreachable.ts';
import type { Shape } from './reading.ts';

export interface ShapeContext {
  /** What the root is called in messages where its shape has no name of its own: "the declaration". */
  readonly what?: string;
}

/**
 * The value, and everything that is wrong with it. The value is there when every key that must be there is, and every
 * one is of its type; a value outside its limits is a value with a problem.
 */
export function readShape<T>(
  node: Node,
  shape: Shape<T>,
  context: ShapeContext = {},
): { readonly value?: T; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const value = shape.read(node, {
    what: shape.name === undefined ? (context.what ?? 'The value') : `The ${shape.name}`,
    report: (found) => problems.push(found),
  });
  return value === undefined ? { problems } : { value, problems };
}

/** The value without its places. */
export function plain(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plain);
    case 'map':
      return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value)]));
    default:
      return unreachable(node);
  }
}
