// Between XML and what operations take and give: by the shapes of a model. REST-XML, and the answers of the query protocols.
import {
  bindingOf,
  shapeIn,
  type Binding,
  type ListModel,
  type MapModel,
  type ServiceModel,
  type ShapeReference,
  type StructureModel,
  type XmlNamespace,
} from '../service-model.ts';
import type { Values } from './message.ts';
import { readScalar, unreadable, writeScalar } from './scalars.ts';
import { escapeXml, localName, xmlElement, type XmlElement } from './xml.ts';

export function readXml(model: ServiceModel, reference: ShapeReference, element: XmlElement): unknown {
  const shape = shapeIn(model, reference);
  switch (shape.type) {
    case 'structure':
      return readXmlStructure(model, shape, element);
    case 'list':
      return element.children.map((child) => readXml(model, shape.of, child));
    case 'map':
      return readEntries(model, shape, element.children);
    default:
      return readScalar(shape, element.text, 'iso8601');
  }
}

export function readXmlStructure(model: ServiceModel, shape: StructureModel, element: XmlElement): Values {
  const entries = Object.entries(shape.members).flatMap(([name, member]) => {
    const binding = bindingOf(shape, name);
    if (binding.in !== undefined) return [];
    const reference = typeof member === 'string' ? member : member[0];
    const value = readMember(model, reference, { binding, name, element });
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

interface Member {
  readonly binding: Binding;
  readonly name: string;
  readonly element: XmlElement;
}

function readMember(
  model: ServiceModel,
  reference: ShapeReference,
  { binding, name, element }: Member,
): unknown {
  const shape = shapeIn(model, reference);
  const written = binding.name ?? name;
  if (binding.attribute === true) {
    const text = Object.entries(element.attributes).find(
      ([key]) => key === written || localName(key) === localName(written),
    )?.[1];
    return text === undefined ? undefined : readXml(model, reference, { ...element, text });
  }
  const isFlat = isFlattened(shape, binding);
  const wanted = isFlat && shape.type === 'list' ? flatName(shape, binding, name) : written;
  const found = element.children.filter((child) => localName(child.name) === wanted);
  const [first] = found;
  if (first === undefined) return undefined;
  if (isFlat && shape.type === 'list') return found.map((child) => readXml(model, shape.of, child));
  if (isFlat && shape.type === 'map') return readEntries(model, shape, found);
  return readXml(model, reference, first);
}

function isFlattened(shape: { readonly type: string }, binding: Binding): boolean {
  return binding.flattened === true || ('flattened' in shape && shape.flattened === true);
}

/** Older models name the elements of a flattened list in the list. */
function flatName(shape: ListModel, binding: Binding, name: string): string {
  const own = shape.flattened === true ? shape.itemName : undefined;
  return own ?? binding.name ?? name;
}

function readEntries(model: ServiceModel, shape: MapModel, entries: readonly XmlElement[]): Values {
  return Object.fromEntries(
    entries.map((entry) => {
      const part = (name: string): XmlElement => {
        const found = entry.children.find((child) => localName(child.name) === name);
        if (found === undefined) throw unreadable(`An entry of a map has no ${name}`);
        return found;
      };
      const key = part(shape.keyName ?? 'key').text;
      return [key, readXml(model, shape.of, part(shape.valueName ?? 'value'))];
    }),
  );
}

/** The elements of the members that are there, in the order of the model. */
export function writeXmlMembers(model: ServiceModel, shape: StructureModel, values: Values): string {
  return Object.entries(shape.members)
    .map(([name, member]) => {
      const binding = bindingOf(shape, name);
      const value = values[name];
      if (value === undefined || value === null || binding.in !== undefined || binding.attribute === true)
        return '';
      const reference = typeof member === 'string' ? member : member[0];
      return writeXmlMember(model, reference, { binding, name, value });
    })
    .join('');
}

interface WrittenMember {
  readonly binding: Binding;
  readonly name: string;
  readonly value: unknown;
}

function writeXmlMember(
  model: ServiceModel,
  reference: ShapeReference,
  { binding, name, value }: WrittenMember,
): string {
  const shape = shapeIn(model, reference);
  const written = binding.name ?? name;
  const spaces = namespaceAttributes(binding.namespace);
  const isFlat = isFlattened(shape, binding);
  if (isFlat && shape.type === 'list') {
    const element = flatName(shape, binding, name);
    return (value as readonly unknown[])
      .map((each) => writeXml(model, shape.of, { name: element, value: each, attributes: spaces }))
      .join('');
  }
  if (isFlat && shape.type === 'map')
    return writeEntries(model, shape, { name: written, value, attributes: spaces });
  return writeXml(model, reference, { name: written, value, attributes: spaces });
}

export interface WrittenElement {
  readonly name: string;
  readonly value: unknown;
  readonly attributes?: Readonly<Record<string, string>>;
}

export function writeXml(model: ServiceModel, reference: ShapeReference, element: WrittenElement): string {
  const shape = shapeIn(model, reference);
  const { name, value, attributes = {} } = element;
  switch (shape.type) {
    case 'structure': {
      const own = { ...attributes, ...structureAttributes(model, shape, value as Values) };
      return xmlElement(name, writeXmlMembers(model, shape, value as Values), own);
    }
    case 'list': {
      const itemName = shape.itemName ?? 'member';
      const items = (value as readonly unknown[]).map((each) =>
        writeXml(model, shape.of, { name: itemName, value: each }),
      );
      return xmlElement(name, items.join(''), attributes);
    }
    case 'map':
      return xmlElement(name, writeEntries(model, shape, { name: 'entry', value }), attributes);
    default:
      return xmlElement(name, escapeXml(writeScalar(shape, value, 'iso8601')), attributes);
  }
}

function writeEntries(
  model: ServiceModel,
  shape: MapModel,
  { name, value, attributes }: WrittenElement,
): string {
  return Object.entries(value as Values)
    .map(([key, each]) => {
      const pair =
        writeXml(model, shape.key, { name: shape.keyName ?? 'key', value: key }) +
        writeXml(model, shape.of, { name: shape.valueName ?? 'value', value: each });
      return xmlElement(name, pair, attributes);
    })
    .join('');
}

function structureAttributes(
  model: ServiceModel,
  shape: StructureModel,
  values: Values,
): Readonly<Record<string, string>> {
  const members = Object.entries(shape.members).flatMap(([name, member]) => {
    const binding = bindingOf(shape, name);
    const value = values[name];
    if (binding.attribute !== true || value === undefined || value === null) return [];
    const scalar = shapeIn(model, typeof member === 'string' ? member : member[0]);
    if (scalar.type === 'structure' || scalar.type === 'list' || scalar.type === 'map') return [];
    return [[binding.name ?? name, writeScalar(scalar, value, 'iso8601')] as const];
  });
  return { ...namespaceAttributes(shape.namespace), ...Object.fromEntries(members) };
}

export function namespaceAttributes(namespace: XmlNamespace | undefined): Readonly<Record<string, string>> {
  if (namespace === undefined) return {};
  const { uri, prefix } = namespace;
  return { [prefix === undefined ? 'xmlns' : `xmlns:${prefix}`]: uri };
}
