// A single text where a buildspec has a list is a list of one, as CodeBuild takes it (AWS CDK guide, "Continuous
// integration and delivery (CI/CD)": `commands: npm install`; ECS tutorial: `files: imagedefinitions.json`).
import type { Node } from '../../lib/node.ts';

/** The lists of texts of a buildspec by their paths; `*` is any key or item. */
const lists: readonly (readonly string[])[] = [
  ['env', 'exported-variables'],
  ['phases', '*', 'commands'],
  ['phases', '*', 'finally'],
  ['reports', '*', 'files'],
  ['artifacts', 'files'],
  ['artifacts', 'exclude-paths'],
  ['artifacts', 'secondary-artifacts', '*', 'files'],
  ['artifacts', 'secondary-artifacts', '*', 'exclude-paths'],
  ['cache', 'paths'],
  ['cache', 'fallback-keys'],
  ['batch', 'build-graph', '*', 'depend-on'],
  ['batch', 'build-matrix', 'dynamic', 'buildspec'],
  ['batch', 'build-matrix', 'dynamic', 'env', 'compute-type'],
  ['batch', 'build-matrix', 'dynamic', 'env', 'image'],
  ['batch', 'build-matrix', 'dynamic', 'env', 'variables', '*'],
];

/** The tree with each of these texts in a list. A key without a value stays as it is. */
export function withLists(root: Node): Node {
  return lists.reduce<Node>((node, path) => listAt(node, path), root);
}

function listAt(node: Node, [step, ...rest]: readonly string[]): Node {
  if (step === undefined)
    return node.kind === 'scalar' && node.value !== null
      ? { kind: 'list', place: node.place, items: [node] }
      : node;
  if (node.kind === 'list' && step === '*')
    return { ...node, items: node.items.map((item) => listAt(item, rest)) };
  if (node.kind !== 'map') return node;
  return {
    ...node,
    entries: node.entries.map((entry) =>
      step === '*' || entry.key === step ? { ...entry, value: listAt(entry.value, rest) } : entry,
    ),
  };
}
