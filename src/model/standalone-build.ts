// One build started by itself, as by CodeBuild's StartBuild: the definition that frames it. Pure.
import { defined } from '../lib/defined.ts';
import { isFailed } from '../lib/result.ts';
import { folderProvider } from './folder-provider.ts';
import { planBatch } from './batch.ts';
import type { BuildProject, Buildspec, EnvironmentVariable } from './build.ts';
import type { Definition } from './definition.ts';
import type { StartedBuild } from './started-build.ts';
import type { ActionDeclaration } from './pipeline.ts';
import { plainProject } from './plain-project.ts';

/**
 * What the caller says about the build in addition to its buildspec or project (CodeBuild API reference, StartBuild).
 */
export interface StartBuild {
  /** environmentVariablesOverride: each takes the place of the one of its name. */
  readonly variables: readonly EnvironmentVariable[];
  /** imageOverride. */
  readonly image?: string;
  /** Identifiers of secondary sources. */
  readonly secondarySources: readonly string[];
  /** StartBuildBatch instead: all builds of the batch section. */
  readonly batch?: true;
}

/** The source action whose files the commands start in. */
const primarySource = 'Source';

/** A source action for each source and one build action; the project's own secondary sources are asked for as well. */
export function standaloneDefinition(
  project: BuildProject,
  buildspec: Buildspec,
  call: StartBuild,
): Required<Pick<Definition, 'standalone' | 'pipeline' | 'projects'>> {
  const identifiers = [
    ...(project.secondarySources ?? []).flatMap(({ sourceIdentifier }) => sourceIdentifier ?? []),
    ...call.secondarySources,
  ];
  const sources = [primarySource, ...new Set(identifiers)];
  return {
    standalone: true,
    pipeline: {
      name: project.name,
      pipelineType: 'V2',
      roleArn: '',
      artifactStore: { type: 'S3', location: 'local' },
      executionMode: 'QUEUED',
      stages: [
        { name: 'Source', actions: sources.map(sourceAction) },
        { name: 'Build', actions: [buildAction(project, buildspec, { ...call, sources })] },
      ],
    },
    projects: [withImage(project, call.image)],
  };
}

/**
 * A build that a call of the API has started: its project has the overrides in it, and the pipeline around it has the id of
 * the build as its name. What it gives follows from the project alone, as on AWS.
 */
export function startedDefinition({
  id,
  number,
  project,
  source,
  roleArn,
  region,
  isBatch,
  initiator,
  webhookVariables,
}: StartedBuild): Required<Pick<Definition, 'standalone' | 'started' | 'pipeline' | 'projects'>> {
  const call = { variables: [], secondarySources: [], ...(isBatch === true ? { batch: true as const } : {}) };
  const action = buildAction(project, undefined, { ...call, sources: [primarySource] });
  return {
    standalone: true,
    started: { id, number, initiator, ...defined({ webhookVariables }) },
    pipeline: {
      name: id,
      madeIn: region,
      pipelineType: 'V2',
      roleArn,
      artifactStore: { type: 'S3', location: 'local' },
      executionMode: 'QUEUED',
      stages: [
        { name: 'Source', actions: [{ ...sourceAction(primarySource), ...source }] },
        {
          name: 'Build',
          actions: [{ ...action, outputArtifacts: startedOutputs(project, isBatch) }],
        },
      ],
    },
    projects: [project],
  };
}

function startedOutputs(
  project: BuildProject,
  isBatch: boolean | undefined,
): readonly { readonly name: string }[] {
  if (isBatch === true) return [];
  const primary = project.artifacts.type === 'S3' ? [primaryArtifact(project)] : [];
  const others = (project.secondaryArtifacts ?? [])
    .filter(({ type }) => type === 'S3')
    .flatMap(({ artifactIdentifier }) => artifactIdentifier ?? []);
  return [...primary, ...others].map((name) => ({ name }));
}

function sourceAction(name: string): ActionDeclaration {
  return {
    name,
    actionTypeId: { category: 'Source', owner: 'Custom', provider: folderProvider, version: '1' },
    runOrder: 1,
    outputArtifacts: [{ name }],
  };
}

function buildAction(
  project: BuildProject,
  buildspec: Buildspec | undefined,
  call: StartBuild & { readonly sources: readonly string[] },
): ActionDeclaration {
  return {
    name: 'Build',
    actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
    runOrder: 1,
    configuration: {
      ProjectName: project.name,
      PrimarySource: primarySource,
      ...(call.batch === true ? { BatchEnabled: 'true' } : {}),
      ...(call.variables.length === 0 ? {} : { EnvironmentVariables: JSON.stringify(call.variables) }),
    },
    inputArtifacts: call.sources.map((name) => ({ name })),
    outputArtifacts: outputsOf(project, buildspec, call).map((name) => ({ name })),
  };
}

function outputsOf(
  project: BuildProject,
  buildspec: Buildspec | undefined,
  { batch }: StartBuild,
): readonly string[] {
  if (buildspec === undefined) return [];
  return batch === true ? batchOutputs(buildspec) : outputNames(project, buildspec);
}

/** The primary artifact has the name of its project (CodeBuild user guide, artifacts/name), the others their own. */
function outputNames(project: BuildProject, { artifacts }: Buildspec): readonly string[] {
  if (artifacts === undefined || project.artifacts.type === 'NO_ARTIFACTS') return [];
  // A project with a bucket wants its primary artifact, and the build fails without one; a buildspec alone asks for none.
  const isWanted = artifacts.files.length > 0 || project.artifacts.location !== undefined;
  const primary = isWanted ? [primaryArtifact(project)] : [];
  return [...primary, ...Object.keys(artifacts.secondaryArtifacts)];
}

/** Of each build its own; builds with another buildspec give none, because its content is not known yet. */
function batchOutputs({ artifacts, batch }: Buildspec): readonly string[] {
  const plan = planBatch(batch);
  if (artifacts === undefined || artifacts.files.length === 0 || isFailed(plan)) return [];
  return plan.builds.filter(({ buildspec }) => buildspec === undefined).map(({ identifier }) => identifier);
}

export function primaryArtifact({ name }: BuildProject): string {
  return name.slice(0, 100);
}

function withImage(project: BuildProject, image: string | undefined): BuildProject {
  return image === undefined ? project : { ...project, environment: { ...project.environment, image } };
}

/** What a buildspec alone is built by: AWS's defaults for a new project. */
export function projectFor(name: string, buildspec: string): BuildProject {
  return plainProject(name, {
    source: { type: 'GITHUB', buildspec },
    artifacts: { type: 'S3', overrideArtifactName: true },
  });
}

/** A text made fit to name a project and a pipeline: two characters at least, of letters, digits, `-` and `_`. */
export function projectName(text: string): string {
  const name = text.replaceAll(/[^A-Za-z0-9_-]+/g, '-').replace(/^[-_]+|-+$/g, '');
  return name.length >= 2 ? name.slice(0, 100) : `build-${name}`.replace(/-$/, '');
}
