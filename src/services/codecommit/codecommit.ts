// CodeCommit: the repositories that the git server of this machine holds, with descriptions, default branches and triggers.
// Source: AWS CodeCommit API reference.
import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeCommitApi } from '../../aws/operations/codecommit.ts';
import { debugOf } from '../../lib/debug.ts';
import { defined } from '../../lib/defined.ts';
import { removeTree } from '../../lib/remove-tree.ts';
import { parseArn } from '../../model/arn.ts';
import { refsOf, setDefaultBranch } from '../../server/git/hosted-repositories.ts';
import { pageOf } from '../page.ts';
import { refuse, type Ground, type Operation, type Operations, type ServiceCall } from '../service.ts';
import {
  arnOfRepository,
  defaultBranchOf,
  existingRepository,
  findRepository,
  hostedOf,
  isThere,
  metadataOf,
  removeRepository,
  repositoriesHere,
  repositoriesNamed,
  saveRepository,
  type RepositoryRecord,
  type Shapes,
} from './repository-record.ts';
import { getRepositoryTriggers, putRepositoryTriggers } from './triggers.ts';

const debug = debugOf('services');

type Op<N extends keyof CodeCommitApi['operations']> = Operation<CodeCommitApi, N>;

/** What was pushed before under the name stays in it; the first push makes what it lies in. */
const createRepository: Op<'CreateRepository'> = async (input, call) => {
  const { repositoryName: name, repositoryDescription: description, tags = {}, kmsKeyId } = input;
  if (name.endsWith('.git'))
    throw refuse<CodeCommitApi>(
      'InvalidRepositoryNameException',
      'The repository name must not end with .git',
    );
  if (findRepository(call, name) !== undefined)
    throw refuse<CodeCommitApi>('RepositoryNameExistsException', `Repository named ${name} already exists`);
  const record: RepositoryRecord = {
    name,
    place: call.place,
    id: randomUUID(),
    ...defined({ description, kmsKeyId }),
    holdsAllPushed: holdsAllPushed(name, call),
    triggers: [],
    tags,
    createdAt: call.now,
    changedAt: call.now,
  };
  saveRepository(call, record);
  return { repositoryMetadata: await shown(record, call) };
};

const getRepository: Op<'GetRepository'> = async ({ repositoryName }, call) => ({
  repositoryMetadata: await shown(existingRepository(call, repositoryName), call),
});

const batchGetRepositories: Op<'BatchGetRepositories'> = async ({ repositoryNames }, call) => {
  const found = repositoryNames.flatMap((name) => findRepository(call, name) ?? []);
  return {
    repositories: await Promise.all(found.map(async (record) => shown(record, call))),
    repositoriesNotFound: repositoryNames.filter((name) => findRepository(call, name) === undefined),
  };
};

const listRepositories: Op<'ListRepositories'> = ({ nextToken, sortBy, order }, call) => {
  const named = repositoriesHere(call);
  const sorted = sortBy === 'lastModifiedDate' ? named.toSorted((a, b) => a.changedAt - b.changedAt) : named;
  const { items, next } = pageOf(order === 'descending' ? sorted.toReversed() : sorted, {
    keyOf: ({ name }) => name,
    size: 1000,
    token: nextToken,
    onWrongToken: () => refuse<CodeCommitApi>('InvalidContinuationTokenException', 'Invalid token'),
  });
  const repositories = items.map(({ name, id }) => ({ repositoryName: name, repositoryId: id }));
  return defined({ repositories, nextToken: next });
};

/** One folder holds what is pushed under a name, of every Region: what lay there before the first of them is none of theirs. */
function holdsAllPushed(name: string, { ground }: ServiceCall): boolean {
  const others = repositoriesNamed(ground, name);
  return others.length === 0 ? !isThere(ground, name) : others.every((other) => other.holdsAllPushed);
}

/**
 * With what was pushed to it, where that is of no other one and was not pushed before it was made. Answers nothing of one that is
 * not there (API reference, DeleteRepository).
 */
