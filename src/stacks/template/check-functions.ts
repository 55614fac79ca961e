// The functions of a template: which there are, where they may stand, and the form of what they take.
import type { Node } from '../../lib/node.ts';
import type { Place } from '../../lib/problem.ts';
import { attributeIn, texts } from '../values/evaluate.ts';
import { variablesIn } from '../values/substitutions.ts';
import type { Report } from './report.ts';
import { functionIn, textOf, type FunctionCall, type Template } from './template.ts';
import { referringParts } from './referring-parts.ts';
import { functionsIn } from './walk.ts';

export function checkFunctions(template: Template, report: Report): void {
  for (const resource of template.resources.values())
    for (const part of referringParts(resource)) checkValue(template, part, report);
  for (const { value, exportName } of template.outputs.values()) {
    checkOutput(value, report);
    for (const part of [value, exportName]) if (part !== undefined) checkValue(template, part, report);
  }
  for (const condition of template.conditions.values()) checkCondition(template, condition, report);
  for (const [name, mapping] of template.mappings) checkMapping(name, mapping, report);
}

const ofConditions = ['Fn::Equals', 'Fn::And', 'Fn::Or', 'Fn::Not'];

function checkOutput(value: Node, report: Report): void {
  if (ofConditions.includes(functionIn(value)?.name ?? ''))
    report(
      'Template format error: The Value field of every Outputs member must evaluate to a String.',
      value.place,
    );
}

function checkValue(template: Template, value: Node, report: Report): void {
  for (const call of functionsIn(value)) {
    if (ofConditions.includes(call.name))
      report(`Template error: ${call.name} stands outside of Conditions`, call.place);
    checkCall(template, call, report);
  }
  refuseMixed(value, report);
}

/** A function key next to another key is no function on AWS: the mapping would be taken as it stands. */
function refuseMixed(node: Node, report: Report): void {
  if (node.kind === 'list') for (const item of node.items) refuseMixed(item, report);
  if (node.kind !== 'map') return;
  const call = node.entries.find(({ key }) => key === 'Ref' || key.startsWith('Fn::'));
  if (call !== undefined && node.entries.length > 1)
    report(`Template error: ${call.key} must be the only key of its mapping`, call.keyPlace);
  for (const { value } of node.entries) refuseMixed(value, report);
}

const known = new Set([
  ...ofConditions,
  'Ref',
  'Fn::Base64',
  'Fn::Cidr',
  'Fn::FindInMap',
  'Fn::GetAZs',
  'Fn::GetAtt',
  'Fn::If',
  'Fn::ImportValue',
  'Fn::Join',
  'Fn::Select',
  'Fn::Split',
  'Fn::Sub',
]);

const notExecuted = new Set([
  'Fn::ForEach',
  'Fn::GetStackOutput',
  'Fn::Length',
  'Fn::ToJsonString',
  'Fn::Transform',
]);

function checkCall(template: Template, call: FunctionCall, report: Report): void {
  const { name, place } = call;
  if (notExecuted.has(name)) report(`Slipway does not execute ${name} of a template`, place);
  else if (!known.has(name))
    report(
      `Template Error: Encountered unsupported function: ${name} Supported functions are: [Fn::Base64, Fn::GetAtt, Fn::GetAZs, Fn::ImportValue, Fn::Join, Fn::Split, Fn::FindInMap, Fn::Select, Ref, Fn::Equals, Fn::If, Fn::Not, Condition, Fn::And, Fn::Or, Fn::Contains, Fn::EachMemberEquals, Fn::EachMemberIn, Fn::ValueOf, Fn::ValueOfAll, Fn::RefAll, Fn::Sub, Fn::Cidr]`,
      place,
    );
  else checkArguments(template, call, report);
}

