// A template as text: JSON, or YAML with the short forms that people write. The same template gives the same bytes.
import { Document, isMap, isScalar, visit, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Template } from './cloudformation.ts';

export function templateJson(template: Template): string {
  return `${JSON.stringify(template, null, 2)}\n`;
}

/** With the short forms of intrinsic functions. */
export function writeYaml(template: object): string {
  const document = new Document(template, { aliasDuplicateObjects: false, version: '1.1' });
  visit(document, { Map: (_, map) => shortForm(map) });
  return document.toString({ lineWidth: 0 });
}

/** `!Ref NAME` and `!Sub TEXT`; `!GetAtt NAME.Arn`. */
function shortForm(map: YAMLMap): Node | undefined {
  const [pair, another] = map.items as readonly Pair[];
  if (pair === undefined || another !== undefined || !isScalar(pair.key)) return undefined;
  const tag = tags[String(pair.key.value)];
  if (tag === undefined) return undefined;
  const value = pair.value as Node;
  if (isMap(value)) return undefined;
  const text = isScalar(value) ? String(value.value) : (value.toJSON() as readonly string[]).join('.');
  const document = new Document(text);
  const scalar = document.contents as Node;
  scalar.tag = tag;
  return scalar;
}

const tags: Readonly<Record<string, string>> = { Ref: '!Ref', 'Fn::Sub': '!Sub', 'Fn::GetAtt': '!GetAtt' };
