// A value of a template with its functions evaluated. Source: CloudFormation user guide, "Intrinsic function reference".
// References to what is not there yet are the scope's to answer.
import type { ListNode, MapNode, Node } from '../../lib/node.ts';
import type { Place } from '../../lib/problem.ts';
import { functionIn, scalarOf, textOf, type FunctionCall, type Value } from '../template/template.ts';
import { isCustom } from '../resource-type-table.ts';
import { attributePath } from '../template/short-tags.ts';
import { subnetsOf } from './cidr.ts';
import { EvaluationError, knownAfterApply, noValue, type Scope } from './scope.ts';
import { splitAttribute, substitutionsIn } from './substitutions.ts';

/** @throws EvaluationError */
export function evaluate(node: Node, scope: Scope): Value | typeof noValue {
  const call = functionIn(node);
  if (call !== undefined) return evaluateCall(call, scope);
  if (node.kind === 'scalar') return scalarOf(node);
  return node.kind === 'list' ? listValue(node, scope) : mapValue(node, scope);
}

function listValue(node: ListNode, scope: Scope): Value {
  return node.items.flatMap((item) => {
    const value = evaluate(item, scope);
    return value === noValue ? [] : [value];
  });
}

function mapValue(node: MapNode, scope: Scope): Value {
  return Object.fromEntries(
    node.entries.flatMap(({ key, value: each }) => {
      const value = evaluate(each, scope);
      return value === noValue ? [] : [[key, value] as const];
    }),
  );
}

/** Texts are compared as they are, everything else by what it is as text. */
export function isEqual(left: unknown, right: unknown): boolean {
  return JSON.stringify(asTexts(left)) === JSON.stringify(asTexts(right));
}

/** Every scalar as a text, members in the order of their names: `"30"` and `30` are the same to CloudFormation. */
export function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, asTexts(each)]),
  );
}

type Evaluated = Value | typeof noValue;

/** @throws EvaluationError */
export function evaluateCall(call: FunctionCall, scope: Scope): Evaluated {
  const { name, argument, place } = call;
  switch (name) {
    case 'Ref':
      return reference(textOf(argument) ?? '', place, scope);
    case 'Fn::GetAtt':
      return attribute(argument, place, scope);
    case 'Fn::Sub':
      return substituted(argument, place, scope);
    case 'Fn::Join':
      return joined(argument, place, scope);
    case 'Fn::Split':
      return split(argument, place, scope);
    case 'Fn::Select':
      return selected(argument, place, scope);
    case 'Fn::FindInMap':
      return mapped(argument, place, scope);
    case 'Fn::If':
      return evaluate(chosenBranch(call, scope), scope);
    case 'Fn::Base64':
      return Buffer.from(textIn(argument, scope, texts.base64), 'utf8').toString('base64');
    case 'Fn::GetAZs': {
      const region = textIn(argument, scope, texts.zones);
      return scope.zonesOf(region === '' ? ownRegion(scope) : region);
    }
    case 'Fn::Cidr':
      return subnets(argument, place, scope);
    case 'Fn::ImportValue':
      return imported(argument, place, scope);
    default:
      throw new EvaluationError(
        `Template Error: Encountered unsupported function: ${name} Supported functions are: [Fn::Base64, Fn::GetAtt, Fn::GetAZs, Fn::ImportValue, Fn::Join, Fn::Split, Fn::FindInMap, Fn::Select, Ref, Fn::Equals, Fn::If, Fn::Not, Condition, Fn::And, Fn::Or, Fn::Contains, Fn::EachMemberEquals, Fn::EachMemberIn, Fn::ValueOf, Fn::ValueOfAll, Fn::RefAll, Fn::Sub, Fn::Cidr]`,
        place,
      );
  }
}

/** CloudFormation's own, of arguments that a function does not take. */
export const texts = {
  base64: 'Template error: every Fn::Base64 object must have a String-typed value.',
  zones: 'Template error: every Fn::GetAZs object must have a String-typed value.',
  cidr: 'Template error: every Fn::Cidr object requires two or three parameters: an IP block, a count and the cidrBits.',
  join: 'Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.',
  split:
    'Template error: every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.',
  select:
    'Template error: Fn::Select requires a list argument with two elements: an integer index and a list',
  findInMap:
    'Template error: every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value',
  if: 'Template error: Fn::If requires a list argument with three elements',
  sub: "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
  getAtt:
    'Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
  importValue:
    'Template error: the attribute in Fn::ImportValue must be a string or a function that returns a string',
} as const;

