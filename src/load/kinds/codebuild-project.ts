// CodeBuild's project as the input of CreateProject. Sources: the service's model; CodeBuild API reference,
// "CreateProject" (2016-10-06).
import type { CodeBuild } from '../../aws/types/codebuild.ts';
import type { Node } from '../../lib/node.ts';
import type { BuildProject } from '../../model/build.ts';
import { notExecuted, type AwsRules } from '../aws-rules.ts';
import { awsShape, readAws } from '../aws-shape.ts';
import { refusedByCli, unwrapped, type ReadResource } from '../resource.ts';
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
  shape: () => awsShape('CreateProjectInput', projectRules),
  read: readBuildProject,
};

/** A project, bare or as `{"project": {…}}`. */
export function readBuildProject(root: Node): ReadResource<BuildProject> {
  const node = unwrapped(root, 'project');
  const { value, ...read } = readAws(node, 'CreateProjectInput', projectRules);
  return {
    node,
    problems: read.problems,
    ...(value === undefined ? {} : { value: { ...value, notExecuted: read.notExecuted } }),
  };
}

const identifier = {
  is: 'honoured',
  text: { pattern: /[A-Za-z0-9_]{1,127}/, patternText: 'letters, digits and underscores, at most 127' },
} as const;

export const projectRules: AwsRules<CodeBuild> = {
  service: 'codebuild',
  unknownKey: refusedByCli.aws,
  structures: {
    CreateProjectInput: {
      called: 'project',
      keys: {
        name: {
          is: 'honoured',
          text: {
            patternText:
              '2 to 150 letters, digits, hyphens and underscores, beginning with a letter or digit',
          },
        },
        description: 'inert',
        source: 'honoured',
        secondarySources: { is: 'honoured', called: 'secondary source', requires: ['sourceIdentifier'] },
        sourceVersion: notExecuted('the build takes the source that the pipeline or the folder gives'),
        secondarySourceVersions: notExecuted(
          'the build takes the sources that the pipeline or the folder gives',
        ),
        artifacts: 'honoured',
        secondaryArtifacts: {
          is: 'honoured',
          called: 'secondary artifact',
          requires: ['artifactIdentifier'],
        },
        cache: 'honoured',
        environment: 'honoured',
        serviceRole: 'honoured',
        timeoutInMinutes: 'honoured',
        queuedTimeoutInMinutes: 'honoured',
        encryptionKey: notExecuted(
          'artifacts lie unencrypted in the state folder, which only you can read',
          /alias\/aws\/s3$/,
        ),
        tags: { is: 'inert', requires: ['key', 'value'] },
        vpcConfig: notExecuted('builds use the network of this machine'),
        badgeEnabled: notExecuted('no badge is published', false),
        logsConfig: 'honoured',
        fileSystemLocations: notExecuted('nothing is mounted'),
        buildBatchConfig: 'honoured',
        concurrentBuildLimit: { is: 'honoured', limits: { min: 1 } },
        autoRetryLimit: {
          is: notExecuted('a failed build is retried with its stage', 0),
          limits: { min: 0 },
        },
      },
    },
    ProjectSource: {
      called: 'source',
      keys: {
        type: 'honoured',
        location: 'honoured',
        gitCloneDepth: notExecuted('the source has the history that its source action gives', 0),
        gitSubmodulesConfig: 'honoured',
        buildspec: 'honoured',
        auth: notExecuted('sources are fetched with your own credentials'),
        reportBuildStatus: notExecuted('no status of a build is sent to the source provider', false),
        buildStatusConfig: notExecuted('no status of a build is sent to the source provider'),
        insecureSsl: notExecuted('git checks certificates as it is configured on this machine', false),
        sourceIdentifier: identifier,
      },
    },
    GitSubmodulesConfig: { called: 'gitSubmodulesConfig', keys: { fetchSubmodules: 'honoured' } },
    ProjectArtifacts: {
      called: 'artifacts',
      keys: {
        type: 'honoured',
        location: 'honoured',
        path: 'honoured',
        namespaceType: 'honoured',
        name: 'honoured',
        packaging: 'honoured',
        overrideArtifactName: 'honoured',
        encryptionDisabled: 'honoured',
        artifactIdentifier: identifier,
        bucketOwnerAccess: notExecuted('the bucket is a folder here, and yours', 'NONE'),
      },
    },
    ProjectCache: {
      called: 'cache',
      keys: { type: 'honoured', location: 'honoured', modes: 'honoured', cacheNamespace: 'honoured' },
    },
    ProjectEnvironment: {
      called: 'environment',
      keys: {
        type: 'honoured',
        image: 'honoured',
        computeType: 'honoured',
        computeConfiguration: notExecuted('builds have the processors and the memory of this machine'),
        fleet: notExecuted('builds run on this machine'),
        environmentVariables: 'honoured',
        privilegedMode: 'honoured',
        certificate: notExecuted('builds trust the certificates of their file tree'),
        registryCredential: notExecuted('images are pulled with the logins of your container engine'),
        imagePullCredentialsType: 'honoured',
        dockerServer: notExecuted('builds use the Docker of this machine, if it has one'),
        hostKernel: notExecuted('builds have the kernel of this machine'),
      },
    },
    EnvironmentVariable: {
      called: 'environment variable',
      keys: { name: 'honoured', value: { is: 'honoured', text: { coerce: 'notice' } }, type: 'honoured' },
    },
    LogsConfig: { called: 'logsConfig', keys: { cloudWatchLogs: 'honoured', s3Logs: 'honoured' } },
    CloudWatchLogsConfig: {
      called: 'cloudWatchLogs',
      keys: {
        status: notExecuted('the log is kept in the state folder all the same', 'ENABLED'),
        groupName: 'honoured',
        streamName: 'honoured',
      },
    },
    S3LogsConfig: {
      called: 's3Logs',
      keys: {
        status: notExecuted('the log lies in the state folder and is not copied to S3', 'DISABLED'),
        location: 'inert',
        encryptionDisabled: 'inert',
        bucketOwnerAccess: 'inert',
      },
    },
    ProjectBuildBatchConfig: {
      called: 'buildBatchConfig',
      keys: {
        serviceRole: 'inert',
        combineArtifacts: 'honoured',
        restrictions: 'honoured',
        timeoutInMins: { is: 'honoured', limits: { min: 5, max: 2160 } },
        batchReportMode: notExecuted(
          'no status of a build is sent to the source provider',
          'REPORT_AGGREGATED_BATCH',
        ),
      },
    },
    BatchRestrictions: {
      called: 'restrictions',
      keys: {
        maximumBuildsAllowed: { is: 'honoured', limits: { min: 1 } },
        computeTypesAllowed: 'honoured',
        fleetsAllowed: notExecuted('builds run on this machine, in no fleet'),
      },
    },
    ProjectSourceVersion: { called: 'secondary source version' },
    ProjectFileSystemLocation: { called: 'file system location' },
    Tag: { called: 'tag' },
  },
};
