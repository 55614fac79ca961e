// The transform AWS::LanguageExtensions: Fn::ForEach, Fn::Length, Fn::ToJsonString, functions within Fn::FindInMap and its default.
// Pure. Source: CloudFormation user guide, "AWS::LanguageExtensions transform", and answers recorded from AWS.
import type { Result } from '../lib/result.ts';
import { copyOf, isMap, mapOf, type Json, type JsonMap, type Optional } from './sam/json.ts';

export const languageExtensions = 'AWS::LanguageExtensions';

export interface LanguageSurroundings {
  /** By name, what was given; defaults stand in the template. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly region: string;
  readonly partition: string;
}

class LanguageError extends Error {
  override readonly name = 'LanguageError';
}

/** The template without them, or what AWS says is wrong. */
export function transformLanguage(given: JsonMap, surroundings: LanguageSurroundings): Result<JsonMap> {
  const template = copyOf(given);
  const known = knownOf(template, surroundings);
  try {
    for (const section of ['Conditions', 'Resources', 'Outputs'])
      if (template[section] !== undefined)
        template[section] = resolved(expanded(template[section], { known, items: new Map() }), known);
    for (const resource of Object.values(mapOf(template['Resources'])))
      settlePolicies(mapOf(resource), known);
    return template;
  } catch (error) {
    if (error instanceof LanguageError) return { failed: error.message };
    throw error;
  }
}

/** A policy may be a parameter's value with these extensions. */
function settlePolicies(resource: JsonMap, known: Known): void {
  for (const name of ['DeletionPolicy', 'UpdateReplacePolicy'])
    if (isMap(resource[name])) resource[name] = valueOf(resource[name], known);
}

interface Known {
  readonly parameters: ReadonlyMap<string, Json>;
  readonly mappings: JsonMap;
}

function knownOf(template: JsonMap, { parameters, region, partition }: LanguageSurroundings): Known {
  const declared = Object.entries(mapOf(template['Parameters'])).flatMap(([name, declaration]) => {
    const { Type: type, Default: standard } = mapOf(declaration);
    const value = parameters[name] ?? standard;
    if (value === undefined || typeof type !== 'string' || type.startsWith('AWS::SSM::')) return [];
    return [[name, /^(?:CommaDelimitedList|List<)/.test(type) ? membersOf(value) : value] as const];
  });
  return {
    parameters: new Map<string, Json>([['AWS::Region', region], ['AWS::Partition', partition], ...declared]),
    mappings: mapOf(template['Mappings']),
  };
}

function membersOf(value: Json): Json {
  const text = typeof value === 'string' ? value : '';
  return text === '' ? [] : text.split(',').map((each) => each.trim());
}

interface Loop {
  readonly known: Known;
  /** By identifier, of the loops around. */
  readonly items: ReadonlyMap<string, string>;
}

/** Loops become their members, from the outermost to the innermost. */
function expanded(value: Json, loop: Loop): Json {
  if (Array.isArray(value)) return value.map((each) => expanded(each, loop));
  if (!isMap(value)) return value;
  const identifier = value['Ref'];
  if (typeof identifier === 'string' && Object.keys(value).length === 1 && loop.items.has(identifier))
    return loop.items.get(identifier) ?? '';
  const entries = Object.entries(value).flatMap(([key, each]): readonly (readonly [string, Json])[] => {
    if (key.startsWith('Fn::ForEach::')) return membersOfLoop(each, loop);
    if (key === 'Fn::Sub') return [[key, substituted(each, loop)]];
    return [[key, expanded(each, loop)]];
  });
  return Object.fromEntries(entries);
}

function membersOfLoop(value: Json, loop: Loop): readonly (readonly [string, Json])[] {
  const [identifier, collection, fragment] = Array.isArray(value) && value.length === 3 ? value : [];
  if (typeof identifier !== 'string' || !isMap(fragment))
    throw new LanguageError('Fn::ForEach layout is incorrect');
  return collectionOf(collection, loop).flatMap((item) => {
    const inner: Loop = { known: loop.known, items: new Map([...loop.items, [identifier, item]]) };
    const keyed = Object.fromEntries(
      Object.entries(fragment).map(([key, each]) => [withItems(key, inner), each]),
    );
    return Object.entries(mapOf(expanded(keyed, inner)));
  });
}

function collectionOf(collection: Optional, loop: Loop): readonly string[] {
  const valueIn = (value: Json): Json => valueOf(resolved(expanded(value, loop), loop.known), loop.known);
  const found = valueIn(copyOf(collection) ?? null);
  const items = Array.isArray(found) ? found.flatMap((each) => valueIn(each)) : [];
  if (!Array.isArray(found) || items.some((item) => typeof item === 'object'))
    throw new LanguageError('Could not find a collection or could not be resolved for Fn::ForEach');
  return items.map(String);
}

/** `${Id}` is the item, `&{Id}` the item with letters and digits alone. */
function withItems(text: string, { items }: Loop): string {
  return text.replaceAll(/([$&])\{(\w+)\}/g, (whole, sign: string, name: string) => {
    const item = items.get(name);
    if (item === undefined) return whole;
    return sign === '&' ? item.replaceAll(/[^A-Za-z0-9]/g, '') : item;
  });
}

function substituted(value: Json, loop: Loop): Json {
  if (typeof value === 'string') return withItems(value, loop);
  if (!Array.isArray(value) || typeof value[0] !== 'string') return expanded(value, loop);
  return [withItems(value[0], loop), ...value.slice(1).map((each) => expanded(each, loop))];
}

/** Only what the template itself decides; all else is left to the stack's operation. */
function resolved(value: Json, known: Known): Json {
  if (Array.isArray(value)) return value.map((each) => resolved(each, known));
  if (!isMap(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each, known)]));
  const [name, second] = Object.keys(inner);
  if (name === undefined || second !== undefined) return inner;
  const argument = inner[name] ?? null;
  if (name === 'Fn::Length') return lengthOf(argument, known);
  if (name === 'Fn::ToJsonString') return jsonOf(argument);
  if (name === 'Fn::FindInMap') return found(inner, argument, known);
  return settledText(name, argument) ?? inner;
}

