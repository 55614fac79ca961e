// A call of an operation as a request, in the protocol of its service: the other side of `wire/read-input.ts`. Pure.
import { defined } from '../../lib/defined.ts';
import {
  bindingOf,
  shapeIn,
  structureIn,
  type ListModel,
  type MapModel,
  type ServiceModel,
  type ShapeModel,
  type ShapeReference,
  type StructureModel,
} from '../service-model.ts';
import { protocolOf } from '../wire/call.ts';
import type { Values } from '../wire/message.ts';
import { writeScalar } from '../wire/scalars.ts';
import { awsJsonLeaves, restJsonLeaves, writeStructure } from '../wire/tree-values.ts';
import { writeXml, writeXmlMembers } from '../wire/xml-values.ts';
import { xmlElement } from '../wire/xml.ts';
import { coerce } from './coerce.ts';

export interface EncodedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** @throws UnknownMember for a member that the operation does not take */
export function encodeRequest(model: ServiceModel, operation: string, input: Values): EncodedRequest {
  const described = model.operations[operation];
  if (described === undefined) throw new Error(`${model.service.id} has no operation ${operation}`);
  const shape = described.input === undefined ? undefined : structureIn(model, described.input);
  const values = (described.input === undefined ? {} : coerce(model, described.input, input)) as Values;
  const protocol = protocolOf(model, { method: 'POST', path: '/', query: '', headers: jsonHint(model) });
  if (protocol === 'rest-json' || protocol === 'rest-xml')
    return encodeRest(model, operation, { shape, values });
  if (protocol === 'json') return encodeJson(model, operation, { shape, values });
  return encodeForm(model, operation, { shape, values });
}

/** Services that speak JSON and forms are spoken to in JSON. */
function jsonHint({ service }: ServiceModel): Readonly<Record<string, string>> {
  return service.targetPrefix === undefined ? {} : { 'x-amz-target': service.targetPrefix };
}

interface Given {
  readonly shape: StructureModel | undefined;
  readonly values: Values;
}

function encodeJson(model: ServiceModel, operation: string, { shape, values }: Given): EncodedRequest {
  const { targetPrefix = '', jsonVersion = '1.1' } = model.service;
  const body = shape === undefined ? {} : writeStructure({ model, leaves: awsJsonLeaves }, shape, values);
  return {
    method: 'POST',
    path: '/',
    headers: {
      'content-type': `application/x-amz-json-${jsonVersion}`,
      'x-amz-target': `${targetPrefix}.${operation}`,
    },
    body: JSON.stringify(body),
  };
}

function encodeForm(model: ServiceModel, operation: string, { shape, values }: Given): EncodedRequest {
  const form = new URLSearchParams({ Action: operation, Version: model.service.apiVersion });
  if (shape !== undefined) addMembers(model, shape, { values, prefix: '', form });
  return {
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  };
}

interface Fields {
  readonly values: Values;
  /** With its dot. */
  readonly prefix: string;
  readonly form: URLSearchParams;
}

function addMembers(model: ServiceModel, shape: StructureModel, { values, prefix, form }: Fields): void {
  for (const [name, member] of Object.entries(shape.members)) {
    const value = values[name];
    if (value === undefined) continue;
    const reference = typeof member === 'string' ? member : member[0];
    const key = `${prefix}${bindingOf(shape, name).name ?? name}`;
    addValue(model, reference, { value, key, form, isFlat: bindingOf(shape, name).flattened === true });
  }
}

interface Field {
  readonly value: unknown;
  readonly key: string;
  readonly form: URLSearchParams;
  readonly isFlat: boolean;
}

function addValue(model: ServiceModel, reference: ShapeReference, field: Field): void {
  const shape = shapeIn(model, reference);
  const { value, key, form } = field;
  if (shape.type === 'structure')
    addMembers(model, shape, { values: value as Values, prefix: `${key}.`, form });
  else if (shape.type === 'list') addList(model, shape, field);
  else if (shape.type === 'map') addMap(model, shape, field);
  else form.append(key, writeScalar(shape, value, 'iso8601'));
}

function addList(model: ServiceModel, shape: ListModel, { value, key, form, isFlat }: Field): void {
  const flat = isFlat || shape.flattened === true;
  const items = value as readonly unknown[];
  if (items.length === 0) form.append(key, '');
  for (const [index, item] of items.entries()) {
    const itemKey = flat ? `${key}.${index + 1}` : `${key}.${shape.itemName ?? 'member'}.${index + 1}`;
    addValue(model, shape.of, { value: item, key: itemKey, form, isFlat: false });
  }
}

