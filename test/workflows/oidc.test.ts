// The claims of tokens, and what trust policies make of them: by table.
import { expect, test } from 'vitest';
import { decideTrust, whyNotTrusted } from '../../src/model/iam/web-identity.ts';
import type { PolicyDocument } from '../../src/model/policy.ts';
import {
  claimsOf,
  githubIssuer,
  immutableSubjects,
  mayHaveIdToken,
} from '../../src/workflows/oidc/claims.ts';
import { readWorkflow } from '../../src/workflows/language/read-workflow.ts';

const github = {
  repository: 'acme/app',
  repository_owner: 'acme',
  ref: 'refs/heads/main',
  event_name: 'push',
  run_id: '7',
};

const of = (more: object = {}, environment?: string) =>
  claimsOf({
    github: { ...github, ...more },
    environment,
    workflowRef: 'acme/app/.github/workflows/a.yml@refs/heads/main',
    audience: 'sts.amazonaws.com',
  });

test.each<readonly [object, string | undefined, string]>([
  [{}, undefined, 'repo:acme/app:ref:refs/heads/main'],
  [{ ref: 'refs/tags/v1' }, undefined, 'repo:acme/app:ref:refs/tags/v1'],
  [{ event_name: 'pull_request', ref: 'refs/pull/1/merge' }, undefined, 'repo:acme/app:pull_request'],
  [{ event_name: 'pull_request' }, 'production', 'repo:acme/app:environment:production'],
  [{}, 'blue:green', 'repo:acme/app:environment:blue%3Agreen'],
])('the subject of %j in the environment %s is %s', (more, environment, subject) => {
  expect(of(more, environment)).toMatchObject({
    sub: subject,
    iss: githubIssuer,
    aud: 'sts.amazonaws.com',
    run_id: '7',
    job_workflow_ref: 'acme/app/.github/workflows/a.yml@refs/heads/main',
  });
});

test('the ids of an immutable subject are those that the policy names for the repository', () => {
  const patterns = ['repo:acme@12/app@34:*', 'repo:other@1/app@2:*', 'repo:acme/app:*'];
  expect(immutableSubjects('repo:acme/app:environment:x', patterns)).toEqual([
    'repo:acme@12/app@34:environment:x',
  ]);
});

const host = 'token.actions.githubusercontent.com';

function trust(Condition: object, more: object = {}): PolicyDocument {
  const Principal = { Federated: `arn:aws:iam::111122223333:oidc-provider/${host}` };
  return {
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Principal, Condition, ...more }],
  } as PolicyDocument;
}

const sub = (wanted: string | readonly string[]) => ({ StringLike: { [`${host}:sub`]: wanted } });

test.each<readonly [PolicyDocument, string]>([
  [trust(sub('repo:acme/app:*')), ''],
  [
    trust({
      StringEquals: {
        [`${host}:aud`]: 'sts.amazonaws.com',
        [`${host}:sub`]: 'repo:acme/app:ref:refs/heads/main',
      },
    }),
    '',
  ],
  [trust(sub(['repo:other/*', 'repo:acme/*'])), ''],
  [
    trust({ StringEquals: { [`${host}:sub`]: 'repo:acme/app:*' } }),
    `StringEquals ${host}:sub is "repo:acme/app:*", and the token has "repo:acme/app:ref:refs/heads/main"`,
  ],
  [
    trust({ StringEquals: { [`${host}:environment`]: 'live' } }),
    `StringEquals ${host}:environment is "live", and the token has no such claim`,
  ],
  [
    trust(
      {},
      {
        Principal: {
          Federated: 'arn:aws:iam::999999999999:oidc-provider/token.actions.githubusercontent.com',
        },
      },
    ),
    'the provider is token.actions.githubusercontent.com, and Principal.Federated is arn:aws:iam::999999999999:oidc-provider/token.actions.githubusercontent.com',
  ],
  [
    trust({}, { Action: 'sts:AssumeRole' }),
    'no statement of the trust policy allows sts:AssumeRoleWithWebIdentity',
  ],
  [
    { Statement: [...trust({}).Statement, ...trust({}, { Effect: 'Deny' }).Statement] },
    'a statement of the trust policy denies it',
  ],
])('%j: %s', (policy, why) => {
  const decision = decideTrust(policy, { issuer: githubIssuer, account: '111122223333', claims: of() });
  expect(decision.isAllowed ? '' : whyNotTrusted(decision)).toBe(why);
  expect(decision.isAllowed).toBe(why === '');
});

test.each([
  ['permissions: {id-token: write}', '', true],
  ['permissions: write-all', '', true],
  ['permissions: read-all', '', false],
  ['', '', false],
  ['permissions: {id-token: write}', 'permissions: {contents: read},', false],
  ['permissions: {}', 'permissions: {id-token: write},', true],
])('a job has a token with "%s" in its workflow and "%s" in itself: %s', (ofWorkflow, ofJob, may) => {
  const text = `on: push\n${ofWorkflow}\njobs: {a: {${ofJob} runs-on: x, steps: [{run: x}]}}\n`;
  const { workflow } = readWorkflow({ path: 'a.yml', text }, 'a.yml');
  const [job] = workflow?.jobs ?? [];
  if (workflow === undefined || job === undefined) throw new Error('The workflow is wrong');
  expect(mayHaveIdToken({ workflow, job })).toBe(may);
});
