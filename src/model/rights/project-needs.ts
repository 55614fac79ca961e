// What a build project needs of its role, as it is run by the actions of the pipeline.
import { buildsOf } from '../action-type.ts';
import type { BuildProject, Buildspec, EnvironmentVariable } from '../build.ts';
import type { ActionDeclaration } from '../pipeline.ts';
import { actionsOf as actionsIn } from '../pipeline-walk.ts';
import { arnOf } from './arns.ts';
import type { RightsContext, NeedOfRole } from './rights-context.ts';
import { projectRights, variableRights } from './build-rights.ts';
import type { ShellVariables } from './cli-calls.ts';
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
  const commands = [...commandsIn(buildspecs), ...(sources.scriptsOf?.(project) ?? [])];
  const needs = [
    ...(isInPipeline ? storeNeeds(arn, context) : []),
    { ...at, rights },
    { ...commandsOf(at), ...calledBy(commands, there, knownVariables(project, runs, buildspecs)) },
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

export function commandsIn(buildspecs: readonly Buildspec[]): readonly string[] {
  return buildspecs.flatMap(({ phases }) =>
    Object.values(phases).flatMap((phase) => [...phase.commands, ...phase.finally]),
  );
}

/** What the environment of each run says alike; the value that runs differ in is not known. */
function knownVariables(
  { environment }: BuildProject,
  runs: readonly ActionDeclaration[],
  buildspecs: readonly Buildspec[],
): ShellVariables {
  const plain = (variables: readonly EnvironmentVariable[]) =>
    variables
      .filter(({ type = 'PLAINTEXT', value }) => type === 'PLAINTEXT' && !value.includes('#{'))
      .map(({ name, value }) => [name, value] as const);
  const found = new Map<string, string>();
  const given = [
    ...buildspecs.flatMap(({ env }) => Object.entries(env.variables)),
    ...plain(environment.environmentVariables ?? []),
  ];
  for (const [name, value] of given) found.set(name, value);
  const ofRuns = Map.groupBy(
    runs.flatMap(({ configuration }) => variablesOf(configuration?.['EnvironmentVariables'])),
    ({ name }) => name,
  );
  for (const [name, all] of ofRuns) {
    const [only, ...others] = new Set(plain(all).map(([, value]) => value));
    const isKnown = only !== undefined && others.length === 0 && all.length === runs.length;
    if (isKnown) found.set(name, only);
    else found.delete(name);
  }
  return Object.fromEntries(found);
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
