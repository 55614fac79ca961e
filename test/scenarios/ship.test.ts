// A pipeline that is shipped into the account of this machine: it is there, it runs, it changes, and nothing of it is left.
import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import {
  CodePipelineClient,
  GetPipelineExecutionCommand,
  StartPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import {
  S3Client,
  CreateBucketCommand,
  ListBucketsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { decides } from '../../src/model/policy-decision.ts';
import { listOf, type PolicyDocument } from '../../src/model/policy.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { rawZip } from '../rig/raw-zip.ts';
import { textAt } from '../rig/text-at.ts';

const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });

const pipeline = {
  name: 'greeter',
  pipelineType: 'V2',
  roleArn: 'arn:aws:iam::111122223333:role/greeter-pipeline',
  artifactStore: { type: 'S3', location: 'greeter-artifacts' },
  stages: [
    {
      name: 'Source',
      actions: [
        {
          name: 'Fetch',
          actionTypeId: type('Source', 'S3'),
          configuration: {
            S3Bucket: 'greeter-source',
            S3ObjectKey: 'source.zip',
            PollForSourceChanges: 'false',
          },
          outputArtifacts: [{ name: 'Code' }],
        },
      ],
    },
    {
      name: 'Build',
      actions: [
        {
          name: 'Compile',
          actionTypeId: type('Build', 'CodeBuild'),
          configuration: { ProjectName: 'greeter' },
          inputArtifacts: [{ name: 'Code' }],
        },
      ],
    },
  ],
};

function project(timeoutInMinutes: number): object {
  return {
    name: 'greeter',
    source: { type: 'CODEPIPELINE' },
    artifacts: { type: 'CODEPIPELINE' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      computeType: 'BUILD_GENERAL1_SMALL',
    },
    serviceRole: 'arn:aws:iam::111122223333:role/greeter-build',
    timeoutInMinutes,
  };
}

const buildspec = 'version: 0.2\nphases:\n  build:\n    commands:\n      - echo hello\n';

interface Shipped {
  readonly changes: readonly { readonly action: string; readonly logicalId: string }[];
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
}

async function ship(app: Project, ...more: readonly string[]): Promise<Shipped> {
  const { stdout, stderr, status } = await app.run('ship', ...more, '--yes', '--json');
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Shipped;
}