function checkArguments({ conditions, mappings }: Template, call: FunctionCall, report: Report): void {
  const { name, argument, place } = call;
  const items = argument.kind === 'list' ? argument.items : [];
  const need = (isRight: boolean, message: string): void => {
    if (!isRight) report(message, place);
  };
  switch (name) {
    case 'Ref':
      return need(argument.kind === 'scalar', 'Template error: All References must be of type string');
    case 'Fn::GetAtt':
      return need(attributeIn(argument) !== undefined, texts.getAtt);
    case 'Fn::Join':
      return need(items.length === 2 && textOf(items[0]) !== undefined && isListLike(items[1]), texts.join);
    case 'Fn::Split':
      return need(
        items.length === 2 && (textOf(items[0]) ?? '') !== '' && items[1]?.kind !== 'list',
        texts.split,
      );
    case 'Fn::Select':
      return need(items.length === 2, texts.select);
    case 'Fn::FindInMap':
      return checkLookup(items, { mappings, place, report });
    case 'Fn::If': {
      need(items.length === 3, texts.if);
      const condition = textOf(items[0]) ?? '';
      return need(
        items.length !== 3 || conditions.has(condition),
        `Template error: unresolved condition dependency ${condition} in Fn::If`,
      );
    }
    case 'Fn::Sub':
      return checkSubstitution(argument, place, report);
    default:
  }
}

function checkLookup(
  items: readonly Node[],
  {
    mappings,
    place,
    report,
  }: { readonly mappings: Template['mappings']; readonly place: Place; readonly report: Report },
): void {
  if (items.length !== 3) return report(texts.findInMap, place);
  const [name, first, second] = items.map(textOf);
  if (name === undefined) return;
  const mapping = mappings.get(name);
  if (mapping === undefined)
    return report(
      `Template error: Mapping named '${name}' is not present in the 'Mappings' section of template.`,
      place,
    );
  if (first === undefined || second === undefined) return;
  const inner = mapping.kind === 'map' ? mapping.entries.find(({ key }) => key === first)?.value : undefined;
  const isThere = inner?.kind === 'map' && inner.entries.some(({ key }) => key === second);
  if (!isThere) report(`Template error: Unable to get mapping for ${name}::${first}::${second}`, place);
}

function checkSubstitution(argument: Node, place: Place, report: Report): void {
  const items = argument.kind === 'list' ? argument.items : [argument];
  const text = textOf(items[0]);
  const map = items[1];
  const isRight =
    text !== undefined && items.length <= 2 && (argument.kind !== 'list' || map?.kind === 'map');
  if (!isRight) return report(texts.sub, place);
  if (variablesIn(text).some((name) => !/^[A-Za-z0-9_.:]+$/.test(name)))
    report(
      'Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons',
      place,
    );
  if (map?.kind === 'map' && map.entries.some(({ key }) => !/^[A-Za-z0-9_]+$/.test(key)))
    report(
      'Template error: every key of the context object of every Fn::Sub object must contain only alphanumeric characters and underscores',
      map.place,
    );
}

function isListLike(node: Node | undefined): boolean {
  return node?.kind === 'list' || (node !== undefined && functionIn(node) !== undefined);
}

/** Conditions see parameters and mappings only. */
function checkCondition({ resources }: Template, condition: Node, report: Report): void {
  const named = functionsIn(condition).filter(
    ({ name, argument }) =>
      name === 'Fn::GetAtt' || (name === 'Ref' && resources.has(textOf(argument) ?? '')),
  );
  if (named[0] !== undefined)
    report(
      `Template format error: Unresolved dependencies [${named.map(({ argument }) => textOf(argument) ?? '').join(', ')}]. Cannot reference resources in the Conditions block of the template`,
      named[0].place,
    );
}

function checkMapping(name: string, mapping: Node, report: Report): void {
  if (mapping.kind !== 'map')
    return report(`Template format error: Every Mappings member ${name} must be a map`, mapping.place);
  for (const { key, value } of mapping.entries) {
    if (value.kind !== 'map') {
      report(`Template format error: Every Mappings member ${key} must be a map`, value.place);
      continue;
    }
    for (const { value: attribute } of value.entries)
      if (attribute.kind === 'map')
        report(
          'Template format error: Every Mappings attribute must be a String or a List.',
          attribute.place,
        );
  }
}
