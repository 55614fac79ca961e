// Properties of a resource in a template as the service's own operation takes them: the same structures, whose members
// begin with a capital letter there. Source: the service's model, against the CloudFormation template reference.
import {
  membersOf,
  serviceModel,
  shapeIn,
  structureIn,
  type ServiceModel,
  type ServiceName,
  type ShapeReference,
} from '../../aws/service-model.ts';
import type { MapNode, Node, ScalarNode } from '../../lib/node.ts';

/** A structure of a service's API. */
export interface Structure {
  readonly service: ServiceName;
  readonly name: string;
}

/** What the structure does not have keeps its name, so that its reader refuses it by that name. */
export function serviceForm(node: Node, { service, name }: Structure): Node {
  return inForm(node, name, serviceModel(service));
}

function inForm(node: Node, reference: ShapeReference, model: ServiceModel): Node {
  const shape = shapeIn(model, reference);
  if (shape.type === 'structure')
    return shape.document !== true && node.kind === 'map' ? withMembers(node, reference, model) : node;
  if (shape.type === 'list')
    return node.kind === 'list'
      ? { ...node, items: node.items.map((item) => inForm(itemOf(item, shape.of, model), shape.of, model)) }
      : node;
  if (shape.type === 'map')
    return node.kind === 'map'
      ? {
          ...node,
          entries: node.entries.map((entry) => ({ ...entry, value: inForm(entry.value, shape.of, model) })),
        }
      : node;
  return node.kind === 'scalar' ? cast(node, shape.type) : node;
}

/** Names differ in their capital letters alone: `BuildSpec` and `buildspec`, `ECSServices` and `ecsServices`. */
function withMembers(node: MapNode, name: string, model: ServiceModel): MapNode {
  const members = new Map(
    membersOf(structureIn(model, name)).map(([key, of]) => [key.toLowerCase(), { key, of }]),
  );
  const entries = node.entries.map((entry) => {
    const member = members.get(entry.key.toLowerCase());
    return member === undefined
      ? entry
      : { ...entry, key: member.key, value: inForm(entry.value, member.of, model) };
  });
  return { ...node, entries };
}

/** A list of lists is written as a list of objects with one list each: `Ec2TagGroup` in `Ec2TagSetList`. */
function itemOf(item: Node, reference: ShapeReference, model: ServiceModel): Node {
  const [only, ...others] = item.kind === 'map' ? item.entries : [];
  const isWrapped = shapeIn(model, reference).type === 'list' && others.length === 0;
  return isWrapped && only?.value.kind === 'list' ? only.value : item;
}

/** CloudFormation casts scalars to what the property takes: `Version: 1`, `TimeoutInMinutes: '30'`. */
function cast(node: ScalarNode, type: string): ScalarNode {
  switch (type) {
    case 'string':
      return { ...node, value: node.text, quoted: true };
    case 'boolean':
      return /^(true|false)$/i.test(node.text) ? { ...node, value: /^true$/i.test(node.text) } : node;
    case 'integer':
    case 'long':
    case 'double':
    case 'float':
      return node.text.trim() !== '' && Number.isFinite(Number(node.text))
        ? { ...node, value: Number(node.text) }
        : node;
    default:
      return node;
  }
}
