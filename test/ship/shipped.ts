// A definition of examples/ as the graph that it is shipped as, and what it deploys to.
import { join } from 'node:path';
import { providers } from '../../src/actions/registry.ts';
import { readRoleNeeds } from '../../src/check/files/rights.ts';
import { openFiles } from '../../src/load/files.ts';
import { loadDefinition } from '../../src/load/load-definition.ts';
import { completeDefinition } from '../../src/model/complete-definition.ts';
import { writtenParts } from '../../src/load/written-parts.ts';
import type { TargetRequest } from '../../src/model/action-type.ts';
import type { Definition } from '../../src/model/definition.ts';
import { placeOfPipeline } from '../../src/model/place.ts';
import type { PropertyValues } from '../../src/model/resource-graph.ts';
import { templateOf, type Template } from '../../src/ship/formats/cloudformation.ts';
import { graphOf, type Graph, type GraphSources } from '../../src/ship/graph/graph.ts';
import { withRoles } from '../../src/ship/graph/with-roles.ts';
import { shipTargets, withScalingGroups } from '../../src/targets/ship-targets.ts';

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
  more: Pick<GraphSources, 'targets' | 'watched' | 'existing' | 'hasPolicies'> = {},
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

export async function requestOf(definition: Definition): Promise<TargetRequest> {
  const written = await writtenParts(definition, openFiles('/'));
  return {
    definition,
    place: placeOfPipeline(definition.pipeline),
    tagsOf: () => ({}),
    writtenOf: (part) => written.get(part) as PropertyValues | undefined,
  };
}

/** As `slipway ship --targets` writes it. */
export async function templateOfAll(given: Definition, folder: string): Promise<Template> {
  const definition = withScalingGroups(given);
  const targets = shipTargets(await requestOf(definition));
  return templateOf(await graphIn(definition, folder, { targets }));
}
