// What a build runs on: images that AWS has retired, and what Lambda compute cannot do.
// Source: CodeBuild user guide, "Docker images provided by CodeBuild" and "Limitations of AWS Lambda compute".
import { didYouMean } from '../../lib/nearest.ts';
import type { BuildProject, ProjectEnvironment } from '../../model/build.ts';
import { currentImageNames, findBuildImage } from '../../model/build-images.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const projectEnvironment: Rule = ({ projects }) =>
  projects.flatMap((project, index) => {
    const at = ['projects', index, 'environment'];
    const { environment } = project;
    return [
      ...checkImage(environment, at),
      ...checkPull(environment, at),
      ...checkComputeType(environment, at),
      ...(isLambdaCompute(environment) ? checkLambda(project, ['projects', index]) : []),
    ];
  });

/** Builds on Lambda have none of the things of a container. */
export function isLambdaCompute(environment: ProjectEnvironment): boolean {
  return environment.type.endsWith('_LAMBDA_CONTAINER');
}

type EnvironmentPath = readonly (string | number)[];

function checkImage({ image }: ProjectEnvironment, at: EnvironmentPath): readonly Finding[] {
  const known = findBuildImage(image);
  const path = [...at, 'image'];
  if (known?.isRetired === true) {
    return [
      {
        code: 'ImageRetired',
        severity: 'warning',
        message: `The image ${image} is no longer updated`,
        path,
        ...(known.successor === undefined ? {} : { remedy: `Use ${known.successor}.` }),
        aws: 'CodeBuild still starts it, without cache and without security updates, until AWS removes it.',
      },
    ];
  }
  if (known !== undefined || !image.startsWith('aws/codebuild/') || otherImages.test(image)) return [];
  return [
    {
      code: 'ImageUnknown',
      severity: 'warning',
      message: `CodeBuild provides no image ${image} that Slipway knows`,
      path,
      remedy: didYouMean(image, currentImageNames, `Current images: ${currentImageNames.join(', ')}.`),
      aws: 'If there is none, the build fails in PROVISIONING: the image cannot be pulled.',
    },
  ];
}

/** Images whose runtimes are not chosen by `runtime-versions`. */
const otherImages =
  /^aws\/codebuild\/(windows-base|macos-arm-base|amazonlinux-(x86_64|aarch64)-lambda-standard)/;

function checkPull(environment: ProjectEnvironment, at: EnvironmentPath): readonly Finding[] {
  if (environment.registryCredential === undefined) return [];
  if (environment.imagePullCredentialsType === 'SERVICE_ROLE') return [];
  return [
    {
      code: 'EnvironmentInvalid',
      message: 'A registryCredential needs imagePullCredentialsType SERVICE_ROLE',
      path: [...at, 'registryCredential'],
      remedy: 'Set "imagePullCredentialsType" to "SERVICE_ROLE".',
      aws: refused,
    },
  ];
}

function checkComputeType(environment: ProjectEnvironment, at: EnvironmentPath): readonly Finding[] {
  const { type, computeType } = environment;
  if (type === '' || !computeType.startsWith('BUILD_')) return [];
  if (isLambdaCompute(environment) === computeType.startsWith('BUILD_LAMBDA_')) return [];
  return [
    {
      code: 'EnvironmentInvalid',
      message: `The compute type ${computeType} does not exist for an environment of type ${type}`,
      path: [...at, 'computeType'],
      remedy: isLambdaCompute(environment)
        ? 'Use BUILD_LAMBDA_1GB, _2GB, _4GB, _8GB or _10GB.'
        : 'Use BUILD_GENERAL1_SMALL or one of its larger sizes.',
      aws: refused,
    },
  ];
}

const lambdaMaxMinutes = 15;

function checkLambda(project: BuildProject, at: EnvironmentPath): readonly Finding[] {
  const { environment, cache, timeoutInMinutes = 0 } = project;
  const absent: readonly (readonly [given: boolean, path: readonly string[], what: string])[] = [
    [environment.privilegedMode === true, ['environment', 'privilegedMode'], 'privileged mode'],
    [cache !== undefined && cache.type !== 'NO_CACHE', ['cache'], 'a cache'],
    [project.vpcConfig !== undefined, ['vpcConfig'], 'a VPC'],
    [(project.fileSystemLocations ?? []).length > 0, ['fileSystemLocations'], 'EFS file systems'],
    [project.badgeEnabled === true, ['badgeEnabled'], 'a badge'],
    [project.queuedTimeoutInMinutes !== undefined, ['queuedTimeoutInMinutes'], 'a queue timeout'],
    [
      timeoutInMinutes > lambdaMaxMinutes,
      ['timeoutInMinutes'],
      `builds longer than ${lambdaMaxMinutes} minutes`,
    ],
  ];
  return absent
    .filter(([given]) => given)
    .map(([, path, what]) => ({
      code: 'EnvironmentInvalid',
      message: `Lambda compute does not have ${what}`,
      path: [...at, ...path],
      remedy: `Remove "${path.at(-1) ?? ''}", or use an environment of type LINUX_CONTAINER.`,
      aws: refused,
    }));
}

const refused = 'CreateProject answers InvalidInputException.';
