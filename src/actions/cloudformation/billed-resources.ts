// What a stack of the pipeline has, as far as its template says it before it is made.
import { join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import type { Node } from '../../lib/node.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { BilledResource } from '../../model/cost-line.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import { substitute } from '../../model/variables.ts';
import { readTemplate } from '../../stacks/template/read-template.ts';
import { functionIn, textOf } from '../../stacks/template/template.ts';
import type { Nearby } from '../provider.ts';

/** Undefined when the action has none, or it does not lie next to the definition. */
export async function templateFile(
  { action }: PlacedAction,
  { folder, files }: Nearby,
): Promise<SourceFile | undefined> {
  const [, path = ''] = (action.configuration?.['TemplatePath'] ?? '').split('::');
  return path === '' ? undefined : await files.read(join(folder, path)).catch(() => undefined);
}

/** Nothing when there is no template, or none that can be read. */
export async function billedResources(
  placed: PlacedAction,
  nearby: Nearby,
): Promise<readonly BilledResource[]> {
  const { ParameterOverrides = '{}', StackName } = placed.action.configuration ?? {};
  const { definition } = nearby;
  const file = await templateFile(placed, nearby);
  if (file === undefined) return [];
  const { template } = readTemplate(file);
  if (template === undefined) return [];
  const given: Readonly<Record<string, string | undefined>> = {
    ...parametersIn(withDefaults(ParameterOverrides, definition.pipeline)),
    ...defined({ 'AWS::StackName': StackName }),
  };
  const parameterOf = (name: string) => given[name] ?? template.parameters.get(name)?.default;
  return [...template.resources.values()].map(({ logicalId, type, properties }) => ({
    logicalId,
    type,
    values: properties === undefined ? {} : Object.fromEntries(scalarsIn(properties, '', parameterOf)),
  }));
}

/** Variables of the pipeline have the values of a start that gives none. */
function withDefaults(text: string, { variables = [] }: PipelineDeclaration): string {
  const lookup = ({ namespace, key }: { readonly namespace: string; readonly key: string }) =>
    namespace === 'variables' ? variables.find(({ name }) => name === key)?.defaultValue : undefined;
  return substitute(text, lookup).text;
}

/** Those that are texts: others take their values from what the pipeline gives. */
function parametersIn(json: string): Readonly<Record<string, string>> {
  try {
    const values = JSON.parse(json) as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
  } catch {
    return {};
  }
}

type ParameterOf = (name: string) => string | undefined;

/** Of a function whose names are all known. */
function valueOf(name: string, text: string, parameterOf: ParameterOf): string | undefined {
  if (name === 'Ref') return parameterOf(text);
  if (name !== 'Fn::Sub' || text.includes('${!')) return undefined;
  let isKnown = true;
  const replaced = text.replaceAll(/\$\{([^}]*)\}/g, (_, found: string) => {
    const value = parameterOf(found.trim());
    isKnown &&= value !== undefined;
    return value ?? '';
  });
  return isKnown && text !== '' ? replaced : undefined;
}

function scalarsIn(
  node: Node,
  path: string,
  parameterOf: ParameterOf,
): readonly (readonly [string, string])[] {
  const call = functionIn(node);
  if (call !== undefined) {
    const value = valueOf(call.name, textOf(call.argument) ?? '', parameterOf);
    return value === undefined ? [] : [[path, value]];
  }
  if (node.kind === 'map')
    return node.entries.flatMap(({ key, value }) =>
      scalarsIn(value, path === '' ? key : `${path}.${key}`, parameterOf),
    );
  const text = textOf(node);
  return text === undefined ? [] : [[path, text]];
}