const deleteRepository: Op<'DeleteRepository'> = async ({ repositoryName }, call) => {
  const record = findRepository(call, repositoryName);
  if (record === undefined) return {};
  const isLast = repositoriesNamed(call.ground, record.name).length === 1;
  const over =
    isLast && record.holdsAllPushed && isThere(call.ground, record.name)
      ? setAside(record, call.ground)
      : undefined;
  removeRepository(call, record);
  if (over !== undefined)
    await removeTree(over).catch((error: unknown) =>
      debug(() => `the content of a repository is left: ${String(error)}`),
    );
  return { repositoryId: record.id };
};

/** Among the work folders, where the server removes what a killed process has left. @returns what is to be removed */
function setAside({ name }: RepositoryRecord, ground: Ground): string {
  const over = join(ground.stateFolder, 'work', `repository-${randomUUID()}`);
  mkdirSync(over, { recursive: true });
  renameSync(hostedOf(ground, name).folder, join(over, 'content'));
  return over;
}

const updateRepositoryDescription: Op<'UpdateRepositoryDescription'> = (input, call) => {
  const { description: _before, ...record } = existingRepository(call, input.repositoryName);
  const { repositoryDescription: description } = input;
  saveRepository(call, { ...record, ...defined({ description }), changedAt: call.now });
  return {};
};

const updateDefaultBranch: Op<'UpdateDefaultBranch'> = async (input, call) => {
  const { repositoryName, defaultBranchName } = input;
  const record = existingRepository(call, repositoryName);
  if (!(await branchesOf(record, call)).includes(defaultBranchName))
    throw refuse<CodeCommitApi>('BranchDoesNotExistException', `Branch ${defaultBranchName} does not exist`);
  await setDefaultBranch(hostedOf(call.ground, record.name), defaultBranchName);
  saveRepository(call, { ...record, changedAt: call.now });
  return {};
};

const listTagsForResource: Op<'ListTagsForResource'> = ({ resourceArn }, call) => ({
  tags: recordOf(resourceArn, call).tags,
});

const tagResource: Op<'TagResource'> = ({ resourceArn, tags }, call) => {
  const record = recordOf(resourceArn, call);
  saveRepository(call, { ...record, tags: { ...record.tags, ...tags } });
  return {};
};

const untagResource: Op<'UntagResource'> = ({ resourceArn, tagKeys }, call) => {
  const record = recordOf(resourceArn, call);
  const kept = Object.entries(record.tags).filter(([key]) => !tagKeys.includes(key));
  saveRepository(call, { ...record, tags: Object.fromEntries(kept) });
  return {};
};

function recordOf(arn: string, call: ServiceCall): RepositoryRecord {
  const record = existingRepository(call, parseArn(arn)?.resource ?? arn);
  if (arnOfRepository(record) !== arn)
    throw refuse<CodeCommitApi>('InvalidResourceArnException', `${arn} is not the ARN of a repository`);
  return record;
}

async function branchesOf({ name }: RepositoryRecord, { ground }: ServiceCall): Promise<readonly string[]> {
  if (!isThere(ground, name)) return [];
  const refs = await refsOf(hostedOf(ground, name));
  return [...refs.keys()].flatMap((ref) =>
    ref.startsWith('refs/heads/') ? [ref.slice('refs/heads/'.length)] : [],
  );
}

async function shown(record: RepositoryRecord, call: ServiceCall): Promise<Shapes['RepositoryMetadata']> {
  const branches = await branchesOf(record, call);
  return metadataOf(record, defaultBranchOf(call.ground, record.name, branches));
}

export const codeCommit: Operations<CodeCommitApi> = {
  BatchGetRepositories: batchGetRepositories,
  CreateRepository: createRepository,
  DeleteRepository: deleteRepository,
  GetRepository: getRepository,
  GetRepositoryTriggers: getRepositoryTriggers,
  ListRepositories: listRepositories,
  ListTagsForResource: listTagsForResource,
  PutRepositoryTriggers: putRepositoryTriggers,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateDefaultBranch: updateDefaultBranch,
  UpdateRepositoryDescription: updateRepositoryDescription,
};
