// A template's transforms, one after the other: what comes out is what the stack is made of.
import type { Node } from '../../lib/node.ts';
import { entryOf } from '../../lib/node.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { languageExtensions, transformLanguage } from '../../stacks/language-extensions.ts';
import { samTransform, transformSam } from '../../stacks/sam/transform-sam.ts';
import { isMap, listOf, mapOf, type Json, type JsonMap } from '../../stacks/sam/json.ts';
import { parseTemplate } from '../../stacks/template/parse-template.ts';
import { templateJson } from '../../stacks/template/template-json.ts';
import { textOf } from '../../stacks/template/template.ts';
import { isListType, isOfSsm, membersOf } from '../../stacks/values/parameters.ts';
import { TransformFailed } from './errors.ts';
import {
  include,
  macrosIn,
  transformed,
  withInnerTransforms,
  type MacroGround,
  type Transform,
} from './macros.ts';
import { ownValue } from '../../lib/own-value.ts';

export interface Transforming {
  /** By name, of those that were given or kept; defaults stand in the template. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly region: string;
  readonly partition: string;
  readonly now: number;
}

/** The transforms that run here, by the name that a template calls them by. */
const transforms: Readonly<Record<string, (template: JsonMap, of: Transforming) => Result<JsonMap>>> = {
  [languageExtensions]: transformLanguage,
  [samTransform]: transformSam,
};

/** Of a template that says in its section what is to be done with it. */
export function transformNames(text: string): readonly string[] {
  const root = text.includes('Transform') ? parseTemplate({ path: 'template', text }) : undefined;
  return root === undefined || isFailed(root) ? [] : namesIn(root);
}

function namesIn(root: Node): readonly string[] {
  const node = entryOf(root, 'Transform')?.value;
  const items: readonly Node[] = node === undefined ? [] : node.kind === 'list' ? node.items : [node];
  return items.flatMap((item) => textOf(item) ?? textOf(entryOf(item, 'Name')?.value) ?? []);
}

/** Whether something makes another template of it. */
export function isTransformed(text: string): boolean {
  return transformNames(text).length > 0 || /Fn::Transform|!Transform/.test(text);
}

export function executedTransforms(): ReadonlySet<string> {
  return new Set(Object.keys(transforms));
}

/** By the transforms that need nothing of the account; the text itself when there is nothing to do. @throws AwsError */
export function processedText(text: string, of: Transforming): string {
  const given = templateIn(text);
  const names = transformNames(text);
  const unknown = names.find((name) => !Object.hasOwn(transforms, name));
  // What cannot be read or transformed is refused where the template is checked.
  if (given === undefined || names.length === 0 || unknown !== undefined) return text;
  return textOfProcessed(names.reduce((template, name) => builtIn(template, name, of), given));
}

/** By all transforms: those within first, then those of the template in their order. @throws AwsError */
export async function fullyProcessedText(
  text: string,
  of: Transforming,
  account: Omit<MacroGround, 'parameters'>,
): Promise<string> {
  const given = isTransformed(text) ? templateIn(text) : undefined;
  if (given === undefined) return text;
  const ground: MacroGround = { ...account, parameters: valuesIn(given, of.parameters) };
  const listed = transformsIn(given);
  const macros = macrosIn(ground.store, ground);
  const isKnown = ({ name }: Transform) =>
    name === include || macros.has(name) || Object.hasOwn(transforms, name);
  if (!listed.every(isKnown)) return text;
  const { Transform: _listed, ...untransformed } = given;
  let template = templateOf(await withInnerTransforms(untransformed, ground));
  for (const transform of listed)
    template = Object.hasOwn(transforms, transform.name)
      ? builtIn(template, transform.name, of)
      : templateOf(await transformed(template, transform, ground));
  return textOfProcessed(template);
}

function templateOf(value: Json): JsonMap {
  if (!isMap(value)) throw new TransformFailed('Template format error: unsupported structure.');
  return value;
}

function templateIn(text: string): JsonMap | undefined {
  const root = parseTemplate({ path: 'template', text });
  const given = isFailed(root) ? undefined : templateJson(root);
  return isMap(given) ? given : undefined;
}

function transformsIn({ Transform: given }: JsonMap): readonly Transform[] {
  return listOf(given).flatMap((each) => {
    const name = typeof each === 'string' ? each : mapOf(each)['Name'];
    return typeof name === 'string' ? [{ name, parameters: mapOf(mapOf(each)['Parameters']) }] : [];
  });
}

/** SSM's are names here. */
function hasMembers(type: string): boolean {
  return isListType(type) && !isOfSsm(type);
}

/** What was given, else what is declared as default; of a list its members. */
function valuesIn({ Parameters: declared }: JsonMap, given: Transforming['parameters']): JsonMap {
  const values = Object.entries(mapOf(declared)).flatMap(([name, parameter]) => {
    const { Default: standard, Type: type } = mapOf(parameter);
    const value = given[name] ?? standard;
    if (value === undefined || typeof value === 'object') return [];
    const isList = typeof type === 'string' && hasMembers(type);
    return [[name, isList ? [...membersOf(String(value))] : String(value)] as const];
  });
  return { ...given, ...Object.fromEntries(values) };
}

function builtIn(template: JsonMap, name: string, of: Transforming): JsonMap {
  const result = ownValue(transforms, name)?.(template, of) ?? template;
  if (isFailed(result)) throw new TransformFailed(`Transform ${name} failed with: ${result.failed}`);
  return result;
}

function textOfProcessed({ Transform: _done, ...template }: JsonMap): string {
  return JSON.stringify(template, undefined, 1);
}
