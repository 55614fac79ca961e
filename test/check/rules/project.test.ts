import { expect, test } from 'vitest';
import { providers } from '../../../src/actions/registry.ts';
import type { BuildProject } from '../../../src/model/build.ts';
import { projectCache } from '../../../src/check/rules/project-cache.ts';
import { projectEnvironment } from '../../../src/check/rules/project-environment.ts';
import { actionsByType } from '../../../src/check/rules/actions-by-type.ts';
import { projectSource } from '../../../src/check/rules/project-source.ts';
import { projectVariables } from '../../../src/check/rules/project-variables.ts';
import type { Rule } from '../../../src/check/rules/rule.ts';
import { definition, findingsOf, project, withActions } from '../../rig/empty-definition.ts';

const { environment } = project();
const lambda = { ...environment, type: 'LINUX_LAMBDA_CONTAINER', computeType: 'BUILD_LAMBDA_1GB' };
const s3 = { type: 'S3', location: 'bucket/key' } as const;
const bucket = { type: 'S3', location: 'bucket' } as const;

const rows: readonly (readonly [
  name: string,
  rule: Rule,
  parts: Partial<BuildProject>,
  expected: readonly string[],
])[] = [
  ['a project for pipelines', projectSource, {}, []],
  [
    'a GitHub source without a location',
    projectSource,
    { source: { type: 'GITHUB' }, artifacts: { type: 'NO_ARTIFACTS' } },
    ['ProjectSourceInvalid error projects.0.source'],
  ],
  [
    'no source and a buildspec by path',
    projectSource,
    { source: { type: 'NO_SOURCE', buildspec: 'a.yml' }, artifacts: { type: 'NO_ARTIFACTS' } },
    ['ProjectSourceInvalid error projects.0.source'],
  ],
  [
    'no source and a buildspec as text',
    projectSource,
    {
      source: { type: 'NO_SOURCE', buildspec: 'version: 0.2\nphases: {}' },
      artifacts: { type: 'NO_ARTIFACTS' },
    },
    [],
  ],
  [
    'CODEPIPELINE on one side only',
    projectSource,
    { artifacts: { type: 'NO_ARTIFACTS' } },
    ['ProjectSourceInvalid error projects.0.artifacts.type'],
  ],
  [
    'S3 artifacts without a bucket',
    projectSource,
    { source: s3, artifacts: { type: 'S3' } },
    ['ProjectSourceInvalid error projects.0.artifacts'],
  ],
  [
    'a badge in a pipeline',
    projectSource,
    { badgeEnabled: true },
    ['ProjectSourceInvalid error projects.0.badgeEnabled'],
  ],
  [
    'the same secondary source twice',
    projectSource,
    {
      secondarySources: [
        { ...s3, sourceIdentifier: 'a' },
        { ...s3, sourceIdentifier: 'a' },
      ],
    },
    ['ProjectSourceInvalid error projects.0.secondarySources.1.sourceIdentifier'],
  ],
  [
    'a version for an unknown source',
    projectSource,
    { secondarySourceVersions: [{ sourceIdentifier: 'b', sourceVersion: '1' }] },
    ['ProjectSourceInvalid error projects.0.secondarySourceVersions.0.sourceIdentifier'],
  ],
  [
    'a secondary artifact of type CODEPIPELINE',
    projectSource,
    { secondaryArtifacts: [{ type: 'CODEPIPELINE', artifactIdentifier: 'a' }] },
    ['ProjectSourceInvalid error projects.0.secondaryArtifacts.0.type'],
  ],
  [
    'the same secondary artifact twice',
    projectSource,
    {
      secondaryArtifacts: [
        { ...bucket, artifactIdentifier: 'a' },
        { ...bucket, artifactIdentifier: 'a' },
      ],
    },
    ['ProjectSourceInvalid error projects.0.secondaryArtifacts.1.artifactIdentifier'],
  ],

  ['a current image', projectEnvironment, {}, []],
  [
    'a retired image',
    projectEnvironment,
    { environment: { ...environment, image: 'aws/codebuild/standard:5.0' } },
    ['ImageRetired warning projects.0.environment.image'],
  ],
  [
    'an image of another registry',
    projectEnvironment,
    { environment: { ...environment, image: 'node:22' } },
    [],
  ],
  [
    'an image that CodeBuild does not have',
    projectEnvironment,
    { environment: { ...environment, image: 'aws/codebuild/standrad:7.0' } },
    ['ImageUnknown warning projects.0.environment.image'],
  ],
  [
    'an image for Lambda compute',
    projectEnvironment,
    { environment: { ...lambda, image: 'aws/codebuild/amazonlinux-x86_64-lambda-standard:nodejs22' } },
    [],
  ],
  [
    'a registry credential without the service role',
    projectEnvironment,
    {
      environment: {
        ...environment,
        registryCredential: { credential: 'hub', credentialProvider: 'SECRETS_MANAGER' },
      },
    },
    ['EnvironmentInvalid error projects.0.environment.registryCredential'],
  ],
  [
    'a Lambda size in a container',
    projectEnvironment,
    { environment: { ...environment, computeType: 'BUILD_LAMBDA_1GB' } },
    ['EnvironmentInvalid error projects.0.environment.computeType'],
  ],
  [
    'everything that Lambda compute lacks',
    projectEnvironment,
    {
      environment: { ...lambda, privilegedMode: true },
      cache: { type: 'S3', location: 'b' },
      vpcConfig: {},
      fileSystemLocations: [{}],
      badgeEnabled: true,
      queuedTimeoutInMinutes: 5,
      timeoutInMinutes: 16,
    },
    [
      'environment.privilegedMode',
      'cache',
      'vpcConfig',
      'fileSystemLocations',
      'badgeEnabled',
      'queuedTimeoutInMinutes',
      'timeoutInMinutes',
    ].map((key) => `EnvironmentInvalid error projects.0.${key}`),
  ],

  [
    'a variable given twice',
    projectVariables,
    {
      environment: {
        ...environment,
        environmentVariables: [
          { name: 'A', value: '1' },
          { name: 'A', value: '2' },
        ],
      },
    },
    ['VariableDuplicate error projects.0.environment.environmentVariables.1.name'],
  ],
  [
    'a reserved variable',
    projectVariables,
    { environment: { ...environment, environmentVariables: [{ name: 'CODEBUILD_X', value: '1' }] } },
    ['VariableReserved error projects.0.environment.environmentVariables.0.name'],
  ],

  ['no cache', projectCache, { cache: { type: 'NO_CACHE' } }, []],
  ['a cache', projectCache, { cache: { type: 'S3', location: 'bucket/prefix' } }, []],
  [
    'an S3 cache without a bucket',
    projectCache,
    { cache: { type: 'S3' } },
    ['ProjectCacheInvalid error projects.0.cache'],
  ],
  [
    'a local cache without modes',
    projectCache,
    { cache: { type: 'LOCAL' } },
    ['ProjectCacheInvalid error projects.0.cache'],
  ],
  [
    'a local cache in a VPC',
    projectCache,
    { cache: { type: 'LOCAL', modes: ['LOCAL_SOURCE_CACHE'] }, vpcConfig: {} },
    ['ProjectCacheInvalid error projects.0.cache.type'],
  ],
  [
    'a Docker cache without privilege',
    projectCache,
    { cache: { type: 'LOCAL', modes: ['LOCAL_DOCKER_LAYER_CACHE'] } },
    ['ProjectCacheInvalid error projects.0.cache.modes.0'],
  ],
];

