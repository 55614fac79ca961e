// What of an import does not come back, found by shipping what was written: not into an account, but as the graph that it becomes.
import { completeDefinition } from '../../model/complete-definition.ts';
import { providers } from '../../actions/registry.ts';
import { loadDefinition } from '../../load/load-definition.ts';
import { readTemplateResources } from '../../load/template/template-resources.ts';
import { ProblemError } from '../../lib/problem.ts';
import { templateOf } from '../../ship/formats/cloudformation.ts';
import type { Graph } from '../../ship/graph/graph.ts';
import type { FoundResource, Imported } from '../../ship/import/imported.ts';
import { notImported, type ShippedWith } from '../../ship/import/not-imported.ts';
import type { Terminal } from '../terminal.ts';
import { graphOfDefinition, type GraphOptions, type Shippable } from './graph-of-definition.ts';

/** @param path of the pipeline's file, absolute @returns sentences */
export async function lossesWhenShipped(
  { found, further }: Imported,
  path: string,
  { cwd }: Terminal,
): Promise<readonly string[]> {
  if (found === undefined || further === undefined) return [];
  const { definition, folder } = await loadDefinition(path, { cwd });
  const ready = definition && { definition: completeDefinition(definition, providers).definition, folder };
  const shipped = ready === undefined ? [] : await shippedWith(ready, cwd);
  if (shipped.length > 0) return notImported(found, { further, shipped });
  const others = found.filter(({ id }) => !further.heldIn.has(id)).map(({ label }) => label);
  return [
    'It cannot be shipped as it is: slipway lint says why',
    ...(others.length === 0 ? [] : [`Not imported: ${others.join(', ')}`]),
  ];
}

/** None of a definition that cannot be shipped: every resource is left then. */
async function shippedWith(ready: Shippable, cwd: string): Promise<readonly ShippedWith[]> {
  const shipped: ShippedWith[] = [];
  for (const [option, given] of optionSets)
    try {
      const resources = resourcesOf(await graphOfDefinition(ready, given, { cwd }));
      shipped.push({ resources, ...(option === '' ? {} : { option }) });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
    }
  return shipped;
}

const optionSets: readonly (readonly [string, GraphOptions])[] = [
  ['', {}],
  ['--watching', { watching: true }],
  ['--targets', { targets: true }],
];

/** Their functions evaluated where the definition is. */
function resourcesOf(graph: Graph): readonly FoundResource[] {
  const file = { path: 'template.json', text: JSON.stringify(templateOf(graph)) };
  return readTemplateResources(file, graph.place).map(({ logicalId, type, name, properties }) => ({
    id: logicalId,
    type,
    name,
    properties,
    label: logicalId,
  }));
}
