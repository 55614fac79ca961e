// The variables that CodeBuild itself sets (CodeBuild user guide, "Environment variables in build environments").
import { formatArn } from '../../model/arn.ts';
import { pathToFileURL } from 'node:url';
import { currentUser } from '../../lib/current-user.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import { isStandalone, type Build } from './build.ts';
import type { BuildFolders } from './build-folders.ts';

/** CODEBUILD_BUILD_SUCCEEDING and CODEBUILD_LAST_EXIT as they are before the first command. */
export function buildVariables(build: Build, folders: BuildFolders): Readonly<Record<string, string>> {
  const { context, project, buildId } = build;
  const { place } = context;
  const { region } = place;
  const arn = (resource: string) => formatArn({ ...place, service: 'codebuild', resource });
  return {
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    ...batchVariables(build),
    CODEBUILD_BUILD_ARN: arn(`build/${buildId}`),
    CODEBUILD_BUILD_ID: buildId,
    CODEBUILD_BUILD_IMAGE: project.environment.image,
    CODEBUILD_BUILD_NUMBER: String(build.buildNumber),
    CODEBUILD_BUILD_SUCCEEDING: '1',
    // AWS gives the page of the build in its console; here the log is what can be opened.
    CODEBUILD_BUILD_URL: pathToFileURL(
      context.state.logs.path(context.executionId, context.actionExecutionId),
    ).href,
    // Undocumented, but many tools find out by it where they run.
    CODEBUILD_CI: 'true',
    CODEBUILD_CONTAINER_NAME: 'default',
    CODEBUILD_GOPATH: goPath(folders),
    CODEBUILD_INITIATOR: initiatorOf(build),
    ...context.definition.started?.webhookVariables,
    CODEBUILD_KMS_KEY_ID:
      project.encryptionKey ?? formatArn({ ...place, service: 'kms', resource: 'alias/aws/s3' }),
    CODEBUILD_LAST_EXIT: '0',
    CODEBUILD_LOG_PATH: buildId.slice(buildId.indexOf(':') + 1),
    CODEBUILD_PROJECT_ARN: arn(`project/${project.name}`),
    CODEBUILD_START_TIME: String(build.startedAt),
    GOPATH: `/go:${goPath(folders)}`,
    // As CodeBuild's local agent shows a buildspec that it runs locally.
    ...(isStandalone(build) ? { CODEBUILD_LOCAL_BUILD: 'true' } : {}),
    ...sourceVariables(build, folders),
  };
}

function initiatorOf(build: Build): string {
  const { started } = build.context.definition;
  if (started !== undefined) return started.initiator;
  return isStandalone(build) ? currentUser().username : `codepipeline/${build.context.pipelineName}`;
}

function batchVariables({ call: { batch } }: Build): Readonly<Record<string, string>> {
  if (batch === undefined) return {};
  const { identifier, shard } = batch;
  return {
    CODEBUILD_BATCH_BUILD_IDENTIFIER: identifier,
    // Our own: how CodeBuild passes it to its tool is not documented.
    ...(shard === undefined ? {} : { SLIPWAY_SHARD: `${shard.index}/${shard.count}` }),
  };
}

function goPath(folders: BuildFolders): string {
  return folders.source(0).replace(/\/src$/, '');
}

/** Under CodePipeline the version of a source is the place of its artifact, and the resolved one the revision in it. */
function sourceVariables(build: Build, folders: BuildFolders): Readonly<Record<string, string>> {
  const { primary, others } = build.call;
  const variables = [
    ...ofSource(build, primary, { suffix: '', folder: folders.source(0) }),
    ...others.flatMap((other, index) =>
      ofSource(build, other, { suffix: `_${other.name}`, folder: folders.source(index + 1) }),
    ),
  ];
  if (primary.revisionId !== undefined)
    variables.push(['CODEBUILD_RESOLVED_SOURCE_VERSION', primary.revisionId]);
  return Object.fromEntries(variables);
}

function ofSource(
  build: Build,
  artifact: ArtifactReference,
  { suffix, folder }: { readonly suffix: string; readonly folder: string },
): [string, string][] {
  if (isStandalone(build)) return ofOwnSource(artifact, suffix, folder);
  const { context } = build;
  const bucket = context.definition.pipeline.artifactStore?.location ?? 'artifacts';
  const key = [context.pipelineName.slice(0, 20), artifact.name.slice(0, 10), artifact.digest.slice(0, 7)];
  const variables: [string, string][] = [
    [`CODEBUILD_SRC_DIR${suffix}`, folder],
    [`CODEBUILD_SOURCE_VERSION${suffix}`, `arn:aws:s3:::${bucket}/${key.join('/')}`],
  ];
  if (artifact.cloneReference !== undefined)
    variables.push([`CODEBUILD_SOURCE_REPO_URL${suffix}`, artifact.cloneReference.url]);
  return variables;
}

/** No version was requested by name, and the commit is what was resolved; a folder without one has no version. */
function ofOwnSource({ repository }: ArtifactReference, suffix: string, folder: string): [string, string][] {
  const variables: [string, string][] = [[`CODEBUILD_SRC_DIR${suffix}`, folder]];
  if (repository === undefined) return variables;
  variables.push([`CODEBUILD_SOURCE_VERSION${suffix}`, repository.commitId]);
  if (repository.origin !== undefined)
    variables.push([`CODEBUILD_SOURCE_REPO_URL${suffix}`, repository.origin]);
  return variables;
}
