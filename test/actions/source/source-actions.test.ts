import { expect, test } from 'vitest';
import { codeCommit } from '../../../src/actions/codecommit/provider.ts';
import { connection as provider } from '../../../src/actions/connection/provider.ts';
import { gitHub } from '../../../src/actions/github/provider.ts';
import { SourceGround } from '../../rig/source-ground.ts';

const connection = {
  provider,
  configuration: {
    ConnectionArn: 'arn:aws:codestar-connections:eu-central-1:111122223333:connection/1',
    FullRepositoryId: 'octo/shop',
    BranchName: 'main',
  },
};
const dates = '2026-03-04T03:06:07Z';

test('a connection gives the commit, the repository and the connection as output variables', async () => {
  await using ground = await SourceGround.open();
  const commitId = await ground.repository('shop', { 'app.js': 'run()', 'bin/start': '#!/bin/sh\n' });
  const { result, files, notices } = await ground.run({ ...connection, folder: 'shop' });
  expect(result).toMatchObject({
    status: 'Succeeded',
    outputVariables: {
      AuthorDate: dates,
      BranchName: 'main',
      CommitId: commitId,
      CommitMessage: 'First commit\n\nWith a body.',
      ConnectionArn: connection.configuration.ConnectionArn,
      FullRepositoryName: 'octo/shop',
    },
    outputArtifacts: [{ name: 'SourceOutput', revisionId: commitId, revisionSummary: 'First commit' }],
    externalExecutionId: commitId,
  });
  expect(files).toEqual({ 'app.js': 'run()', 'bin/start*': '#!/bin/sh\n' });
  expect(notices).toEqual([]);
});

test('CodeCommit gives its own variables', async () => {
  await using ground = await SourceGround.open();
  const commitId = await ground.repository('shop', { 'app.js': 'run()' });
  const { result } = await ground.run({
    provider: codeCommit,
    configuration: { RepositoryName: 'shop', BranchName: 'main' },
    folder: 'shop',
  });
  expect(result.outputVariables).toEqual({
    AuthorDate: dates,
    BranchName: 'main',
    CommitId: commitId,
    CommitMessage: 'First commit\n\nWith a body.',
    CommitterDate: dates,
    RepositoryName: 'shop',
  });
});

test('GitHub version 1 gives its own variables', async () => {
  await using ground = await SourceGround.open();
  const commitId = await ground.repository('shop', { 'app.js': 'run()' });
  const { result } = await ground.run({
    provider: gitHub,
    configuration: { Owner: 'octo', Repo: 'shop', Branch: 'release', OAuthToken: '****' },
    folder: 'shop',
  });
  expect(result.outputVariables).toEqual({
    AuthorDate: dates,
    BranchName: 'release',
    CommitId: commitId,
    CommitMessage: 'First commit\n\nWith a body.',
    CommitterDate: dates,
    CommitUrl: `https://github.com/octo/shop/commit/${commitId}`,
    RepositoryName: 'shop',
  });
});

test('a working tree is taken as it lies there, and distinguished from its commit', async () => {
  await using ground = await SourceGround.open();
  const files = {
    'kept.txt': 'kept',
    'edited.txt': 'old',
    'deleted.txt': 'gone',
    '.gitignore': 'ignored.txt\n',
  };
  const commitId = await ground.repository('shop', files);
  await ground.write({ 'shop/edited.txt': 'new', 'shop/added.txt': 'added', 'shop/ignored.txt': 'no' });
  ground.git('shop', 'rm', '--quiet', 'deleted.txt');
  const sourced = await ground.run({ ...connection, folder: 'shop' });
  expect(sourced.files).toEqual({
    '.gitignore': 'ignored.txt\n',
    'added.txt': 'added',
    'edited.txt': 'new',
    'kept.txt': 'kept',
  });
  const summary = `working tree with 3 changed files on ${commitId.slice(0, 7)}`;
  expect(sourced.notices).toEqual([`The source is the ${summary}`]);
  expect(sourced.result).toMatchObject({
    summary,
    outputVariables: { CommitId: commitId },
    outputArtifacts: [{ revisionSummary: summary }],
  });
});

test.each([
  ['staged', ['add', 'app.js'], 1],
  ['not staged', ['status'], 1],
])('a changed file counts once when it is %s', async (_, args, count) => {
  await using ground = await SourceGround.open();
  await ground.repository('shop', { 'app.js': 'old', 'same.js': 'same' });
  await ground.write({ 'shop/app.js': 'new' });
  ground.git('shop', ...args);
  const { result } = await ground.run({ ...connection, folder: 'shop' });
  expect('summary' in result && result.summary).toContain(`with ${count} changed file on`);
});

