// Repositories of CodeCommit in a stack. Source: CloudFormation template reference, AWS::CodeCommit::Repository.
import type { Values } from '../../../aws/wire/message.ts';
import { defined } from '../../../lib/defined.ts';
import {
  createOnce,
  isFound,
  textIn,
  unless,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const gone = ['RepositoryDoesNotExistException'];

async function metadata({ call, name }: Pick<ResourceWork, 'call' | 'name'>): Promise<Values> {
  const { repositoryMetadata } = await call('codecommit', 'GetRepository', { repositoryName: name });
  return repositoryMetadata as Values;
}

async function described(work: ResourceWork): Promise<Made> {
  const values = await metadata(work);
  const [RepositoryId, Arn, Name, CloneUrlHttp, CloneUrlSsh] = [
    textIn(values, 'repositoryId'),
    textIn(values, 'Arn'),
    textIn(values, 'repositoryName'),
    textIn(values, 'cloneUrlHttp'),
    textIn(values, 'cloneUrlSsh'),
  ];
  return { physicalId: RepositoryId, attributes: { Arn, CloneUrlHttp, CloneUrlSsh, Name, RepositoryId } };
}

/** In templates their names begin with capitals. */
function triggersOf({ Triggers = [] }: Values): readonly Values[] {
  return (Triggers as readonly Values[]).map(({ Name, DestinationArn, CustomData, Branches, Events }) => ({
    name: Name,
    destinationArn: DestinationArn,
    events: Events,
    ...defined({ customData: CustomData, branches: Branches }),
  }));
}

async function putTriggers({ call, properties, name }: ResourceWork, before: Values): Promise<void> {
  const triggers = triggersOf(properties);
  if (triggers.length > 0 || triggersOf(before).length > 0)
    await call('codecommit', 'PutRepositoryTriggers', { repositoryName: name, triggers });
}

export const codeCommitTypes: ResourceHandlers = {
  'AWS::CodeCommit::Repository': {
    here: 'executed',
    properties: ['KmsKeyId', 'RepositoryDescription', 'RepositoryName', 'Tags', 'Triggers'],
    fixed: ['KmsKeyId', 'RepositoryName'],
    name: { property: 'RepositoryName', longest: 100 },
    isThere: async ({ call, name }) =>
      isFound(gone, call('codecommit', 'GetRepository', { repositoryName: name })),
    create: async (work) => {
      const { call, properties, name, tags } = work;
      const { RepositoryDescription: repositoryDescription, KmsKeyId: kmsKeyId } = properties;
      const given = { repositoryName: name, tags, ...defined({ repositoryDescription, kmsKeyId }) };
      await createOnce(
        work,
        ['RepositoryNameExistsException'],
        call('codecommit', 'CreateRepository', given),
      );
      const made = await described(work);
      work.onMade(made.physicalId);
      await putTriggers(work, {});
      return made;
    },
    update: async (work, { properties: before }) => {
      const { call, properties, name: repositoryName } = work;
      const description = textIn(properties, 'RepositoryDescription');
      if (description !== textIn(before, 'RepositoryDescription'))
        await call('codecommit', 'UpdateRepositoryDescription', {
          repositoryName,
          ...(description === '' ? {} : { repositoryDescription: description }),
        });
      await putTriggers(work, before);
      await setTags(work);
      return await described(work);
    },
    remove: async ({ call, name }, { attributes }) => {
      // One whose creation failed has no attributes.
      const { Name: repositoryName = name } = attributes;
      await unless(gone, call('codecommit', 'DeleteRepository', { repositoryName }));
    },
  },
};

async function setTags(work: ResourceWork): Promise<void> {
  const { call, tags } = work;
  const resourceArn = textIn(await metadata(work), 'Arn');
  const { tags: known = {} } = await call('codecommit', 'ListTagsForResource', { resourceArn });
  const tagKeys = Object.keys(known as Values).filter((key) => !(key in tags));
  if (tagKeys.length > 0) await call('codecommit', 'UntagResource', { resourceArn, tagKeys });
  if (Object.keys(tags).length > 0) await call('codecommit', 'TagResource', { resourceArn, tags });
}
