// Macros of this account, and AWS::Include: what a template is made of besides its own text.
// Source: CloudFormation user guide, "Perform custom processing on CloudFormation templates with macros"; "AWS::Include transform".
import { newId } from '../../lib/id.ts';
import { isFailed } from '../../lib/result.ts';
import { isMap, mapOf, type Json, type JsonMap } from '../../stacks/sam/json.ts';
import { parseTemplate } from '../../stacks/template/parse-template.ts';
import { templateJson } from '../../stacks/template/template-json.ts';
import { liveResources } from '../../stacks/operation/steps.ts';
import type { CallAws } from '../../account/call-aws.ts';
import { documentIn } from './signal-document.ts';
import { textIn } from './resource-type.ts';
import { neighboursOf } from './world.ts';
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
  /** The values of the template's parameters, as they were given. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What the transform could not do, in CloudFormation's words. */
export class TransformFailure extends Error {
  override readonly name = 'TransformFailure';
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

/** The innermost first, each in place of what stands next to it. @throws TransformFailure */
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

function transformIn(value: Json): Transform {
  const { Name: name, Parameters: parameters } = mapOf(value);
  if (typeof name !== 'string')
    throw new TransformFailure('Key Name of transform definition must be a string.');
  return { name, parameters: mapOf(parameters) };
}

/** @throws TransformFailure */
export async function transformed(
  fragment: JsonMap,
  { name, parameters }: Transform,
  ground: MacroGround,
): Promise<Json> {
  if (name === include) return { ...fragment, ...(await included(parameters, ground)) };
  const functionName = macrosIn(ground.store, ground).get(name);
  if (functionName === undefined)
    throw new TransformFailure(`No transform named ${ground.account}::${name} found.`);
  return await answered({ fragment, name, parameters, functionName }, ground);
}

async function included({ Location: location }: JsonMap, ground: MacroGround): Promise<JsonMap> {
  if (typeof location !== 'string')
    throw new TransformFailure(`Transform ${include} failed with: Location must be a string.`);
  const text = await ground.textAt(location).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TransformFailure(`Transform ${include} failed with: ${reason}`, { cause: error });
  });
  const root = parseTemplate({ path: location, text });
  const snippet = isFailed(root) ? undefined : templateJson(root);
  if (!isMap(snippet))
    throw new TransformFailure(
      `Transform ${include} failed with: The specified S3 object's content should be valid Yaml/JSON`,
    );
  return snippet;
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
    throw new TransformFailure(
      textIn(answer, 'FunctionError') === ''
        ? `Received malformed response from transform ${transformId}.`
        : `Transform ${transformId} failed with: ${reason}`,
    );
  if (textIn(document, 'status').toLowerCase() !== 'success')
    throw new TransformFailure(
      `Transform ${transformId} failed ${reason === '' ? 'without an error message.' : `with: ${reason}`}`,
    );
  return document['fragment'] as Json;
}