function ownRegion({ parameters }: Scope): string {
  const region = parameters.get('AWS::Region');
  return typeof region === 'string' ? region : '';
}

function reference(name: string, place: Place, scope: Scope): Evaluated {
  if (name === 'AWS::NoValue') return noValue;
  const value = scope.parameters.get(name) ?? scope.refOf(name);
  if (value !== undefined) return value;
  throw new EvaluationError(
    `Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`,
    place,
  );
}

/** The logical id and the attribute; the latter may be a reference to a parameter. Undefined for anything else. */
export function attributeIn(argument: Node): readonly [string, Node] | undefined {
  const path = attributePath(argument);
  const [resource, name] = path.kind === 'list' ? path.items : [];
  const logicalId = textOf(resource);
  const isWhole = path.kind === 'list' && path.items.length === 2;
  return isWhole && name !== undefined && logicalId !== undefined && logicalId !== ''
    ? [logicalId, name]
    : undefined;
}

function attribute(argument: Node, place: Place, scope: Scope): Evaluated {
  const [logicalId, name] = attributeIn(argument) ?? [];
  if (logicalId === undefined || name === undefined) throw new EvaluationError(texts.getAtt, place);
  return attributeOf(logicalId, textIn(name, scope, texts.getAtt), { place, scope });
}

function attributeOf(
  logicalId: string,
  name: string,
  { place, scope }: { readonly place: Place; readonly scope: Scope },
): Value {
  const value = scope.attributeOf(logicalId, name);
  if (value !== undefined) return value;
  const type = scope.template.resources.get(logicalId)?.type ?? logicalId;
  if (isCustom(type))
    throw new EvaluationError(
      `CustomResource attribute error: Vendor response doesn't contain ${name} attribute in object ${logicalId}`,
      place,
    );
  throw new EvaluationError(`Requested attribute ${name} does not exist in schema for ${type}`, place);
}

function substituted(argument: Node, place: Place, scope: Scope): string {
  const [template, map] = argument.kind === 'list' ? argument.items : [argument];
  const text = textOf(template);
  if (text === undefined || (map !== undefined && map.kind !== 'map'))
    throw new EvaluationError(texts.sub, place);
  const own = new Map(map?.kind === 'map' ? map.entries.map(({ key, value }) => [key, value] as const) : []);
  const parts = substitutionsIn(text).map((part) =>
    part.kind === 'text' ? part.text : variable(part.text, own, { place, scope }),
  );
  return togetherBy('', parts);
}

/** What has a part that only the operation will know is known after it as a whole (answers recorded from AWS). */
function togetherBy(separator: string, parts: readonly string[]): string {
  return parts.some((part) => part.includes(knownAfterApply)) ? knownAfterApply : parts.join(separator);
}

/** The second argument's map goes before parameters, these before resources (user guide, Fn::Sub). */
function variable(
  name: string,
  own: ReadonlyMap<string, Node>,
  { place, scope }: { readonly place: Place; readonly scope: Scope },
): string {
  const given = own.get(name);
  if (given !== undefined)
    return textIn(
      given,
      scope,
      'Template error: every value of the context object of every Fn::Sub object must be a string or a function that returns a string',
    );
  const [logicalId, attributeName] = splitAttribute(name);
  const value =
    attributeName !== undefined && !scope.parameters.has(name)
      ? attributeOf(logicalId, attributeName, { place, scope })
      : reference(name, place, scope);
  return scalarText(
    value,
    place,
    'Template error: every variable in an Fn::sub object must reference a string',
  );
}

function joined(argument: Node, place: Place, scope: Scope): string {
  const [delimiter, list] = pair(argument, place, texts.join);
  const separator = textOf(delimiter);
  const values = evaluate(list, scope);
  if (separator === undefined) throw new EvaluationError(texts.join, place);
  if (values === knownAfterApply) return knownAfterApply;
  if (!Array.isArray(values)) throw new EvaluationError(texts.join, place);
  const members = (values as readonly Value[]).map((value) => scalarText(value, place, texts.join));
  return togetherBy(separator, members);
}

