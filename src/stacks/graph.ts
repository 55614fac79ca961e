// In which order resources of a stack are made: each after those that it refers to or depends on.
import type { Place } from '../lib/problem.ts';
import { referringParts } from './template/referring-parts.ts';
import type { ResourceDeclaration } from './template/template.ts';
import { referencesIn } from './template/walk.ts';

/** The logical ids that each resource needs, in the order of the template. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * @param active the resources whose condition holds. What depends on another one is dropped.
 * @param conditions of Fn::If only the branch that is taken counts
 */
export function graphOf(
  active: readonly ResourceDeclaration[],
  conditions: ReadonlyMap<string, boolean>,
): Graph {
  const ids = new Set(active.map(({ logicalId }) => logicalId));
  return new Map(
    active.map((resource) => {
      const references = referringParts(resource).flatMap((part) =>
        referencesIn(part, (name) => conditions.get(name)).map(({ name }) => name),
      );
      const needed = [...references, ...resource.dependsOn].filter((name) => ids.has(name));
      return [resource.logicalId, new Set(needed)] as const;
    }),
  );
}

/** Of a graph with a circle: every member of one, and what depends on it. Empty when there is none. */
export function knotOf(graph: Graph): readonly string[] {
  const left = new Map(graph);
  for (let free = freeIn(left); free.length > 0; free = freeIn(left)) for (const id of free) left.delete(id);
  return [...left.keys()];
}

function freeIn(left: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  return [...left].filter(([, needed]) => ![...needed].some((id) => left.has(id))).map(([id]) => id);
}

export function circularMessage(knot: readonly string[]): string {
  return `Circular dependency between resources: [${knot.join(', ')}]`;
}

/** Where the message belongs. */
export function placeOfKnot(
  active: readonly ResourceDeclaration[],
  knot: readonly string[],
): Place | undefined {
  return active.find(({ logicalId }) => knot.includes(logicalId))?.place;
}
