// What a stack of the pipeline has, as far as its template says it before it is made.
import { join } from 'node:path';
import type { Node } from '../../lib/node.ts';
import type { BilledResource } from '../../model/cost-line.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import { readTemplate } from '../../stacks/template/read-template.ts';
import { functionIn, textOf } from '../../stacks/template/template.ts';
import type { Nearby } from '../provider.ts';

/** Nothing when there is no template, or none that can be read. */
export async function billedResources(
  { action }: PlacedAction,
  { folder, files }: Nearby,
): Promise<readonly BilledResource[]> {
  const { TemplatePath = '', ParameterOverrides = '{}' } = action.configuration ?? {};
  const [, path = ''] = TemplatePath.split('::');
  const file = path === '' ? undefined : await files.read(join(folder, path)).catch(() => undefined);
  if (file === undefined) return [];
  const { template } = readTemplate(file);
  if (template === undefined) return [];
  const given = parametersIn(ParameterOverrides);
  const parameterOf = (name: string) => given[name] ?? template.parameters.get(name)?.default;
  return [...template.resources.values()].map(({ logicalId, type, properties }) => ({
    logicalId,
    type,
    values: properties === undefined ? {} : Object.fromEntries(scalarsIn(properties, '', parameterOf)),
  }));
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

function scalarsIn(
  node: Node,
  path: string,
  parameterOf: ParameterOf,
): readonly (readonly [string, string])[] {
  const call = functionIn(node);
  if (call !== undefined) {
    const value = call.name === 'Ref' ? parameterOf(textOf(call.argument) ?? '') : undefined;
    return value === undefined ? [] : [[path, value]];
  }
  if (node.kind === 'map')
    return node.entries.flatMap(({ key, value }) =>
      scalarsIn(value, path === '' ? key : `${path}.${key}`, parameterOf),
    );
  const text = textOf(node);
  return text === undefined ? [] : [[path, text]];
}
