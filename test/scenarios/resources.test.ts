// What exists in the account, from the files of a definition to `slipway status --resources`.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject, type Project } from '../rig/project.ts';

const action = (name: string, category: string, provider: string, more: object = {}) => ({
  name,
  actionTypeId: { category, owner: 'AWS', provider, version: '1' },
  ...more,
});

const pipeline = (name: string) => ({
  name,
  roleArn: 'arn:aws:iam::210987654321:role/pipeline',
  artifactStore: { type: 'S3', location: 'artifacts' },
  stages: [
    {
      name: 'Source',
      actions: [
        action('Fetch', 'Source', 'CodeCommit', {
          outputArtifacts: [{ name: 'Source' }],
          configuration: { RepositoryName: 'app', BranchName: 'main' },
        }),
      ],
    },
    {
      name: 'Build',
      actions: [
        action('Build', 'Build', 'CodeBuild', {
          inputArtifacts: [{ name: 'Source' }],
          configuration: { ProjectName: 'build' },
        }),
      ],
    },
  ],
});

const project = (description: string, more: object = {}) => ({
  name: 'build',
  description,
  source: { type: 'CODEPIPELINE', buildspec: 'version: 0.2\nphases: { build: { commands: [ "true" ] } }\n' },
  artifacts: { type: 'CODEPIPELINE' },
  environment: {
    type: 'LINUX_CONTAINER',
    image: 'aws/codebuild/standard:7.0',
    computeType: 'BUILD_GENERAL1_SMALL',
  },
  serviceRole: 'arn:aws:iam::210987654321:role/build',
  ...more,
});

const state = ['--state', 'state'] as const;
const run = async (app: Project, folder: string) =>
  app.run('run', folder, '--source', folder, '--exit', ...state);

async function resources(app: Project, ...more: readonly string[]) {
  const { status, stdout } = await app.run('status', '--resources', '--json', ...state, ...more);
  expect(status).toBe(0);
  return (JSON.parse(stdout) as { readonly resources: readonly Readonly<Record<string, unknown>>[] })
    .resources;
}

test('what the files of a definition declare is in the account after a run, with ARN, tags and the file that made it', async () => {
  await using app = makeProject();
  app.write('a/pipeline.json', pipeline('a'));
  app.write('a/project.json', project('first', { tags: [{ key: 'team', value: 'shop' }] }));
  app.write('a/function.json', {
    FunctionName: 'check',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::210987654321:role/check',
    Code: { ZipFile: 'check.zip' },
  });
  app.write('a/functions/check/index.js', 'exports.handler = async () => 1;');
  expect(await run(app, 'a')).toMatchObject({ status: 0 });
  const file = (name: string) => join(app.folder, 'a', name);
  const shared = { account: '210987654321', region: 'us-east-1', version: 1 };
  expect(await resources(app)).toMatchObject([
    {
      ...shared,
      type: 'AWS::CodeBuild::Project',
      name: 'build',
      arn: 'arn:aws:codebuild:us-east-1:210987654321:project/build',
      tags: { team: 'shop' },
      madeBy: { kind: 'definition', file: file('project.json'), pipelineName: 'a' },
    },
    { ...shared, type: 'AWS::CodePipeline::Pipeline', name: 'a', madeBy: { file: file('pipeline.json') } },
    { ...shared, type: 'AWS::Lambda::Function', name: 'check', madeBy: { file: file('function.json') } },
  ]);
  const { stdout } = await app.run('status', '--resources', ...state);
  expect(stdout).toMatch(
    /^AWS::CodeBuild::Project +build +ran +a\/project\.json .* ago +arn:aws:codebuild:us-east-1:210987654321:project\/b/m,
  );
  app.write('a/project.json', project('second'));
  rmSync(file('function.json'));
  expect(await run(app, 'a')).toMatchObject({ status: 0 });
  expect(await resources(app)).toMatchObject([
    { type: 'AWS::CodeBuild::Project', name: 'build', version: 2, tags: {} },
    { type: 'AWS::CodePipeline::Pipeline', name: 'a' },
  ]);
});

