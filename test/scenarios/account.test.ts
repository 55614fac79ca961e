// AWS's API of this machine from the command line: no key of the user's leads anywhere.
import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { holderOf } from '../../src/targets/daemon/claim-record.ts';
import { callJson, callQuery, signature } from '../rig/endpoint.ts';
import { isAlive } from '../rig/functions.ts';
import { makeProject } from '../rig/project.ts';

const realLooking = {
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  AWS_SESSION_TOKEN: 'real-token',
  AWS_PROFILE: 'production',
  AWS_ROLE_ARN: 'arn:aws:iam::999999999999:role/admin',
  AWS_WEB_IDENTITY_TOKEN_FILE: '/real/token',
  AWS_ENDPOINT_URL_SQS: 'https://sqs.us-east-1.amazonaws.com',
  AWS_CONFIG_FILE: '/real/config',
};

const identity = { Action: 'GetCallerIdentity', Version: '2011-06-15' };

/** Prints what it was called with and its environment, and ends as it is called. */
const recordingAws = '#!/bin/sh\necho "args: $*"\nenv | grep ^AWS_ | sort\nexit "${STATUS:-0}"\n';

beforeEach(() => {
  for (const [name, value] of Object.entries(realLooking)) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('slipway account env', () => {
  test('leads every tool here, and leaves nothing of the user’s own keys', async () => {
    await using project = makeProject();
    const { status, stdout } = await project.run('account', 'env');
    expect(status).toBe(0);
    const shell = spawnSync('/bin/sh', ['-c', `${stdout}\nenv | grep ^AWS_`], {
      env: { ...process.env },
      encoding: 'utf8',
    });
    const seen = Object.fromEntries(
      shell.stdout
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s, 2)),
    );
    for (const [name, value] of Object.entries(realLooking))
      expect([name, seen[name]]).not.toEqual([name, value]);
    expect(seen).toMatchObject({
      AWS_ENDPOINT_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    const credentials = { accessKeyId: seen['AWS_ACCESS_KEY_ID'] ?? '', secretAccessKey: '' };
    const answer = await callQuery({ url: seen['AWS_ENDPOINT_URL'] ?? '', credentials }, 'sts', identity);
    expect(answer.text).toContain('<Arn>arn:aws:iam::111122223333:user/slipway</Arn>');
  });

  test('is the same each time, and the endpoint is shown and ended as a target', async () => {
    await using project = makeProject();
    const first = await project.run('account', 'env', '--json');
    expect(await project.run('account', 'env', '--json')).toEqual(first);
    const ended = await project.run('down');
    expect(ended.stdout).toBe('Ended 1 process\n');
    expect(await project.run('account', 'env', '--json')).toEqual(first);
  });

  test('starts an endpoint that was killed again, at its address and with what it has kept', async () => {
    await using project = makeProject();
    project.write('bin/aws', recordingAws, 0o755);
    vi.stubEnv('PATH', [join(project.folder, 'bin'), process.env['PATH']].join(delimiter));
    const first = await project.run('account', 'env', '--json');
    const { variables } = JSON.parse(first.stdout) as { readonly variables: Record<string, string> };
    const { AWS_ENDPOINT_URL: url = '', AWS_ACCESS_KEY_ID: accessKeyId = '' } = variables;
    const calls = { url, credentials: { accessKeyId, secretAccessKey: '' } };
    const ssm = async (operation: string, input: object) =>
      callJson(calls, 'ssm', { target: `AmazonSSM.${operation}`, input });
    await ssm('PutParameter', { Name: '/level', Value: 'debug', Type: 'String' });
    for (const command of [
      ['account', 'env', '--json'],
      ['aws', 's3', 'ls'],
    ]) {
      const { pid } = holderOf(join(project.folder, '.slipway/targets/@endpoint/process.json')) ?? {};
      process.kill(pid ?? 0, 'SIGKILL');
      await expect.poll(() => isAlive(pid ?? 0)).toBe(false);
      const { status, stdout } = await project.run(...command);
      expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining(url) });
      expect((await ssm('GetParameter', { Name: '/level' })).body).toMatchObject({
        Parameter: { Value: 'debug' },
      });
    }
  });
});

