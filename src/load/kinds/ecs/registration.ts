// What RegisterTaskDefinition and CreateService refuse although every key by itself is right: found in a value,
// reported at its place in the file.
import { type Node, nodeAt, type Path } from '../../../lib/node.ts';
import type { ProblemCode } from '../../../lib/problem-codes.ts';
import { problem, type Place, type Problem } from '../../../lib/problem.ts';

export interface Complaint {
  /** One sentence, no full stop at the end. */
  readonly message: string;
  /** From the root of the definition. */
  readonly path: Path;
  readonly remedy: string;
  readonly code?: ProblemCode;
}

export function problemsOf(
  root: Node,
  complaints: readonly Complaint[],
  { code, aws }: { readonly code: ProblemCode; readonly aws: string },
): readonly Problem[] {
  return complaints.map(({ path, ...complaint }) =>
    problem({ code, aws, ...complaint, at: headOf(nodeAt(root, path)) }),
  );
}

/** A list or mapping is named by how it begins. */
function headOf(node: Node): Place {
  if (node.kind === 'map') return node.entries[0]?.keyPlace ?? node.place;
  if (node.kind === 'list') return node.items[0] === undefined ? node.place : headOf(node.items[0]);
  return node.place;
}

/** A complaint when it applies. */
export function when(applies: boolean, complaint: Complaint): readonly Complaint[] {
  return applies ? [complaint] : [];
}

/** One complaint for each value that an earlier item of the list has as well. */
export function repeated(
  values: readonly (string | undefined)[],
  { what, path, key }: { readonly what: string; readonly path: Path; readonly key: string },
): readonly Complaint[] {
  return values.flatMap((value, index) =>
    when(value !== undefined && values.indexOf(value) < index, {
      message: `The ${what} "${value ?? ''}" is given twice`,
      path: [...path, index, key],
      remedy: 'Give each once.',
    }),
  );
}
