// A pipeline that is shipped into the account of this machine: it is there, it runs, it changes, and nothing of it is left.
import { ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { StartPipelineExecutionCommand } from '@aws-sdk/client-codepipeline';
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import {
  type,
  pipeline,
  project,
  buildspec,
  ship,
  clientsOf,
  runOnce,
  writeDefinition,
  putSource,
  makeSourceBucket,
} from '../rig/greeter.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { textAt } from '../rig/text-at.ts';

// shows: S4-106, S4-131
test('a pipeline is shipped, shipped again, started, changed and unshipped', async () => {
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
});

test('what was shipped is imported, compared, and explained when it fails', async () => {
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
  expect((await app.run('explain', id.slice(0, 8))).stdout.split('\n')).toEqual(explained);
  expect((await app.run('explain', '0badbad0')).stderr).toContain(
    'There is no execution, build, deployment or stack 0badbad0',
  );
  expect(explained[0]).toBe('A command of the build failed by itself');
  expect(explained[1]).toBe(`  execution ${id} of greeter failed`);
  expect(explained[2]).toBe('    action Build/Compile');
  expect(explained.join('\n')).toContain('exit status 3');
  expect(explained.join('\n')).toContain("  here: slipway run --only 'Build/Compile'");
});

test('what a run has declared and kept is taken over by the stack, also when somebody has looked at it before', async () => {
  await using app = makeProject();
  writeDefinition(app);
  const ran = await app.run('run', '.', '--source', '.', '--exit');
  expect({ status: ran.status, text: ran.stdout }).toMatchObject({ status: 0 });
  const { s3 } = await clientsOf(app);
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  expect(Buckets.map(({ Name }) => Name)).toContain('greeter-artifacts');
  expect(await ship(app)).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(await ship(app)).toMatchObject({ changes: [] });
});

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

test('a pipeline that is shipped with its site is operated by the calls of AWS alone, to an address that answers', async () => {
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
    expect((await app.run('stop', '--aws', '--abandon')).stdout).toContain('Stopping, and ending what runs');
    expect(await settled(app, 'InProgress', 'Stopping')).toBe('Stopped');
  } finally {
    vi.unstubAllEnvs();
  }
});

/** Its mark, name and status; how long ago it was is another text a moment later. */
function firstWords(line: string): string {
  return line.trim().split(/\s+/).slice(0, 3).join(' ');
}

test('what a run has made here is taken over by the stack, and the next attempt finds nothing in its way', async () => {
  await using app = makeProject();
  writeDefinition(app);
  const put = {
    name: 'Put',
    actionTypeId: type('Deploy', 'CodeDeploy'),
    configuration: { ApplicationName: 'shop', DeploymentGroupName: 'servers' },
    inputArtifacts: [{ name: 'Code' }],
  };
  const stages = [...pipeline.stages, { name: 'Deploy', actions: [put] }];
  app.write('pipeline.json', { pipeline: { ...pipeline, stages } });
  app.write('application.json', { applicationName: 'shop', computePlatform: 'Server' });
  app.write('config.json', {
    deploymentConfigName: 'half',
    minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 50 },
  });
  app.write('group.json', {
    applicationName: 'shop',
    deploymentGroupName: 'servers',
    deploymentConfigName: 'half',
    serviceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
    ec2TagFilters: [{ Key: 'role', Value: 'none', Type: 'KEY_AND_VALUE' }],
  });
  // Its deployment finds no instance: what the run has declared and logged is there all the same.
  expect((await app.run('run', '--source', 'Fetch=.')).stdout).toContain('hello');
  const { status } = await ship(app);
  expect(status).toBe('CREATE_COMPLETE');
  expect(await ship(app)).toMatchObject({ changes: [] });
  const { stacks } = await clientsOf(app);
  const { StackResourceSummaries = [] } = await stacks.send(
    new ListStackResourcesCommand({ StackName: 'greeter' }),
  );
  expect(StackResourceSummaries.map(({ ResourceType }) => ResourceType)).toEqual(
    expect.arrayContaining(['AWS::Logs::LogGroup', 'AWS::CodeDeploy::DeploymentConfig']),
  );
  expect((await app.run('run', '--source', 'Fetch=.')).stdout).toContain('hello');
});

test('what a call has made stays where it is: the stack fails as on AWS, and the next attempt begins anew', async () => {
  await using app = makeProject();
  writeDefinition(app);
  const { s3 } = await clientsOf(app);
  await s3.send(new CreateBucketCommand({ Bucket: 'greeter-artifacts' }));
  const first = await app.run('ship', '--yes');
  expect(first.status).toBe(1);
  expect(first.stdout).toContain('already exists');
  const again = await app.run('ship', '--yes');
  expect(again.stdout).toContain('ROLLBACK_COMPLETE');
  expect(again.stdout).toContain('already exists');
});

test('data that an ended stack has kept is named with the way to use it, and is of no stack', async () => {
  await using app = makeProject();
  writeDefinition(app);
  await ship(app);
  expect(await app.run('unship', 'greeter', '--yes')).toMatchObject({ status: 0 });
  const again = await app.run('ship', '--yes');
  expect(again.status).toBe(1);
  const refer = /use it as it is by (--refer \S+),/.exec(again.stderr)?.[1]?.split(' ') ?? [];
  expect(refer).toEqual(['--refer', 'greeter-artifacts']);
  expect(await app.run('ship', '--yes', ...refer)).toMatchObject({ status: 0 });
});

test('what two pipelines would both make is found before anything is begun, and what is there as it is wanted is referred to', async () => {
  await using app = makeProject();
  writeDefinition(app);
  await ship(app);
  const second = { ...pipeline, name: 'greeter-night' };
  app.write('night/pipeline.json', { pipeline: second });
  app.write('night/project.json', project(15));
  app.write('night/buildspec.yml', buildspec);
  const shipSecond = async (...more: readonly string[]) =>
    app.run('ship', 'night', '--state', '.slipway', '--yes', ...more);
  const refused = await shipSecond();
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('AWS::CodeBuild::Project greeter (of greeter)');
  expect(refused.stderr).toContain(
    'Give these other names in the definition, since they are otherwise there: greeter-pipeline',
  );
  const named = { ...second, roleArn: 'arn:aws:iam::111122223333:role/greeter-night-pipeline' };
  app.write('night/pipeline.json', { pipeline: named });
  const offered = /Use what is there as this one would make it: (.+)/.exec((await shipSecond()).stderr)?.[1];
  const refer = offered?.split(' ') ?? [];
  expect(refer).toContain('greeter-build');
  const shipped = await shipSecond(...refer);
  expect({ ...shipped, stdout: '' }).toMatchObject({ status: 0 });
  expect(shipped.stdout).toContain('CREATE_COMPLETE  AWS::CodePipeline::Pipeline');
  expect(shipped.stdout).not.toContain('AWS::CodeBuild::Project');
  expect((await shipSecond(...refer)).stdout).toContain('Nothing to change');
});

test('a build by itself is no pipeline that can be shipped', async () => {
  await using app = makeProject();
  app.write('project.json', project(15));
  app.write('buildspec.yml', buildspec);
  const { status, stderr } = await app.run('ship', '--dry-run');
  expect(status).toBe(2);
  expect(stderr).toContain('NotShippable');
});