function split(argument: Node, place: Place, scope: Scope): Value {
  const [delimiter, source] = pair(argument, place, texts.split);
  const separator = textOf(delimiter);
  if (separator === undefined || separator === '') throw new EvaluationError(texts.split, place);
  const text = textIn(source, scope, texts.split);
  return text.includes(knownAfterApply) ? knownAfterApply : text.split(separator);
}

function selected(argument: Node, place: Place, scope: Scope): Value {
  const [indexNode, listNode] = pair(argument, place, texts.select);
  const index = Number(textIn(indexNode, scope, texts.select));
  const list = evaluate(listNode, scope);
  if (list === knownAfterApply) return knownAfterApply;
  if (!Array.isArray(list)) throw new EvaluationError(texts.select, place);
  if (!Number.isInteger(index) || index < 0)
    throw new EvaluationError(
      'Template error: Fn::Select requires a list argument with a valid index value as its first element',
      place,
    );
  const value = (list as readonly Value[])[index];
  // With two blanks, as CloudFormation writes it.
  if (value === undefined)
    throw new EvaluationError(
      `Template error: Fn::Select  cannot select nonexistent value at index ${index}`,
      place,
    );
  return value;
}

function mapped(argument: Node, place: Place, scope: Scope): Value {
  if (argument.kind !== 'list' || argument.items.length !== 3)
    throw new EvaluationError(texts.findInMap, place);
  const [name = '', first = '', second = ''] = argument.items.map((item) =>
    textIn(item, scope, texts.findInMap),
  );
  const mapping = scope.template.mappings.get(name);
  if (mapping === undefined)
    throw new EvaluationError(
      `Template error: Mapping named '${name}' is not present in the 'Mappings' section of template.`,
      place,
    );
  const entry = (node: Node | undefined, key: string) =>
    node?.kind === 'map' ? node.entries.find((each) => each.key === key)?.value : undefined;
  const found = entry(entry(mapping, first), second);
  if (found === undefined)
    throw new EvaluationError(
      `Template error: Unable to get mapping for ${name}::${first}::${second}`,
      place,
    );
  const value = evaluate(found, scope);
  return value === noValue ? '' : value;
}

/** What `Fn::If` takes by its condition. @throws EvaluationError */
export function chosenBranch({ argument, place }: FunctionCall, scope: Scope): Node {
  const [name, then, otherwise] = argument.kind === 'list' ? argument.items : [];
  if (then === undefined || otherwise === undefined || (argument as ListNode).items.length !== 3)
    throw new EvaluationError(texts.if, place);
  return isTrue(name, place, scope) ? then : otherwise;
}

function isTrue(node: Node | undefined, place: Place, scope: Scope): boolean {
  const name = textOf(node);
  if (name === undefined)
    throw new EvaluationError(`${texts.if} with the first element being a condition`, place);
  const value = scope.conditions.get(name);
  if (value === undefined)
    throw new EvaluationError(`Template error: unresolved condition dependency ${name} in Fn::If`, place);
  return value;
}

function subnets(argument: Node, place: Place, scope: Scope): Value {
  const items = argument.kind === 'list' ? argument.items : [];
  if (items.length < 2 || items.length > 3) throw new EvaluationError(texts.cidr, place);
  const [block = '', count = '', bits] = items.map((item) => textIn(item, scope, texts.cidr));
  if (block.includes(knownAfterApply)) return knownAfterApply;
  const found = subnetsOf(block, Number(count), bits === undefined ? undefined : Number(bits));
  if (found === undefined)
    throw new EvaluationError(
      `Template error: Fn::Cidr cannot divide ${block} into ${count} blocks${bits === undefined ? '' : ` with ${bits} host bits`}`,
      place,
    );
  return found;
}

function imported(argument: Node, place: Place, scope: Scope): string {
  const name = textIn(argument, scope, texts.importValue);
  const value = scope.exportOf(name);
  if (value === undefined) throw new EvaluationError(`No export named ${name} found.`, place);
  return value;
}

function pair(argument: Node, place: Place, message: string): readonly [Node, Node] {
  const [first, second] = argument.kind === 'list' ? argument.items : [];
  if (first === undefined || second === undefined || (argument as ListNode).items.length !== 2)
    throw new EvaluationError(message, place);
  return [first, second];
}

function textIn(node: Node, scope: Scope, message: string): string {
  return scalarText(evaluate(node, scope), node.place, message);
}

function scalarText(value: Evaluated, place: Place, message: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  throw new EvaluationError(message, place);
}
