// What a build project needs of its service role. Sources: CodeBuild user guide, "Allow CodeBuild to interact with other
// AWS services", "Test report permissions", "Build caching in Amazon S3", "Using VPC with CodeBuild"; CodePipeline user
// guide, "Troubleshooting", about full clones.
import { parseArn } from '../arn.ts';
import type {
  BuildProject,
  Buildspec,
  EnvironmentVariable,
  ProjectArtifacts,
  ProjectSource,
} from '../build.ts';
import { unknownText } from '../policy-pattern.ts';
import { secretIdOf } from '../secret-reference.ts';
import { keyRights, logRights } from './shared-rights.ts';
import { arnOf, bucketArn, objectsArn, secretArn, type Where } from './arns.ts';
import { actionsOf, right, type Right } from './right.ts';

/** All but the artifacts that CodePipeline hands over, which are the pipeline's. */
export function projectRights(
  project: BuildProject,
  buildspecs: readonly Buildspec[],
  where: Where,
): readonly Right[] {
  return [
    ...logs(project, where),
    ...[project.source, ...(project.secondarySources ?? [])].flatMap((source) => sourceRights(source, where)),
    ...[project.artifacts, ...(project.secondaryArtifacts ?? [])].flatMap((each) =>
      artifactRights(each, where),
    ),
    ...cacheRights(project, where),
    ...keyRights(where, project.encryptionKey),
    ...variableRights(project.environment.environmentVariables ?? [], where),
    ...buildspecs.flatMap((buildspec) => buildspecRights(project, buildspec, where)),
    ...imageRights(project, where),
    ...networkRights(project, where),
  ];
}

function logs({ name, logsConfig }: BuildProject, where: Where): readonly Right[] {
  const cloudWatch = textsOf(logsConfig?.['cloudWatchLogs']);
  const s3 = textsOf(logsConfig?.['s3Logs']);
  return [
    ...(cloudWatch['status'] === 'DISABLED'
      ? []
      : logRights(where, cloudWatch['groupName'] ?? `/aws/codebuild/${name}`)),
    ...(s3['status'] === 'ENABLED' ? [right('s3:PutObject', below(where, s3['location'] ?? ''))] : []),
  ];
}

function sourceRights({ type, location = '' }: ProjectSource, where: Where): readonly Right[] {
  if (type === 'S3')
    return [right(actionsOf('s3', 'GetObject', 'GetObjectVersion'), bucketArn(where, location))];
  if (type !== 'CODECOMMIT') return [];
  const repository = location.slice(location.lastIndexOf('/') + 1);
  return [right('codecommit:GitPull', arnOf(where, 'codecommit', repository))];
}

function artifactRights(
  { type, location = '', path = '' }: ProjectArtifacts,
  where: Where,
): readonly Right[] {
  if (type !== 'S3') return [];
  return [
    right('s3:PutObject', objectsArn(where, location, path)),
    right(actionsOf('s3', 'GetBucketAcl', 'GetBucketLocation'), bucketArn(where, location)),
  ];
}

function cacheRights({ cache }: BuildProject, where: Where): readonly Right[] {
  if (cache?.type !== 'S3') return [];
  return [right(actionsOf('s3', 'GetObject', 'PutObject'), below(where, cache.location ?? ''))];
}

/** `bucket/prefix`, or `arn:aws:s3:::bucket/prefix`. */
function below(where: Where, location: string): string {
  const [bucket = '', ...prefix] = (parseArn(location)?.resource ?? location).split('/');
  return objectsArn(where, bucket, prefix.join('/'));
}

/** Of a project, or of an action that adds its own. */
export function variableRights(variables: readonly EnvironmentVariable[], where: Where): readonly Right[] {
  return variables.flatMap(({ type, value }) => {
    if (type === 'PARAMETER_STORE') return [parameterRight(value, where)];
    return type === 'SECRETS_MANAGER' ? [secretRight(value, where)] : [];
  });
}

