// Steps of a job that run in the background. What has to be at the same time waits for files of the other.
import { expect, test } from 'vitest';
import { makeRepository } from '../rig/workflow-repository.ts';

// shows: S2-104, S2-139
test('steps in the background run next to others, are seen from a wait on, and are ended by name', async () => {
  await using app = makeRepository(`
on: push
jobs:
  good:
    runs-on: ubuntu-latest
    steps:
      - id: server
        background: true
        if: always()
        run: touch up; sleep 600
      - id: make
        background: true
        run: |
          until test -e asked; do sleep 0.02; done
          echo value=made >> "$GITHUB_OUTPUT"
          echo MADE=1 >> "$GITHUB_ENV"
      - run: |
          until test -e up; do sleep 0.02; done
          echo "before: <\${{ steps.make.outputs.value }}$MADE>"
          touch asked
      - wait: make
      - run: 'echo "after: <\${{ steps.make.outputs.value }} $MADE>"'
      - parallel:
          - run: touch left; until test -e right; do sleep 0.02; done
          - run: touch right; until test -e left; do sleep 0.02; done
      - cancel: server
      - run: echo "the server was \${{ steps.server.outcome }}"
      - background: true
        run: echo "waited for at the end"
  bad:
    runs-on: ubuntu-latest
    steps:
      - {id: flaky, background: true, run: exit 4}
      - {wait: [flaky], continue-on-error: true}
      - run: echo "goes on, \${{ steps.flaky.conclusion }}"
      - wait-all:
`);
  const { stdout, status } = await app.run('run');
  expect(stdout).toMatch(/Source succeeded .* First/);
  expect(stdout).toContain('| before: <>');
  expect(stdout).toContain('| after: <made 1>');
  expect(stdout).toContain('| the server was cancelled');
  expect(stdout).toContain('] waited for at the end');
  expect(stdout).toContain('✔ Wait for all background steps');
  expect(stdout).toContain('| goes on, failure');
  expect(stdout).toContain('✔ Jobs › good succeeded');
  expect(stdout).toContain('Run exit 4: Process completed with exit code 4');
  expect(status).toBe(1);
  const make = await app.run('logs', '--action', 'good', '--step', 'make');
  expect(make.stdout).toContain('echo value=made');
  expect(make.stdout).not.toContain('before:');
  const after = await app.run('logs', '--step', 'Wait');
  expect(after.stdout).toMatch(/good \| Waiting for: make/);
  expect(after.stdout).not.toContain('after:');
  expect((await app.run('logs', '--step', 'make', '--aws')).stderr).toContain('Leave out --step');
  expect((await app.run('logs', '--step', 'mke')).stderr).toContain('Did you mean "make"?');
});
