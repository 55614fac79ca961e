// The input of an operation, read as a file of a definition is: by the same reader, with the same findings.
import { parseFile } from '../load/files.ts';
import type { Node } from '../lib/node.ts';
import type { ReadResource } from '../load/resource.ts';

/** @throws what `onWrong` makes of the first finding */
export function readInput<T>(
  input: unknown,
  read: (node: Node) => ReadResource<T>,
  onWrong: (message: string) => Error,
): T {
  const { root } = parseFile({ path: 'input.json', text: JSON.stringify(input) });
  const { value, problems } = root === undefined ? { value: undefined, problems: [] } : read(root);
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong !== undefined || value === undefined)
    throw onWrong(wrong?.message ?? 'The input cannot be read.');
  return value;
}