describe('the region of slipway account env', () => {
  const region = async (project: ReturnType<typeof makeProject>) => {
    const { stdout } = await project.run('account', 'env', '--json');
    return (JSON.parse(stdout) as { readonly variables: Record<string, string> }).variables;
  };

  test('is the one in which something was made, and the one of the environment where both have something', async () => {
    await using project = makeProject();
    const first = await region(project);
    expect(first['AWS_REGION']).toBe('us-east-1');
    const credentials = { accessKeyId: first['AWS_ACCESS_KEY_ID'] ?? '', secretAccessKey: '' };
    const make = async (place: string, applicationName: string) =>
      fetch(first['AWS_ENDPOINT_URL'] ?? '', {
        method: 'POST',
        headers: {
          ...signature('codedeploy', credentials, { region: place }),
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'CodeDeploy_20141006.CreateApplication',
        },
        body: JSON.stringify({ applicationName }),
      });
    for (const name of ['a', 'b']) expect((await make('eu-central-1', name)).status).toBe(200);
    expect((await make('eu-west-1', 'c')).status).toBe(200);
    expect((await region(project))['AWS_REGION']).toBe('eu-central-1');
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    expect((await region(project))['AWS_REGION']).toBe('eu-west-1');
    vi.stubEnv('AWS_REGION', 'ap-south-1');
    expect((await region(project))['AWS_REGION']).toBe('eu-central-1');
  });
});

test('slipway account not-executed lists what was asked and is not done here', async () => {
  await using project = makeProject();
  const { stdout: environment } = await project.run('account', 'env', '--json');
  const { variables } = JSON.parse(environment) as { readonly variables: Record<string, string> };
  const none = await project.run('account', 'not-executed');
  expect([none.stdout, none.stderr]).toEqual(['', 'All that was asked was executed.\n']);
  const credentials = { accessKeyId: variables['AWS_ACCESS_KEY_ID'] ?? '', secretAccessKey: '' };
  const called = { url: variables['AWS_ENDPOINT_URL'] ?? '', credentials };
  const Version = '2011-06-15';
  for (let times = 0; times < 2; times += 1)
    await callQuery(called, 'sts', { Action: 'DecodeAuthorizationMessage', Version, EncodedMessage: 'x' });
  const { stdout } = await project.run('account', 'not-executed');
  expect(stdout).toMatch(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  STS  DecodeAuthorizationMessage  by arn:aws:iam::111122223333:user\/slipway, 2 times\n$/,
  );
  const { stdout: json } = await project.run('account', 'not-executed', '--json');
  expect(JSON.parse(json)).toMatchObject({
    notExecuted: [{ service: 'STS', operation: 'DecodeAuthorizationMessage', count: 2 }],
  });
});

describe('slipway aws', () => {
  test('runs the AWS CLI of the user with the keys of this machine', async () => {
    await using project = makeProject();
    project.write('bin/aws', recordingAws, 0o755);
    vi.stubEnv('PATH', [join(project.folder, 'bin'), process.env['PATH']].join(delimiter));
    const { status, stdout } = await project.run(
      'aws',
      'ssm',
      'get-parameter',
      '--name',
      '/a',
      '--state',
      'x',
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^args: --endpoint-url http:\/\/127\.0\.0\.1:\d+ ssm get-parameter --name \/a --state x$/m,
    );
    for (const value of Object.values(realLooking)) expect(stdout).not.toContain(value);
    expect(stdout).toContain('AWS_CONFIG_FILE=/dev/null');
    vi.stubEnv('STATUS', '254');
    expect((await project.run('aws', 's3', 'ls')).status).toBe(254);
  });

  test('says how to install the AWS CLI where there is none', async () => {
    await using project = makeProject();
    vi.stubEnv('PATH', dirname(process.execPath));
    const { status, stderr } = await project.run('aws', 's3', 'ls');
    expect(status).toBe(2);
    expect(stderr).toContain('There is no "aws" on PATH');
    expect(stderr).toContain('AwsCliNotFound');
    expect(stderr).toContain('eval "$(slipway account env)"');
  });
});
