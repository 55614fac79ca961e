// What a build project needs of its role, as it is run by the actions of the pipeline.
import { buildsOf } from '../action-type.ts';
import type { BuildProject, Buildspec, EnvironmentVariable } from '../build.ts';
import type { ActionDeclaration } from '../pipeline.ts';
import { actionsOf as actionsIn } from '../pipeline-walk.ts';
import { arnOf } from './arns.ts';
import type { RightsContext, NeedOfRole } from './rights-context.ts';
import { projectRights, variableRights } from './build-rights.ts';
import { calledBy } from './command-rights.ts';
import { actionsOf, right, type Need, type Right } from './right.ts';
import { storeNeeds } from './store-needs.ts';

export function projectNeeds(
  project: BuildProject,
  index: number,
  context: RightsContext,
): readonly NeedOfRole[] {
  const { definition, sources, where } = context;
  const arn = project.serviceRole;
  const there = where(arn);
  const at: Place = {
    what: `build project "${project.name}"`,
    name: project.name,
    path: ['projects', index, 'name'],
  };
  const runs = buildsOf(definition.pipeline, sources.types)
    .filter((build) => build.project === project.name)
    .map(({ placed }) => placed.action);
  const buildspecs = sources.buildspecsOf(project);
  const isInPipeline = runs.length > 0 && definition.standalone !== true;
  const rights = [
    ...projectRights(project, buildspecs, there),
    ...runs.flatMap(({ configuration }) =>
      variableRights(variablesOf(configuration?.['EnvironmentVariables']), there),
    ),
    ...runs.flatMap((action) => cloneRights(action, arn, context)),
  ];
  const needs = [
    ...(isInPipeline ? storeNeeds(arn, context) : []),
    { ...at, rights },
    { ...commandsOf(at), ...calledBy(commandsIn(buildspecs), there) },
  ];
  return [
    ...needs.map((need) => ({ arn, service: 'codebuild' as const, need })),
    ...batchNeeds(project, at, context),
  ];
}

type Place = Pick<Need, 'what' | 'name' | 'path'>;

function commandsOf({ what, name, path }: Place): Place {
  return { what: `commands of ${what}`, name: `${name} (commands)`, path };
}

function commandsIn(buildspecs: readonly Buildspec[]): readonly string[] {
  return buildspecs.flatMap(({ phases }) =>
    Object.values(phases).flatMap((phase) => [...phase.commands, ...phase.finally]),
  );
}

/** A batch has a role of its own, which starts its builds (CodeBuild user guide, "Batch service role"). */
function batchNeeds(project: BuildProject, at: Place, { where }: RightsContext): readonly NeedOfRole[] {
  const arn = project.buildBatchConfig?.['serviceRole'];
  if (typeof arn !== 'string') return [];
  const started = arnOf(where(arn), 'codebuild', `project/${project.name}`);
  const rights = [right(actionsOf('codebuild', 'RetryBuild', 'StartBuild', 'StopBuild'), started)];
  return [{ arn, service: 'codebuild', need: { ...at, what: `batches of ${at.what}`, rights } }];
}

/** The list that an action of CodeBuild has as JSON in its configuration. */
export function variablesOf(text: string | undefined): readonly EnvironmentVariable[] {
  try {
    const read: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(read)) return [];
    return read.filter(
      (each: Partial<EnvironmentVariable> | null): each is EnvironmentVariable =>
        typeof each?.value === 'string' && typeof each.name === 'string',
    );
  } catch {
    return [];
  }
}

/** A full clone is made by the build itself (CodePipeline user guide, "CODEBUILD_CLONE_REF"). */
function cloneRights(build: ActionDeclaration, roleArn: string, context: RightsContext): readonly Right[] {
  const inputs = new Set((build.inputArtifacts ?? []).map(({ name }) => name));
  return actionsIn(context.definition.pipeline).flatMap(({ action }) => {
    const { configuration = {}, outputArtifacts = [], actionTypeId, region } = action;
    if (configuration['OutputArtifactFormat'] !== 'CODEBUILD_CLONE_REF') return [];
    if (!outputArtifacts.some(({ name }) => inputs.has(name))) return [];
    const type = context.sources.types.find(actionTypeId);
    return type?.cloneRights?.({ configuration, where: context.where(roleArn, region) }) ?? [];
  });
}
