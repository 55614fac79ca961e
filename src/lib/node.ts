// JSON and YAML as one tree in which every key and value knows its place. Readers turn it into a model.
import type { Place } from './problem.ts';

export type Node = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly place: Place;
  /** The value by the rules of the file's format (for YAML by the schema that was asked for). */
  readonly value: string | number | boolean | null;
  /** The value as it was written, without quotes. */
  readonly text: string;
  readonly quoted: boolean;
}

export interface ListNode {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: readonly Node[];
}

export interface MapNode {
  readonly kind: 'map';
  readonly place: Place;
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly value: Node;
}

/** A way into a value: `['stages', 2, 'actions', 0, 'name']`. */
export type Path = readonly (string | number)[];

export function entryOf(node: Node | undefined, key: string): MapEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** The deepest existing node on the way, so that a finding about something missing points at what should hold it. */
export function nodeAt(root: Node, path: Path): Node {
  let node = root;
  for (const step of path) {
    const next =
      typeof step === 'number'
        ? node.kind === 'list'
          ? node.items[step]
          : undefined
        : entryOf(node, step)?.value;
    if (next === undefined) return node;
    node = next;
  }
  return node;
}