export function parameterRight(name: string, where: Where): Right {
  const arn = name.startsWith('arn:') ? name : arnOf(where, 'ssm', `parameter/${name.replace(/^\//, '')}`);
  return right('ssm:GetParameters', arn);
}

export function secretRight(reference: string, where: Where): Right {
  return right('secretsmanager:GetSecretValue', secretArn(where, secretIdOf(reference)));
}

function buildspecRights(
  { name }: BuildProject,
  { env, reports }: Buildspec,
  where: Where,
): readonly Right[] {
  return [
    ...Object.values(env.parameterStore).map((parameter) => parameterRight(parameter, where)),
    ...Object.values(env.secretsManager).map((reference) => secretRight(reference, where)),
    ...reports.map((report) => {
      const isGroup = report.name.startsWith('arn:');
      const group = isGroup ? report.name : reportGroupArn(where, `${name}-${report.name}`);
      return reportRight(group, { isCoverage: coverageFormats.has(report.fileFormat), makesGroup: !isGroup });
    }),
  ];
}

export function reportGroupArn(where: Where, name: string): string {
  return arnOf(where, 'codebuild', `report-group/${name}`);
}

/** What a report takes; the group is made when it is not there. */
export function reportRight(
  group: string,
  { isCoverage, makesGroup }: { readonly isCoverage: boolean; readonly makesGroup: boolean },
): Right {
  const puts = isCoverage ? 'BatchPutCodeCoverages' : 'BatchPutTestCases';
  const names = ['CreateReport', 'UpdateReport', puts, ...(makesGroup ? ['CreateReportGroup'] : [])];
  return right(actionsOf('codebuild', ...names), group);
}

const coverageFormats = new Set(['CLOVERXML', 'COBERTURAXML', 'JACOCOXML', 'SIMPLECOV']);

/** An image is pulled with the role only when the project says so; else with CodeBuild's own rights. */
function imageRights({ environment }: BuildProject, where: Where): readonly Right[] {
  const { image, imagePullCredentialsType, registryCredential } = environment;
  return [
    ...(registryCredential === undefined ? [] : [secretRight(registryCredential.credential, where)]),
    ...(imagePullCredentialsType === 'SERVICE_ROLE' ? pullRights(image, where) : []),
  ];
}

/** Nothing for an image that is in no repository of ECR. */
export function pullRights(image: string, where: Where): readonly Right[] {
  const [, account, region, repository] =
    /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com[^/]*\/([^:@]+)/.exec(image) ?? [];
  if (repository === undefined) return [];
  const there = { ...where, account: account ?? where.account, region: region ?? where.region };
  return [
    right('ecr:GetAuthorizationToken', '*'),
    right(
      actionsOf('ecr', 'BatchCheckLayerAvailability', 'BatchGetImage', 'GetDownloadUrlForLayer'),
      arnOf(there, 'ecr', `repository/${repository}`),
    ),
  ];
}

function networkRights({ vpcConfig }: BuildProject, where: Where): readonly Right[] {
  if (vpcConfig === undefined) return [];
  const ec2 = (type: string, id: string) => arnOf(where, 'ec2', `${type}/${id}`);
  const ids = (key: string): readonly string[] => {
    const value = vpcConfig[key];
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
  };
  const made = ec2('network-interface', unknownText);
  return [
    right('ec2:CreateNetworkInterface', [
      made,
      ...ids('subnets').map((id) => ec2('subnet', id)),
      ...ids('securityGroupIds').map((id) => ec2('security-group', id)),
    ]),
    right('ec2:DeleteNetworkInterface', made),
    right('ec2:CreateNetworkInterfacePermission', made, {
      context: { 'ec2:AuthorizedService': 'codebuild.amazonaws.com' },
    }),
    right(
      actionsOf(
        'ec2',
        'DescribeDhcpOptions',
        'DescribeNetworkInterfaces',
        'DescribeSecurityGroups',
        'DescribeSubnets',
        'DescribeVpcs',
      ),
      '*',
    ),
  ];
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string'));
}
