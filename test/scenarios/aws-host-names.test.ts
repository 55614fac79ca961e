// A program that calls AWS by its own host names, with keys that look real and without the endpoint in its environment, stays on this
// machine wherever a run starts it.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  application,
  buildAction,
  deploymentGroup,
  fleet,
  pipeline,
  project,
  sourceStage,
} from '../rig/definitions.ts';
import { possibleIsolations } from '../rig/isolations.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { makeRepository } from '../rig/workflow-repository.ts';

const realKey = 'AKIAREALREALREALREAL';
const node = process.execPath;
const host = 'sts.eu-central-1.amazonaws.com';

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', realKey);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'real-secret-of-the-user');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Asks who it is. Where the name leads elsewhere it calls nothing. */
const stray = `
import { lookup } from 'node:dns/promises';
export const ask = async () => {
  const { address } = await lookup('${host}');
  if (!address.startsWith('127.')) return address + ' is not called';
  const scope = '${realKey}/20260101/eu-central-1/sts/aws4_request';
  const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=00' };
  const body = new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
  const answer = await fetch('https://${host}', { method: 'POST', headers, body }).then((it) => it.text(), (error) => error.cause.code);
  return /<Code>(.*)<.Code>/.exec(answer)?.[1] ?? answer;
};
`;

async function mayBindHttps(): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(443, '127.93.7.2', () => server.close(() => resolve(true)));
  });
}

const answer = (await mayBindHttps()) ? 'InvalidClientTokenId' : 'ECONNREFUSED';
const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });

/** Of all logs of the state folder. */
function said(app: Project): readonly string[] {
  const folder = join(app.folder, '.slipway');
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.log') || file.endsWith('.out'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  return [...new Set(texts.join('\n').match(/(?<=WITNESS )\w.*$/gm))].toSorted();
}

