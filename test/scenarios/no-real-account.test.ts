// Nothing of a run reaches a real account: whatever keys the user has, in the environment or at home, no program that a run
// starts sees one of them, and each calls AWS's API of this machine as the role that it has.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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
import { makeFolder } from '../rig/temporary-folder.ts';

const realLooking = {
  AWS_ACCESS_KEY_ID: 'AKIAREALREALREALREAL',
  AWS_SECRET_ACCESS_KEY: 'real-secret-of-the-user',
  AWS_SESSION_TOKEN: 'real-token-of-the-user',
  AWS_SECURITY_TOKEN: 'real-security-token',
  AWS_PROFILE: 'real-production',
  AWS_DEFAULT_PROFILE: 'real-default',
  AWS_ROLE_ARN: 'arn:aws:iam::999999999999:role/real-admin',
  AWS_WEB_IDENTITY_TOKEN_FILE: '/real/web/identity',
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.2/real',
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/real/credentials',
  AWS_CONTAINER_AUTHORIZATION_TOKEN: 'real-authorization',
  AWS_CONFIG_FILE: '/real/config',
  AWS_SHARED_CREDENTIALS_FILE: '/real/credentials-file',
  AWS_ENDPOINT_URL_S3: 'https://real.amazonaws.com',
} as const;

const atHome = 'real-key-at-home';

/** Prints all that could be a key, and asks who it is. Its argument names what runs it. */
const witness = `
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
const { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: key, AWS_SESSION_TOKEN: token, AWS_REGION: region, HOME: home = '/' } = process.env;
const say = (text) => console.log('WITNESS ' + text);
for (const [name, value] of Object.entries(process.env)) say(name + '=' + String(value).replaceAll('\\n', ' '));
const read = (path) => statSync(path).isDirectory() ? readdirSync(path).forEach((name) => read(join(path, name))) : say('file ' + readFileSync(path, 'utf8').replaceAll('\\n', ' '));
if (existsSync(join(home, '.aws'))) read(join(home, '.aws'));
const who = async () => {
  if (url === undefined || key === undefined) return 'nothing';
  const scope = key + '/20260101/' + region + '/sts/aws4_request';
  const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=00', 'x-amz-security-token': token };
  const body = new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
  return /<Arn>(.*)<.Arn>/.exec(await (await fetch(url, { method: 'POST', headers, body })).text())?.[1];
};
say(process.argv[2] + ' is ' + (await who()) + ' and has metadata disabled: ' + process.env.AWS_EC2_METADATA_DISABLED);
`;

const home = { [Symbol.asyncDispose]: async () => Promise.resolve(), path: '' };

beforeEach(async () => {
  Object.assign(home, await makeFolder());
  mkdirSync(join(home.path, '.aws', 'sso', 'cache'), { recursive: true });
  const profile = `[default]\naws_access_key_id = ${atHome}\naws_secret_access_key = ${atHome}\n`;
  for (const file of ['credentials', 'config', 'sso/cache/token.json'])
    writeFileSync(join(home.path, '.aws', file), profile);
  vi.stubEnv('HOME', home.path);
  for (const [name, value] of Object.entries(realLooking)) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await home[Symbol.asyncDispose]();
});

const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });
const node = process.execPath;

function write(app: Project, isolation: 'process' | 'namespace'): void {
  app.write(
    'pipeline.json',
    pipeline([
      sourceStage,
      { name: 'Build', actions: [buildAction('compile', 'Bundle')] },
      {
        name: 'Other',
        actions: [
          {
            name: 'Commands',
            actionTypeId: type('Compute', 'Commands'),
            inputArtifacts: [{ name: 'SourceOutput' }],
            commands: [`${node} app/witness.mjs commands`],
          },
          {
            name: 'Function',
            actionTypeId: type('Invoke', 'Lambda'),
            configuration: { FunctionName: 'check' },
          },
        ],
      },
      {
        name: 'Deploy',
        actions: [
          {
            name: 'Hosts',
            actionTypeId: type('Deploy', 'CodeDeploy'),
            configuration: { ApplicationName: 'app', DeploymentGroupName: 'fleet' },
            inputArtifacts: [{ name: 'Bundle' }],
          },
        ],
      },
    ]),
  );
  app.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: [`${node} app/witness.mjs build`] } },
      artifacts: { files: ['**/*'], 'base-directory': 'app' },
    }),
  );
  app.write('function.json', {
    FunctionName: 'check',
    Runtime: 'nodejs22.x',
    Handler: 'check.handler',
    Timeout: 20,
    Role: 'arn:aws:iam::111122223333:role/service/of-check',
  });
  app.write(
    'check.mjs',
    `import { execFileSync } from 'node:child_process';
export const handler = async (event) => {
  console.log(execFileSync('${node}', [new URL('app/witness.mjs', import.meta.url).pathname, 'function']).toString());
  await fetch(process.env.AWS_ENDPOINT_URL_CODEPIPELINE, {
    method: 'POST',
    headers: { 'X-Amz-Target': 'CodePipeline_20150709.PutJobSuccessResult' },
    body: JSON.stringify({ jobId: event['CodePipeline.job'].id }),
  });
};`,
  );
  app.write('function-code.json', { functionCode: [{ functionName: 'check', path: '.' }] });
  app.write('application.json', application);
  app.write('group.json', deploymentGroup());
  app.write('fleet.json', fleet(1, { isolation, iamInstanceProfile: 'web-instances' }));
  app.write('app/witness.mjs', witness);
  app.write(
    'app/appspec.yml',
    'version: 0.0\nos: linux\nfiles:\n  - source: /\n    destination: /home/ec2-user/app\nhooks:\n  AfterInstall:\n    - location: hook.sh\n',
  );
  app.write('app/hook.sh', `#!/bin/sh\n'${node}' "$(dirname "$0")/witness.mjs" hook\n`, 0o755);
}

