// What AWS refuses is said in AWS's own words, with what to do about it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { ProblemError } from '../../src/lib/problem.ts';
import { accessToAws, calling, placeOfCaller } from '../../src/ship/aws/access.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

async function problemOf(name: string, message: string) {
  const error = Object.assign(new Error(message), { name });
  try {
    await calling('who calls', async () => Promise.reject(error));
  } catch (caught) {
    if (caught instanceof ProblemError) return caught.problems[0];
  }
  throw new Error('nothing was refused');
}

test.each([
  ['CredentialsProviderError', 'Could not load credentials from any providers', '--profile'],
  ['Error', 'Region is missing', '--region'],
  ['ExpiredTokenException', 'The security token included in the request is expired', 'Log in'],
  ['Throttling', 'Rate exceeded', 'in a minute'],
  ['TooManyRequestsException', 'Too Many Requests', 'in a minute'],
  ['Error', 'getaddrinfo ENOTFOUND sts.eu-nowhere-1.amazonaws.com', '--region'],
  [
    'AccessDenied',
    'User: arn:aws:iam::1:user/a is not authorized to perform: sts:GetCallerIdentity',
    'right',
  ],
])('%s: %s', async (name, message, remedy) => {
  const found = await problemOf(name, message);
  expect(found).toMatchObject({
    code: 'AwsCallFailed',
    message: `AWS was asked for who calls: ${name}: ${message}`,
  });
  expect(found?.remedy).toContain(remedy);
});

test('a profile that is not there is what a call without a Region says first', async () => {
  await using folder = await makeFolder();
  const [config, credentials] = ['config', 'credentials'].map((name) => join(folder.path, name)) as [
    string,
    string,
  ];
  writeFileSync(config, '[default]\nregion = eu-central-1\n[profile shop-live]\nregion = eu-west-1\n');
  vi.stubEnv('AWS_CONFIG_FILE', config);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', credentials);
  try {
    const nope = placeOfCaller(accessToAws({ profile: 'nope' }));
    await expect(nope).rejects.toThrow(`There is no profile "nope" in ${config} and ${credentials}`);
    const near = placeOfCaller(accessToAws({ profile: 'shop-life' }));
    const caught = await near.catch((error: unknown) => error);
    expect(caught instanceof ProblemError && caught.problems[0]?.remedy).toContain('shop-live');
  } finally {
    vi.unstubAllEnvs();
  }
});
