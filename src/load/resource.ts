// One resource of an AWS API in a file: bare (which is also the input of the AWS CLI's --cli-input-json), or wrapped
// in one key as the API returns it: `{"project": {…}}`.
import { entryOf, type Node } from '../lib/node.ts';
import type { Problem } from '../lib/problem.ts';

export interface ReadResource<T> {
  /** Absent when a part of it cannot be read; see readShape. */
  readonly value?: T;
  /** The bare structure, for the places of later findings. */
  readonly node: Node;
  readonly problems: readonly Problem[];
}

/** What the AWS CLI says about a parameter that the operation does not have. */
export const refusedByCli = {
  aws: 'The AWS CLI refuses the whole input: Unknown parameter in input.',
} as const;

/** The wrapper is taken off only when it is the file's one key. */
export function unwrapped(root: Node, wrapper: string): Node {
  const inner = root.kind === 'map' && root.entries.length === 1 ? entryOf(root, wrapper)?.value : undefined;
  return inner ?? root;
}
