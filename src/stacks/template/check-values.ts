// The properties of a resource held against AWS's schema of its type: what stands within them, and how. What only the operation
// will know fits. The messages are those of CloudFormation's own check ("Properties validation failed for resource").
import type { MapNode, Node, ScalarNode } from '../../lib/node.ts';
import { problem, type Place, type Problem } from '../../lib/problem.ts';
import { propertySchema, searchOf, type PropertySchema } from '../property-schemas.ts';
import { functionIn, scalarOf, type ResourceDeclaration, type Template } from './template.ts';

/** What a node becomes: another one, `left out` (AWS::NoValue), or undefined when it is not known yet. */
export type KnownNode = (node: Node) => Node | 'left out' | undefined;

export interface ValueFailure {
  readonly message: string;
  readonly at: Place;
}

interface Ground {
  /** Of the type, with its definitions. */
  readonly root: PropertySchema;
  readonly known: KnownNode;
}

/** In the order of the template. Keys right below Properties are judged by `checkTemplate`. */
export function failuresOfValues(resource: ResourceDeclaration, known: KnownNode): readonly ValueFailure[] {
  const { type, logicalId, place } = resource;
  const root = propertySchema(type);
  if (root === undefined) return [];
  const { additionalProperties: _keys, required: _required, ...schema } = root;
  const properties = resource.properties ?? { kind: 'map' as const, place, entries: [] };
  return failuresOf(properties, schema, { ground: { root, known }, path: '#' })
    .map(({ message, at }) => ({
      message: `Properties validation failed for resource ${logicalId} with message: ${message}`,
      at,
    }))
    .toSorted((a, b) => a.at.start - b.at.start);
}

interface At {
  readonly ground: Ground;
  readonly path: string;
}

function failuresOf(given: Node, schema: PropertySchema, at: At): readonly ValueFailure[] {
  const node = at.ground.known(given);
  if (node === undefined || node === 'left out') return [];
  const types = typesOf(schema);
  if (node.kind === 'scalar' && isOpen(node)) return [];
  if (types.length > 0 && !types.some((type) => isOfType(node, type)))
    return [wrongType(node, types, at.path)];
  const own =
    node.kind === 'map'
      ? ofMap(node, schema, at)
      : node.kind === 'list'
        ? ofList(node.items, { schema, node }, at)
        : ofScalar(node, { ...schema, types }, at.path);
  return [...ofReference(node, schema, at), ...own, ...ofAlternatives(node, schema, at)];
}

function ofReference(node: Node, { $ref }: PropertySchema, at: At): readonly ValueFailure[] {
  const name = /^#\/definitions\/(.*)$/.exec($ref ?? '')?.[1] ?? '';
  const found = at.ground.root.definitions?.[name];
  return found === undefined ? [] : failuresOf(node, found, at);
}

function ofMap(node: MapNode, schema: PropertySchema, at: At): readonly ValueFailure[] {
  const { properties = {}, patternProperties = {} } = schema;
  const { known } = at.ground;
  const entries = node.entries.filter(({ value }) => known(value) !== 'left out');
  const within = entries.flatMap(({ key, keyPlace, value }) => {
    const inner = { ...at, path: `${at.path}/${key}` };
    const own = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (own !== undefined) return failuresOf(value, own, inner);
    const fitting = Object.entries(patternProperties).filter(([pattern]) => fits(pattern, key));
    if (fitting.length > 0) return fitting.flatMap(([, each]) => failuresOf(value, each, inner));
    if (schema.additionalProperties !== false) return [];
    return [{ message: `${at.path}: extraneous key [${key}] is not permitted`, at: keyPlace }];
  });
  return [...within, ...ofKeys(new Set(entries.map(({ key }) => key)), schema, { node, path: at.path })];
}

function ofKeys(
  keys: ReadonlySet<string>,
  schema: PropertySchema,
  { node, path }: { readonly node: Node; readonly path: string },
): readonly ValueFailure[] {
  const failures: string[] = [];
  const { required = [], requiredXor = [], dependentRequired = {}, dependentExcluded = {} } = schema;
  for (const key of required) if (!keys.has(key)) failures.push(`required key [${key}] not found`);
  const those = requiredXor.filter((key) => keys.has(key));
  // Without any of them the services take a default, or nothing.
  if (those.length > 1) failures.push(`the keys [${those.join(', ')}] exclude each other`);
  for (const [key, others] of Object.entries(dependentRequired))
    for (const other of others)
      if (keys.has(key) && !keys.has(other))
        failures.push(`property [${other}] is required, as [${key}] is given`);
  const excluded = new Set<string>();
  for (const [key, others] of Object.entries(dependentExcluded))
    for (const other of others) {
      if (!keys.has(key) || !keys.has(other) || excluded.has(`${other} ${key}`)) continue;
      excluded.add(`${key} ${other}`);
      failures.push(`the keys [${key}] and [${other}] exclude each other`);
    }
  return failures.map((message) => ({ message: `${path}: ${message}`, at: node.place }));
}