test('a file that was only touched is no change', async () => {
  await using ground = await SourceGround.open();
  await ground.repository('shop', { 'app.js': 'same' });
  await ground.write({ 'shop/app.js': 'same' });
  expect((await ground.run({ ...connection, folder: 'shop' })).notices).toEqual([]);
});

test('symlinks become text files and submodules stay away, as on AWS, and both are reported', async () => {
  await using ground = await SourceGround.open();
  await ground.repository('inner', { 'inner.txt': 'inner' });
  await ground.repository('shop', { 'app.js': 'run()', latest: '-> app.js' });
  ground.git('shop', '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', '../inner', 'vendor');
  ground.git('shop', 'commit', '--quiet', '--message', 'Add a submodule');
  const expected = { 'app.js': 'run()', latest: 'app.js', '.gitmodules': expect.any(String) as string };
  const notices = [
    '1 symlink ("latest") became text files that hold the target, as in AWS\'s source artifacts',
    '1 submodule ("vendor") left out, as in AWS\'s source artifacts',
  ];
  for (const sources of [{}, { Fetch: `${ground.folder}/shop#main` }]) {
    const sourced = await ground.run({ ...connection, folder: 'shop', sources });
    expect(sourced.files).toEqual(expected);
    expect(sourced.notices).toEqual(notices);
  }
});

test('pointers of Git LFS are reported, for the content is not there', async () => {
  await using ground = await SourceGround.open();
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'7'.repeat(64)}\nsize 12345\n`;
  const attributes = '*.bin filter=lfs diff=lfs merge=lfs -text\n';
  await ground.write({
    'plain/a.bin': pointer,
    'plain/b.bin': 'content',
    'plain/.gitattributes': attributes,
  });
  const one = await ground.run({ ...connection, folder: 'plain' });
  expect(one.notices).toContain(
    '"a.bin" is a pointer of Git LFS and not the content: "git lfs pull" fetches it into the working tree',
  );
  await ground.write({ 'plain/b.bin': pointer });
  const two = await ground.run({ ...connection, folder: 'plain' });
  expect(two.notices.filter((each) => each.includes('2 files ("a.bin" …) are pointers'))).toHaveLength(1);
  await ground.write({ 'plain/.gitattributes': '*.bin -text\n' });
  const none = await ground.run({ ...connection, folder: 'plain' });
  expect(none.notices.filter((each) => each.includes('LFS'))).toEqual([]);
});

test('a folder inside a larger repository gives only its own files', async () => {
  await using ground = await SourceGround.open();
  const commitId = await ground.repository('all', { 'README.md': 'all', 'examples/demo/app.js': 'run()' });
  const sourced = await ground.run({ ...connection, folder: 'all/examples/demo' });
  expect(sourced.files).toEqual({ 'app.js': 'run()' });
  expect(sourced.result.outputVariables).toMatchObject({ CommitId: commitId });
});

test('a ref of a local repository is taken from the commit, whatever lies in the working tree', async () => {
  await using ground = await SourceGround.open();
  const first = await ground.repository('shop', { 'app.js': '1', 'bin/run': '#!/bin/sh' });
  ground.git('shop', 'tag', 'v1');
  const second = await ground.commit('shop', { 'app.js': '2' }, 'Second');
  await ground.write({ 'shop/app.js': 'draft' });
  const at = async (sources: Readonly<Record<string, string>>, sourceRevision?: string) => {
    const call = { ...connection, folder: 'shop', sources };
    const { files, result } = await ground.run(
      sourceRevision === undefined ? call : { ...call, sourceRevision },
    );
    return [files['app.js'], result.outputVariables?.['CommitId'], files['bin/run*']];
  };
  const shop = `${ground.folder}/shop`;
  expect(await at({ Fetch: `${shop}#v1` })).toEqual(['1', first, '#!/bin/sh']);
  expect(await at({ '*': `${shop}#main` })).toEqual(['2', second, '#!/bin/sh']);
  expect(await at({}, first)).toEqual(['1', first, '#!/bin/sh']);
});

test('a git URL is fetched at the branch of the action, at a ref, or at a commit', async () => {
  await using ground = await SourceGround.open();
  const first = await ground.repository('shop', { 'app.js': '1' });
  const second = await ground.commit('shop', { 'app.js': '2' }, 'Second');
  ground.git('shop', 'branch', 'old', first);
  const url = `file://${ground.folder}/shop`;
  const at = async (source: string) => {
    const { files, result } = await ground.run({ ...connection, sources: { Fetch: source } });
    return [files['app.js'], result.outputVariables?.['CommitId']];
  };
  expect(await at(url)).toEqual(['2', second]);
  expect(await at(`${url}#old`)).toEqual(['1', first]);
  expect(await at(`${url}#${first}`)).toEqual(['1', first]);
});

