// Shapes of AWS's own structures: keys, types and constraints are those of the tables that were generated from its models
// (src/aws), with what aws-rules.ts adds.
import {
  membersOf,
  serviceModel,
  shapeIn,
  structureIn,
  type ServiceModel,
  type ServiceName,
  type ShapeModel,
  type ShapeReference,
} from '../aws/service-model.ts';
import { defined } from '../lib/defined.ts';
import { entryOf, type Node } from '../lib/node.ts';
import { problem, type Problem } from '../lib/problem.ts';
import type { NotExecuted } from '../model/not-executed.ts';
import {
  keyRulesOf,
  type AwsExtras,
  type AwsRules,
  type Decision,
  type KeyExtras,
  type KeyRules,
  type StructureRules,
  type Unexecuted,
} from './aws-rules.ts';
import { refusedByCli } from './resource.ts';
import { plain, readShape } from './read-shape.ts';
import {
  any,
  boolean,
  expected,
  list,
  number,
  object,
  optional,
  record,
  required,
  string,
  type Keys,
  type ObjectShape,
  type Shape,
  type TextOptions,
} from './shape.ts';

export interface ReadAws<T> {
  readonly value?: T;
  readonly problems: readonly Problem[];
  readonly notExecuted: readonly NotExecuted[];
}

/** Reads a structure of AWS, and what of it is not executed here: each such key has a notice too. */
export function readAws<T, Name extends keyof T & string>(
  node: Node,
  name: Name,
  rules: AwsRules<T>,
): ReadAws<T[Name]> {
  const { shapes, shape } = knownShape(name, rules);
  // The types were generated from the same table, which a test holds together.
  const { value, problems } = readShape(node, shape as Shape<T[Name]>);
  const found = [...unexecutedIn(node, name, { shapes, path: [] })];
  return {
    ...defined({ value }),
    problems: [...problems, ...found.map(noticeOf)],
    notExecuted: found.map(({ what, reason }) => ({ what, reason })),
  };
}

/** The shape of a structure of AWS, with what its rules add. */
export function awsShape<T>(name: keyof T & string, rules: AwsRules<T>): Shape<unknown> {
  return knownShape(name, rules).shape;
}

interface KnownShape {
  readonly shapes: Shapes;
  readonly shape: Shape<unknown>;
}

/** By rules and name: the structures of a service are many, and a folder has the same file a hundred times. */
const knownShapes = new WeakMap<object, Map<string, KnownShape>>();

function knownShape<T>(name: string, rules: AwsRules<T>): KnownShape {
  const known = knownShapes.get(rules) ?? new Map<string, KnownShape>();
  knownShapes.set(rules, known);
  const found = known.get(name) ?? makeShape(name, rules);
  known.set(name, found);
  return found;
}

function makeShape<T>(name: string, rules: AwsRules<T>): KnownShape {
  const shapes = shapesOf(rules);
  return { shapes, shape: structureShape(name, {}, shapes) };
}

/**
 * The shape of a structure of AWS, with limits and words that its table does not have. A text that must be there may not be
 * empty. `Read` is the structure's type, with what the extras require beyond the table.
 */
export function extendedShape<Read, T>(
  name: keyof T & string,
  extras: AwsExtras<T>,
): Shape<Read> & Pick<ObjectShape<Keys>, 'keys'> {
  const structures = new Map(
    Object.entries<StructureExtras | undefined>(extras.structures).map(([of, own]) => [of, decided(own)]),
  );
  const model = serviceModel(extras.service);
  const structure: Shapes['structure'] = (each) => structures.get(each);
  const shape = structureShape(name, {}, { model, rules: extras, structure, requiredText: { min: 1 } });
  // The types were generated from the same table, which a test holds together.
  return shape as Shape<Read> & Pick<ObjectShape<Keys>, 'keys'>;
}

interface StructureExtras {
  readonly called?: string;
  readonly keys?: Readonly<Record<string, KeyExtras | undefined>>;
}

function decided({ called, keys = {} }: StructureExtras = {}): StructureInShapes {
  const rules = Object.entries(keys).map(([key, extra]) => [key, { is: 'inert' as const, ...extra }]);
  return { ...defined({ called }), keys: Object.fromEntries(rules) };
}

/** A structure as its model has it, with nothing added; its table is read with the first value. */
export function awsStructure(service: ServiceName, name: string, called: string): Shape<unknown> {
  return { name: called, read: (node, at) => awsTable(service, name, called).read(node, at) };
}

/** The same, with its keys: their table is read at once. */
export function awsTable(service: ServiceName, name: string, called = name): Shape<unknown> {
  return structureShape(
    name,
    { called },
    shapesOf({ service, structures: {}, unknownKey: refusedByCli.aws }),
  );
}

interface Shapes {
  readonly model: ServiceModel;
  readonly rules: Pick<AwsRules<unknown>, 'unknownKey' | 'wrongValue'>;
  readonly structure: (name: string) => StructureInShapes | undefined;
  /** Of every text that must be there, beyond its own limits. */
  readonly requiredText?: TextOptions;
}

type StructureInShapes = Partial<StructureRules<Readonly<Record<string, unknown>>>>;

/** No table is read before a file needs it. */
function shapesOf<T>(rules: AwsRules<T>): Shapes {
  const structures = new Map<string, StructureRules<Readonly<Record<string, unknown>>>>(
    Object.entries(rules.structures),
  );
  return { model: serviceModel(rules.service), rules, structure: (name) => structures.get(name) };
}

