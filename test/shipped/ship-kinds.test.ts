// Environments of Elastic Beanstalk, functions and services, shipped with their pipeline into the account of this machine: it is
// started there as on AWS, what it deploys answers, and nothing is left after the end of the stack.
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { deleteBucket } from '../../src/ship/aws/delete-bucket.ts';
import { buildImage, containersOf, writeServiceInNetwork } from '../rig/ecs.ts';
import { clientsOf, makeSourceBucket, pipeline, runOnce, ship, type } from '../rig/greeter.ts';
import { missingMoto } from '../rig/moto.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { rawZip } from '../rig/raw-zip.ts';
import { useDocker } from '../rig/use-docker.ts';

const missing = await missingMoto();
const { reason, get: docker } = useDocker('Shipped services of ECS are', { lacks: missing });

function writePipeline(app: Project, provider: string, configuration: object): void {
  const deploy = {
    name: 'Put',
    actionTypeId: type('Deploy', provider),
    configuration,
    inputArtifacts: [{ name: 'Code' }],
  };
  const stages = [pipeline.stages[0], { name: 'Deploy', actions: [deploy] }];
  app.write('pipeline.json', { pipeline: { ...pipeline, stages } });
}

async function shipTwice(app: Project): Promise<void> {
  expect(await ship(app, '--targets')).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(await ship(app, '--targets')).toMatchObject({ changes: [], parameters: [] });
}

/** As the source, and one execution of the pipeline. */
async function deliver(app: Project, files: Readonly<Record<string, string>>): Promise<void> {
  const { s3, pipelines } = await clientsOf(app);
  const Body = rawZip(Object.entries(files).map(([name, text]) => ({ name, data: Buffer.from(text) })));
  await s3.send(new PutObjectCommand({ Bucket: 'greeter-source', Key: 'source.zip', Body }));
  const { status } = await runOnce(pipelines);
  const log = status === 'Succeeded' ? '' : (await app.run('logs')).stdout;
  expect({ status, log }).toEqual({ status: 'Succeeded', log: '' });
}

async function targetOf(app: Project): Promise<string> {
  const { stdout } = await app.run('open');
  return stdout.trim();
}

async function unshipAll(app: Project): Promise<void> {
  const { stdout, status } = await app.run('unship', 'greeter', '--yes', '--delete-data');
  expect({ stdout, status }).toMatchObject({ status: 0, stdout: expect.stringContaining('DELETE_COMPLETE') });
  const { stdout: left } = await app.run('status', '--resources', '--json');
  type Left = { readonly resources: readonly { readonly name: string; readonly type: string }[] };
  const { resources } = JSON.parse(left) as Left;
  // What a deployment has registered is no resource of the stack, on AWS neither.
  const others = resources.filter(({ type: each }) => each !== 'AWS::ECS::TaskDefinition');
  expect(others.filter(({ name }) => name !== 'greeter-source')).toEqual([]);
}

const server = `
const { GREETING, LEVEL, TOKEN, PORT } = process.env;
require('node:http').createServer((request, response) => {
  response.end(JSON.stringify({ GREETING, LEVEL, token: TOKEN.length }));
}).listen(PORT);
`;

