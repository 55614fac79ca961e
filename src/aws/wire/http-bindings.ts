// The members of a REST operation that stand in the address and the headers, both ways.
import { defined } from '../../lib/defined.ts';
import {
  bindingOf,
  shapeIn,
  type Binding,
  type ServiceModel,
  type ShapeModel,
  type ShapeReference,
  type StructureModel,
} from '../service-model.ts';
import type { RequestHead, Values } from './message.ts';
import { readScalar, writeScalar, type TimeFormat } from './scalars.ts';

interface Bound {
  readonly name: string;
  readonly reference: ShapeReference;
  readonly binding: Binding;
}

function boundMembers(shape: StructureModel): readonly Bound[] {
  return Object.entries(shape.members).flatMap(([name, member]) => {
    const binding = bindingOf(shape, name);
    return binding.in === undefined
      ? []
      : [{ name, reference: typeof member === 'string' ? member : member[0], binding }];
  });
}

/** @param labels the parts of the path that the operation's address names, decoded */
export function readBindings(
  model: ServiceModel,
  shape: StructureModel,
  { head, labels }: { readonly head: RequestHead; readonly labels: Readonly<Record<string, string>> },
): Values {
  const query = new URLSearchParams(head.query);
  const entries = boundMembers(shape).flatMap(({ name, reference, binding }) => {
    const value = readBound(model, reference, {
      wireName: binding.name ?? name,
      place: binding.in,
      head,
      labels,
      query,
    });
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

interface Places {
  readonly wireName: string;
  readonly place: Binding['in'];
  readonly head: RequestHead;
  readonly labels: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

function readBound(model: ServiceModel, reference: ShapeReference, places: Places): unknown {
  const { wireName, place, head, labels, query } = places;
  const shape = shapeIn(model, reference);
  switch (place) {
    case 'uri': {
      const text = labels[wireName];
      return text === undefined ? undefined : scalarIn(shape, text, 'iso8601');
    }
    case 'header': {
      const text = head.headers[wireName.toLowerCase()];
      return text === undefined ? undefined : readHeader(model, shape, text);
    }
    case 'headers':
      return readPrefixed(head, wireName);
    case 'querystring':
      return shape.type === 'map'
        ? allParameters(model, query, shape.of)
        : readParameter(model, shape, query.getAll(wireName));
    default:
      return undefined;
  }
}

function scalarIn(shape: ShapeModel, text: string, time: TimeFormat): unknown {
  return shape.type === 'structure' || shape.type === 'list' || shape.type === 'map'
    ? text
    : readScalar(shape, text, time);
}

function readParameter(model: ServiceModel, shape: ShapeModel, texts: readonly string[]): unknown {
  const [first] = texts;
  if (first === undefined) return undefined;
  if (shape.type !== 'list') return scalarIn(shape, first, 'iso8601');
  return texts.map((text) => scalarIn(shapeIn(model, shape.of), text, 'iso8601'));
}

/** A map takes all of them, also those that other members take (Smithy, `httpQueryParams`). */
function allParameters(model: ServiceModel, query: URLSearchParams, of: ShapeReference): Values | undefined {
  const isList = shapeIn(model, of).type === 'list';
  const entries = [...new Set(query.keys())].map(
    (key) => [key, isList ? query.getAll(key) : query.get(key)] as const,
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Dates have a comma of their own; texts may stand in quotes. */
function readHeader(model: ServiceModel, shape: ShapeModel, text: string): unknown {
  if (shape.type !== 'list') return scalarIn(shape, text, 'rfc822');
  const item = shapeIn(model, shape.of);
  const isDate = item.type === 'timestamp' && (item.format ?? 'rfc822') === 'rfc822';
  const parts = isDate ? (text.match(/[^,]+,[^,]+/g) ?? []) : (text.match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? []);
  return parts.map((part) => {
    const trimmed = part.trim();
    const plain = trimmed.startsWith('"') ? trimmed.slice(1, -1).replaceAll(/\\(.)/g, '$1') : trimmed;
    return scalarIn(item, plain, 'rfc822');
  });
}

function readPrefixed({ headers }: RequestHead, prefix: string): Values | undefined {
  const lower = prefix.toLowerCase();
  const entries = Object.entries(headers).flatMap(([key, value]) =>
    key.startsWith(lower) && value !== undefined ? [[key.slice(lower.length), value] as const] : [],
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

export interface WrittenBindings {
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
}

export function writeBindings(model: ServiceModel, shape: StructureModel, values: Values): WrittenBindings {
  const headers: Record<string, string> = {};
  let status: number | undefined;
  for (const { name, reference, binding } of boundMembers(shape)) {
    const value = values[name];
    if (value === undefined || value === null) continue;
    const wireName = binding.name ?? name;
    if (binding.in === 'statusCode') status = Number(value);
    else if (binding.in === 'header')
      headers[wireName] = writeHeader(model, shapeIn(model, reference), value);
    else if (binding.in === 'headers')
      for (const [key, each] of Object.entries(value as Values)) headers[`${wireName}${key}`] = String(each);
  }
  return defined({ headers, status });
}

function writeHeader(model: ServiceModel, shape: ShapeModel, value: unknown): string {
  if (shape.type === 'list') {
    const item = shapeIn(model, shape.of);
    return (value as readonly unknown[])
      .map((each) => writeHeader(model, item, each))
      .map((text) =>
        item.type === 'string' && /[",]/.test(text) ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : text,
      )
      .join(', ');
  }
  if (shape.type === 'structure' || shape.type === 'map') return JSON.stringify(value);
  return writeScalar(shape, value, 'rfc822');
}
