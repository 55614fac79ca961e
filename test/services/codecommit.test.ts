// Repositories of CodeCommit: made, described and deleted by its API and in stacks, with triggers that a push calls.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changedReferences } from '../../src/model/triggers/repository-change.ts';
import { callJson, signature } from '../rig/endpoint.ts';
import { openJsonService } from '../rig/json-service.ts';
import { lambdaApi, nodeFunction, whenSettled } from '../rig/lambda-api.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';
import { makeFolderForFunctions } from '../rig/temporary-folder.ts';

const open = async () => openJsonService('codecommit', 'CodeCommit_20150413');
const arn = 'arn:aws:codecommit:eu-central-1:111122223333:shop';
const functionArn = 'arn:aws:lambda:eu-central-1:111122223333:function:pushed';

/** A commit on a branch of the hosted repository. */
function commitTo(stateFolder: string, branch: string): string {
  const folder = join(stateFolder, 'repositories', 'shop.git');
  if (!existsSync(folder)) spawnSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', folder]);
  const git = (...args: readonly string[]) =>
    spawnSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      input: '',
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: 'a',
        GIT_AUTHOR_EMAIL: 'a@b.c',
        GIT_COMMITTER_NAME: 'a',
        GIT_COMMITTER_EMAIL: 'a@b.c',
      },
    }).stdout.trim();
  const commit = git('commit-tree', '-m', 'First', git('mktree'));
  git('update-ref', `refs/heads/${branch}`, commit);
  return commit;
}

function headOf(stateFolder: string): string {
  const folder = join(stateFolder, 'repositories', 'shop.git');
  return spawnSync('git', ['-C', folder, 'rev-parse', 'main'], { encoding: 'utf8' }).stdout.trim();
}

test('a repository is given back with its description, its addresses and its default branch once that is pushed', async () => {
  await using service = await open();
  const { call, endpoint } = service;
  const shop = { repositoryName: 'shop' };
  expect(await call('GetRepository', shop)).toMatchObject({
    __type: 'RepositoryDoesNotExistException',
  });
  const made = await call('CreateRepository', {
    ...shop,
    repositoryDescription: 'The shop',
    tags: { team: 'a' },
  });
  expect(made['repositoryMetadata']).toMatchObject({
    Arn: arn,
    accountId: '111122223333',
    repositoryDescription: 'The shop',
    cloneUrlHttp: 'https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/shop',
  });
  expect(made['repositoryMetadata']).not.toHaveProperty('defaultBranch');
  expect(await call('CreateRepository', shop)).toMatchObject({ __type: 'RepositoryNameExistsException' });
  expect(await call('UpdateDefaultBranch', { ...shop, defaultBranchName: 'dev' })).toMatchObject({
    __type: 'BranchDoesNotExistException',
  });
  commitTo(endpoint.stateFolder, 'main');
  commitTo(endpoint.stateFolder, 'dev');
  expect((await call('GetRepository', shop))['repositoryMetadata']).toMatchObject({ defaultBranch: 'main' });
  await call('UpdateDefaultBranch', { ...shop, defaultBranchName: 'dev' });
  await call('UpdateRepositoryDescription', shop);
  const { repositoryMetadata } = await call('GetRepository', shop);
  expect(repositoryMetadata).toMatchObject({ defaultBranch: 'dev' });
  expect(repositoryMetadata).not.toHaveProperty('repositoryDescription');
  await call('TagResource', { resourceArn: arn, tags: { cost: 'b' } });
  await call('UntagResource', { resourceArn: arn, tagKeys: ['team'] });
  expect(await call('ListTagsForResource', { resourceArn: arn })).toEqual({ tags: { cost: 'b' } });
  expect(await call('BatchGetRepositories', { repositoryNames: ['shop', 'none'] })).toMatchObject({
    repositories: [shop],
    repositoriesNotFound: ['none'],
  });
  await call('DeleteRepository', shop);
  expect(await call('ListRepositories')).toEqual({ repositories: [] });
  expect(existsSync(join(endpoint.stateFolder, 'repositories', 'shop.git'))).toBe(false);
  expect(await call('DeleteRepository', shop)).toEqual({});
});

// shows: S3-021
test.each([
  ['a pipeline', 'arn:aws:codepipeline:eu-central-1:111122223333:shop'],
  ['a queue', 'arn:aws:sqs:eu-central-1:111122223333:shop'],
  ['no ARN', 'shop'],
])(
  'a trigger that leads to %s is refused, as CodeCommit reaches topics and functions alone',
  async (_, to) => {
    await using service = await open();
    await service.call('CreateRepository', { repositoryName: 'shop' });
    const triggers = [{ name: 'pushed', destinationArn: to, events: ['all'] }];
    expect(await service.call('PutRepositoryTriggers', { repositoryName: 'shop', triggers })).toMatchObject({
      __type: 'InvalidRepositoryTriggerDestinationArnException',
    });
    expect(await service.call('GetRepositoryTriggers', { repositoryName: 'shop' })).toEqual({ triggers: [] });
  },
);