test('a bare repository is a source at the branch of the action', async () => {
  await using ground = await SourceGround.open();
  const commitId = await ground.repository('shop', { 'app.js': '1' });
  ground.git('', 'clone', '--quiet', '--bare', 'shop', 'shop.git');
  const { result, files } = await ground.run({ ...connection, folder: 'shop.git' });
  expect([result.outputVariables?.['CommitId'], files]).toEqual([commitId, { 'app.js': '1' }]);
});

test('a folder without git is a source whose revision is the digest of its files', async () => {
  await using ground = await SourceGround.open();
  await ground.write({
    'plain/app.js': 'run()',
    'plain/.gitignore': '*.log\n',
    'plain/a.log': 'no',
    'plain/sub/.gitignore': '!kept.log\n/here\n',
    'plain/sub/kept.log': 'yes',
    'plain/sub/here/x': 'no',
    'plain/node_modules/x.js': 'no',
    'plain/.slipway/slipway.db': 'no',
  });
  const { result, files, notices } = await ground.run({ ...connection, folder: 'plain' });
  expect(Object.keys(files)).toEqual(['.gitignore', 'app.js', 'sub/.gitignore', 'sub/kept.log']);
  expect(notices).toEqual([expect.stringContaining('is in no git repository')]);
  const digest = result.status === 'Succeeded' ? result.outputArtifacts[0]?.digest : undefined;
  expect(result.outputVariables).toMatchObject({
    CommitId: digest?.slice(0, 40),
    CommitMessage: '',
    AuthorDate: '2026-05-06T07:08:09Z',
  });
});

test('a folder that its surrounding repository ignores is a source of its own', async () => {
  await using ground = await SourceGround.open();
  await ground.repository('all', { '.gitignore': 'scratch\n' });
  await ground.write({ 'all/scratch/app.js': 'run()' });
  const { files, notices } = await ground.run({ ...connection, folder: 'all/scratch' });
  expect(files).toEqual({ 'app.js': 'run()' });
  expect(notices).toEqual([expect.stringContaining('is in no git repository')]);
});

test('a repository without a commit is a source', async () => {
  await using ground = await SourceGround.open();
  await ground.write({ 'shop/app.js': 'run()' });
  ground.git('shop', 'init', '--quiet');
  const { files, notices } = await ground.run({ ...connection, folder: 'shop' });
  expect(files).toEqual({ 'app.js': 'run()' });
  expect(notices).toEqual(['The source has no commit yet: its revision is the digest of its files']);
});

test.each([
  ['a ref that is not there', 'shop#nowhere', '"nowhere" is no branch, tag or commit of "'],
  ['a ref that looks like an option', 'shop#--output=x', '"--output=x" is no branch, tag or commit'],
  ['a folder that is not there', 'missing', 'There is no folder "'],
  [
    'a URL where nothing answers',
    'file:///nowhere/at/all',
    'git cannot fetch "main" from file:///nowhere/at/all',
  ],
  ['a transport that runs programs', 'ext::sh -c true', 'There is no folder "'],
])('%s is a revision that is unavailable', async (_, source, message) => {
  await using ground = await SourceGround.open();
  await ground.repository('shop', { 'app.js': '1' });
  const { result } = await ground.run({ ...connection, sources: { Fetch: source } });
  expect(result).toMatchObject({
    status: 'Failed',
    error: { code: 'RevisionUnavailable', message: expect.stringContaining(message) as string },
  });
});

test('CODEBUILD_CLONE_REF gives a reference to the repository and reports what a clone lacks', async () => {
  await using ground = await SourceGround.open();
  const commitId = await ground.repository('shop', { 'app.js': '1' });
  ground.git('shop', 'switch', '--quiet', '--create', 'feature');
  await ground.write({ 'shop/app.js': '2' });
  const configuration = { ...connection.configuration, OutputArtifactFormat: 'CODEBUILD_CLONE_REF' };
  const { result, notices, files } = await ground.run({ ...connection, folder: 'shop', configuration });
  const cloneReference = { url: `${ground.folder}/shop`, commitId, branchName: 'feature' };
  expect(result).toMatchObject({ outputArtifacts: [{ cloneReference, files: 1 }] });
  expect(JSON.parse(files['clone-reference.json'] ?? '')).toEqual(cloneReference);
  expect(notices).toEqual([
    'CODEBUILD_CLONE_REF gives CodeBuild the commit: 1 file of the working tree differs from it and will not be built',
  ]);
});

test('CODEBUILD_CLONE_REF of a folder without git is refused', async () => {
  await using ground = await SourceGround.open();
  await ground.write({ 'plain/app.js': '1' });
  const configuration = { ...connection.configuration, OutputArtifactFormat: 'CODEBUILD_CLONE_REF' };
  const { result } = await ground.run({ ...connection, folder: 'plain', configuration });
  expect(result).toMatchObject({ status: 'Failed', error: { code: 'ConfigurationError' } });
});
