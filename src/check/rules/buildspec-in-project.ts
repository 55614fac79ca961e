// What a buildspec asks of the environment that its project gives it: runtimes, Docker, a shell, retries.
// Source: CodeBuild user guide, "Available runtimes", "Docker in custom image sample", "Build specification reference".
import type { Buildspec, BuildspecPhase, BuildProject, ProjectEnvironment } from '../../model/build.ts';
import {
  findBuildImage,
  hasEnded,
  hasRuntimeVersion,
  runtimeNames,
  type BuildImage,
  type RuntimeName,
} from '../../model/build-images.ts';
import type { BuildspecFinding } from '../../model/buildspec-finding.ts';
import { accessKeysOfBuildspec } from './access-keys.ts';
import { isLambdaCompute } from './project-environment.ts';

/** Places them with `placeInBuildspec` (load). */
export function checkBuildspecAgainstProject(
  buildspec: Buildspec,
  project: BuildProject,
): readonly BuildspecFinding[] {
  const { environment } = project;
  return [
    ...checkRuntimes(buildspec, environment),
    ...checkShell(buildspec, environment),
    ...accessKeysOfBuildspec(buildspec),
    ...phasesOf(buildspec).flatMap(([name, phase]) => [
      ...checkDocker(name, phase, environment),
      ...checkOnFailure(name, phase, environment),
    ]),
  ];
}

function phasesOf(buildspec: Buildspec): readonly (readonly [string, BuildspecPhase])[] {
  return Object.entries(buildspec.phases);
}

function checkRuntimes(buildspec: Buildspec, { image }: ProjectEnvironment): readonly BuildspecFinding[] {
  const versions = Object.entries(buildspec.phases.install?.runtimeVersions ?? {});
  if (versions.length === 0) return [];
  const known = findBuildImage(image);
  if (known?.runtimes === undefined) {
    return known === undefined && !image.startsWith('aws/codebuild/') ? [runtimesSkipped(image)] : [];
  }
  return versions.flatMap(([name, version]) => {
    const runtime = runtimeNames.find((each) => each === name);
    return runtime === undefined ? [] : checkRuntime(runtime, version, known);
  });
}

function runtimesSkipped(image: string): BuildspecFinding {
  return {
    code: 'RuntimeUnavailable',
    severity: 'warning',
    message: `The image ${image} is not one of CodeBuild's own, and only those can choose runtimes`,
    path: ['phases', 'install', 'runtime-versions'],
    remedy: 'Remove "runtime-versions", and take an image that has the runtimes.',
    aws: 'The build goes on without them: Skipping install of runtimes.',
  };
}

function checkRuntime(runtime: RuntimeName, version: string, image: BuildImage): readonly BuildspecFinding[] {
  const listed = image.runtimes?.[runtime] ?? [];
  const path = ['phases', 'install', 'runtime-versions', runtime];
  const supported = listed.filter((each) => !hasEnded(runtime, each));
  const newest = supported[0] ?? listed[0];
  if (hasEnded(runtime, version)) {
    return [
      {
        code: 'RuntimeEnded',
        severity: 'warning',
        message: `${runtime} ${version} has reached its end of life`,
        path,
        remedy:
          supported.length === 0
            ? `Use a newer image (${image.successor ?? 'a current one'}) with a supported version.`
            : `Use ${supported.join(' or ')}, which the image ${image.name} has.`,
        aws: 'The build runs, with a runtime that gets no security updates.',
      },
    ];
  }
  if (hasRuntimeVersion(image, runtime, version)) return [];
  return [
    {
      code: 'RuntimeUnavailable',
      severity: 'warning',
      message: `The image ${image.name} does not carry ${runtime} ${version}`,
      path,
      remedy:
        listed.length === 0
          ? `Use an image that has ${runtime}.`
          : `It carries ${listed.join(', ')}; write ${newest ?? ''} or another of them.`,
      aws: 'CodeBuild tries to install it when the build starts, which takes longer and may fail.',
    },
  ];
}

function checkShell({ env }: Buildspec, { type }: ProjectEnvironment): readonly BuildspecFinding[] {
  if (env.shell === undefined || type === '') return [];
  const isForWindows = env.shell.endsWith('.exe');
  const isWindows = type.startsWith('WINDOWS_');
  if (isForWindows === isWindows) return [];
  return [
    {
      code: 'ShellUnavailable',
      message: `The shell ${env.shell} does not exist in an environment of type ${type}`,
      path: ['env', 'shell'],
      remedy: isWindows ? 'Use powershell.exe or cmd.exe.' : 'Use bash or /bin/sh.',
      aws: 'The build fails before its first command.',
    },
  ];
}

/** `docker` as a command: at the beginning, or after what separates commands. */
const dockerCommand =
  /(^|[;&|(\n]|\bsudo\s)\s*docker(-compose)?\s+(build|buildx|run|pull|push|compose|load|up|login)\b/;

function checkDocker(
  name: string,
  phase: BuildspecPhase,
  environment: ProjectEnvironment,
): readonly BuildspecFinding[] {
  const isContainer = environment.type === 'LINUX_CONTAINER' || environment.type === 'ARM_CONTAINER';
  if (environment.privilegedMode === true || environment.dockerServer !== undefined) return [];
  if (!isContainer && !isLambdaCompute(environment)) return [];
  const index = phase.commands.findIndex((command) => dockerCommand.test(command));
  if (index === -1) return [];
  return [
    {
      code: 'DockerNeedsPrivilege',
      severity: 'warning',
      message: `This command uses Docker, and the environment of the project is not privileged`,
      path: ['phases', name, 'commands', index],
      remedy: isContainer
        ? 'Set "privilegedMode" to true in the environment of the project.'
        : 'Lambda compute has no Docker; use an environment of type LINUX_CONTAINER.',
      aws: 'The command fails: Cannot connect to the Docker daemon.',
    },
  ];
}

function checkOnFailure(
  name: string,
  phase: BuildspecPhase,
  environment: ProjectEnvironment,
): readonly BuildspecFinding[] {
  const isOnFleet = environment.fleet?.fleetArn !== undefined;
  const isCustomImage =
    !environment.image.startsWith('aws/codebuild/') &&
    !environment.image.startsWith('public.ecr.aws/codebuild/');
  const where = isLambdaCompute(environment)
    ? 'on Lambda compute'
    : isOnFleet
      ? 'on reserved capacity'
      : isCustomImage
        ? 'in images that are not among those of CodeBuild'
        : undefined;
  if (phase.onFailure === undefined || where === undefined) return [];
  return [
    {
      code: 'OnFailureUnsupported',
      severity: 'warning',
      message: `"on-failure" is not supported ${where}`,
      path: ['phases', name, 'on-failure'],
      aws: 'The phases follow each other as if it were not there.',
    },
  ];
}
