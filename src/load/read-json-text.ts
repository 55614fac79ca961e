// JSON that is not a file of its own: a value in a configuration, the body of an answer.
import type { Node } from '../lib/node.ts';
import { parseJson } from '../lib/parse-json.ts';
import type { Result } from '../lib/result.ts';
import { readShape } from './read-shape.ts';
import type { Shape } from './shape.ts';

/**
 * What a text of JSON holds, or the first thing that is wrong with it, in one sentence without a full stop. A key whose value
 * is null is absent, as in AWS's JSON protocols.
 */
export function readJsonText<T>(text: string, shape: Shape<T>): Result<T> {
  const { root, problems } = parseJson({ path: '', text });
  const [unreadable] = problems;
  if (root === undefined) return { failed: unreadable?.message ?? 'It is no JSON' };
  const read = readShape(withoutNulls(root), shape);
  const wrong = [...problems, ...read.problems].find(({ severity }) => severity === 'error');
  if (wrong !== undefined)
    return {
      failed: `${wrong.message}${wrong.at === undefined ? '' : ` (character ${wrong.at.start + 1})`}`,
    };
  return read.value ?? { failed: 'It cannot be read' };
}

function withoutNulls(node: Node): Node {
  switch (node.kind) {
    case 'scalar':
      return node;
    case 'list':
      return { ...node, items: node.items.map(withoutNulls) };
    default:
      return {
        ...node,
        entries: node.entries
          .filter(({ value }) => value.kind !== 'scalar' || value.value !== null)
          .map((entry) => ({ ...entry, value: withoutNulls(entry.value) })),
      };
  }
}