describe.skipIf(!(await possibleIsolations()).includes('namespace'))("AWS's own host names", () => {
  test('lead a job of a workflow to this machine, unless the workflow gives it keys', async () => {
    const steps = `
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: ${node} call.mjs`;
    await using app = makeRepository(
      `on: push
jobs:
  led:${steps}
  given:
    env: {AWS_ACCESS_KEY_ID: of-the-workflow}
    runs-on: ubuntu-latest
    steps:
      - run: 'echo "WITNESS given $(grep -c amazonaws /etc/hosts)"'
`,
      {
        'stray.mjs': stray,
        'call.mjs': "import { ask } from './stray.mjs'; console.log('WITNESS job ' + (await ask()));",
      },
    );
    const { status, stdout } = await app.run('run', '--isolation', 'namespace');
    expect({ status, stdout }).toMatchObject({ status: 0 });
    const lines = stdout.match(/(?<=WITNESS )(?:job|given) \S+$/gm);
    expect([...new Set(lines)].toSorted()).toEqual(['given 0', `job ${answer}`]);
  });

  test('lead a job here whose workflow takes keys from secrets that are not stored, and it has the keys of this machine', async () => {
    const keys =
      '{AWS_ACCESS_KEY_ID: "${{ secrets.AWS_ACCESS_KEY_ID }}", AWS_SECRET_ACCESS_KEY: "${{ secrets.AWS_SECRET_ACCESS_KEY }}"}';
    await using app = makeRepository(
      `on: push
env: ${keys}
jobs:
  led:
    env: ${keys}
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with: {aws-region: eu-central-1, aws-access-key-id: "\${{ secrets.AWS_ACCESS_KEY_ID }}", aws-secret-access-key: "\${{ secrets.AWS_SECRET_ACCESS_KEY }}"}
      - run: echo "AWS_ACCESS_KEY_ID=\${{ secrets.AWS_ACCESS_KEY_ID }}" >> "$GITHUB_ENV"
      - env: ${keys}
        run: 'echo "WITNESS \${#AWS_ACCESS_KEY_ID} \${#AWS_SECRET_ACCESS_KEY} $(grep -c "sts.*amazonaws" /etc/hosts)"'
`,
    );
    const { status, stdout } = await app.run('run', '--isolation', 'namespace');
    expect({ status, stdout }).toMatchObject({ status: 0 });
    expect(stdout).toMatch(/WITNESS [1-9]\d* [1-9]\d* [1-9]/);
    expect(stdout).not.toContain('AKIAREAL');
  });

  test('lead a build to the bucket and the API that its commands have made', async () => {
    await using app = makeProject();
    app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('makes')] }]));
    app.write(
      'makes.mjs',
      `import { lookup } from 'node:dns/promises';
const { AWS_ENDPOINT_URL: here, AWS_ACCESS_KEY_ID: key, AWS_SESSION_TOKEN: token } = process.env;
const call = async (service, method, url, body) => {
  const scope = key + '/20260101/eu-central-1/' + service + '/aws4_request';
  const authorization = 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=00';
  const headers = { authorization, 'x-amz-security-token': token, 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, body }).catch((error) => error.cause);
  return answer.code ?? answer;
};
const created = await call('s3', 'PUT', here + '/made-by-the-build', '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>');
const api = await (await call('apigateway', 'POST', here + '/restapis', '{"name": "shop"}')).json();
const bucket = 'made-by-the-build.s3.eu-central-1.amazonaws.com';
const addresses = [bucket, api.id + '.execute-api.eu-central-1.amazonaws.com'].map(async (host) => (await lookup(host)).address);
console.log('WITNESS lead to', (await Promise.all(addresses)).every((address) => address.startsWith('127.')) ? 'this machine' : 'elsewhere');
const put = await call('s3', 'PUT', 'https://' + bucket + '/greeting', 'hello');
const got = put.ok ? await call('s3', 'GET', here + '/made-by-the-build/greeting') : put;
console.log('WITNESS answered', got.ok ? await got.text() : got);
`,
    );
    const commands = [`'${node}' makes.mjs`];
    app.write('makes.project.json', project('makes', { version: '0.2', phases: { build: { commands } } }));
    const { status, stdout, stderr } = await app.run('run', '.', '--exit', '--isolation', 'namespace');
    expect({ status, stderr, stdout }).toMatchObject({ status: 0 });
    const logs = (await app.run('logs')).stdout;
    expect(logs.match(/(?<=WITNESS )\w.*$/gm)).toEqual([
      'lead to this machine',
      `answered ${answer === 'ECONNREFUSED' ? answer : 'hello'}`,
    ]);
  });

  test('lead functions and hooks of hosts to this machine', async () => {
    await using app = makeProject();
    app.write(
      'pipeline.json',
      pipeline([
        sourceStage,
        {
          name: 'Both',
          actions: [
            {
              name: 'Function',
              actionTypeId: type('Invoke', 'Lambda'),
              configuration: { FunctionName: 'check' },
            },
            {
              name: 'Hosts',
              actionTypeId: type('Deploy', 'CodeDeploy'),
              configuration: { ApplicationName: 'app', DeploymentGroupName: 'fleet' },
              inputArtifacts: [{ name: 'SourceOutput' }],
            },
          ],
        },
      ]),
    );
    app.write('function.json', {
      FunctionName: 'check',
      Runtime: 'nodejs22.x',
      Handler: 'check.handler',
      Timeout: 60,
      Role: 'arn:aws:iam::111122223333:role/service/of-check',
    });
    app.write('function-code.json', { functionCode: [{ functionName: 'check', path: '.' }] });
    app.write('stray.mjs', stray);
    app.write(
      'check.mjs',
      `import { ask } from './stray.mjs';
export const handler = async (event) => {
  console.log('WITNESS function ' + (await ask()));
  await fetch(process.env.AWS_ENDPOINT_URL_CODEPIPELINE, {
    method: 'POST',
    headers: { 'X-Amz-Target': 'CodePipeline_20150709.PutJobSuccessResult' },
    body: JSON.stringify({ jobId: event['CodePipeline.job'].id }),
  });
};`,
    );
    app.write('application.json', application);
    app.write('group.json', deploymentGroup());
    app.write('fleet.json', fleet(1, { isolation: 'namespace', iamInstanceProfile: 'web-instances' }));
    app.write(
      'appspec.yml',
      'version: 0.0\nos: linux\nfiles:\n  - source: /call.mjs\n    destination: /home/ec2-user/app\nhooks:\n  AfterInstall:\n    - location: hook.sh\n',
    );
    // A host has no network but the way through its proxy.
    app.write(
      'call.mjs',
      stray.replace(/const \{ address.*\n.*called';\n/, '') + "console.log('WITNESS hook ' + (await ask()));",
    );
    app.write(
      'hook.sh',
      `#!/bin/sh\nunset AWS_ENDPOINT_URL\nNODE_USE_ENV_PROXY=1 '${node}' "$(dirname "$0")/call.mjs"\n`,
      0o755,
    );
    const { status, stdout, stderr } = await app.run('run', '.', '--exit');
    expect({ status, stderr, stdout }).toMatchObject({ status: 0 });
    const logs = (await app.run('logs')).stdout;
    const lines = [...(logs.match(/(?<=WITNESS )\w.*$/gm) ?? []), ...said(app)];
    // What answers for a host is its balancer, which needs no port for it.
    expect([...new Set(lines)].toSorted()).toEqual([`function ${answer}`, 'hook InvalidClientTokenId']);
  });
});
