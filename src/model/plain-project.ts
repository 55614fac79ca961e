// The build project that stands in where the definition has none: AWS's defaults. Pure.
import type { BuildProject, ProjectArtifacts, ProjectSource } from './build.ts';

interface PlainParts {
  readonly source: ProjectSource;
  readonly artifacts: ProjectArtifacts;
}

export function plainProject(name: string, { source, artifacts }: PlainParts): BuildProject {
  return {
    name,
    source,
    artifacts,
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      computeType: 'BUILD_GENERAL1_SMALL',
    },
    // A buildspec that names a cache gets one.
    cache: { type: 'S3', location: 'local' },
    serviceRole: '',
  };
}