test('a trigger that leads to another Region than that of the repository is refused', async () => {
  await using service = await open();
  await service.call('CreateRepository', { repositoryName: 'shop' });
  const topic = 'arn:aws:sns:us-east-1:111122223333:pushes';
  const triggers = [{ name: 'pushed', destinationArn: topic, events: ['all'] }];
  expect(await service.call('PutRepositoryTriggers', { repositoryName: 'shop', triggers })).toMatchObject({
    __type: 'InvalidRepositoryTriggerRegionException',
  });
  expect(await service.call('GetRepositoryTriggers', { repositoryName: 'shop' })).toEqual({ triggers: [] });
});

test('the triggers of a repository are called for the changes of their branches, once they are let in', async () => {
  await using service = await open();
  const { call, endpoint } = service;
  await using folder = await makeFolderForFunctions();
  const file = join(folder.path, 'events.txt');
  const lambda = lambdaApi(endpoint);
  const code = `import { appendFileSync } from 'node:fs';
export const handler = async ({ Records: [record] }) => {
  const { eventTriggerName, customData, codecommit } = record;
  const refs = codecommit.references.map(({ ref, created, deleted }) => [ref, created, deleted].join(' ').trim());
  appendFileSync(${JSON.stringify(file)}, [eventTriggerName, customData, ...refs].join(' ') + '\\n');
};`;
  await lambda('POST functions', await nodeFunction('pushed', code));
  await whenSettled(lambda, 'pushed');
  await call('CreateRepository', { repositoryName: 'shop' });
  const trigger = { destinationArn: functionArn, customData: 'x' };
  await call('PutRepositoryTriggers', {
    repositoryName: 'shop',
    triggers: [
      { ...trigger, name: 'main', branches: ['main'], events: ['all'] },
      { ...trigger, name: 'new', events: ['createReference'] },
    ],
  });
  const pushed = async (
    before: Readonly<Record<string, string>>,
    after: Readonly<Record<string, string>>,
  ) => {
    const references = changedReferences(new Map(Object.entries(before)), new Map(Object.entries(after)));
    const body = JSON.stringify({ repositoryName: 'shop', references, by: 'ann', at: Date.now() });
    const { status } = await fetch(`${endpoint.url}/_slipway/repository-changes`, { method: 'POST', body });
    expect(status).toBe(204);
  };
  const main = 'refs/heads/main';
  const topic = 'refs/heads/topic';
  // Nothing lets CodeCommit in yet.
  await pushed({}, { [main]: '1' });
  await lambda('POST functions/pushed/policy', {
    StatementId: 'codecommit',
    Action: 'lambda:InvokeFunction',
    Principal: 'codecommit.amazonaws.com',
    SourceArn: arn,
  });
  await pushed({ [main]: '1' }, { [main]: '2', [topic]: '2' });
  await pushed({ [main]: '2', [topic]: '2' }, { [main]: '2' });
  await pushed({ [main]: '2' }, {});
  const lines = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').toSorted() : []);
  await expect.poll(lines).toEqual([`main x ${main}`, `main x ${main}  true`, `new x ${topic} true`]);
});

test('a repository of a stack is made, changed in place and left with its commits where it is kept', async () => {
  await using service = await open();
  const { call, endpoint } = service;
  const template = (more: string) => `
Resources:
  Shop:
    Type: AWS::CodeCommit::Repository
    DeletionPolicy: Retain
    Properties:
      RepositoryName: shop
      ${more}
Outputs:
  Arn: {Value: !GetAtt Shop.Arn}
`;
  await callStacks(endpoint, 'CreateStack', {
    StackName: 'app',
    TemplateBody: template('RepositoryDescription: The shop'),
  });
  expect(await ended(endpoint, 'app')).toBe('CREATE_COMPLETE');
  expect((await callStacks(endpoint, 'DescribeStacks', { StackName: 'app' })).part('OutputValue')).toBe(arn);
  commitTo(endpoint.stateFolder, 'main');
  const { repositoryMetadata: first } = await call('GetRepository', { repositoryName: 'shop' });
  await callStacks(endpoint, 'UpdateStack', {
    StackName: 'app',
    TemplateBody: template(
      `Triggers: [{Name: pushed, DestinationArn: "${functionArn}", Branches: [main], Events: [all]}]`,
    ),
  });
  expect(await ended(endpoint, 'app')).toBe('UPDATE_COMPLETE');
  const { repositoryMetadata: second } = await call('GetRepository', { repositoryName: 'shop' });
  const { repositoryId } = first as { readonly repositoryId: string };
  expect(second).toMatchObject({ repositoryId, defaultBranch: 'main' });
  expect(second).not.toHaveProperty('repositoryDescription');
  expect(await call('GetRepositoryTriggers', { repositoryName: 'shop' })).toMatchObject({
    triggers: [{ name: 'pushed', destinationArn: functionArn, branches: ['main'], events: ['all'] }],
  });
  await callStacks(endpoint, 'DeleteStack', { StackName: 'app' });
  expect(await ended(endpoint, 'app')).toBe('');
  expect((await call('GetRepository', { repositoryName: 'shop' }))['repositoryMetadata']).toMatchObject({
    repositoryId,
  });
});