async function clientsOf(app: Project) {
  const { stdout } = await app.run('account', 'env', '--json');
  const { variables } = JSON.parse(stdout) as { readonly variables: Readonly<Record<string, string>> };
  const config = {
    endpoint: variables['AWS_ENDPOINT_URL'] ?? '',
    region: variables['AWS_REGION'] ?? '',
    credentials: {
      accessKeyId: variables['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: variables['AWS_SECRET_ACCESS_KEY'] ?? '',
      ...(variables['AWS_SESSION_TOKEN'] === undefined
        ? {}
        : { sessionToken: variables['AWS_SESSION_TOKEN'] }),
    },
  };
  return {
    stacks: new CloudFormationClient(config),
    pipelines: new CodePipelineClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    parameters: new SSMClient(config),
  };
}

/** Starts it as any tool of AWS does, and waits for its end. */
async function runOnce(client: CodePipelineClient): Promise<{ id: string; status: string }> {
  const { pipelineExecutionId: id = '' } = await client.send(
    new StartPipelineExecutionCommand({ name: 'greeter' }),
  );
  for (;;) {
    const { pipelineExecution } = await client.send(
      new GetPipelineExecutionCommand({ pipelineName: 'greeter', pipelineExecutionId: id }),
    );
    const { status = '' } = pipelineExecution ?? {};
    if (status !== 'InProgress') return { id, status };
    await delay(50);
  }
}

function writeDefinition(app: Project): void {
  app.write('pipeline.json', { pipeline });
  app.write('project.json', project(15));
  app.write('buildspec.yml', buildspec);
}

/** As the next version of what the pipeline fetches. */
async function putSource(s3: S3Client, content: string): Promise<void> {
  const Body = rawZip([{ name: 'buildspec.yml', data: Buffer.from(content) }]);
  await s3.send(new PutObjectCommand({ Bucket: 'greeter-source', Key: 'source.zip', Body }));
}

async function makeSourceBucket(s3: S3Client): Promise<void> {
  const Bucket = 'greeter-source';
  await s3.send(new CreateBucketCommand({ Bucket }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
}

// shows: S4-106, S4-131
test(
  'a pipeline is shipped, shipped again, started, changed and unshipped',
  { timeout: 600_000 },
  async () => {
    await using app = makeProject();
    writeDefinition(app);
    const first = await ship(app);
    expect(first.status).toBe('CREATE_COMPLETE');
    expect(first.changes.every(({ action }) => action === 'Add')).toBe(true);
    expect(first.outputs['Pipeline']).toBe('greeter');
    expect(await ship(app)).toMatchObject({ changes: [], status: 'CREATE_COMPLETE' });

    const { stacks, s3, pipelines } = await clientsOf(app);
    await makeSourceBucket(s3);
    await putSource(s3, buildspec);
    expect((await runOnce(pipelines)).status).toBe('Succeeded');

    app.write('project.json', project(20));
    const changed = await app.run('ship', '--yes');
    expect(changed.stdout).toContain(
      '~ AWS::CodeBuild::Project GreeterProject\n    TimeoutInMinutes: 15 → 20\n',
    );
    expect(changed.stdout).toContain('UPDATE_COMPLETE  AWS::CloudFormation::Stack greeter');
    const { StackResourceSummaries = [] } = await stacks.send(
      new ListStackResourcesCommand({ StackName: 'greeter' }),
    );
    expect(StackResourceSummaries.map(({ ResourceType }) => ResourceType)).toContain('AWS::Events::Rule');

    const ended = await app.run('unship', 'greeter', '--yes', '--delete-data');
    expect(ended).toMatchObject({ status: 0 });
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).toEqual(['greeter-source']);
    const again = await app.run('unship', 'greeter', '--yes');
    expect(again).toMatchObject({ status: 2 });
    expect(again.stderr).toContain('StackFailed');
  },
);

test(
  'what was shipped is imported, compared, and explained when it fails',
  { timeout: 600_000 },
  async () => {
    await using app = makeProject();
    writeDefinition(app);
    await ship(app);
    expect(await app.run('import', 'greeter', '--out', 'imported')).toMatchObject({
      status: 0,
      stdout: 'imported/pipeline.json\nimported/build-project-greeter.json\n',
    });
    expect(await ship(app, 'imported', '--state', '.slipway')).toMatchObject({ changes: [] });
    await app.run('ship', '--out', 'template.json');
    const fromFile = await app.run('import', 'template.json', '--out', 'again');
    expect(fromFile).toMatchObject({ status: 0, stdout: expect.stringContaining('again/pipeline.json\n') });
    expect(await ship(app, 'again', '--state', '.slipway')).toMatchObject({ changes: [] });
    app.write('imported/build-project-greeter.json', project(30));
    const difference = await app.run('diff', 'imported', '--state', '.slipway');
    expect(difference.status).toBe(1);
    expect(difference.stdout.split('\n').slice(1)).toEqual([
      '~ build project greeter',
      '    timeoutInMinutes: 15 → 30',
      '',
    ]);

    const { s3, pipelines } = await clientsOf(app);
    await makeSourceBucket(s3);
    await putSource(s3, buildspec.replace('echo hello', 'exit 3'));
    const { id, status } = await runOnce(pipelines);
    expect(status).toBe('Failed');
    const explained = (await app.run('explain', id)).stdout.split('\n');
    expect(explained[0]).toBe('A command of the build failed by itself');
    expect(explained[1]).toBe(`  execution ${id} of greeter failed`);
    expect(explained[2]).toBe('    action Build/Compile');
    expect(explained.join('\n')).toContain('exit status 3');
    expect(explained.join('\n')).toContain("  here: slipway run --only 'Build/Compile'");
  },
);

test('a pipeline is shipped into the account and the Region that its definition names, and found there', async () => {
  await using app = makeProject();
  writeDefinition(app);
  await ship(app);
  const [source] = pipeline.stages;
  const ask = {
    name: 'Ask',
    actionTypeId: type('Approval', 'Manual'),
    configuration: { NotificationArn: 'arn:aws-cn:sns:cn-north-1:444455556666:asked' },
  };
  const abroad = {
    ...pipeline,
    name: 'abroad',
    roleArn: 'arn:aws-cn:iam::444455556666:role/abroad-pipeline',
    artifactStore: { type: 'S3', location: 'abroad-artifacts' },
    stages: [source, { name: 'Ask', actions: [ask] }],
  };
  app.write('abroad/pipeline.json', { pipeline: abroad });
  const state = ['--state', '.slipway'] as const;
  const shipped = await app.run('ship', 'abroad', '--yes', ...state);
  expect({ ...shipped, stdout: shipped.stdout.split('\n')[0] }).toMatchObject({
    status: 0,
    stdout: 'Stack abroad in account 444455556666 in cn-north-1, of this machine',
  });
  expect(await app.run('diff', 'abroad', ...state)).toMatchObject({ status: 0 });
  const imported = await app.run('import', 'abroad', '--out', 'again');
  expect(imported).toMatchObject({ status: 0, stdout: 'again/pipeline.json\n' });
  expect((await app.run('unship', 'abroad', '--yes', '--region', 'us-east-1')).stderr).toContain(
    'There is no stack abroad in account 444455556666 in us-east-1',
  );
  const production = { name: 'production', account: '555566667777', region: 'cn-northwest-1', stack: 'far' };
  app.write('abroad/shipping.json', { shipping: [production] });
  expect((await app.run('ship', 'abroad', '--env', 'production', ...state)).stdout).toContain(
    'Stack far in account 555566667777 in cn-northwest-1',
  );
  const other = await app.run('unship', 'greeter', '--yes', '--delete-data');
  expect(other.stdout).toContain('Stack greeter in account 111122223333 in us-east-1');
  const ended = await app.run('unship', 'abroad', '--yes', '--delete-data');
  expect(ended.stdout).toContain('Stack abroad in account 444455556666 in cn-north-1');
});

test('an account is bootstrapped once, and takes templates that are too long for a request', async () => {
  await using app = makeProject();
  const [source, build] = pipeline.stages;
  const names = Array.from({ length: 30 }, (_, index) => `greeter-${index}`);
  const actions = names.map((name) => ({
    ...build?.actions[0],
    name,
    configuration: { ProjectName: name },
  }));
  app.write('pipeline.json', { pipeline: { ...pipeline, stages: [source, { name: 'Build', actions }] } });
  const description = 'x'.repeat(255);
  const commands = [`echo ${'x'.repeat(2000)}`];
  const text = JSON.stringify({ version: 0.2, phases: { build: { commands } } });
  app.write('projects.json', {
    projects: names.map((name) => ({
      ...project(15),
      name,
      description,
      source: { type: 'CODEPIPELINE', buildspec: text },
    })),
  });
  expect(await app.run('ship', '--yes')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('NotBootstrapped') as string,
  });
  const dry = await app.run('bootstrap', '--dry-run', '--github', 'octo-org/shop');
  expect(dry.stdout).toContain('repo:octo-org@*/shop@*:*');
  expect((await app.run('bootstrap', '--github', 'shop')).stderr).toContain('"shop" is no repository');
  const made = await app.run('bootstrap', '--yes', '--json');
  expect(JSON.parse(made.stdout)).toMatchObject({
    status: 'CREATE_COMPLETE',
    outputs: { Bucket: 'slipway-111122223333-us-east-1' },
  });
  expect((await app.run('bootstrap', '--yes')).stdout).toContain('Nothing to change');
  const asked = await app.run('ship');
  expect(asked.stdout).toContain('+ AWS::CodeBuild::Project Greeter29Project');
  expect(asked.stderr).toContain('There is no terminal to ask on');
});

/** `aws ssm get-parameter --name NAME`, and the same as a program does it. Fails as they do when it is refused. */
const awsCommand = `#!${process.execPath}
const { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: key, AWS_SESSION_TOKEN: token, AWS_REGION: region } = process.env;
const scope = key + '/20260101/' + region + '/ssm/aws4_request';
const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=00', 'x-amz-security-token': token, 'x-amz-target': 'AmazonSSM.GetParameter', 'content-type': 'application/x-amz-json-1.1' };
fetch(url, { method: 'POST', headers, body: JSON.stringify({ Name: process.argv.at(-1) }) })
  .then(async (response) => {
    const body = await response.json();
    console.log('got ' + (body.Parameter?.Value ?? body.Message ?? body.message));
    process.exitCode = response.ok ? 0 : 1;
  });
`;

async function putCalls(s3: S3Client, ...commands: readonly string[]): Promise<void> {
  const spec = ['export PATH=$PWD/bin:$PATH', 'chmod +x bin/*', ...commands];
  const text = JSON.stringify({ version: 0.2, phases: { build: { commands: spec } } });
  const Body = rawZip([
    { name: 'buildspec.yml', data: Buffer.from(text) },
    { name: 'bin/aws', data: Buffer.from(awsCommand) },
    { name: 'bin/program', data: Buffer.from(awsCommand) },
  ]);
  await s3.send(new PutObjectCommand({ Bucket: 'greeter-source', Key: 'source.zip', Body }));
}

test(
  'under enforcement a shipped build does what its commands say and what a run has recorded, and nothing else',
  { timeout: 600_000 },
  async () => {
    await using app = makeProject();
    writeDefinition(app);
    const level = 'aws ssm get-parameter --name /shop/level';
    app.write('buildspec.yml', JSON.stringify({ version: 0.2, phases: { build: { commands: [level] } } }));
    await ship(app, '--iam', 'enforce');
    const { s3, pipelines, parameters } = await clientsOf(app);
    for (const Name of ['/shop/level', '/shop/size'])
      await parameters.send(new PutParameterCommand({ Name, Value: 'debug', Type: 'String' }));
    await makeSourceBucket(s3);
    await putCalls(s3, level);
    expect((await runOnce(pipelines)).status).toBe('Succeeded');
    await putCalls(s3, level, 'program /shop/size');
    expect((await runOnce(pipelines)).status).toBe('Failed');
    expect((await app.run('rights', '--refused')).stdout).toContain('parameter/shop/size');

    const changed = await app.run('ship', '--yes', '--from-run', '--iam', 'enforce');
    expect(changed.stdout).toContain('~ AWS::IAM::Role GreeterBuildRole');
    const { id, status } = await runOnce(pipelines);
    expect(status).toBe('Succeeded');
    const { stdout: template } = await app.run('ship', '--dry-run', '--from-run');
    expect(needlessStatements(JSON.parse(template) as Template, await callsOf(app, id))).toEqual([]);
  },
);

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: RoleProperties }>
  >;
}