/** What has nothing left to refer to is its text or list already (recorded on AWS). */
function settledText(name: string, argument: Json): Optional {
  if (name === 'Fn::Sub')
    return typeof argument === 'string' && !argument.includes('${') ? argument : undefined;
  const [delimiter, of] = Array.isArray(argument) ? argument : [];
  if (typeof delimiter !== 'string') return undefined;
  if (name === 'Fn::Join' && Array.isArray(of) && of.every((each) => typeof each === 'string'))
    return of.join(delimiter);
  return name === 'Fn::Split' && typeof of === 'string' && delimiter !== '' ? of.split(delimiter) : undefined;
}

/** Of a parameter; anything else as it is. */
function valueOf(value: Json, known: Known): Json {
  const name = isMap(value) ? value['Ref'] : undefined;
  return typeof name === 'string' ? (known.parameters.get(name) ?? value) : value;
}

function lengthOf(argument: Json, known: Known): Json {
  const list = listOf(argument, known);
  if (!Array.isArray(list))
    throw new LanguageError('The Fn::Length value could not be resolved for properties');
  return list.length;
}

/** A parameter's, or what a parameter's text is split into. */
function listOf(value: Json, known: Known): Json {
  const split = isMap(value) ? value['Fn::Split'] : undefined;
  const [delimiter, text] = Array.isArray(split) ? split : [];
  if (text === undefined) return valueOf(value, known);
  return settledText('Fn::Split', [delimiter ?? null, valueOf(text, known)]) ?? value;
}

/** What only the operation knows goes into the text by Fn::Sub. */
function jsonOf(value: Json): Json {
  const variables: JsonMap = {};
  const marked = (each: Json): Json => {
    if (Array.isArray(each)) return each.map(marked);
    if (!isMap(each)) return typeof each === 'string' ? each.replaceAll('${', '${!') : each;
    const [name = '', second] = Object.keys(each);
    if (second === undefined && (name === 'Ref' || name.startsWith('Fn::'))) {
      const variable = `Value${Object.keys(variables).length}`;
      variables[variable] = each;
      return `\${${variable}}`;
    }
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, marked(inner)]));
  };
  const text = JSON.stringify(marked(value));
  return Object.keys(variables).length === 0
    ? text.replaceAll('${!', '${')
    : { 'Fn::Sub': [text, variables] };
}

function found(call: JsonMap, argument: Json, known: Known): Json {
  const [map, first, second, options] = Array.isArray(argument) ? argument : [];
  const key = (value: Optional): string | undefined => {
    const text = value === undefined ? undefined : valueOf(value, known);
    return typeof text === 'string' ? text : undefined;
  };
  const [mapName, row, column] = [key(map), key(first), key(second)];
  const standard = isMap(options) ? options['DefaultValue'] : undefined;
  if (mapName === undefined || row === undefined || column === undefined) {
    if (standard === undefined) return call;
    throw new LanguageError('Fn::FindInMap with DefaultValue could not be resolved');
  }
  const value = mapOf(mapOf(known.mappings[mapName])[row])[column];
  if (value !== undefined) return value;
  return standard ?? { 'Fn::FindInMap': [mapName, row, column] };
}
