// Parameters and secrets from AWS, asked of a server that speaks its protocol: with the user's credentials, and only
// when that is wanted.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approvalAction, buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject } from '../rig/project.ts';

interface Asked {
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

const region = 'eu-central-1';
const asked: Asked[] = [];
const server = createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8').on('data', (part: string) => (text += part));
  request.on('end', () => {
    const target = String(request.headers['x-amz-target']);
    const body = JSON.parse(text) as Asked['body'];
    asked.push({ target, headers: request.headers, body });
    const { status, answer } = answerTo(target, body);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
  });
});

function answerTo(target: string, { Name, SecretId, VersionStage }: Asked['body']) {
  if (target === 'AmazonSSM.GetParameter' && Name === '/app/url')
    return {
      status: 200,
      answer: { Parameter: { Name, Value: 'https://from-parameter-store', Type: 'SecureString' } },
    };
  if (target === 'AmazonSSM.GetParameter')
    return { status: 400, answer: { __type: 'ParameterNotFound', message: 'no such parameter' } };
  if (SecretId === 'forbidden')
    return { status: 400, answer: { __type: 'AccessDeniedException', Message: 'not authorized' } };
  const SecretString = JSON.stringify({ password: `from-secrets-manager-${String(VersionStage)}` });
  return { status: 200, answer: { Name: SecretId, SecretString } };
}

const before = { ...process.env };
beforeEach(async () => {
  asked.length = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SSM: url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: url,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_REGION: region,
  });
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, before);
  await once(server, 'close').catch(() => undefined);
});

const buildspec = (env: object) => ({
  version: '0.2',
  env,
  phases: { build: { commands: ['echo "url=$URL password=$PASSWORD" | tr a-z A-Z'] } },
});

const both = buildspec({
  'parameter-store': { URL: '/app/url' },
  'secrets-manager': { PASSWORD: 'app/database:password:AWSPREVIOUS' },
});

describe('values that the local store does not have', () => {
  test('stay hidden in what a later action prints after a restart', async () => {
    await using app = makeProject();
    const stages = [
      sourceStage,
      { name: 'Build', actions: [buildAction('compile', 'Package')] },
      { name: 'Release', actions: [approvalAction('SignOff')] },
      {
        name: 'Check',
        actions: [{ ...buildAction('print'), inputArtifacts: [{ name: 'Package' }] }],
      },
    ];
    app.write('pipeline.json', pipeline(stages));
    app.write(
      'compile.json',
      project('compile', {
        env: { 'secrets-manager': { PASSWORD: 'app/database:password' } },
        phases: { build: { commands: ['echo "$PASSWORD" > password.txt'] } },
        artifacts: { files: 'password.txt' },
      }),
    );
    const print = 'echo "it is $(cat password.txt)"; echo "and $(base64 -w0 password.txt)"; exit 3';
    app.write('print.json', project('print', { phases: { build: { commands: [print] } } }));
    const first = app.start('run', '.', '--json', '--aws-values');
    await first.line((line) => line.includes('"type":"ApprovalRequested"'));
    first.kill('SIGKILL');
    await first.ended;
    asked.length = 0;
    const second = await app.run('approve', 'Release', 'SignOff');
    const logs = await app.run('logs', '--action', 'print');
    const status = await app.run('history', '--json');
    expect(asked).toEqual([]);
    expect(logs.stdout).toContain('it is ***');
    const value = 'from-secrets-manager-undefined';
    for (const { stdout, stderr } of [second, logs, status]) {
      expect(stdout + stderr).not.toContain(value);
      expect(stdout + stderr).not.toContain(Buffer.from(value).toString('base64').slice(0, 24));
    }
  });

  test('come from AWS with the option, by signed requests, and are hidden and nowhere in clear', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', both);
    const { stdout, status } = await app.run('run', '--aws-values');
    expect(status).toBe(0);
    expect(stdout).toContain('URL=HTTPS://FROM-PARAMETER-STORE PASSWORD=FROM-SECRETS-MANAGER-AWSPREVIOUS');
    expect(asked.map(({ target }) => target).toSorted()).toEqual([
      'AmazonSSM.GetParameter',
      'secretsmanager.GetSecretValue',
    ]);
    for (const { headers } of asked)
      expect(headers.authorization).toMatch(
        new RegExp(`^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/\\d+/${region}/`),
      );
    expect(asked.find(({ body }) => body['Name'] !== undefined)?.body).toMatchObject({
      WithDecryption: true,
    });
    const kept = readdirSync(join(app.folder, '.slipway'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .filter((entry) => readFileSync(join(entry.parentPath, entry.name)).includes('from-secrets-manager'));
    expect(kept).toEqual([]);
  });

  test('are not fetched from AWS without the option, and the message names it', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', both);
    const { stderr, status } = await app.run('run');
    expect(stderr).toContain('Parameter does not exist: /app/url');
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('or take it from AWS with --aws-values');
    expect(status).toBe(2);
    expect(asked).toEqual([]);
  });

  test('are taken from the local store first', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', buildspec({ 'parameter-store': { URL: '/app/url' } }));
    await app.feed('local', 'secret', 'set', '--parameter', '/app/url');
    expect((await app.run('run', '--aws-values')).stdout).toContain('URL=LOCAL');
    expect(asked).toEqual([]);
  });

  test.each([
    [{ 'parameter-store': { URL: '/app/none' } }, 'ParameterNotFound', 'Make the parameter'],
    [{ 'secrets-manager': { PASSWORD: 'forbidden' } }, 'AccessDeniedException', 'Allow ssm:GetParameter'],
    [
      { 'secrets-manager': { PASSWORD: 'app/database:nothing' } },
      'has no key "nothing"',
      'Store the secret as',
    ],
  ])('that AWS does not give fail the build: %j', async (env, why, remedy) => {
    await using app = makeProject();
    app.write('buildspec.yml', buildspec(env));
    const { stdout, status } = await app.run('run', '--aws-values');
    expect(stdout).toContain(why);
    expect(stdout).toContain(remedy);
    expect(status).toBe(1);
  });
});