interface RoleProperties {
  readonly RoleName: string;
  readonly Policies: readonly { readonly PolicyDocument: PolicyDocument }[];
}

interface Called {
  readonly name: string;
  readonly policy: PolicyDocument;
}

/** What each role has called in the execution, as the least policy of it. */
async function callsOf(app: Project, executionId: string): Promise<readonly Called[]> {
  const { stdout } = await app.run('rights', '--from-run', executionId, '--json');
  return (JSON.parse(stdout) as { readonly roles: readonly Called[] }).roles;
}

/** Calls of the run that are not allowed, and statements for its actions without which all calls would be allowed. */
function needlessStatements({ Resources }: Template, calls: readonly Called[]): readonly string[] {
  const place = JSON.stringify(Resources)
    .replaceAll(/\{"Fn::Sub":("(?:[^"\\]|\\.)*")\}/g, '$1')
    .replaceAll('${AWS::Partition}', 'aws')
    .replaceAll('${AWS::Region}', 'us-east-1')
    .replaceAll('${AWS::AccountId}', '111122223333');
  const roles = Object.values(JSON.parse(place) as Template['Resources']).filter(
    ({ Type }) => Type === 'AWS::IAM::Role',
  );
  return calls.flatMap(({ name, policy }) => {
    const role = roles.find(({ Properties }) => Properties.RoleName === name);
    const statements = (role?.Properties.Policies ?? []).flatMap((each) => each.PolicyDocument.Statement);
    const called = policy.Statement.flatMap(({ Action, Resource }) =>
      listOf(Action).flatMap((action) => listOf(Resource).map((resource) => ({ action, resource }))),
    );
    const refused = (given: typeof statements) =>
      called.filter((call) => decides({ Statement: given }, { ...call, context: {} }).decision !== 'Allowed');
    const own = statements.filter((each) =>
      listOf(each.Action).some((action) => called.some((call) => call.action === action)),
    );
    return [
      ...refused(statements).map(({ action, resource }) => `${action} on ${resource} is not allowed`),
      ...own
        .filter((each) => refused(statements.filter((other) => other !== each)).length === 0)
        .map(({ Sid = '' }) => `${Sid} is not needed`),
      ...(own.length === 0 ? [`${name} has no statement for it`] : []),
    ];
  });
}

const page =
  'version: 0.2\nphases:\n  build:\n    commands:\n      - echo hello\n      - echo works > index.html\nartifacts:\n  files: [index.html]\n';

/** Until the only pipeline has no execution in that state. */
async function settled(app: Project, ...states: readonly string[]): Promise<string> {
  for (;;) {
    const { stdout } = await app.run('history', '--aws', '--json', '--limit', '1');
    const { executions } = JSON.parse(stdout) as {
      readonly executions: readonly { readonly status: string }[];
    };
    const status = executions[0]?.status ?? '';
    if (!states.includes(status)) return status;
    await delay(100);
  }
}

async function waitsForApproval(app: Project): Promise<string> {
  for (;;) {
    const { stdout } = await app.run('status', '--aws');
    if (stdout.includes('approve')) return stdout;
    await delay(100);
  }
}

test(
  'a pipeline that is shipped with its site is operated by the calls of AWS alone, to an address that answers',
  { timeout: 600_000 },
  async () => {
    await using app = makeProject();
    const [source, build] = pipeline.stages;
    const compile = { ...build?.actions[0], outputArtifacts: [{ name: 'Site' }] };
    const signOff = { name: 'SignOff', actionTypeId: type('Approval', 'Manual') };
    const put = {
      name: 'Put',
      actionTypeId: type('Deploy', 'S3'),
      configuration: { BucketName: 'greeter-site', Extract: 'true' },
      inputArtifacts: [{ name: 'Site' }],
    };
    const stages = [
      source,
      { name: 'Build', actions: [compile] },
      { name: 'Release', actions: [signOff] },
      { name: 'Deploy', actions: [put] },
    ];
    app.write('pipeline.json', { pipeline: { ...pipeline, stages } });
    app.write('project.json', project(15));
    const open = { BlockPublicPolicy: false, RestrictPublicBuckets: false };
    app.write('bucket.json', {
      Bucket: 'greeter-site',
      WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } },
      PublicAccessBlockConfiguration: open,
    });
    await ship(app);
    const { s3, pipelines } = await clientsOf(app);
    await makeSourceBucket(s3);
    await putSource(s3, page);
    const start = async () => pipelines.send(new StartPipelineExecutionCommand({ name: 'greeter' }));
    const { stdout } = await app.run('account', 'env', '--json');
    const { variables } = JSON.parse(stdout) as { readonly variables: Readonly<Record<string, string>> };
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    try {
      const { pipelineExecutionId: id = '' } = await start();
      const waiting = await waitsForApproval(app);
      expect(waiting).toContain('slipway approve Release SignOff --aws');
      const approved = await app.run('approve', '--aws');
      expect(approved).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('Approved Release › SignOff'),
      });
      expect(await settled(app, 'InProgress')).toBe('Succeeded');
      const { stdout: url } = await app.run('open');
      expect(await textAt(`${url.trim()}/index.html`)).toBe('works\n');
      const [here, there] = [await app.run('status'), await app.run('status', '--aws')];
      const stagesIn = (shown: string) => shown.split('\n').filter((line) => line.includes(id.slice(0, 8)));
      expect(stagesIn(there.stdout).map(firstWords)).toEqual(stagesIn(here.stdout).map(firstWords));
      expect((await app.run('history', '--aws')).stdout).toContain(`${id.slice(0, 8)}  Succeeded`);
      expect((await app.run('logs', '--aws')).stdout).toMatch(/^Build\/Compile \| .*hello$/m);

      await putSource(s3, buildspec.replace('echo hello', 'exit 3'));
      await start();
      expect(await settled(app, 'InProgress')).toBe('Failed');
      expect((await app.run('retry', '--aws')).stdout).toContain('Retrying Build');
      expect(await settled(app, 'InProgress')).toBe('Failed');
      const back = await app.run('rollback', '--aws', '--to', id.slice(0, 8));
      expect(back.stdout).toContain(`Rolling Deploy back to ${id.slice(0, 8)}`);
      expect(await settled(app, 'InProgress')).toBe('Succeeded');

      await putSource(s3, page);
      await start();
      await waitsForApproval(app);
      expect((await app.run('stop', '--aws', '--abandon')).stdout).toContain(
        'Stopping, and ending what runs',
      );
      expect(await settled(app, 'InProgress', 'Stopping')).toBe('Stopped');
    } finally {
      vi.unstubAllEnvs();
    }
  },
);

/** Its mark, name and status; how long ago it was is another text a moment later. */
function firstWords(line: string): string {
  return line.trim().split(/\s+/).slice(0, 3).join(' ');
}

test('a build by itself is no pipeline that can be shipped', async () => {
  await using app = makeProject();
  app.write('project.json', project(15));
  app.write('buildspec.yml', buildspec);
  const { status, stderr } = await app.run('ship', '--dry-run');
  expect(status).toBe(2);
  expect(stderr).toContain('NotShippable');
});
