// The container names that a build writes into its image definitions, held against the task definition of the service that
// they are for: a name that is not there is told before an image is built and pushed.
import { nearest } from '../../lib/nearest.ts';
import type { Definition } from '../../model/definition.ts';
import { familyOf } from '../../model/service.ts';
import { actionsOf, nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Files } from '../../load/files.ts';
import { buildOf } from './needed-files.ts';

/** `folder` is the source as long as nobody names another. */
export async function imageNameFindings(
  definition: Definition,
  folder: string,
  files: Files,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const placed of actionsOf(definition.pipeline)) {
    const containers = containersOf(placed, definition);
    const { configuration = {}, inputArtifacts = [] } = placed.action;
    const made =
      containers === undefined
        ? undefined
        : await buildOf(inputArtifacts[0]?.name ?? '', definition, { folder, files });
    if (containers === undefined || made === undefined) continue;
    const { FileName: file = 'imagedefinitions.json' } = configuration;
    const commands = Object.values(made.buildspec.phases).flatMap((phase) => [
      ...phase.commands,
      ...phase.finally,
    ]);
    for (const name of commands.filter((command) => command.includes(file)).flatMap(namesIn))
      if (!containers.includes(name))
        findings.push(finding(placed, name, { containers, project: made.project.name }));
  }
  return findings;
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
  if (action.actionTypeId.provider !== 'ECS' || service === undefined) return undefined;
  const { family } = familyOf(service.taskDefinition);
  return taskDefinitions.find((each) => each.family === family)?.containers.map(({ name }) => name);
}

/** `"name":"web"` in whatever quotes a shell needs; a name that is a variable tells nothing. */
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
