// YAML's short forms of CloudFormation's functions: `!Ref X`, `!GetAtt A.B`. Pure.
import type { Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';

/** Fn::ForEach, Fn::Length and Fn::ToJsonString have no short form (CloudFormation user guide, language extensions). */
const shortNames: ReadonlySet<string> = new Set([
  'And',
  'Base64',
  'Cidr',
  'Condition',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'GetAZs',
  'GetAtt',
  'GetStackOutput',
  'If',
  'ImportValue',
  'Join',
  'Not',
  'Or',
  'Ref',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'Transform',
  'ValueOf',
  'ValueOfAll',
]);

/** The long form, at the place of the short one. */
export function longForm(tag: string, node: Node): Node | Problem {
  const name = tag.slice(1);
  if (!shortNames.has(name))
    return problem({
      code: 'TemplateInvalid',
      message: `CloudFormation has no function "${tag}"`,
      at: node.place,
      remedy: 'Use one of its functions, or write the text in quotes.',
      aws: 'Template format error: YAML not well-formed.',
    });
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  const value = name === 'GetAtt' ? attributePath(node) : withoutNull(node);
  return { kind: 'map', place: node.place, entries: [{ key, keyPlace: node.place, value }] };
}

/** What stands after a tag is a text, also when nothing does (`!GetAZs` alone). */
function withoutNull(node: Node): Node {
  return node.kind === 'scalar' && node.value === null ? { ...node, value: node.text, quoted: true } : node;
}

/** Split at the first dot: attributes have dots of their own (`Outputs.Url`). */
export function attributePath(node: Node): Node {
  if (node.kind !== 'scalar') return node;
  const dot = node.text.indexOf('.');
  if (dot < 0) return node;
  const part = (text: string): Node => ({ ...node, value: text, text, quoted: true });
  return {
    kind: 'list',
    place: node.place,
    items: [part(node.text.slice(0, dot)), part(node.text.slice(dot + 1))],
  };
}
