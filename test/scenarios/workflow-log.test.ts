// The commands that a step prints, and the matchers that it adds.
import { expect, test } from 'vitest';
import { makeRepository } from '../rig/workflow-repository.ts';

const matcher = {
  problemMatcher: [
    {
      owner: 'cc',
      severity: 'warning',
      pattern: [{ regexp: '^(\\S+):(\\d+): (.+)$', file: 1, line: 2, message: 3 }],
    },
  ],
};

test('a matcher whose expression needs too long for a line is removed, and the others go on', async () => {
  const slow = { owner: 'slow', pattern: [{ regexp: '^(a+)+$', message: 1 }] };
  await using app = makeRepository(
    `
on: push
jobs:
  log:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          echo "::add-matcher::slow.json"
          echo "::add-matcher::matcher.json"
          echo "${'a'.repeat(60)}!"
          echo "src/a.c:7: unused"
`,
    {
      'matcher.json': JSON.stringify(matcher),
      'slow.json': JSON.stringify({ problemMatcher: [slow] }),
      'src/a.c': '',
    },
  );
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain(
    'warning: The problem matcher "slow" needs longer than a second for one line, and is removed',
  );
  expect(stdout).toContain('warning: unused (src/a.c:7)');
  expect(status).toBe(0);
});

test('a step pauses commands, hides values, echoes commands and adds matchers, as on a runner', async () => {
  await using app = makeRepository(
    `
on: push
jobs:
  log:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          echo "::stop-commands::token-of-mine"
          echo "::warning::paused"
          echo "::Token-of-Mine::"
          echo "::notice::resumed"
          echo "later token-of-mine is hidden"
      - run: |
          echo "::add-mask::first%0Dsecond"
          echo "a first and a second"
      - run: |
          echo "::echo::ON"
          echo "::debug::shown"
      - run: |
          echo "::add-matcher::matcher.json"
          echo "src/a.c:7: unused"
          echo "gone.c:7: unused"
          echo "::remove-matcher owner=CC::"
          echo "src/a.c:8: unused"
      - run: echo NODE_OPTIONS=--x >> $GITHUB_ENV
      - run: test -z "$NODE_OPTIONS" && test -z "\${{ job.container && 'in a container' }}"
      - run: echo "::stop-commands::set-env"
      - if: failure()
        run: echo "::add-matcher::none.json"
`,
    { 'matcher.json': JSON.stringify(matcher), 'src/a.c': '' },
  );
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain('| ::warning::paused\n');
  expect(stdout).toContain('notice: resumed');
  expect(stdout).toContain('| later *** is hidden');
  expect(stdout).toContain('| a *** and a ***');
  expect(stdout).toContain('| ::debug::shown');
  expect(stdout).toContain('warning: unused (src/a.c:7)');
  expect(stdout.match(/warning: unused\n/g)).not.toBeNull();
  expect(stdout).not.toContain('(src/a.c:8)');
  expect(stdout).toContain("error: Can't store NODE_OPTIONS");
  expect(stdout).toContain('Commands cannot be stopped with the token "set-env"');
  expect(stdout).toContain('The problem matcher none.json cannot be added: the file is not there');
  expect(status).toBe(1);
});
