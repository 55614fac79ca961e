// Which build of a pipeline makes an artifact, with its buildspec as far as it can be read before anything runs.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readBuildspec } from '../../load/buildspec/buildspec.ts';
import { buildsOf } from '../../model/action-type.ts';
import type { BuildProject, Buildspec, BuildspecArtifacts } from '../../model/build.ts';
import { isInlineBuildspec } from '../../model/inline-buildspec.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import type { Nearby } from '../provider.ts';

export interface MadeArtifact {
  readonly placed: PlacedAction;
  readonly project: BuildProject;
  readonly buildspec: Buildspec;
  readonly artifacts: BuildspecArtifacts;
}

/** The build that gives the artifact; undefined when another kind of action does, or its buildspec cannot be read. */
export async function buildOf(
  artifact: string,
  { definition, folder, files, types }: Nearby,
): Promise<MadeArtifact | undefined> {
  const build = buildsOf(definition.pipeline, types).find(
    ({ placed: { action } }) => action.outputArtifacts?.some(({ name }) => name === artifact) === true,
  );
  const placed = build?.placed;
  const configuration = placed?.action.configuration ?? {};
  const project = definition.projects.find(({ name }) => name === build?.project);
  if (placed === undefined || project === undefined || configuration['BatchEnabled'] === 'true')
    return undefined;
  const written = configuration['BuildspecOverride'] ?? project.source.buildspec ?? 'buildspec.yml';
  const path = join(folder, written);
  if (!isInlineBuildspec(written) && !existsSync(path)) return undefined;
  const source = isInlineBuildspec(written) ? { path: project.name, text: written } : await files.read(path);
  const { buildspec } = readBuildspec(source);
  const isAlone = placed.action.outputArtifacts?.length === 1;
  const artifacts = isAlone ? buildspec?.artifacts : buildspec?.artifacts?.secondaryArtifacts[artifact];
  return buildspec === undefined || artifacts === undefined
    ? undefined
    : { placed, project, buildspec, artifacts };
}
