// A run whose command is killed inside of a called workflow, and again while an environment waits for its approval.
import { expect, test } from 'vitest';
import { commitAll } from '../rig/git.ts';
import { makeProject } from '../rig/project.ts';

test('a killed run goes on in the workflow that it has called, and waits for the same approval', async () => {
  await using app = makeProject();
  app.write(
    '.github/workflows/ci.yml',
    `
on: push
jobs:
  call: {uses: ./.github/workflows/called.yml, with: {word: given}}
  ship:
    needs: call
    runs-on: ubuntu-latest
    environment: live
    steps: [{run: 'echo "ships \${{ needs.call.outputs.made }}"'}]
`,
  );
  app.write(
    '.github/workflows/called.yml',
    `
on:
  workflow_call:
    inputs: {word: {type: string, required: true}}
    outputs: {made: {value: '\${{ jobs.second.outputs.made }}'}}
jobs:
  first:
    runs-on: ubuntu-latest
    outputs: {kept: '\${{ steps.set.outputs.kept }}'}
    steps: [{id: set, run: 'echo "first runs"; echo "kept=\${{ inputs.word }}" >> "$GITHUB_OUTPUT"'}]
  second:
    needs: first
    runs-on: ubuntu-latest
    outputs: {made: '\${{ steps.set.outputs.made }}'}
    steps:
      - run: echo "second has \${{ needs.first.outputs.kept }}"; until test -e '${app.folder}/go'; do sleep 0.02; done
      - {id: set, run: 'echo made=it >> "$GITHUB_OUTPUT"'}
`,
  );
  app.write('.github/environments.yml', 'live: {reviewers: [ann]}\n');
  commitAll(app.folder);
  const first = app.start('run', '.github/workflows/ci.yml');
  await first.line((line) => line.endsWith('| second has given'));
  first.kill('SIGKILL');
  await first.ended;
  app.write('go', '');
  const second = app.start('run', '.github/workflows/ci.yml');
  await second.line((line) => line.includes('approve Jobs'));
  second.kill('SIGKILL');
  const { stdout: resumed } = await second.ended;
  expect(resumed).not.toContain('| first runs');
  const third = app.start('run', '.github/workflows/ci.yml', '--exit');
  await third.line((line) => line.includes('resum'));
  expect((await app.run('approve', 'Jobs')).status).toBe(0);
  const { stdout, status } = await third.ended;
  expect(stdout).toContain('| ships it');
  expect(stdout).not.toContain('| second has');
  expect(status).toBe(0);
});