test.skipIf(missing !== undefined)(
  'an environment of Elastic Beanstalk gets its parameters with it, those that are secret once and for all',
  async () => {
    await using app = makeProject();
    writePipeline(app, 'ElasticBeanstalk', {
      ApplicationName: 'shop',
      EnvironmentName: 'shop-production',
    });
    const option = (Namespace: string, OptionName: string, Value: string) => ({
      Namespace,
      OptionName,
      Value,
    });
    const stored = 'aws:elasticbeanstalk:application:environmentsecrets';
    const at = 'arn:aws:ssm:us-east-1:111122223333:parameter/shop';
    app.write('environment.json', {
      ApplicationName: 'shop',
      EnvironmentName: 'shop-production',
      SolutionStackName: '64bit Amazon Linux 2023 v6.1.0 running Node.js 22',
      OptionSettings: [
        option('aws:elasticbeanstalk:command', 'Timeout', '60'),
        option('aws:elasticbeanstalk:application:environment', 'GREETING', 'hello'),
        option(stored, 'LEVEL', `${at}/LEVEL`),
        option(stored, 'TOKEN', `${at}/TOKEN`),
      ],
    });
    app.write('fleet.json', { name: 'shop-production', instances: 1, isolation: 'process' });
    const made = { Name: '/shop/TOKEN', Type: 'SecureString', GenerateSecretString: { PasswordLength: 40 } };
    const level = { Name: '/shop/LEVEL', Type: 'String', Value: 'info' };
    const other = { Name: '/other', Type: 'String', Value: 'of another pipeline' };
    app.write('parameters.json', { parameters: [level, made, other] });
    const plain = await app.run('ship', '--dry-run', '--targets');
    expect(plain.stderr).toContain(
      'These SecureStrings must be there before the stack is made, which no template makes: /shop/TOKEN',
    );
    expect(plain.stdout).not.toContain('/other');
    await shipTwice(app);
    const { s3, parameters, config } = await clientsOf(app);
    await makeSourceBucket(s3);
    const tokenNow = async () => {
      const asked = new GetParameterCommand({ Name: '/shop/TOKEN', WithDecryption: true });
      return (await parameters.send(asked)).Parameter?.Value ?? '';
    };
    const token = await tokenNow();
    expect(token).toHaveLength(40);
    await deliver(app, { 'server.js': server, Procfile: 'web: node server.js\n' });
    const answer: unknown = await (await fetch(await targetOf(app))).json();
    expect(answer).toEqual({ GREETING: 'hello', LEVEL: 'info', token: 40 });
    const kept = await app.run('unship', 'greeter', '--yes');
    expect(kept.stdout).toContain('/shop/TOKEN is kept: it holds data. --delete-data deletes it');
    expect(await tokenNow()).toBe(token);
    await deleteBucket({ config, isReal: false, pollMs: 50 }, 'greeter-artifacts');
    expect(await ship(app, '--targets')).toMatchObject({ status: 'CREATE_COMPLETE', parameters: [] });
    expect(await tokenNow()).toBe(token);
    await unshipAll(app);
    await expect(tokenNow()).rejects.toMatchObject({ name: 'ParameterNotFound' });
  },
);

test.skipIf(missing !== undefined)('a function is called with what the pipeline has deployed', async () => {
  await using app = makeProject();
  writePipeline(app, 'Lambda', { FunctionName: 'greet' });
  app.write('function.json', {
    FunctionName: 'greet',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::111122223333:role/greet',
    Environment: { Variables: { GREETING: 'hello' } },
  });
  await shipTwice(app);
  const { s3, functions } = await clientsOf(app);
  const answer = async () => (await functions('POST functions/greet/invocations', {})).text;
  expect(await answer()).toContain('Nothing is deployed yet');
  await makeSourceBucket(s3);
  await deliver(app, { 'index.js': 'exports.handler = async () => process.env.GREETING + " there";\n' });
  expect(await answer()).toBe('"hello there"');
  await unshipAll(app);
});

test.skipIf(reason !== undefined)(
  'a service of ECS is rolled to the image that the pipeline names',
  async () => {
    await using app = makeProject();
    writePipeline(app, 'ECS', { ClusterName: 'shop', ServiceName: 'web' });
    writeServiceInNetwork(app, {
      secrets: [{ name: 'TOKEN', valueFrom: 'arn:aws:ssm:us-east-1:111122223333:parameter/web/TOKEN' }],
    });
    app.write('parameters.json', { parameters: [{ Name: '/web/TOKEN', Type: 'String', Value: 'known' }] });
    for (const name of ['web:one', 'web:two']) buildImage(docker(), app, name);
    await shipTwice(app);
    expect(await (await fetch(await targetOf(app))).json()).toEqual({ version: 'one', TOKEN: 'known' });
    const { s3 } = await clientsOf(app);
    await makeSourceBucket(s3);
    await deliver(app, { 'imagedefinitions.json': JSON.stringify([{ name: 'web', imageUri: 'web:two' }]) });
    expect(await (await fetch(await targetOf(app))).json()).toMatchObject({ version: 'two' });
    await unshipAll(app);
    expect(containersOf(docker(), app)).toEqual([]);
  },
);
