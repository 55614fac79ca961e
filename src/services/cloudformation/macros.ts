// Macros of this account, and AWS::Include: what a template is made of besides its own text.
// Source: CloudFormation user guide, "Perform custom processing on CloudFormation templates with macros"; "AWS::Include transform".
import { newId } from '../../lib/id.ts';
import { ownValue } from '../../lib/own-value.ts';
import { isFailed } from '../../lib/result.ts';
import { isMap, mapOf, type Json, type JsonMap } from '../../stacks/sam/json.ts';
import { parseTemplate } from '../../stacks/template/parse-template.ts';
import { substitutionsIn } from '../../stacks/values/substitutions.ts';
import { templateJson } from '../../stacks/template/template-json.ts';
import { liveResources } from '../../stacks/operation/steps.ts';
import type { CallAws } from '../../account/call-aws.ts';
import { documentIn } from './signal-document.ts';
import { textIn } from './resource-type.ts';
import { neighboursOf } from './world.ts';
import { invalid, TransformFailed } from './errors.ts';
import type { StackStore } from './stack-store.ts';

export const include = 'AWS::Include';

/** A transform that a template names, with what it gives to it. */
export interface Transform {
  readonly name: string;
  readonly parameters: JsonMap;
}

export interface MacroGround {
  readonly store: StackStore;
  readonly account: string;
  readonly region: string;
  readonly call: CallAws;
  /** The text of an object of S3. */
  readonly textAt: (location: string) => Promise<string>;
  /** The values of the template's parameters, as they were given; those of lists as lists. */
  readonly parameters: Readonly<Record<string, Json>>;
}

/** The functions of macros by their names: resources of stacks of this account and Region. */
export function macrosIn(
  store: StackStore,
  place: { readonly account: string; readonly region: string },
): ReadonlyMap<string, string> {
  const all = neighboursOf(store, place).flatMap((stack) => [...liveResources(stack).values()]);
  return new Map(
    all
      .filter(({ type }) => type === 'AWS::CloudFormation::Macro')
      .map(({ physicalId, properties }) => [physicalId, textIn(properties, 'FunctionName')]),
  );
}

/** The innermost first, each in place of what stands next to it. @throws AwsError */
export async function withInnerTransforms(value: Json, ground: MacroGround): Promise<Json> {
  if (Array.isArray(value)) {
    const items: Json[] = [];
    for (const item of value) items.push(await withInnerTransforms(item, ground));
    return items;
  }
  if (!isMap(value)) return value;
  const { 'Fn::Transform': transform, ...rest } = value;
  const siblings: JsonMap = {};
  for (const [key, each] of Object.entries(rest)) siblings[key] = await withInnerTransforms(each, ground);
  return transform === undefined ? siblings : await transformed(siblings, transformIn(transform), ground);
}

/** A name alone has no parameters. */
function transformIn(value: Json): Transform {
  const { Name: name, Parameters: parameters } = typeof value === 'string' ? { Name: value } : mapOf(value);
  if (typeof name !== 'string') throw invalid('Key Name of transform definition must be a string.');
  return { name, parameters: mapOf(parameters) };
}

/** @throws AwsError */
export async function transformed(
  fragment: JsonMap,
  { name, parameters }: Transform,
  ground: MacroGround,
): Promise<Json> {
  const known = { ...ground.parameters, 'AWS::AccountId': ground.account, 'AWS::Region': ground.region };
  const given = mapOf(withParameters(parameters, known));
  if (name === include) return { ...fragment, ...(await included(given, ground)) };
  const functionName = macrosIn(ground.store, ground).get(name);
  if (functionName === undefined) throw invalid(`No transform named ${ground.account}::${name} found.`);
  return await answered({ fragment, name, parameters: given, functionName }, ground);
}

async function included({ Location: location }: JsonMap, ground: MacroGround): Promise<JsonMap> {
  if (typeof location !== 'string')
    throw new TransformFailed(`Transform ${include} failed with: Location must be a string.`);
  const text = await ground.textAt(location).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TransformFailed(`Transform ${include} failed with: ${reason}`);
  });
  const root = parseTemplate({ path: location, text });
  const snippet = isFailed(root) ? undefined : templateJson(root);
  if (!isMap(snippet))
    throw new TransformFailed(
      `Transform ${include} failed with: The specified S3 object's content should be valid Yaml/JSON`,
    );
  return snippet;
}

/** What a transform is given may refer to parameters of the template (recorded on AWS). */
function withParameters(value: Json, values: MacroGround['parameters']): Json {
  if (Array.isArray(value)) return value.map((each) => withParameters(each, values));
  if (!isMap(value)) return value;
  const [key, other] = Object.keys(value);
  const argument = key === undefined ? undefined : value[key];
  if (other === undefined && key === 'Ref' && typeof argument === 'string')
    return ownValue(values, argument) ?? value;
  if (other === undefined && key === 'Fn::Sub' && typeof argument === 'string')
    return substituted(argument, values) ?? value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, withParameters(each, values)]),
  );
}

/** Undefined when it names something else than parameters with a text. */
function substituted(text: string, values: MacroGround['parameters']): string | undefined {
  const parts = substitutionsIn(text).map((part) =>
    part.kind === 'text' ? part.text : ownValue(values, part.text),
  );
  return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
}

interface Request extends Transform {
  readonly fragment: JsonMap;
  readonly functionName: string;
}

async function answered(
  { fragment, name, parameters, functionName }: Request,
  { account, region, call, parameters: templateParameterValues }: MacroGround,
): Promise<Json> {
  const transformId = `${account}::${name}`;
  const event = {
    region,
    accountId: account,
    fragment,
    transformId,
    params: parameters,
    requestId: newId(),
    templateParameterValues,
  };
  const answer = await call('lambda', 'Invoke', {
    FunctionName: functionName,
    Payload: Buffer.from(JSON.stringify(event)),
  });
  const document = documentIn(textIn(answer, 'Payload'));
  const reason = textIn(document ?? {}, 'errorMessage');
  if (document === undefined || textIn(document, 'requestId') !== event.requestId)
    throw new TransformFailed(`Received malformed response from transform ${transformId}`);
  if (textIn(document, 'status').toLowerCase() !== 'success')
    throw new TransformFailed(
      `Transform ${transformId} failed ${reason === '' ? 'without an error message.' : `with: ${reason}`}`,
    );
  return document['fragment'] as Json;
}