test('what was pushed before a repository was made stays when the stack that made it goes back', async () => {
  await using service = await open();
  const { call, endpoint } = service;
  const commit = commitTo(endpoint.stateFolder, 'main');
  await callStacks(endpoint, 'CreateStack', {
    StackName: 'app',
    TemplateBody: `
Resources:
  Shop: {Type: AWS::CodeCommit::Repository, Properties: {RepositoryName: shop}}
  Fails:
    Type: AWS::SSM::Parameter
    DependsOn: Shop
    Properties: {Name: /fails, Type: String, Value: !ImportValue nothing}
`,
  });
  expect(await ended(endpoint, 'app')).toBe('ROLLBACK_COMPLETE');
  expect(await call('ListRepositories')).toEqual({ repositories: [] });
  expect(headOf(endpoint.stateFolder)).toBe(commit);
});

test('what was pushed stays until the repositories of its name are deleted in every Region', async () => {
  await using service = await open();
  const { endpoint } = service;
  const callIn = async (region: string, operation: string) => {
    const headers = signature('codecommit', endpoint.credentials, { region });
    const target = `CodeCommit_20150413.${operation}`;
    const input = { repositoryName: 'shop' };
    expect(await callJson({ ...endpoint, headers }, 'codecommit', { target, input })).toMatchObject({
      status: 200,
    });
  };
  await callIn('eu-central-1', 'CreateRepository');
  const commit = commitTo(endpoint.stateFolder, 'main');
  await callIn('us-east-1', 'CreateRepository');
  await callIn('eu-central-1', 'DeleteRepository');
  expect(headOf(endpoint.stateFolder)).toBe(commit);
  await callIn('us-east-1', 'DeleteRepository');
  expect(headOf(endpoint.stateFolder)).toBe('');
  expect(readdirSync(join(endpoint.stateFolder, 'work'))).toEqual([]);
});

test('a repository whose triggers are refused is removed again', async () => {
  await using service = await open();
  const { call, endpoint } = service;
  const StackName = 'refused';
  const TemplateBody = `
Resources:
  Shop:
    Type: AWS::CodeCommit::Repository
    Properties:
      RepositoryName: shop
      Triggers: [{Name: pushed, DestinationArn: "arn:aws:sqs:eu-central-1:111122223333:q", Events: [all]}]
`;
  await callStacks(endpoint, 'CreateStack', { StackName, TemplateBody });
  expect(await ended(endpoint, StackName)).toBe('ROLLBACK_COMPLETE');
  expect(await call('GetRepository', { repositoryName: 'shop' })).toMatchObject({
    __type: 'RepositoryDoesNotExistException',
  });
});

test('a repository of a stack is given neither another name nor another key', async () => {
  await using service = await open();
  const { call, endpoint } = service;
  const template = (properties: string) => `
Resources:
  Shop: {Type: AWS::CodeCommit::Repository, Properties: {${properties}}}
Outputs:
  Id: {Value: !GetAtt Shop.RepositoryId}
`;
  const StackName = 'app';
  await callStacks(endpoint, 'CreateStack', { StackName, TemplateBody: template('RepositoryName: shop') });
  expect(await ended(endpoint, StackName)).toBe('CREATE_COMPLETE');
  const { repositoryMetadata: made } = await call('GetRepository', { repositoryName: 'shop' });
  const { part } = await callStacks(endpoint, 'DescribeStacks', { StackName });
  expect(made).toMatchObject({ repositoryId: part('OutputValue') });
  for (const [property, properties] of [
    ['RepositoryName', 'RepositoryName: store'],
    ['KmsKeyId', 'RepositoryName: shop, KmsKeyId: alias/other'],
  ] as const) {
    await callStacks(endpoint, 'UpdateStack', { StackName, TemplateBody: template(properties) });
    expect(await ended(endpoint, StackName)).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await eventsOf(endpoint, StackName)).toContain(
      `Shop UPDATE_FAILED Slipway does not execute a change of ${property} on this machine`,
    );
  }
  expect((await call('GetRepository', { repositoryName: 'shop' }))['repositoryMetadata']).toEqual(made);
  await callStacks(endpoint, 'DeleteStack', { StackName });
  expect(await ended(endpoint, part('StackId'))).toBe('DELETE_COMPLETE');
  expect(await call('ListRepositories')).toEqual({ repositories: [] });
});