test.each(rows)('%s', (...[, rule, parts, expected]) => {
  expect(findingsOf(rule, { projects: [project(parts)] })).toEqual(expected);
});

const build = {
  name: 'Build',
  actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
  configuration: { ProjectName: 'build' },
} as const;

test('an action that names a project of the definition gives no finding', () => {
  expect(findingsOf(actionsByType, { pipeline: withActions(build), projects: [project()] })).toEqual([]);
});

test('an action that names an unknown project is an error with the nearest name', () => {
  const parts = { pipeline: withActions(build), projects: [project({ name: 'buildd' })] };
  expect(findingsOf(actionsByType, parts)).toEqual([
    'ProjectUnknown error pipeline.stages.0.actions.0.configuration.ProjectName',
  ]);
  expect(actionsByType(definition(parts), providers)[0]?.remedy).toBe('Did you mean "buildd"?');
});

test('a pipeline alone may name projects that exist in an account', () => {
  expect(findingsOf(actionsByType, { pipeline: withActions(build) })).toEqual([
    'ProjectUnknown warning pipeline.stages.0.actions.0.configuration.ProjectName',
  ]);
});

test('a project with a source of its own is remarked when a pipeline uses it', () => {
  const own = project({ source: { type: 'GITHUB', location: 'https://example.com/a.git' } });
  expect(findingsOf(actionsByType, { pipeline: withActions(build), projects: [own] })).toEqual([
    'ProjectSourceUnused warning projects.0.source.type',
  ]);
});
