// The files of a pipeline for what a folder was found to be, in the shapes that AWS's own operations take. Pure.
import { buildspecText } from './buildspec-text.ts';
import type { Detected } from './detected.ts';
import { deliveryOf } from './delivery.ts';
import { starterImage } from './runtime-version.ts';
import { accountId, actionType, json, region, roleArn, slug, type StarterFile } from './shapes.ts';

export interface Starter {
  readonly detected: Detected;
  /** Of the folder; names of resources are made of it. */
  readonly name: string;
  /** `owner/name` and the branch that the source action takes. */
  readonly repository: string;
  readonly branch: string;
  /** A buildspec that is there already. */
  readonly buildspec?: { readonly path: string; readonly hasArtifacts: boolean };
}

export function starterFiles(starter: Starter): readonly StarterFile[] {
  const name = slug(starter.name);
  const { detected, buildspec } = starter;
  const hasBuild = detected.build !== undefined || buildspec !== undefined;
  const delivers = buildspec?.hasArtifacts ?? true;
  const delivery = deliveryOf(delivers ? detected : { ...detected, delivery: { type: 'none' } }, {
    name,
    hasBuild,
  });
  return [
    { path: 'pipeline.json', text: json(pipelineOf(starter, { name, hasBuild, stages: delivery.stages })) },
    ...(hasBuild
      ? [{ path: 'codebuild-project.json', text: json(projectOf(starter, name, delivery.variables ?? {})) }]
      : []),
    ...(detected.build !== undefined && buildspec === undefined
      ? [
          {
            path: 'buildspec.yml',
            text: buildspecText({ ...detected.build, ...delivery.build }, `${name}-tests`),
          },
        ]
      : []),
    ...delivery.files,
  ];
}

interface Stages {
  readonly name: string;
  readonly hasBuild: boolean;
  readonly stages: readonly object[];
}

function pipelineOf(
  { repository, branch, detected, buildspec }: Starter,
  { name, hasBuild, stages }: Stages,
): object {
  const hasOutput = buildspec?.hasArtifacts ?? detected.build?.artifacts !== undefined;
  const build = {
    name: 'Build',
    actions: [
      {
        name: 'Build',
        actionTypeId: actionType('Build', 'CodeBuild'),
        configuration: { ProjectName: name },
        inputArtifacts: [{ name: 'SourceOutput' }],
        ...(hasOutput ? { outputArtifacts: [{ name: 'BuildOutput' }] } : {}),
      },
    ],
  };
  return {
    pipeline: {
      name,
      pipelineType: 'V2',
      executionMode: 'SUPERSEDED',
      roleArn: roleArn(`${name}-pipeline`),
      artifactStore: { type: 'S3', location: `${name}-artifacts-${accountId}` },
      stages: [sourceStage(repository, branch), ...(hasBuild ? [build] : []), ...stages],
    },
  };
}

function sourceStage(repository: string, branch: string): object {
  return {
    name: 'Source',
    actions: [
      {
        name: 'Source',
        namespace: 'Source',
        actionTypeId: actionType('Source', 'CodeStarSourceConnection'),
        configuration: {
          ConnectionArn: `arn:aws:codeconnections:${region}:${accountId}:connection/00000000-0000-0000-0000-000000000000`,
          FullRepositoryId: repository,
          BranchName: branch,
        },
        outputArtifacts: [{ name: 'SourceOutput' }],
      },
    ],
  };
}

function projectOf(
  { detected, buildspec }: Starter,
  name: string,
  variables: Readonly<Record<string, string>>,
): object {
  const named = Object.entries(variables).map(([key, value]) => ({ name: key, value }));
  return {
    name,
    source: {
      type: 'CODEPIPELINE',
      ...(buildspec === undefined || buildspec.path === 'buildspec.yml' ? {} : { buildspec: buildspec.path }),
    },
    artifacts: { type: 'CODEPIPELINE' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: starterImage,
      computeType: 'BUILD_GENERAL1_SMALL',
      ...(detected.build?.isPrivileged === true ? { privilegedMode: true } : {}),
      ...(named.length === 0 ? {} : { environmentVariables: named }),
    },
    serviceRole: roleArn(`${name}-build`),
    ...(detected.build?.cache === undefined
      ? {}
      : { cache: { type: 'LOCAL', modes: ['LOCAL_CUSTOM_CACHE'] } }),
  };
}
