// What AWS refuses is said in AWS's own words, with what to do about it.
import { expect, test } from 'vitest';
import { ProblemError } from '../../src/lib/problem.ts';
import { calling } from '../../src/ship/aws/access.ts';

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
