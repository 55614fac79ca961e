// A template as JSON, for what works on the whole of it: transforms.
import type { Node } from '../../lib/node.ts';
import { scalarOf } from './template.ts';
import type { Json } from '../sam/json.ts';

/** Without its places; scalars as CloudFormation reads them. */
export function templateJson(node: Node): Json {
  if (node.kind === 'list') return node.items.map(templateJson);
  if (node.kind === 'map')
    return Object.fromEntries(node.entries.map(({ key, value }) => [key, templateJson(value)]));
  return node.value === null ? null : scalarOf(node);
}
