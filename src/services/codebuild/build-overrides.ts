// What StartBuild says otherwise than its project. Pure.
// Source: CodeBuild API reference, StartBuild.
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import { defined } from '../../lib/defined.ts';
import type { BuildProject } from '../../model/build.ts';
import { invalidProject } from './project-record.ts';

type Input = CodeBuildApi['shapes']['StartBuildInput'];

export function withOverrides(project: BuildProject, input: Input): BuildProject {
  const { notExecuted: _, ...known } = project;
  refuseUnexecuted(input);
  const overridden = {
    ...known,
    ...defined({
      cache: input.cacheOverride,
      artifacts: input.artifactsOverride,
      secondaryArtifacts: input.secondaryArtifactsOverride,
      serviceRole: input.serviceRoleOverride,
      timeoutInMinutes: input.timeoutInMinutesOverride,
      queuedTimeoutInMinutes: input.queuedTimeoutInMinutesOverride,
      encryptionKey: input.encryptionKeyOverride,
      logsConfig: input.logsConfigOverride,
      sourceVersion: input.sourceVersion,
    }),
    source: {
      ...project.source,
      ...defined({
        type: input.sourceTypeOverride,
        location: input.sourceLocationOverride,
        buildspec: input.buildspecOverride,
        auth: input.sourceAuthOverride,
        gitCloneDepth: input.gitCloneDepthOverride,
        gitSubmodulesConfig: input.gitSubmodulesConfigOverride,
        insecureSsl: input.insecureSslOverride,
        reportBuildStatus: input.reportBuildStatusOverride,
        buildStatusConfig: input.buildStatusConfigOverride,
      }),
    },
    environment: {
      ...project.environment,
      ...defined({
        type: input.environmentTypeOverride,
        image: input.imageOverride,
        computeType: input.computeTypeOverride,
        certificate: input.certificateOverride,
        fleet: input.fleetOverride,
        privilegedMode: input.privilegedModeOverride,
        registryCredential: input.registryCredentialOverride,
        imagePullCredentialsType: input.imagePullCredentialsTypeOverride,
        hostKernel: input.hostKernelOverride,
      }),
      environmentVariables: mergedVariables(project, input),
    },
  };
  return overridden;
}

/** By name: the rest of the project's stays. */
function mergedVariables(
  { environment: { environmentVariables = [] } }: BuildProject,
  { environmentVariablesOverride = [] }: Input,
): NonNullable<BuildProject['environment']['environmentVariables']> {
  return [
    ...new Map(
      [...environmentVariables, ...environmentVariablesOverride].map((each) => [each.name, each]),
    ).values(),
  ];
}

function refuseUnexecuted(input: Input): void {
  const others = [
    ...(input.secondarySourcesOverride ?? []),
    ...(input.secondarySourcesVersionOverride ?? []),
  ];
  if (others.length > 0)
    throw invalidProject('Slipway gives a build that a call starts no secondary sources');
  if (input.debugSessionEnabled === true)
    throw invalidProject('Slipway opens no debug sessions: run the build with "slipway run --shell"');
  if ((input.autoRetryLimitOverride ?? 0) > 0)
    throw invalidProject('Slipway retries no build by itself: call RetryBuild');
}
