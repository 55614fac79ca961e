// Slipway is installed anew while what an earlier version has started runs: the next command goes on by itself.
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { defined } from '../../src/lib/defined.ts';
import {
  application,
  behindBalancer,
  buildAction,
  deliveryStages,
  deploymentGroup,
  fleet,
  pipeline,
  project,
  sourceStage,
} from '../rig/definitions.ts';
import { webApplication } from '../rig/fleet-application.ts';
import { installPackage, type InstalledPackage } from '../rig/installed-package.ts';
import { possibleIsolations } from '../rig/isolations.ts';
import { makeProject, type Project } from '../rig/project.ts';

const isolations = await possibleIsolations();

/** @param below where a host sees the files of this machine through layers of its own, unless it is a temporary folder */
function packageIn(version: string, below = '/var/tmp'): InstalledPackage {
  const folder = mkdtempSync(join(below, 'slipway-package-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return installPackage(folder, version);
}

function writeFleet(app: Project, isolation: string): void {
  app.write('pipeline.json', pipeline(deliveryStages));
  app.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: ['true'] } },
      artifacts: { files: ['**/*'], 'base-directory': 'app' },
    }),
  );
  app.write('application.json', application);
  app.write('group.json', deploymentGroup({ ...behindBalancer }));
  const targetGroup = { name: 'web', port: 3000, healthCheckPath: '/' };
  app.write('fleet.json', fleet(1, { isolation, targetGroup }));
  for (const [file, content] of Object.entries(webApplication('one')))
    if (typeof content === 'string') app.write(`app/${file}`, content);
    else if ('text' in content) app.write(`app/${file}`, content.text, content.mode);
}

