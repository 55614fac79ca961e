// What other stacks of the account have already: nothing is begun that cannot end well.
import type { GraphResource } from '../../model/resource-graph.ts';
import type { StackAccess } from '../../ship/aws/stack.ts';
import { refused } from '../../ship/aws/stack.ts';
import { takenByOthers, type TakenResource } from '../../ship/aws/stack-owners.ts';

/** Throws a ProblemError that names each, and what can be done about it. */
export async function refuseTaken(
  stack: StackAccess,
  resources: readonly GraphResource[],
  templates: { readonly before: string | undefined; readonly after: string },
): Promise<void> {
  const taken = await takenByOthers(stack, resources, templates);
  if (taken.length === 0) return;
  const named = taken.map(({ type, name, stack: owner }) => `${type} ${name} (of ${owner})`);
  throw refused(
    `Other stacks have already, and two stacks cannot have: ${named.join(', ')}`,
    remedyFor(taken),
  );
}

function remedyFor(taken: readonly TakenResource[]): string {
  const same = unique(taken.filter(({ isSame }) => isSame));
  const other = unique(taken.filter(({ isSame }) => !isSame));
  const options = same.map((name) => `--refer ${JSON.stringify(name)}`.replace(/"([\w./-]+)"/, '$1'));
  return [
    ...(same.length === 0 ? [] : [`Use what is there as this one would make it: ${options.join(' ')}`]),
    ...(other.length === 0
      ? []
      : [`Give these other names in the definition, since they are otherwise there: ${other.join(', ')}`]),
  ].join('. ');
}

function unique(taken: readonly TakenResource[]): readonly string[] {
  return [...new Set(taken.map(({ name }) => name))];
}
