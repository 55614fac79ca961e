// Pipelines of CodePipeline in a stack. Source: CloudFormation template reference, AWS::CodePipeline::Pipeline.
import type { Values } from '../../../aws/wire/message.ts';
import type { PropertyValues } from '../../../model/resource-graph.ts';
import { apiShape } from '../../../model/shipped-shape.ts';
import {
  PropertyRefused,
  createOnce,
  isFound,
  listIn,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { lowerTags, settleLowerTags } from './lower-tags.ts';

const gone = ['PipelineNotFoundException'];
const taken = [
  'ArtifactStore',
  'ArtifactStores',
  'ExecutionMode',
  'Name',
  'PipelineType',
  'RestartExecutionOnUpdate',
  'RoleArn',
  'Stages',
  'Tags',
  'Triggers',
  'Variables',
];

/** The keys of a configuration are not AWS's structure. */
const shape = { verbatim: ['configuration'] };

function declarationOf({ properties, name }: Pick<ResourceWork, 'properties' | 'name'>): Values {
  if ([true, 'true'].includes(properties['RestartExecutionOnUpdate'] as boolean | string))
    throw new PropertyRefused('RestartExecutionOnUpdate');
  const rest = without(properties, 'Tags', 'ArtifactStores', 'RestartExecutionOnUpdate');
  const stores = listIn(properties, 'ArtifactStores') as readonly Values[];
  return {
    ...apiShape(rest as PropertyValues, shape),
    name,
    ...(stores.length === 0
      ? {}
      : {
          artifactStores: Object.fromEntries(
            stores.map((store) => [
              textIn(store, 'Region'),
              apiShape(store['ArtifactStore'] as PropertyValues),
            ]),
          ),
        }),
  };
}

function made(name: string, answer: Values): Made {
  return { physicalId: name, attributes: { Version: textIn(answer, 'pipeline', 'version') } };
}

const webhookTaken = [
  'Authentication',
  'AuthenticationConfiguration',
  'Filters',
  'Name',
  'RegisterWithThirdParty',
  'TargetAction',
  'TargetPipeline',
  'TargetPipelineVersion',
];

/** The API writes the keys of its configuration with capitals as well. */
const webhookShape = { verbatim: ['authenticationConfiguration'] };

async function putWebhook(work: ResourceWork, name: string): Promise<Made> {
  const { call, properties } = work;
  const given = without(properties, 'RegisterWithThirdParty', 'TargetPipelineVersion');
  const answer = await call('codepipeline', 'PutWebhook', {
    webhook: { ...apiShape(given as PropertyValues, webhookShape), name },
  });
  if (String(properties['RegisterWithThirdParty']) === 'true')
    await call('codepipeline', 'RegisterWebhookWithThirdParty', { webhookName: name });
  const Url = textIn(answer, 'webhook', 'url');
  return { physicalId: name, attributes: { Url, Id: name } };
}

const webhook: ResourceHandler = {
  here: 'executed',
  properties: webhookTaken,
  name: { property: 'Name', longest: 100 },
  create: async (work) => await putWebhook(work, work.name),
  update: async (work, { physicalId }) => await putWebhook(work, physicalId),
  remove: async ({ call }, { physicalId: name }) => {
    await call('codepipeline', 'DeleteWebhook', { name });
  },
};

export const codePipelineTypes: ResourceHandlers = {
  'AWS::CodePipeline::Webhook': webhook,
  'AWS::CodePipeline::Pipeline': {
    here: 'executed',
    properties: taken,
    name: { property: 'Name', longest: 100 },
    isThere: async ({ call, name }) => isFound(gone, call('codepipeline', 'GetPipeline', { name })),
    create: async (work) => {
      const { call, name, tags } = work;
      const input = { pipeline: declarationOf(work), ...lowerTags(tags) };
      const answer = await createOnce(
        work,
        ['PipelineNameInUseException'],
        call('codepipeline', 'CreatePipeline', input),
      );
      work.onMade(name);
      return made(name, answer ?? (await call('codepipeline', 'GetPipeline', { name })));
    },
    update: async (work, { physicalId: name }) => {
      const { call, tags, place } = work;
      const pipeline = declarationOf({ ...work, name });
      const answer = await call('codepipeline', 'UpdatePipeline', { pipeline });
      const { partition, region, account } = place;
      const resourceArn = `arn:${partition}:codepipeline:${region}:${account}:${name}`;
      await settleLowerTags({
        tags,
        before: async () => await call('codepipeline', 'ListTagsForResource', { resourceArn }),
        add: async (all) => await call('codepipeline', 'TagResource', { resourceArn, tags: all }),
        remove: async (tagKeys) => await call('codepipeline', 'UntagResource', { resourceArn, tagKeys }),
      });
      return made(name, answer);
    },
    remove: async ({ call }, { physicalId: name }) => {
      await unless(gone, call('codepipeline', 'DeletePipeline', { name }));
    },
  },
};
