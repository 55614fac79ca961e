// CodeBuild's project as the input of CreateProject. Source: CodeBuild API reference, "CreateProject" (2016-10-06).
import type { Node } from '../../lib/node.ts';
import type { BuildProject } from '../../model/build.ts';
import { readResource, refusedByCli, type ReadResource } from '../resource.ts';
import { boolean, list, number, object, optional, required, string } from '../shape.ts';
import { hasKeys, type Kind } from './kind.ts';

export const buildProjectKind: Kind<BuildProject> = {
  title: 'a CodeBuild project',
  file: 'codebuild-project.json',
  holds:
    'what `aws codebuild create-project` takes, one file for each project, or what `batch-get-projects` gives',
  words: ['computeType'],
  isOne: (root) => hasKeys(root, 'environment', 'source', 'artifacts'),
  list: 'projects',
  wrapper: 'project',
  outputs: [
    'arn',
    'badge',
    'created',
    'lastModified',
    'projectVisibility',
    'publicProjectAlias',
    'resourceAccessRole',
    'webhook',
  ],
  read: readBuildProject,
};

/** A project, bare or as `{"project": {…}}`. */
export function readBuildProject(root: Node): ReadResource<BuildProject> {
  return readResource(root, 'project', projectShape);
}

const text = string();
const nonEmpty = string({ min: 1 });
const oneOf = <const Word extends string>(...words: readonly Word[]) => string({ oneOf: words });
const count = (min: number, max?: number) =>
  number({ integer: true, min, ...(max === undefined ? {} : { max }) });
const identifier = string({
  pattern: /[A-Za-z0-9_]{1,127}/,
  patternText: 'letters, digits and underscores, at most 127',
});

const sourceKeys = {
  type: required(
    oneOf(
      'CODECOMMIT',
      'CODEPIPELINE',
      'GITHUB',
      'GITHUB_ENTERPRISE',
      'GITLAB',
      'GITLAB_SELF_MANAGED',
      'BITBUCKET',
      'S3',
      'NO_SOURCE',
    ),
  ),
  location: optional(text),
  gitCloneDepth: optional(count(0)),
  gitSubmodulesConfig: optional(
    object('gitSubmodulesConfig', { fetchSubmodules: required(boolean()) }, refusedByCli),
  ),
  buildspec: optional(text),
  auth: optional(
    object(
      'auth',
      { type: required(oneOf('OAUTH', 'CODECONNECTIONS', 'SECRETS_MANAGER')), resource: optional(text) },
      refusedByCli,
    ),
  ),
  reportBuildStatus: optional(boolean()),
  buildStatusConfig: optional(
    object('buildStatusConfig', { context: optional(text), targetUrl: optional(text) }, refusedByCli),
  ),
  insecureSsl: optional(boolean()),
  sourceIdentifier: optional(identifier),
};

const artifactKeys = {
  type: required(oneOf('CODEPIPELINE', 'S3', 'NO_ARTIFACTS')),
  location: optional(text),
  path: optional(text),
  namespaceType: optional(oneOf('NONE', 'BUILD_ID')),
  name: optional(text),
  packaging: optional(oneOf('NONE', 'ZIP')),
  overrideArtifactName: optional(boolean()),
  encryptionDisabled: optional(boolean()),
  artifactIdentifier: optional(identifier),
  bucketOwnerAccess: optional(oneOf('NONE', 'READ_ONLY', 'FULL')),
};

const cacheShape = object(
  'cache',
  {
    type: required(oneOf('NO_CACHE', 'S3', 'LOCAL')),
    location: optional(text),
    modes: optional(list(oneOf('LOCAL_DOCKER_LAYER_CACHE', 'LOCAL_SOURCE_CACHE', 'LOCAL_CUSTOM_CACHE'))),
    cacheNamespace: optional(text),
  },
  refusedByCli,
);

const environmentVariable = object(
  'environment variable',
  {
    name: required(nonEmpty),
    value: required(string({ coerce: 'notice' })),
    type: optional(oneOf('PLAINTEXT', 'PARAMETER_STORE', 'SECRETS_MANAGER')),
  },
  refusedByCli,
);

const environmentTypes = [
  'LINUX_CONTAINER',
  'ARM_CONTAINER',
  'LINUX_GPU_CONTAINER',
  'LINUX_EC2',
  'ARM_EC2',
  'WINDOWS_EC2',
  'WINDOWS_CONTAINER',
  'WINDOWS_SERVER_2019_CONTAINER',
  'WINDOWS_SERVER_2022_CONTAINER',
  'LINUX_LAMBDA_CONTAINER',
  'ARM_LAMBDA_CONTAINER',
  'MAC_ARM',
] as const;

const computeType = oneOf(
  ...['SMALL', 'MEDIUM', 'LARGE', 'XLARGE', '2XLARGE'].map((size) => `BUILD_GENERAL1_${size}`),
  ...['1GB', '2GB', '4GB', '8GB', '10GB'].map((size) => `BUILD_LAMBDA_${size}`),
  'ATTRIBUTE_BASED_COMPUTE',
  'CUSTOM_INSTANCE_TYPE',
);