function ofList(
  items: readonly Node[],
  { schema, node }: { readonly schema: PropertySchema; readonly node: Node },
  at: At,
): readonly ValueFailure[] {
  const found = items.map((item) => at.ground.known(item)).filter((item) => item !== 'left out');
  const within = items
    .filter((item) => at.ground.known(item) !== 'left out')
    .flatMap((item, index) =>
      schema.items === undefined
        ? []
        : failuresOf(item, schema.items, { ...at, path: `${at.path}/${index}` }),
    );
  // A function among them may be replaced by several.
  const isWhole = found.every((item) => item !== undefined);
  const { minItems = 0, maxItems = Infinity } = schema;
  const failure =
    isWhole && found.length < minItems
      ? `expected minimum item count: ${minItems}, found: ${found.length}`
      : isWhole && found.length > maxItems
        ? `expected maximum item count: ${maxItems}, found: ${found.length}`
        : undefined;
  return failure === undefined ? within : [...within, { message: `${at.path}: ${failure}`, at: node.place }];
}

function ofScalar(
  node: ScalarNode,
  schema: PropertySchema & { readonly types: readonly string[] },
  path: string,
): readonly ValueFailure[] {
  const text = String(scalarOf(node));
  const message = schema.types.some((type) => type === 'number' || type === 'integer')
    ? (numberFailure(Number(text), schema) ?? choiceFailure(text, schema))
    : (choiceFailure(text, schema) ?? textFailure(text, schema));
  return message === undefined ? [] : [{ message: `${path}: ${message}`, at: node.place }];
}

function choiceFailure(text: string, schema: PropertySchema): string | undefined {
  const { enum: values, enumCaseInsensitive: anyCase, const: only } = schema;
  const allowed = values ?? anyCase ?? (only === undefined ? undefined : [only]);
  if (allowed === undefined) return undefined;
  const folded = (value: unknown) => (anyCase === undefined ? String(value) : String(value).toLowerCase());
  if (allowed.some((each) => folded(each) === folded(text))) return undefined;
  const list = allowed.length > 12 ? '' : `, valid values are [${allowed.join(', ')}]`;
  return `${text} is not a valid enum value${list}`;
}

function numberFailure(value: number, { minimum, maximum }: PropertySchema): string | undefined {
  if (minimum !== undefined && value < minimum) return `${value} is not greater or equal to ${minimum}`;
  if (maximum !== undefined && value > maximum) return `${value} is not less or equal to ${maximum}`;
  return undefined;
}

function textFailure(text: string, { pattern, minLength, maxLength }: PropertySchema): string | undefined {
  const { length } = text;
  if (minLength !== undefined && length < minLength)
    return `expected minLength: ${minLength}, actual: ${length}`;
  if (maxLength !== undefined && length > maxLength)
    return `expected maxLength: ${maxLength}, actual: ${length}`;
  if (pattern === undefined || fits(pattern, text)) return undefined;
  return `string [${text.slice(0, 100)}] does not match pattern ${pattern}`;
}

function fits(pattern: string, text: string): boolean {
  return searchOf(pattern)?.(text) ?? true;
}

function ofAlternatives(
  node: Node,
  { allOf = [], anyOf, oneOf }: PropertySchema,
  at: At,
): readonly ValueFailure[] {
  const each = allOf.flatMap((schema) => failuresOf(node, schema, at));
  const alternatives = anyOf ?? oneOf;
  if (alternatives === undefined) return each;
  const tried = alternatives.map((schema) => failuresOf(node, schema, at));
  if (tried.some((failures) => failures.length === 0)) return each;
  const reasons = [...new Set(tried.map(([first]) => first?.message ?? ''))].join('; ');
  return [
    ...each,
    {
      message: `${at.path}: no subschema matched out of the total ${tried.length} subschemas (${reasons})`,
      at: node.place,
    },
  ];
}

function typesOf({ type }: PropertySchema): readonly string[] {
  return type === undefined ? [] : typeof type === 'string' ? [type] : type;
}

/** A reference to what is in the account is resolved when the resource is made. */
function isOpen(node: ScalarNode): boolean {
  return node.text.includes('{{resolve:');
}

/** CloudFormation reads numbers and truths from texts, and writes them as texts. */
function isOfType(node: Node, type: string): boolean {
  if (type === 'object') return node.kind === 'map';
  if (type === 'array') return node.kind === 'list';
  if (node.kind !== 'scalar') return false;
  const text = String(scalarOf(node));
  if (type === 'integer') return /^[-+]?\d+(\.0+)?$/.test(text);
  if (type === 'number') return text.trim() !== '' && Number.isFinite(Number(text));
  return type === 'string' || (type === 'boolean' && /^(true|false)$/i.test(text));
}

const typeNames: Readonly<Record<string, string>> = {
  array: 'JSONArray',
  boolean: 'Boolean',
  integer: 'Integer',
  number: 'Number',
  object: 'JSONObject',
  string: 'String',
};

function wrongType(node: Node, types: readonly string[], path: string): ValueFailure {
  const expected = types.map((type) => typeNames[type] ?? type).join(' or ');
  const value = node.kind === 'scalar' ? scalarOf(node) : undefined;
  const found = node.kind === 'map' ? 'object' : node.kind === 'list' ? 'array' : typeof value;
  return {
    message: `${path}: expected type: ${expected}, found: ${typeNames[found] ?? found}`,
    at: node.place,
  };
}

/** What is wrong whatever the parameters are. Resources with a condition may not be made at all. */
export function checkValues({ resources }: Template): readonly Problem[] {
  return [...resources.values()]
    .filter(({ condition }) => condition === undefined)
    .flatMap((resource) => failuresOfValues(resource, withoutParameters))
    .map(({ message, at }) => problem({ code: 'TemplateInvalid', message, at }));
}

const withoutParameters: KnownNode = (node) => (functionIn(node) === undefined ? node : undefined);
