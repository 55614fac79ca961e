// Where a build that was started by itself puts an artifact in its bucket. Pure.
// Source: CodeBuild API reference, ProjectArtifacts; CodeBuild user guide, artifacts/name and artifacts/s3-prefix.
import type { BuildspecArtifacts, ProjectArtifacts } from '../../model/build.ts';
import type { ArtifactReference } from '../../model/progress.ts';

export interface ArtifactPlace {
  readonly artifacts: ProjectArtifacts;
  readonly section: BuildspecArtifacts;
  /** What `name` of the buildspec is after the shell has read it. */
  readonly evaluatedName: string | undefined;
  readonly projectName: string;
  /** The part of the build's id after the project's name. */
  readonly buildUuid: string;
}

export function artifactLocation(place: ArtifactPlace): NonNullable<ArtifactReference['location']> {
  const { artifacts, section, evaluatedName, projectName, buildUuid } = place;
  const isById = artifacts.namespaceType === 'BUILD_ID';
  const own = artifacts.overrideArtifactName === true ? evaluatedName : undefined;
  const name = own ?? artifacts.name ?? projectName;
  const parts = [
    artifacts.path,
    ...(isById ? [section.s3Prefix, buildUuid] : []),
    // `/` is the root: the files lie there under no name of their own.
    name === '/' ? undefined : name,
  ];
  return {
    key: parts
      .flatMap((part) => (part ?? '').split('/'))
      .filter(isName)
      .join('/'),
    packaging: artifacts.packaging ?? 'NONE',
    ...(artifacts.encryptionDisabled === true ? { encryptionDisabled: true } : {}),
  };
}

function isName(part: string): boolean {
  return part !== '' && part !== '.' && part !== '..';
}
