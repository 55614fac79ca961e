// UPLOAD_ARTIFACTS: what the buildspec chooses becomes the output artifacts that the action declares
// (CodeBuild user guide, artifacts; CodePipeline user guide, CodeBuild action, "Output artifacts").
import { defined } from '../../lib/defined.ts';
import { type Explanation, type Failed, isFailed, type Result } from '../../lib/result.ts';
import type { BuildspecArtifacts, ProjectArtifacts } from '../../model/build.ts';
import { ProblemError } from '../../lib/problem.ts';
import { wrongInZip } from '../../lib/zip.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import { primaryArtifact } from '../../model/standalone-build.ts';
import { artifactLocation } from './artifact-location.ts';
import { collectFiles } from './collect-files.ts';
import { failedPhase, isStandalone, succeeded, type Build, type PhaseOutcome } from './build.ts';
import type { Prepared } from './prepare-shell.ts';
import { putArtifact } from './put-artifact.ts';

export interface Upload {
  readonly outcome: PhaseOutcome;
  readonly artifacts: readonly ArtifactReference[];
}

export async function uploadArtifacts(build: Build, prepared: Prepared): Promise<Upload> {
  const names = (build.context.declaration.outputArtifacts ?? []).map(({ name }) => name);
  const artifacts: ArtifactReference[] = [];
  // A build of a combined batch gives what it has.
  const { files = [] } = prepared.buildspec.artifacts ?? {};
  if (build.call.batch?.combines === true && files.length === 0) return { outcome: succeeded, artifacts };
  for (const name of names) {
    const section = sectionFor(name, names, { build, prepared });
    if (isFailed(section)) return { outcome: section.failed, artifacts: [] };
    const uploaded = await upload(build, prepared, { name, section });
    if (isFailed(uploaded)) return { outcome: uploaded.failed, artifacts: [] };
    artifacts.push(uploaded);
  }
  if (names.length > 0 && Object.keys(prepared.buildspec.artifacts?.secondaryArtifacts ?? {}).length === 0)
    build.log.line('No secondary artifacts defined in buildspec');
  return { outcome: succeeded, artifacts };
}

/**
 * In a pipeline one output takes the top level of `artifacts`; of several, each takes the secondary artifact of its
 * name. A build by itself has both.
 */
function sectionFor(
  name: string,
  names: readonly string[],
  { build, prepared }: { readonly build: Build; readonly prepared: Prepared },
): Result<BuildspecArtifacts, PhaseOutcome> {
  const { artifacts } = prepared.buildspec;
  if (artifacts === undefined)
    return {
      failed: failedPhase('CLIENT_ERROR', 'no matching artifact paths found', {
        remedy: `The action gives the artifact "${name}", and the buildspec has no "artifacts": add it with its "files".`,
      }),
    };
  const isPrimary = isPrimaryOutput(build, name, names);
  if (isPrimary && artifacts.files.length === 0) return { failed: noPrimary(name) };
  const section = isPrimary ? artifacts : artifacts.secondaryArtifacts[secondaryName(build, name)];
  if (section !== undefined) return section;
  const known = Object.keys(artifacts.secondaryArtifacts).join(', ') || 'none';
  return {
    failed: failedPhase('CLIENT_ERROR', `no secondary artifact is defined for the output artifact ${name}`, {
      remedy: `An action with several outputs takes each from "secondary-artifacts"; in the buildspec: ${known}.`,
    }),
  };
}

function noPrimary(name: string): PhaseOutcome {
  return failedPhase('CLIENT_ERROR', 'no definition for primary artifacts in buildspec', {
    remedy: `"${name}" is the primary artifact, and takes "files" of "artifacts" itself, not of "secondary-artifacts": add it.`,
  });
}

function isPrimaryOutput(build: Build, name: string, names: readonly string[]): boolean {
  const { batch } = build.call;
  if (batch !== undefined) return name === batch.identifier;
  return isStandalone(build) ? name === primaryArtifact(build.project) : names.length === 1;
}

/** In a batch the name of the build stands in front. */
function secondaryName({ call: { batch } }: Build, name: string): string {
  return batch === undefined ? name : name.slice(batch.identifier.length + 1);
}

async function upload(
  build: Build,
  prepared: Prepared,
  { name, section }: { readonly name: string; readonly section: BuildspecArtifacts },
): Promise<Result<ArtifactReference, PhaseOutcome>> {
  const collected = await collectFiles(build, prepared, section).catch(whatCannotBeUploaded);
  if (isFailed(collected)) {
    const { message, remedy } = collected.failed;
    return { failed: failedPhase('CLIENT_ERROR', message, { remedy }) };
  }
  const location = isStandalone(build)
    ? { location: await locationOf(build, prepared, { name, section }) }
    : {};
  const noZipName = collected.files.find(({ path }) => wrongInZip(path) !== undefined);
  if (noZipName !== undefined && location.location?.packaging !== 'NONE')
    return { failed: withoutZip(noZipName.path) };
  const { checkout, folders, machine } = prepared;
  const source = machine.outside(folders.source(0));
  const stored = await build.context.state.artifacts.save(
    source,
    collected.files,
    checkout === undefined ? {} : { knownFrom: checkout.folder },
  );
  const { revisionId, revisionSummary } = build.call.primary;
  const reference: ArtifactReference = {
    name,
    ...location,
    digest: stored.digest,
    files: stored.files,
    sizeBytes: stored.sizeBytes,
    ...defined({ revisionId, revisionSummary }),
  };
  if (build.context.definition.started === undefined) return reference;
  const refused = await putArtifact(build, { artifacts: artifactsNamed(build, name), reference });
  if (refused === undefined) return reference;
  return { failed: failedPhase('CLIENT_ERROR', `Error in UPLOAD_ARTIFACTS phase: ${refused}`) };
}

function withoutZip(path: string): PhaseOutcome {
  return failedPhase(
    'CLIENT_ERROR',
    `"${path}" has ${wrongInZip(path) ?? ''}, which the zip of an artifact cannot hold`,
    {
      remedy: 'Rename the file, or leave it out of the artifact ("exclude-paths").',
    },
  );
}

function whatCannotBeUploaded(error: unknown): Failed<Explanation> {
  const [found] = error instanceof ProblemError ? error.problems : [];
  if (found === undefined) throw error;
  return { failed: { message: found.message, remedy: found.remedy ?? '' } };
}

async function locationOf(
  build: Build,
  { session }: Prepared,
  { name, section }: { readonly name: string; readonly section: BuildspecArtifacts },
): Promise<NonNullable<ArtifactReference['location']>> {
  const { project, buildId } = build;
  return artifactLocation({
    artifacts: artifactsNamed(build, name),
    section,
    evaluatedName: section.name === undefined ? undefined : await session.expand(section.name),
    projectName: project.name,
    buildUuid: buildId.slice(buildId.indexOf(':') + 1),
  });
}

/** What the project says of the artifact. Without a project of its own a secondary artifact lies under its name. */
function artifactsNamed({ project, call: { batch } }: Build, name: string): ProjectArtifacts {
  if (batch === undefined && name === primaryArtifact(project)) return project.artifacts;
  const others = project.secondaryArtifacts ?? [];
  return (
    others.find(({ artifactIdentifier }) => artifactIdentifier === name) ?? { ...project.artifacts, name }
  );
}
