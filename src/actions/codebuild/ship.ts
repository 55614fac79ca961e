// What an action of CodeBuild ships: its project, the group of its logs, and the report groups of that project.
// Source: CloudFormation template reference, AWS::CodeBuild::Project.
import type { BuildProject } from '../../model/build.ts';
import type { ShipRequest } from '../../model/action-type.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import { logicalId, nothingShipped, type GraphResource, type Shipped } from '../../model/resource-graph.ts';
import { logGroupResource } from '../../model/shipped-log-group.ts';
import { shippedShape, tagProperty } from '../../model/shipped-shape.ts';

/** `buildspec` and `vpcConfig` begin as AWS writes them elsewhere, too. */
const projectShape = { renamed: { buildspec: 'BuildSpec' } } as const;

export function shipProject({ action }: PlacedAction, { definition, tagsOf }: ShipRequest): Shipped {
  const name = action.configuration?.['ProjectName'];
  const index = definition.projects.findIndex((each) => each.name === name);
  const project = definition.projects[index];
  return project === undefined ? nothingShipped : shippedProject(project, tagsOf(`projects.${index}`));
}

function shippedProject(project: BuildProject, tags: Readonly<Record<string, string>>): Shipped {
  const group = logGroupOf(project);
  return {
    resources: [
      ...(group === undefined ? [] : [logGroupResource(group, `The output of builds of ${project.name}.`)]),
      projectResource(project, tags),
    ],
    notes: withoutProperty(project).map(
      (key) => `CloudFormation has no ${key} of a build project: ${project.name} is made without it`,
    ),
  };
}

function projectResource(given: BuildProject, tags: Readonly<Record<string, string>>): GraphResource {
  const { notExecuted: _, tags: own = [], name, ...project } = given;
  const { computeConfiguration: _compute, ...environment } = project.environment;
  const ownTags = Object.fromEntries(own.map(({ key = '', value = '' }) => [key, value]));
  return {
    id: logicalId(name, 'Project'),
    type: 'AWS::CodeBuild::Project',
    name,
    why: 'The build that actions of the pipeline run.',
    properties: {
      Name: name,
      ...shippedShape({ ...project, environment }, projectShape),
      ...tagProperty({ ...ownTags, ...tags }),
    },
  };
}

/** CodeBuild makes the group itself, and keeps what is in it for ever (CodeBuild user guide, "logsConfig"). */
function logGroupOf({ name, logsConfig }: BuildProject): string | undefined {
  const cloudWatch = logsConfig?.['cloudWatchLogs'] as
    | { readonly status?: string; readonly groupName?: string }
    | undefined;
  return cloudWatch?.status === 'DISABLED' ? undefined : (cloudWatch?.groupName ?? `/aws/codebuild/${name}`);
}

function withoutProperty({ environment }: BuildProject): readonly string[] {
  return environment.computeConfiguration === undefined ? [] : ['environment.computeConfiguration'];
}
