// A kind of file that stands in a definition's folder next to its pipeline: how it is called, how it is recognised, what
// it holds, who reads it. One file each, with one line in index.ts.
import { entryOf, type Node } from '../../lib/node.ts';
import type { Shape } from '../reading.ts';
import type { ReadResource } from '../resource.ts';
import { type JsonSchema } from '../json-schema.ts';

export interface Kind<T = unknown> {
  /** For messages: `an ECS service`. */
  readonly title: string;
  /** The README's name for such a file, and what it says of it. */
  readonly file: string;
  readonly holds: string;
  /** Keys of which every such file has one: a file without any need not be parsed. */
  readonly words: readonly string[];
  /** Whether the file is one of these; false for kinds that only stand in lists. */
  readonly isOne: (root: Node) => boolean;
  /** The key of a file that holds a list of them. */
  readonly list?: string;
  /** The key under which an operation of AWS answers one. */
  readonly wrapper?: string;
  /** What the answers of AWS add to what its Create operations take. */
  readonly outputs?: readonly string[];
  /** Nothing here is held to it: what is wrong with such a file stops nothing. */
  readonly isAdvisory?: true;
  /** A shape of Slipway's own, which AWS does not have. */
  readonly isOurs?: true;
  /** What one of them holds, where one table says it. */
  readonly shape?: () => Shape<unknown>;
  /** Where it is written in several forms, each of them, for editors. */
  readonly schemas?: () => readonly JsonSchema[];
  readonly read: (root: Node) => ReadResource<T>;
}

/** A list of Slipway's own under a key of its own. */
export function ours<T>(
  list: string,
  read: Kind<T>['read'],
  about: Pick<Kind, 'title' | 'file' | 'holds' | 'shape'>,
): Kind<T> {
  return { ...about, words: [list], isOne: () => false, list, isOurs: true, read };
}

/** Whether a mapping has all of these keys. */
export function hasKeys(root: Node, ...keys: readonly string[]): boolean {
  return keys.every((key) => entryOf(root, key) !== undefined);
}