function addMap(model: ServiceModel, shape: MapModel, { value, key, form, isFlat }: Field): void {
  const flat = isFlat || shape.flattened === true;
  for (const [index, [name, each]] of Object.entries(value as Values).entries()) {
    const entry = flat ? `${key}.${index + 1}` : `${key}.entry.${index + 1}`;
    form.append(`${entry}.${shape.keyName ?? 'key'}`, name);
    addValue(model, shape.of, {
      value: each,
      key: `${entry}.${shape.valueName ?? 'value'}`,
      form,
      isFlat: false,
    });
  }
}

function encodeRest(model: ServiceModel, operation: string, { shape, values }: Given): EncodedRequest {
  const [method = 'POST', uri = '/'] = model.operations[operation]?.http ?? [];
  const bound =
    shape === undefined ? { labels: {}, query: [], headers: {} } : boundParts(model, shape, values);
  const [path = '/', fixed = ''] = uri.split('?');
  const filled = path.replaceAll(/\{([^}+]+)(\+?)\}/g, (_whole, name: string, greedy: string) => {
    const text = bound.labels[name] ?? '';
    return greedy === '+' ? text.split('/').map(inUri).join('/') : inUri(text);
  });
  const query = [fixed, ...bound.query.map(([key, text]) => `${inUri(key)}=${inUri(text)}`)];
  const all = query.filter((each) => each !== '').join('&');
  const name = model.operations[operation]?.input ?? operation;
  const { type, content } = shape === undefined ? emptyBody : restBody(model, { name, shape }, values);
  return {
    method,
    path: all === '' ? filled : `${filled}?${all}`,
    headers: { ...defined({ 'content-type': type }), ...bound.headers },
    body: content,
  };
}

/** Half of a pair of UTF-16 has no form in UTF-8. */
function inUri(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

interface RestBody {
  readonly type?: string;
  readonly content: string | Uint8Array;
}

const emptyBody: RestBody = { content: '' };

interface InputShape {
  readonly name: string;
  readonly shape: StructureModel;
}

function restBody(model: ServiceModel, { name: inputName, shape }: InputShape, values: Values): RestBody {
  const { payload } = shape;
  const isXml = model.service.protocols.includes('rest-xml');
  if (payload === undefined) {
    const names = Object.keys(shape.members).filter((name) => bindingOf(shape, name).in === undefined);
    if (names.length === 0) return emptyBody;
    // The root has the name of the input (Route 53).
    if (isXml)
      return {
        type: 'application/xml',
        content: xmlElement(inputName, writeXmlMembers(model, shape, values)),
      };
    const tree = writeStructure({ model, leaves: restJsonLeaves }, shape, values);
    return { type: 'application/json', content: JSON.stringify(tree) };
  }
  const value = values[payload];
  if (value === undefined) return emptyBody;
  const member = shape.members[payload] ?? 'string';
  const reference = typeof member === 'string' ? member : member[0];
  const inner = shapeIn(model, reference);
  if (inner.type !== 'structure')
    return { content: value instanceof Uint8Array ? value : boundText(inner, value) };
  if (!isXml) {
    const tree = writeStructure({ model, leaves: restJsonLeaves }, inner, value as Values);
    return { type: 'application/json', content: JSON.stringify(tree) };
  }
  const binding = bindingOf(shape, payload);
  const { namespace } = binding;
  const attributes: Readonly<Record<string, string>> =
    namespace === undefined ? {} : { xmlns: namespace.uri };
  return {
    type: 'application/xml',
    content: writeXml(model, reference, { name: binding.name ?? payload, value, attributes }),
  };
}

interface BoundParts {
  readonly labels: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
}

function boundParts(model: ServiceModel, shape: StructureModel, values: Values): BoundParts {
  const labels: Record<string, string> = {};
  const headers: Record<string, string> = {};
  const query: (readonly [string, string])[] = [];
  for (const [name, member] of Object.entries(shape.members)) {
    const value = values[name];
    const binding = bindingOf(shape, name);
    if (value === undefined || binding.in === undefined) continue;
    const inner = shapeIn(model, typeof member === 'string' ? member : member[0]);
    const wireName = binding.name ?? name;
    if (binding.in === 'uri') labels[wireName] = boundText(inner, value);
    else if (binding.in === 'header') headers[wireName.toLowerCase()] = boundText(inner, value);
    else if (binding.in === 'headers')
      for (const [key, each] of Object.entries(value as Values)) headers[`${wireName}${key}`] = String(each);
    else if (Array.isArray(value)) query.push(...value.map((each) => [wireName, String(each)] as const));
    else query.push([wireName, boundText(inner, value)]);
  }
  return { labels, query, headers };
}

function boundText(shape: ShapeModel, value: unknown): string {
  return shape.type === 'structure' || shape.type === 'list' || shape.type === 'map'
    ? String(value)
    : writeScalar(shape, value, 'iso8601');
}
