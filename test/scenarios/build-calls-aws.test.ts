// What a build calls of AWS is here: with the role of its project, and whatever keys the user has.
import { chmodSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeProject } from '../rig/project.ts';

const realLooking = {
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  AWS_SESSION_TOKEN: 'real-token',
  AWS_PROFILE: 'production',
  AWS_WEB_IDENTITY_TOKEN_FILE: '/real/token',
};

beforeEach(() => {
  for (const [name, value] of Object.entries(realLooking)) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Asks with the environment's own key, as every SDK does. */
const whoAmI = `
const { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: key, AWS_SESSION_TOKEN: token, AWS_REGION: region } = process.env;
const scope = key + '/20260101/' + region + '/sts/aws4_request';
const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=00', 'x-amz-security-token': token };
const body = new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
console.log('caller ' + /<Arn>(.*)<.Arn>/.exec(await (await fetch(url, { method: 'POST', headers, body })).text())[1]);
`;

const detectEntities = `
const { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: key, AWS_SESSION_TOKEN: token, AWS_REGION: region } = process.env;
const scope = key + '/20260101/' + region + '/comprehend/aws4_request';
const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=00', 'x-amz-security-token': token, 'x-amz-target': 'Comprehend_20171127.DetectEntities', 'content-type': 'application/x-amz-json-1.1' };
const response = await fetch(url, { method: 'POST', headers, body: '{}' });
console.log('refused: ' + (await response.json()).message);
process.exitCode = 1;
`;

const buildspec = (...commands: readonly string[]) => ({ version: 0.2, phases: { build: { commands } } });

function endpointRan(folder: string): boolean {
  return existsSync(join(folder, '.slipway', 'targets', '@endpoint', 'process.json'));
}

test('a build that calls AWS is the role of its project, here', async () => {
  await using project = makeProject();
  project.write('buildspec.yml', buildspec('env | grep ^AWS_ | sort', 'node who.mjs'));
  project.write('who.mjs', whoAmI);
  const { status, stdout, stderr } = await project.run('run', 'buildspec.yml');
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(stdout).toMatch(
    /caller arn:aws:sts::111122223333:assumed-role\/codebuild-\S+-service-role\/AWSCodeBuild-/,
  );
  expect(stdout).toMatch(/AWS_CONFIG_FILE=\S+\/\.aws\/config/);
  for (const value of Object.values(realLooking)) expect(stdout).not.toContain(value);
  expect(endpointRan(project.folder)).toBe(true);
});

test('a call that is not executed here is shown in the result of the build', async () => {
  await using project = makeProject();
  project.write('buildspec.yml', buildspec('node detect.mjs || true', 'node detect.mjs || true'));
  project.write('detect.mjs', detectEntities);
  const { status, stdout } = await project.run('run', 'buildspec.yml');
  expect(status).toBe(0);
  expect(stdout).toContain('refused: Slipway does not execute DetectEntities of comprehend on this machine');
  expect(
    stdout.match(/DetectEntities of comprehend: AWS's API of this machine does not execute it/g),
  ).toHaveLength(1);
});

/** Calls until a call has failed, and then until one succeeds again. */
const untilItIsBack = `${whoAmI.replace('console.log', 'const call = async () => console.log')}
const answers = () => fetch(process.env.AWS_ENDPOINT_URL).then(() => true, () => false);
const until = async (wanted) => { while ((await answers()) !== wanted) await new Promise((next) => setTimeout(next, 10)); };
await until(true);
console.log('it answers');
await until(false);
await until(true);
await call();
`;

test('an endpoint that is killed in the middle of a build answers again', async () => {
  await using project = makeProject();
  project.write('buildspec.yml', buildspec('node again.mjs'));
  project.write('again.mjs', untilItIsBack);
  const running = project.start('run', 'buildspec.yml');
  await running.line((line) => line.includes('it answers'));
  const { pid } = JSON.parse(project.read('.slipway/targets/@endpoint/process.json')) as {
    readonly pid: number;
  };
  process.kill(pid, 'SIGKILL');
  const { status, stdout } = await running.ended;
  expect(stdout).toContain('caller arn:aws:sts::111122223333:assumed-role/');
  expect(status).toBe(0);
});

test('a build that calls nothing starts nothing', async () => {
  await using project = makeProject();
  project.write('buildspec.yml', buildspec('true'));
  expect((await project.run('run', 'buildspec.yml')).status).toBe(0);
  expect(endpointRan(project.folder)).toBe(false);
});

test('the AWS CLI of a build calls the endpoint, also where it would not ask the environment', async () => {
  await using project = makeProject();
  project.write('bin/aws', '#!/bin/sh\necho "called: $*"\n', 0o755);
  project.write(
    'buildspec.yml',
    buildspec('aws sqs list-queues', 'aws sts get-caller-identity', 'aws --endpoint-url http://x s3 ls'),
  );
  vi.stubEnv('PATH', [join(project.folder, 'bin'), process.env['PATH']].join(delimiter));
  const { stdout } = await project.run('run', 'buildspec.yml');
  expect(stdout).toMatch(/called: --endpoint-url http:\/\/127\.0\.0\.1:\d+ sqs list-queues/);
  expect(stdout).toMatch(/called: --endpoint-url http:\/\/127\.0\.0\.1:\d+ sts get-caller-identity/);
  expect(stdout).toContain('called: --endpoint-url http://x s3 ls');
});

test('a build that was given credentials of its own keeps them', async () => {
  await using project = makeProject();
  project.write('buildspec.yml', {
    ...buildspec('env | grep ^AWS_ | sort'),
    env: { variables: { AWS_ACCESS_KEY_ID: 'AKIAOWN', AWS_SECRET_ACCESS_KEY: 'own' } },
  });
  const { stdout } = await project.run('run', 'buildspec.yml');
  expect(stdout).toContain('AWS_ACCESS_KEY_ID=AKIAOWN');
  expect(stdout).not.toContain('AWS_ENDPOINT_URL');
});

const makeApi = `
import { writeFileSync } from 'node:fs';
const { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: key, AWS_SESSION_TOKEN: token, AWS_REGION: region } = process.env;
const scope = key + '/20260101/' + region + '/apigateway/aws4_request';
const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=00', 'x-amz-security-token': token };
const response = await fetch(url + '/v2/apis', { method: 'POST', headers, body: JSON.stringify({ name: 'shop', protocolType: 'HTTP' }) });
const { apiId, apiEndpoint } = await response.json();
writeFileSync('made.txt', apiEndpoint);
console.log('made ' + apiId);
`;

/** Prints what Terraform's provider would have computed. */
const terraform = `#!/bin/sh
[ "$1" != version ] || { echo '{ "terraform_version": "1.11.4" }'; exit; }
echo "about $*" >&2
cat made.txt
[ "$1" = output ] || exit 3
`;

test('terraform output gives the address of an API where it answers here, and the log says so', async () => {
  await using project = makeProject();
  project.write('bin/terraform', terraform);
  chmodSync(join(project.folder, 'bin', 'terraform'), 0o755);
  vi.stubEnv('PATH', `${join(project.folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`);
  const commands = [
    'node make.mjs',
    'TERRAFORM_VERSION=1.11.4 terraform init >/dev/null || TERRAFORM_VERSION=1.6.6 terraform init >/dev/null || true',
    'terraform output -raw url > url.txt; echo "status $?"',
    'echo "address $(cat url.txt)"',
    'terraform show > shown.txt || echo "status $?"',
    'echo "shown $(cat shown.txt)"',
  ];
  project.write('buildspec.yml', buildspec(...commands));
  project.write('make.mjs', makeApi);
  const { status, stdout, stderr } = await project.run('run', 'buildspec.yml');
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const id = /made (\w+)/.exec(stdout)?.[1] ?? '';
  const local = new RegExp(`http://127\\.0\\.0\\.1:\\d+/_aws/execute-api/${id}`).source;
  expect(stdout).toMatch(new RegExp(`address ${local}`));
  expect(stdout).toMatch(new RegExp(`slipway terraform: https://${id}\\S+ is ${local} on this machine`));
  expect(stdout.match(/not executed: terraform .*/g)).toEqual([
    'not executed: terraform 1.6.6, which TERRAFORM_VERSION asks for: the program on PATH is 1.11.4',
  ]);
  expect(stdout).toContain('about output -raw url');
  expect(stdout).toMatch(/status 0[^]*status 3/);
  expect(stdout).toContain(`shown https://${id}.execute-api.`);
});
