// What a file is that was taken for something else.
import { entryOf, type Node } from '../lib/node.ts';
import { describeTemplate } from './cloudformation-template.ts';
import { kinds } from './kinds/index.ts';
import { isPipeline } from './pipeline/pipeline.ts';
import { recognise } from './recognise.ts';

/** A clause for a message, and what to do when the file itself says it: `it is a buildspec`. */
export function describeForeign(
  root: Node,
  path: string,
): { readonly what: string; readonly remedy?: string } {
  const known = readElsewhere(root);
  if (known !== undefined) return { what: known };
  if (root.kind !== 'map') return { what: 'it holds no mapping' };
  const template = describeTemplate(root);
  if (template !== undefined) return template;
  const kind = recognise(root, path);
  if (kind === 'buildspec' || kind === 'appspec')
    return { what: kind === 'appspec' ? 'it is an appspec' : 'it is a buildspec' };
  if (kind !== undefined) return { what: `it is ${kinds[kind].title}` };
  if (entryOf(root, 'jobs') !== undefined) return { what: 'it looks like a GitHub Actions workflow' };
  if (isPipeline(root)) return { what: 'it is a pipeline' };
  const keys = root.entries.slice(0, 3).map(({ key }) => `"${key}"`);
  return {
    what:
      keys.length === 0
        ? 'its mapping is empty'
        : `its keys are ${keys.join(', ')}${root.entries.length > 3 ? ', …' : ''}`,
  };
}

/** Files that something else reads: an action out of its input artifact, or another tool. */
function readElsewhere(root: Node): string | undefined {
  const has = (node: Node | undefined, key: string): boolean =>
    node !== undefined && entryOf(node, key) !== undefined;
  if (root.kind === 'list' && has(root.items[0], 'imageUri'))
    return 'it holds image definitions, which an ECS action reads from its input artifact';
  if (has(root, 'ImageURI'))
    return 'it holds the detail of an image, which a CodeDeployToECS action reads from its input artifact';
  return has(root, 'terraform_version') ? 'it is a state or a plan of Terraform' : undefined;
}
