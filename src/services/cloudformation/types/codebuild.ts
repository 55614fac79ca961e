// Projects of CodeBuild in a stack. Source: CloudFormation template reference, AWS::CodeBuild::Project.
import type { Values } from '../../../aws/wire/message.ts';
import type { PropertyValues } from '../../../model/resource-graph.ts';
import { apiShape } from '../../../model/shipped-shape.ts';
import {
  createOnce,
  listIn,
  textIn,
  without,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { lowerTagList } from './lower-tags.ts';

const taken = [
  'Artifacts',
  'AutoRetryLimit',
  'BadgeEnabled',
  'BuildBatchConfig',
  'Cache',
  'ConcurrentBuildLimit',
  'Description',
  'EncryptionKey',
  'Environment',
  'FileSystemLocations',
  'LogsConfig',
  'Name',
  'QueuedTimeoutInMinutes',
  'SecondaryArtifacts',
  'SecondarySourceVersions',
  'SecondarySources',
  'ServiceRole',
  'Source',
  'SourceVersion',
  'Tags',
  'TimeoutInMinutes',
  'VpcConfig',
];

function inputOf({ properties, tags }: ResourceWork, name: string): Values {
  const shape = { renamed: { buildspec: 'BuildSpec' } };
  return {
    ...apiShape(without(properties, 'Tags') as PropertyValues, shape),
    name,
    tags: lowerTagList(tags),
  };
}

function made(name: string, project: Values): Made {
  return { physicalId: name, attributes: { Arn: textIn(project, 'arn') } };
}

async function projectNamed({ call }: ResourceWork, name: string): Promise<Values | undefined> {
  const answer = await call('codebuild', 'BatchGetProjects', { names: [name] });
  return listIn(answer, 'projects')[0] as Values | undefined;
}

export const codeBuildTypes: ResourceHandlers = {
  'AWS::CodeBuild::Project': {
    here: 'executed',
    properties: taken,
    name: { property: 'Name', longest: 150 },
    isThere: async (work) => (await projectNamed(work, work.name)) !== undefined,
    create: async (work) => {
      const { call, name } = work;
      const input = inputOf(work, name);
      await createOnce(work, ['ResourceAlreadyExistsException'], call('codebuild', 'CreateProject', input));
      work.onMade(name);
      return made(name, (await projectNamed(work, name)) ?? {});
    },
    update: async (work, { physicalId: name, properties: before }) => {
      // What is no longer there goes back to its default, which UpdateProject does not do by itself.
      const cleared = without(before, ...Object.keys(work.properties), 'Tags', 'Name');
      const answer = await work.call('codebuild', 'UpdateProject', {
        ...Object.assign({}, ...Object.keys(cleared).map((key) => defaults[key] ?? {})),
        ...inputOf(work, name),
      });
      return made(name, (answer['project'] as Values | undefined) ?? {});
    },
    remove: async ({ call }, { physicalId: name }) => {
      await call('codebuild', 'DeleteProject', { name });
    },
  },
};

/** By the property of the template: what UpdateProject is given without one (CodeBuild API, CreateProject). */
const defaults: Readonly<Record<string, Values>> = {
  AutoRetryLimit: { autoRetryLimit: 0 },
  BadgeEnabled: { badgeEnabled: false },
  Cache: { cache: { type: 'NO_CACHE' } },
  ConcurrentBuildLimit: { concurrentBuildLimit: -1 },
  Description: { description: '' },
  FileSystemLocations: { fileSystemLocations: [] },
  QueuedTimeoutInMinutes: { queuedTimeoutInMinutes: 480 },
  SecondaryArtifacts: { secondaryArtifacts: [] },
  SecondarySourceVersions: { secondarySourceVersions: [] },
  SecondarySources: { secondarySources: [] },
  SourceVersion: { sourceVersion: '' },
  TimeoutInMinutes: { timeoutInMinutes: 60 },
};