test('two pipelines of one state folder share a resource that they declare alike, and the one that differs does not run', async () => {
  await using app = makeProject();
  for (const name of ['a', 'b']) {
    app.write(`${name}/pipeline.json`, pipeline(name));
    app.write(`${name}/project.json`, project('same'));
    expect(await run(app, name)).toMatchObject({ status: 0 });
  }
  expect((await resources(app)).filter(({ name }) => name === 'build')).toHaveLength(1);
  app.write('b/project.json', project('other'));
  const { status, stderr } = await run(app, 'b');
  expect(status).toBe(2);
  expect(stderr).toContain(
    `${join(app.folder, 'b/project.json')} declares the CodeBuild project "build", which this account has with other values: ${join(app.folder, 'a/project.json')} of the pipeline "a" declares it`,
  );
  expect(stderr).toContain('[ResourceConflict]');
  expect(stderr).toContain('help: Give one of them another name');
});

test('a state folder that has no register lists nothing, and the next run records what is declared', async () => {
  await using app = makeProject();
  app.write('a/pipeline.json', pipeline('a'));
  app.write('a/project.json', project('first'));
  expect(await run(app, 'a')).toMatchObject({ status: 0 });
  for (const ending of ['', '-wal', '-shm'])
    rmSync(join(app.folder, 'state', `account.db${ending}`), { force: true });
  const before = await app.run('status', '--resources', ...state);
  expect(before).toMatchObject({ status: 0, stdout: expect.stringContaining('No resource is recorded yet') });
  expect(await run(app, 'a')).toMatchObject({ status: 0 });
  expect(await resources(app)).toHaveLength(2);
});

test('parameters and secrets are listed with who made them, and never with a value', async () => {
  await using app = makeProject();
  expect(await app.feed('hidden-1', 'secret', 'set', '--parameter', '/app/token', ...state)).toMatchObject({
    status: 0,
  });
  expect(await app.feed('hidden-2', 'secret', 'set', 'app/password', ...state)).toMatchObject({ status: 0 });
  const madeBy = { kind: 'command', command: 'slipway secret set' };
  expect(await resources(app)).toMatchObject([
    {
      type: 'AWS::SSM::Parameter',
      name: '/app/token',
      arn: 'arn:aws:ssm:us-east-1:111122223333:parameter/app/token',
      here: 'ran',
      madeBy,
    },
    { type: 'AWS::SecretsManager::Secret', name: 'app/password', madeBy },
  ]);
  const { stdout } = await app.run('status', '--resources', ...state);
  expect(stdout).toMatch(/^AWS::SSM::Parameter +\/app\/token +ran +slipway secret set/m);
  expect(stdout).not.toContain('hidden');
});

test('a build by itself puts its project into no account', async () => {
  await using app = makeProject();
  app.write('a/buildspec.yml', 'version: 0.2\nphases: { build: { commands: [ "true" ] } }\n');
  expect(await app.run('run', 'a/buildspec.yml', ...state)).toMatchObject({ status: 0 });
  expect(await resources(app)).toEqual([]);
});

test('a bucket goes with its file, and a deployment to it fails then as on AWS', async () => {
  await using app = makeProject();
  const deploy = action('Publish', 'Deploy', 'S3', {
    inputArtifacts: [{ name: 'Source' }],
    configuration: { BucketName: 'site', Extract: 'true' },
  });
  const [source] = pipeline('a').stages;
  app.write('a/pipeline.json', { ...pipeline('a'), stages: [source, { name: 'Deploy', actions: [deploy] }] });
  app.write('a/files/index.html', 'hello');
  const publish = async () => app.run('run', 'a', '--source', 'a/files', '--exit', ...state);
  const bucket = async () => (await resources(app)).find(({ type }) => type === 'AWS::S3::Bucket');
  try {
    const website = { WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } } };
    app.write('a/bucket.json', { Bucket: 'site', ...website });
    expect(await publish()).toMatchObject({ status: 0 });
    expect(await bucket()).toMatchObject({ name: 'site', arn: 'arn:aws:s3:::site', version: 1 });
    rmSync(join(app.folder, 'a/bucket.json'));
    const { status, stdout } = await publish();
    expect({ status, stdout }).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('Error Code: NoSuchBucket'),
    });
    expect(await bucket()).toBeUndefined();
  } finally {
    await app.run('down', ...state);
  }
});
