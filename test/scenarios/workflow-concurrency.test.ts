// Concurrency groups of workflows over several commands, one of which is killed.
import { expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';
import { commitAll } from '../rig/git.ts';

test('of three runs of a group the second gives way to the third, which begins when the first has ended', async () => {
  await using app = makeProject();
  app.write(
    '.github/workflows/ci.yml',
    `
on: push
run-name: Deploy \${{ github.ref_name }} by hand
concurrency: {group: 'deploy-\${{ github.ref }}'}
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: |
          echo "run $GITHUB_RUN_NUMBER begun"
          until test -e '${app.folder}/go'; do sleep 0.02; done
`,
  );
  commitAll(app.folder);
  const held = (by: string) =>
    `waits for the concurrency group deploy-refs/heads/main, which run ${by} of ci.yml has`;
  const first = app.start('run');
  await first.line((line) => line.endsWith('| run 1 begun'));
  const second = app.start('run');
  await second.line((line) => line.endsWith(held('1')));
  const third = app.start('run');
  await third.line((line) => line.endsWith(held('1')));
  const replaced = await second.ended;
  expect(replaced.stdout).toContain('Deploy main by hand');
  expect(replaced.stdout).toContain(
    'Canceling since a higher priority waiting request for deploy-refs/heads/main exists: run 3 of ci.yml',
  );
  expect(replaced.stdout).not.toContain('begun');
  expect(replaced.status).toBe(1);
  first.kill('SIGKILL');
  await first.ended;
  app.write('go', '');
  const last = await third.ended;
  expect(last.stdout).toContain('| run 3 begun');
  expect(last.status).toBe(0);
  // The killed run went on where it was, and ended before the next began.
  const { stdout } = await app.run('history');
  expect(stdout.match(/succeeded/gi)).toHaveLength(2);
  expect(stdout.match(/ {2}Deploy main by hand/g)).toHaveLength(3);
});