/** The process that holds what lies there. */
function processOf(app: Project, ...place: readonly string[]): number {
  const file = join(app.folder, '.slipway', 'targets', ...place, 'process.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly pid: number }).pid;
}

function hostOf(app: Project): string {
  const names = readdirSync(join(app.folder, '.slipway', 'targets', 'web'));
  return names.find((name) => name.startsWith('i-')) ?? 'no host';
}

async function answer(app: Project, slipway: InstalledPackage): Promise<string> {
  const { stdout } = await slipway.run(app.folder, 'status', '--json');
  const [found] = (JSON.parse(stdout) as { readonly fleets: readonly { readonly url: string }[] }).fleets;
  return await (await fetch(found?.url ?? '')).text();
}

describe.each(isolations)('a fleet with isolation %s', (isolation) => {
  test('is deployed to by a package that was installed in the place of the one that has started it', async () => {
    await using app = makeProject();
    writeFleet(app, isolation);
    const slipway = packageIn('1.0.0');
    expect(await slipway.run(app.folder, 'run', '--exit')).toMatchObject({ status: 0 });
    const balancer = processOf(app, 'web', 'balancer');
    const host = processOf(app, 'web', hostOf(app));
    slipway.install('1.0.1');
    app.write('app/app/version', 'two');
    const again = await slipway.run(app.folder, 'run', '--exit');
    expect(again).toMatchObject({ status: 0 });
    expect(again.stdout).not.toContain('has begun anew');
    expect(await answer(app, slipway)).toBe('two');
    expect(processOf(app, 'web', 'balancer')).not.toBe(balancer);
    // What ran in it has gone on meanwhile: the agent alone is another.
    expect(processOf(app, 'web', hostOf(app)) === host).toBe(isolation === 'namespace');
  });

  test('is deployed to by a package that lies elsewhere, and what ran on its hosts is started first', async () => {
    await using app = makeProject();
    writeFleet(app, isolation);
    const [first, second] = [packageIn('1.0.0'), packageIn('1.0.1', tmpdir())];
    expect(await first.run(app.folder, 'run', '--exit')).toMatchObject({ status: 0 });
    app.write('app/app/version', 'two');
    const again = await second.run(app.folder, 'run', '--exit');
    expect(again).toMatchObject({ status: 0 });
    // A host with folders of its own does not see what lies below /tmp outside, unless it was made with it.
    const begun = /has begun anew from its files; ApplicationStart of \S+: Succeeded/.test(again.stdout);
    expect(begun).toBe(isolation === 'namespace');
    expect(await answer(app, second)).toBe('two');
  });
});

test("the endpoint of AWS's API is replaced by that of the new version, with the same address and account", async () => {
  await using app = makeProject();
  const slipway = packageIn('1.0.0');
  const client = async (): Promise<S3Client> => {
    const { stdout } = await slipway.run(app.folder, 'account', 'env', '--json');
    const { variables } = JSON.parse(stdout) as { readonly variables: Readonly<Record<string, string>> };
    return new S3Client({
      region: 'eu-central-1',
      endpoint: variables['AWS_ENDPOINT_URL'] ?? '',
      forcePathStyle: true,
      credentials: {
        accessKeyId: variables['AWS_ACCESS_KEY_ID'] ?? '',
        secretAccessKey: variables['AWS_SECRET_ACCESS_KEY'] ?? '',
        ...defined({ sessionToken: variables['AWS_SESSION_TOKEN'] }),
      },
    });
  };
  const before = await client();
  await before.send(new CreateBucketCommand({ Bucket: 'made-before' }));
  const process = processOf(app, '@endpoint');
  slipway.install('1.0.1');
  const after = await client();
  expect(await after.config.endpoint?.()).toEqual(await before.config.endpoint?.());
  const { Buckets = [] } = await after.send(new ListBucketsCommand());
  expect(Buckets.map(({ Name }) => Name)).toContain('made-before');
  expect(processOf(app, '@endpoint')).not.toBe(process);
});

async function startServer(app: Project, slipway: InstalledPackage): Promise<void> {
  const server = slipway.start(app.folder, 'up', '--port', '0');
  onTestFinished(() => void server.kill('SIGKILL'));
  for await (const line of createInterface({ input: server.stdout })) if (line.includes('"msg":"up"')) break;
}

test('a server that was started before says so to commands', async () => {
  await using app = makeProject();
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
  app.write('project.json', project('compile', { phases: { build: { commands: ['true'] } } }));
  const slipway = packageIn('1.0.0');
  await startServer(app, slipway);
  slipway.install('1.0.1');
  const status = await slipway.run(app.folder, 'status');
  expect(status.stdout).toContain('It runs Slipway as it was before it was installed anew');
  const doctor = await slipway.run(app.folder, 'doctor');
  expect(doctor.stdout).toContain('runs Slipway as it was before it was installed anew');
  const run = await slipway.run(app.folder, 'run');
  expect(run.stderr).toContain('installed anew: end it and start it again');
  expect(run.status).toBe(0);
});

test('a server that was started before leaves what the new version has started', async () => {
  await using app = makeProject();
  const deploy = {
    name: 'Deploy',
    actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'S3', version: '1' },
    configuration: { BucketName: 'shop-site', Extract: 'true' },
    inputArtifacts: [{ name: 'SourceOutput' }],
  };
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Deploy', actions: [deploy] }]));
  const slipway = packageIn('1.0.0');
  await startServer(app, slipway);
  slipway.install('1.0.1');
  expect(await slipway.run(app.folder, 'account', 'env')).toMatchObject({ status: 0 });
  const endpoint = processOf(app, '@endpoint');
  const run = await slipway.run(app.folder, 'run');
  expect(run.stdout).toMatch(/Slipway was installed anew while process \d+ ran, and what it would start/);
  expect(run.status).not.toBe(0);
  expect(processOf(app, '@endpoint')).toBe(endpoint);
});

test('a file of the program that is not there any more when it is needed is said to be one of before', async () => {
  await using app = makeProject();
  const slipway = packageIn('1.0.0');
  const dist = join(slipway.path, 'dist');
  const later = readdirSync(dist).filter((name) => name.startsWith('examine-'));
  expect(later).toHaveLength(1);
  for (const name of later) rmSync(join(dist, name));
  const ran = await slipway.run(app.folder, 'doctor');
  expect(ran.stderr).toMatch(/Slipway was installed anew while process \d+ ran[^]*ProgramChanged/);
  expect(ran.stderr).toContain('Run the command again');
  expect(ran.status).not.toBe(0);
});