const environmentShape = object(
  'environment',
  {
    type: required(oneOf(...environmentTypes)),
    image: required(nonEmpty),
    computeType: required(computeType),
    computeConfiguration: optional(
      object(
        'computeConfiguration',
        {
          vCpu: optional(count(0)),
          memory: optional(count(0)),
          disk: optional(count(0)),
          machineType: optional(oneOf('GENERAL', 'NVME')),
          instanceType: optional(nonEmpty),
        },
        refusedByCli,
      ),
    ),
    fleet: optional(object('fleet', { fleetArn: optional(text) }, refusedByCli)),
    environmentVariables: optional(list(environmentVariable)),
    privilegedMode: optional(boolean()),
    certificate: optional(text),
    registryCredential: optional(
      object(
        'registryCredential',
        { credential: required(nonEmpty), credentialProvider: required(oneOf('SECRETS_MANAGER')) },
        refusedByCli,
      ),
    ),
    imagePullCredentialsType: optional(oneOf('CODEBUILD', 'SERVICE_ROLE')),
    dockerServer: optional(
      object(
        'dockerServer',
        { computeType: required(computeType), securityGroupIds: optional(list(nonEmpty, { max: 5 })) },
        refusedByCli,
      ),
    ),
    hostKernel: optional(oneOf('LINUX_KERNEL_4', 'LINUX_KERNEL_6', 'LINUX_KERNEL_LATEST')),
  },
  refusedByCli,
);

const status = oneOf('ENABLED', 'DISABLED');

const logsShape = object(
  'logsConfig',
  {
    cloudWatchLogs: optional(
      object(
        'cloudWatchLogs',
        { status: required(status), groupName: optional(text), streamName: optional(text) },
        refusedByCli,
      ),
    ),
    s3Logs: optional(
      object(
        's3Logs',
        {
          status: required(status),
          location: optional(text),
          encryptionDisabled: optional(boolean()),
          bucketOwnerAccess: optional(oneOf('NONE', 'READ_ONLY', 'FULL')),
        },
        refusedByCli,
      ),
    ),
  },
  refusedByCli,
);

const vpcShape = object(
  'vpcConfig',
  {
    vpcId: optional(nonEmpty),
    subnets: optional(list(nonEmpty, { max: 16 })),
    securityGroupIds: optional(list(nonEmpty, { max: 5 })),
  },
  refusedByCli,
);

const fileSystemShape = object(
  'file system location',
  {
    type: optional(oneOf('EFS')),
    identifier: optional(text),
    location: optional(text),
    mountPoint: optional(text),
    mountOptions: optional(text),
  },
  refusedByCli,
);

const batchShape = object(
  'buildBatchConfig',
  {
    serviceRole: optional(nonEmpty),
    combineArtifacts: optional(boolean()),
    restrictions: optional(
      object(
        'restrictions',
        {
          maximumBuildsAllowed: optional(count(1)),
          computeTypesAllowed: optional(list(nonEmpty)),
          fleetsAllowed: optional(list(nonEmpty)),
        },
        refusedByCli,
      ),
    ),
    timeoutInMins: optional(count(5, 2160)),
    batchReportMode: optional(oneOf('REPORT_AGGREGATED_BATCH', 'REPORT_INDIVIDUAL_BUILDS')),
  },
  refusedByCli,
);

const projectShape = object(
  'project',
  {
    name: required(
      string({
        pattern: /[A-Za-z0-9][A-Za-z0-9\-_]{1,149}/,
        patternText: '2 to 150 letters, digits, hyphens and underscores, beginning with a letter or digit',
      }),
    ),
    description: optional(string({ max: 255 })),
    source: required(object('source', sourceKeys, refusedByCli)),
    secondarySources: optional(
      list(
        object('secondary source', { ...sourceKeys, sourceIdentifier: required(identifier) }, refusedByCli),
        {
          max: 12,
        },
      ),
    ),
    sourceVersion: optional(text),
    secondarySourceVersions: optional(
      list(
        object(
          'secondary source version',
          { sourceIdentifier: required(identifier), sourceVersion: required(nonEmpty) },
          refusedByCli,
        ),
        { max: 12 },
      ),
    ),
    artifacts: required(object('artifacts', artifactKeys, refusedByCli)),
    secondaryArtifacts: optional(
      list(
        object(
          'secondary artifact',
          { ...artifactKeys, artifactIdentifier: required(identifier) },
          refusedByCli,
        ),
        {
          max: 12,
        },
      ),
    ),
    cache: optional(cacheShape),
    environment: required(environmentShape),
    serviceRole: required(nonEmpty),
    timeoutInMinutes: optional(count(5, 2160)),
    queuedTimeoutInMinutes: optional(count(5, 480)),
    encryptionKey: optional(nonEmpty),
    tags: optional(
      list(
        object(
          'tag',
          { key: required(string({ min: 1, max: 127 })), value: required(string({ max: 255 })) },
          refusedByCli,
        ),
        { max: 50 },
      ),
    ),
    vpcConfig: optional(vpcShape),
    badgeEnabled: optional(boolean()),
    logsConfig: optional(logsShape),
    fileSystemLocations: optional(list(fileSystemShape)),
    buildBatchConfig: optional(batchShape),
    concurrentBuildLimit: optional(count(1)),
    autoRetryLimit: optional(count(0)),
  },
  refusedByCli,
);
