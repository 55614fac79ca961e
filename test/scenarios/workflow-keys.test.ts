// Keys of AWS that steps of a job take back.
import { expect, test } from 'vitest';
import { makeRepository } from '../rig/workflow-repository.ts';

test('an empty key takes back what a step before has set, and a key of a step has no token of another one', async () => {
  const shown =
    'echo "$PART key ${AWS_ACCESS_KEY_ID:+set} secret ${AWS_SECRET_ACCESS_KEY:+set} token ${AWS_SESSION_TOKEN:+set}."';
  await using app = makeRepository(
    JSON.stringify({
      on: 'push',
      jobs: {
        keys: {
          'runs-on': 'ubuntu-latest',
          steps: [
            {
              uses: 'aws-actions/configure-aws-credentials@v4',
              with: { 'aws-region': 'eu-central-1' },
            },
            { env: { PART: 'configured' }, run: shown },
            {
              env: {
                PART: 'own',
                AWS_ACCESS_KEY_ID: 'AKIAOFTHESTEP0000000',
                AWS_SECRET_ACCESS_KEY: 'b',
                AWS_SESSION_TOKEN: '',
              },
              run: shown,
            },
            { env: { PART: 'empty', AWS_ACCESS_KEY_ID: '', AWS_SESSION_TOKEN: '' }, run: shown },
            { run: 'echo "AWS_SESSION_TOKEN=" >> "$GITHUB_ENV"' },
            { env: { PART: 'without' }, run: shown },
            { run: 'echo "AWS_ACCESS_KEY_ID=" >> "$GITHUB_ENV"' },
            { env: { PART: 'last' }, run: shown },
          ],
        },
      },
    }),
  );
  const { stdout, status } = await app.run('run');
  expect({ status, stdout }).toMatchObject({ status: 0 });
  expect(stdout).toContain('| configured key set secret set token set.');
  expect(stdout).toContain('| own key set secret set token .');
  expect(stdout).toContain('| empty key set secret set token set.');
  expect(stdout).toContain('| without key set secret set token .');
  expect(stdout).toContain('| last key  secret set token .');
});

/** Steps that ask for credentials, and the job's own word on whose they are. */
function asking(...given: readonly Readonly<Record<string, unknown>>[]): object {
  const steps = given.map(({ env = {}, ...inputs }, index) => ({
    id: `c${index}`,
    uses: 'aws-actions/configure-aws-credentials@v4',
    env,
    with: { 'aws-region': 'eu-central-1', ...inputs },
  }));
  const last = `steps.c${given.length - 1}.outputs.authenticated-arn`;
  return {
    'runs-on': 'ubuntu-latest',
    steps: [...steps, { run: `echo "\${{ github.job }} is \${{ ${last} }}."` }],
  };
}

const secretKeys = {
  'aws-access-key-id': '${{ secrets.AWS_ACCESS_KEY_ID }}',
  'aws-secret-access-key': '${{ secrets.AWS_SECRET_ACCESS_KEY }}',
};
const secretVariables = {
  AWS_ACCESS_KEY_ID: '${{ secrets.AWS_ACCESS_KEY_ID }}',
  AWS_SECRET_ACCESS_KEY: '${{ secrets.AWS_SECRET_ACCESS_KEY }}',
};
const role = { 'role-to-assume': 'Deployer', 'role-session-name': 'ci' };
const [asUser, asRole] = ['arn:aws:iam::111122223333:user/slipway', 'assumed-role/Deployer/ci'];

test('keys of secrets give credentials without the permission for a token, stored or not, and a role is chained to them', async () => {
  await using app = makeRepository(
    JSON.stringify({
      on: 'push',
      permissions: {},
      jobs: {
        user: asking(secretKeys),
        role: asking({ ...secretKeys, ...role }),
        chained: asking(secretKeys, { ...role, 'role-chaining': true }),
        kept: asking(secretKeys, role),
        variables: { ...asking(role), env: secretVariables },
        'step-variables': asking({ ...role, env: secretVariables }),
        'not-by-token': asking({ ...secretKeys, ...role, 'force-skip-oidc': true }),
        passed: {
          ...asking({
            ...role,
            'aws-access-key-id': '${{ env.KEY_ID }}',
            'aws-secret-access-key': '${{ env.KEY }}',
          }),
          env: {
            KEY_ID: '${{ secrets.AWS_ACCESS_KEY_ID }}',
            KEY: '${{ secrets.AWS_SECRET_ACCESS_KEY }}',
          },
        },
        behind: asking(secretKeys, { ...role, 'role-chaining': true, env: secretVariables }),
      },
    }),
  );
  const expectArns = async (): Promise<string> => {
    const { stdout, status } = await app.run('run');
    expect(stdout).toContain(`| user is ${asUser}.`);
    for (const job of [
      'role',
      'chained',
      'kept',
      'variables',
      'step-variables',
      'not-by-token',
      'passed',
      'behind',
    ])
      expect(stdout).toMatch(new RegExp(`\\| ${job} is arn:aws:sts::111122223333:${asRole}\\.`));
    expect(status).toBe(0);
    return stdout;
  };
  expect(await expectArns()).toContain('The secret AWS_ACCESS_KEY_ID is not stored here: it is empty');
  await app.feed('AKIASTOREDKEY0000000', 'secret', 'set', 'AWS_ACCESS_KEY_ID');
  await app.feed('the-secret-of-the-stored-key', 'secret', 'set', 'AWS_SECRET_ACCESS_KEY');
  const stored = await expectArns();
  expect(stored).toContain('The keys of AWS that are given are not used');
  expect(stored).not.toContain('is not stored here');
});

test('credentials that GitHub would not give fail the step in its words', async () => {
  await using app = makeRepository(
    JSON.stringify({
      on: 'push',
      permissions: {},
      jobs: {
        none: asking(role),
        unchained: asking({ ...role, 'role-chaining': true }),
        skipped: {
          ...asking({ ...role, 'force-skip-oidc': true }),
          permissions: { 'id-token': 'write' },
        },
        'skipped-chained': asking(secretKeys, { ...role, 'role-chaining': true, 'force-skip-oidc': true }),
        variable: asking({ ...secretKeys, ...role, 'aws-access-key-id': '${{ vars.KEY_ID }}' }),
        region: asking({ ...secretKeys, 'aws-region': '${{ vars.REGION }}' }),
        account: asking({ ...secretKeys, 'allowed-account-ids': '444455556666, 777788889999' }),
        // With a token, too, the role is assumed by the keys.
        long: {
          ...asking({ ...secretKeys, ...role, 'role-duration-seconds': 50_000 }),
          permissions: { 'id-token': 'write' },
        },
      },
    }),
  );
  const { stdout, status } = await app.run('run');
  const notLoaded =
    'Credentials could not be loaded, please check your action inputs: Could not load credentials from any providers';
  const skipped =
    "If 'force-skip-oidc' is true and 'role-to-assume' is set, 'aws-access-key-id' or 'web-identity-token-file' must be set";
  for (const [job, message] of [
    ['none', notLoaded],
    ['unchained', notLoaded],
    ['variable', notLoaded],
    ['skipped', skipped],
    ['skipped-chained', skipped],
    ['long', 'Could not assume role with user credentials: '],
    ['region', 'Input required and not supplied: aws-region'],
    [
      'account',
      'The account ID of the provided credentials (111122223333) does not match any of the expected account IDs: 444455556666, 777788889999',
    ],
  ] as const)
    expect(stdout).toContain(`Jobs/${job} | error: ${message}`);
  expect(status).toBe(1);
});
