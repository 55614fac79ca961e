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
