// A definition of examples/ as the graph that it is shipped as.
import { join } from 'node:path';
import { providers } from '../../src/actions/registry.ts';
import { readRoleNeeds } from '../../src/check/files/rights.ts';
import { openFiles } from '../../src/load/files.ts';
import { loadDefinition } from '../../src/load/load-definition.ts';
import { completeDefinition } from '../../src/model/complete-definition.ts';
import type { Definition } from '../../src/model/definition.ts';
import { placeOfPipeline } from '../../src/model/place.ts';
import { graphOf, type Graph, type GraphSources } from '../../src/ship/graph/graph.ts';
import { withRoles } from '../../src/ship/graph/with-roles.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples');

/** Each definition of the examples. */
export const shippedExamples = [
  'cicd-demo/pipeline.json',
  'cloud-health-dashboard/pipeline.json',
  'cloud-health-dashboard/pipeline-ecs.json',
  'cloud-health-dashboard/pipeline-parallel.json',
  'cloud-health-dashboard/pipeline-promotion.json',
  'ecommerce-platform/pipeline.json',
];

export async function readExample(name: string): Promise<{ definition: Definition; folder: string }> {
  const { definition, folder } = await loadDefinition(join(examples, name), { cwd: examples });
  if (definition === undefined) throw new Error(`${name} cannot be read`);
  return { definition: completeDefinition(definition, providers).definition, folder };
}

export async function graphOfExample(name: string): Promise<Graph> {
  const { definition, folder } = await readExample(name);
  return await graphIn(definition, folder);
}

/** @param folder with a definition */
export async function readDefinitionOf(folder: string): Promise<Definition> {
  const { definition } = await loadDefinition(folder, { cwd: folder });
  if (definition === undefined) throw new Error(`${folder} cannot be read`);
  return completeDefinition(definition, providers).definition;
}

/** @param folder with the files next to it */
export async function graphIn(
  given: Definition,
  folder: string,
  more: Pick<GraphSources, 'targets' | 'watched' | 'existing'> = {},
): Promise<Graph> {
  const definition = withRoles(given);
  const { region } = placeOfPipeline(definition.pipeline);
  const files = { folder, files: openFiles(folder), types: providers, region };
  return graphOf(definition, {
    types: providers,
    roles: await readRoleNeeds(definition, files),
    ...more,
  });
}
