// The container names that a build writes into its image definitions, held against the task definition of the service that
// they are for: a name that is not there is reported before an image is built and pushed.
import { nearest } from '../../lib/nearest.ts';
import type { Definition } from '../../model/definition.ts';
import { familyOf } from '../../model/service.ts';
import { nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Nearby } from '../provider.ts';
import { buildOf } from '../build/build-of-artifact.ts';

export async function checkImageNames(placed: PlacedAction, nearby: Nearby): Promise<readonly Finding[]> {
  const containers = containersOf(placed, nearby.definition);
  const { configuration = {}, inputArtifacts = [] } = placed.action;
  const made = containers === undefined ? undefined : await buildOf(inputArtifacts[0]?.name ?? '', nearby);
  if (containers === undefined || made === undefined) return [];
  const { FileName: file = 'imagedefinitions.json' } = configuration;
  return Object.values(made.buildspec.phases)
    .flatMap((phase) => [...phase.commands, ...phase.finally])
    .filter((command) => command.includes(file))
    .flatMap(namesIn)
    .filter((name) => !containers.includes(name))
    .map((name) => finding(placed, name, { containers, project: made.project.name }));
}

/** Of the task definition of the service; undefined when the definition does not have both. */
function containersOf(
  { action }: PlacedAction,
  { services, taskDefinitions }: Definition,
): readonly string[] | undefined {
  const { ClusterName, ServiceName } = action.configuration ?? {};
  const service = services.find(
    ({ cluster, serviceName }) => cluster === ClusterName && serviceName === ServiceName,
  );
  if (service === undefined) return undefined;
  const { family } = familyOf(service.taskDefinition);
  return taskDefinitions.find((each) => each.family === family)?.containers.map(({ name }) => name);
}

/** `"name":"web"` in whatever quotes a shell needs; a name that is a variable gives nothing. */
function namesIn(command: string): readonly string[] {
  return [...command.matchAll(/\\?"name\\?"\s*:\s*\\?"([A-Za-z0-9_-]+)\\?"/g)].map(([, name = '']) => name);
}

function finding(
  placed: PlacedAction,
  name: string,
  { containers, project }: { readonly containers: readonly string[]; readonly project: string },
): Finding {
  return {
    code: 'ImageNameUnknown',
    message: `The build of "${project}" writes an image for the container "${name}", and the service of the ${nameOf(placed)} has none of that name`,
    path: [...placed.path, 'configuration', 'ServiceName'],
    remedy: `Its containers are ${containers.join(', ')}: write "${nearest(name, containers) ?? containers[0] ?? ''}".`,
    aws: 'The action fails after the image was built and pushed: it finds no container definition of that name.',
  };
}