/** What each witness said, from all logs of the state folder. */
function said(app: Project): string {
  const folder = join(app.folder, '.slipway');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.log') || file.endsWith('.out'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

/** Calls AWS by its own host name, as a tool does that has real keys and no endpoint. */
const stray = `
import { lookup } from 'node:dns/promises';
const host = 'sts.eu-central-1.amazonaws.com';
const { address } = await lookup(host);
const scope = 'AKIAREALREALREALREAL/20260101/eu-central-1/sts/aws4_request';
const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=00' };
const body = new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
const answer = address.startsWith('127.')
  ? await fetch('https://' + host, { method: 'POST', headers, body }).then((it) => it.text(), (error) => error.cause.code)
  : 'not called';
console.log('WITNESS address ' + address);
console.log('WITNESS answer ' + (/<Code>(.*)<.Code>/.exec(answer)?.[1] ?? answer));
`;

async function mayBindHttps(): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(443, '127.93.7.1', () => server.close(() => resolve(true)));
  });
}

test.skipIf(!(await possibleIsolations()).includes('namespace'))(
  "a call by AWS's own host name with real keys stays on this machine, and public files do not",
  async () => {
    await using app = makeProject();
    app.write('stray.mjs', stray);
    const commands = [
      'unset AWS_ENDPOINT_URL AWS_SESSION_TOKEN NODE_OPTIONS',
      `${node} stray.mjs`,
      `echo "WITNESS of S3 $(grep -c '[[:space:]]s3[.-]' /etc/hosts)"`,
    ];
    app.write('buildspec.yml', { version: 0.2, phases: { build: { commands } } });
    const { status, stdout, stderr } = await app.run('run', 'buildspec.yml', '--isolation', 'namespace');
    expect({ status, stderr, stdout }).toMatchObject({ status: 0 });
    const answer = (await mayBindHttps()) ? 'InvalidClientTokenId' : 'ECONNREFUSED';
    expect(stdout).toMatch(/WITNESS address 127\.\d+\.\d+\.\d+$/m);
    expect(stdout).toMatch(new RegExp(`WITNESS answer ${answer}$`, 'm'));
    expect(stdout).toMatch(/WITNESS of S3 0$/m);
  },
);

test.skipIf(!(await possibleIsolations()).includes('namespace'))(
  "a build that is given keys of its own finds AWS's hosts where they are",
  async () => {
    await using app = makeProject();
    app.write('buildspec.yml', {
      version: 0.2,
      env: { variables: { AWS_ACCESS_KEY_ID: 'AKIAOFTHEBUILDSPEC00', AWS_SECRET_ACCESS_KEY: 'given' } },
      phases: { build: { commands: ['echo "WITNESS of AWS $(grep -c amazonaws /etc/hosts)"'] } },
    });
    const { status, stdout } = await app.run('run', 'buildspec.yml', '--isolation', 'namespace');
    expect({ status, stdout }).toMatchObject({ status: 0 });
    expect(stdout).toMatch(/WITNESS of AWS 0$/m);
  },
);

const builds = { process: ['process', 'none'], namespace: ['namespace'] } as const;
const cases = (await possibleIsolations()).flatMap((hosts) =>
  builds[hosts].map((isolation) => ({ hosts, isolation })),
);

test.each(cases)(
  'builds with isolation $isolation, functions and hooks in $hosts hosts are their roles here, and see no key',
  async ({ hosts, isolation }) => {
    await using app = makeProject();
    write(app, hosts);
    const { status, stdout, stderr } = await app.run('run', '.', '--isolation', isolation, '--exit');
    expect({ status, stderr, stdout }).toMatchObject({ status: 0 });
    const logs = `${(await app.run('logs')).stdout}\n${said(app)}`;
    const callers = [...new Set(logs.match(/(?<=WITNESS )\w+ is .*$/gm))].map((line) =>
      line.replace(/(AWSCodeBuild-)\S+/, '$1ID'),
    );
    const of = (role: string) =>
      `arn:aws:sts::111122223333:assumed-role/${role} and has metadata disabled: true`;
    expect(callers.toSorted()).toEqual([
      `build is ${of('build/AWSCodeBuild-ID')}`,
      `commands is ${of('pipeline/AWSCodeBuild-ID')}`,
      `function is ${of('of-check/check')}`,
      `hook is ${of('web-instances/i-web1')}`,
    ]);
    const seen = [...Object.values(realLooking), atHome].filter((value) => logs.includes(value));
    expect(seen).toEqual([]);
  },
);
