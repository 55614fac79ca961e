// Repositories: created, described, tagged, deleted.
import type { EcrApi } from '../../aws/operations/ecr.ts';
import { defined } from '../../lib/defined.ts';
import { parseArn } from '../../model/arn.ts';
import { removeRepository, storedImages } from '../../targets/registry/stored-images.ts';
import { noteNotExecuted } from '../note-not-executed.ts';
import { pageOf } from '../page.ts';
import { refuse, type ServiceCall } from '../service.ts';
import {
  forgetRepository,
  isCreated,
  repositoriesOf,
  repositoryNamed,
  repositoryOutput,
  saveRepository,
  storedName,
  type Op,
  type Repository,
} from './repository-record.ts';

export const createRepository: Op<'CreateRepository'> = async (input, call) => {
  const { repositoryName: name, tags = [] } = input;
  if (isCreated(call, name))
    throw refuse<EcrApi>(
      'RepositoryAlreadyExistsException',
      `The repository with name '${name}' already exists in the registry with id '${call.place.account}'`,
    );
  const { imageTagMutability, imageTagMutabilityExclusionFilters } = input;
  const { imageScanningConfiguration, encryptionConfiguration } = input;
  noteScanning(call, imageScanningConfiguration);
  noteMutability(call, imageTagMutability);
  saveRepository(call, name, {
    operation: 'CreateRepository',
    settings: defined({
      imageTagMutability,
      imageTagMutabilityExclusionFilters,
      imageScanningConfiguration,
      encryptionConfiguration,
    }),
    tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
  });
  return { repository: repositoryOutput(call, await repositoryNamed(call, { repositoryName: name })) };
};

function noteScanning(call: ServiceCall, scanning: { readonly scanOnPush?: boolean } | undefined): void {
  if (scanning?.scanOnPush === true)
    noteNotExecuted(call, 'ECR', 'scanOnPush of PutImageScanningConfiguration');
}

/** The registry of this machine replaces a tag that is pushed again. */
function noteMutability(call: ServiceCall, mutability = 'MUTABLE'): void {
  if (mutability !== 'MUTABLE') noteNotExecuted(call, 'ECR', `${mutability} of PutImageTagMutability`);
}

const pageSize = 100;

export const onWrongToken = () =>
  refuse<EcrApi>(
    'InvalidParameterException',
    "Invalid parameter at 'nextToken' failed to satisfy constraint: 'Invalid nextToken'",
  );

export const describeRepositories: Op<'DescribeRepositories'> = async (input, call) => {
  const { repositoryNames, registryId, nextToken, maxResults } = input;
  if (repositoryNames !== undefined) {
    const found = repositoryNames.map(async (name) =>
      repositoryNamed(call, { repositoryName: name, registryId }),
    );
    return { repositories: (await Promise.all(found)).map((each) => repositoryOutput(call, each)) };
  }
  const { items, next } = pageOf(await repositoriesOf(call), {
    keyOf: ({ name }) => name,
    size: maxResults ?? pageSize,
    token: nextToken,
    onWrongToken,
  });
  return defined({ repositories: items.map((each) => repositoryOutput(call, each)), nextToken: next });
};

export const deleteRepository: Op<'DeleteRepository'> = async (input, call) => {
  const found = await repositoryNamed(call, input);
  const { name } = found;
  const { targetsFolder } = call.ground;
  const stored = storedName(call, name);
  if (input.force !== true && (await storedImages(targetsFolder, stored)).length > 0)
    throw refuse<EcrApi>(
      'RepositoryNotEmptyException',
      `The repository with name '${name}' in registry with id '${call.place.account}' cannot be deleted because it still contains images`,
    );
  await removeRepository(targetsFolder, stored);
  forgetRepository(call, name);
  const {
    imageScanningConfiguration: _,
    encryptionConfiguration: __,
    ...repository
  } = repositoryOutput(call, found);
  return { repository };
};

export const describeRegistry: Op<'DescribeRegistry'> = (_, { place }) => ({
  registryId: place.account,
  replicationConfiguration: { rules: [] },
});

export const putImageScanningConfiguration: Op<'PutImageScanningConfiguration'> = async (input, call) => {
  const { imageScanningConfiguration } = input;
  const { name, settings } = await repositoryNamed(call, input);
  noteScanning(call, imageScanningConfiguration);
  saveRepository(call, name, {
    operation: 'PutImageScanningConfiguration',
    settings: { ...settings, imageScanningConfiguration },
  });
  return { registryId: call.place.account, repositoryName: name, imageScanningConfiguration };
};

export const putImageTagMutability: Op<'PutImageTagMutability'> = async (input, call) => {
  const { imageTagMutability, imageTagMutabilityExclusionFilters } = input;
  const { name, settings } = await repositoryNamed(call, input);
  const { imageTagMutabilityExclusionFilters: _, ...rest } = settings;
  noteMutability(call, imageTagMutability);
  const changed = { imageTagMutability, ...defined({ imageTagMutabilityExclusionFilters }) };
  saveRepository(call, name, { operation: 'PutImageTagMutability', settings: { ...rest, ...changed } });
  return { registryId: call.place.account, repositoryName: name, ...changed };
};

export const listTagsForResource: Op<'ListTagsForResource'> = async ({ resourceArn }, call) => {
  const { tags } = await repositoryOfArn(call, resourceArn);
  return { tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
};

export const tagResource: Op<'TagResource'> = async ({ resourceArn, tags }, call) => {
  const { name, settings, tags: before } = await repositoryOfArn(call, resourceArn);
  const added = Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
  saveRepository(call, name, { operation: 'TagResource', settings, tags: { ...before, ...added } });
  return {};
};

export const untagResource: Op<'UntagResource'> = async ({ resourceArn, tagKeys }, call) => {
  const { name, settings, tags: before } = await repositoryOfArn(call, resourceArn);
  const tags = Object.fromEntries(Object.entries(before).filter(([key]) => !tagKeys.includes(key)));
  saveRepository(call, name, { operation: 'UntagResource', settings, tags });
  return {};
};

async function repositoryOfArn(call: ServiceCall, arn: string): Promise<Repository> {
  const { resource = '', account } = parseArn(arn) ?? {};
  if (!resource.startsWith('repository/'))
    throw refuse<EcrApi>(
      'InvalidParameterException',
      `Invalid parameter at 'resourceArn' failed to satisfy constraint: 'Invalid ARN'`,
    );
  return await repositoryNamed(call, {
    repositoryName: resource.slice('repository/'.length),
    registryId: account,
  });
}