type InKey = Pick<KeyRules, 'called' | 'requires' | 'text' | 'key' | 'limits' | 'anyValue' | 'oneOf'> & {
  /** What a structure is called that has no rules. */
  readonly fallback?: string;
};

function structureShape(name: string, inKey: InKey, shapes: Shapes): Shape<unknown> {
  const { model, rules } = shapes;
  const structure = structureIn(model, name);
  if (structure.document === true) return any();
  const own = shapes.structure(name);
  const keys: Keys = Object.fromEntries(
    membersOf(structure).map(([key, reference]) => {
      const ofKey = keyRulesOf(own?.keys?.[key] ?? 'inert');
      const isRequired = [...(structure.required ?? []), ...(inKey.requires ?? [])].includes(key);
      const need = { required, expected, optional }[ofKey.need ?? (isRequired ? 'required' : 'optional')];
      const aws = ofKey.aws ?? rules.wrongValue;
      const text = isRequired ? { ...shapes.requiredText, ...ofKey.text } : (ofKey.text ?? {});
      const shape = shapeOf(reference, { ...ofKey, text, fallback: key }, shapes);
      return [key, need(shape, aws === undefined ? {} : { aws })];
    }),
  );
  return object(inKey.called ?? own?.called ?? inKey.fallback ?? name, keys, { aws: rules.unknownKey });
}

function shapeOf(reference: ShapeReference, inKey: InKey, shapes: Shapes): Shape<unknown> {
  const shape = shapeIn(shapes.model, reference);
  switch (shape.type) {
    case 'structure':
      return structureShape(reference, inKey, shapes);
    case 'list':
      return list(shapeOf(shape.of, { ...inKey, limits: {} }, shapes), {
        ...countLimits(shape),
        ...inKey.limits,
      });
    case 'map':
      return record(shapeOf(shape.of, { ...inKey, limits: {} }, shapes), {
        key: { ...keyLimits(shapeIn(shapes.model, shape.key)), ...inKey.key },
        ...countLimits(shape),
        ...inKey.limits,
      });
    case 'boolean':
      return boolean();
    case 'string': {
      const options = { ...textLimits(shape), ...inKey.text };
      const words = inKey.anyValue === true ? undefined : (inKey.oneOf ?? shape.enum);
      return words === undefined ? string(options) : string({ ...options, oneOf: words });
    }
    case 'timestamp':
      return any();
    case 'blob':
      return string(inKey.text);
    default:
      return number({
        integer: shape.type === 'integer' || shape.type === 'long',
        ...countLimits(shape),
        ...inKey.limits,
      });
  }
}

interface Limited {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly flags?: string;
}

function countLimits({ min, max }: Limited) {
  return { ...defined({ min, max }) };
}

function keyLimits(shape: ShapeModel): TextOptions {
  return shape.type === 'string' ? textLimits(shape) : {};
}

function textLimits(shape: Limited): TextOptions {
  const { pattern, flags = 'u' } = shape;
  return { ...countLimits(shape), ...(pattern === undefined ? {} : { pattern: new RegExp(pattern, flags) }) };
}

interface Place {
  readonly shapes: Shapes;
  readonly path: readonly string[];
}

interface NotExecutedAt extends NotExecuted {
  readonly key: string;
  readonly of: string;
  readonly at: Node['place'];
}

/** Goes down only where a key is honoured: what is not executed as a whole is one thing. */
function* unexecutedIn(node: Node, name: string, place: Place): Generator<NotExecutedAt> {
  const { shapes, path } = place;
  const own = shapes.structure(name);
  for (const [key, reference] of membersOf(structureIn(shapes.model, name))) {
    const entry = entryOf(node, key);
    if (entry === undefined) continue;
    const { is } = keyRulesOf(decisionIn(own, name, key));
    const what = [...path, key];
    if (is === 'honoured') yield* unexecutedBelow(entry.value, reference, { shapes, path: what });
    else if (is !== 'inert' && asksFor(entry.value, is))
      yield {
        what: what.join('.'),
        reason: is.notExecuted,
        key,
        of: own?.called ?? name,
        at: entry.keyPlace,
      };
  }
}

function* unexecutedBelow(node: Node, reference: ShapeReference, place: Place): Generator<NotExecutedAt> {
  const shape = shapeIn(place.shapes.model, reference);
  if (shape.type === 'structure') yield* unexecutedIn(node, reference, place);
  else if (shape.type === 'list' && node.kind === 'list')
    for (const item of node.items) yield* unexecutedBelow(item, shape.of, place);
  else if (shape.type === 'map' && node.kind === 'map')
    for (const entry of node.entries) yield* unexecutedBelow(entry.value, shape.of, place);
}

function decisionIn(own: StructureInShapes | undefined, name: string, key: string): Decision | KeyRules {
  const decision = own?.keys?.[key];
  if (decision === undefined) throw new Error(`No decision on ${name}.${key}`);
  return decision;
}

/** An empty list or mapping asks for nothing, as no key does. */
function asksFor(node: Node, { unless }: Unexecuted): boolean {
  const value = plain(node);
  if (value === null || (typeof value === 'object' && Object.keys(value).length === 0)) return false;
  return !unless.some((each) =>
    each instanceof RegExp
      ? typeof value === 'string' && each.test(value)
      : JSON.stringify(each) === JSON.stringify(value),
  );
}

function noticeOf({ key, of, reason, at }: NotExecutedAt): Problem {
  return problem({
    code: 'NotExecutedHere',
    severity: 'notice',
    message: `"${key}" of the ${of} is not executed here: ${reason}`,
    at,
  });
}
