// What a job writes beyond what GitHub takes, with the real command.
import { expect, test } from 'vitest';
import { makeRepository } from '../rig/workflow-repository.ts';

test('annotations beyond ten of a level in a step stay in the log, and how many is said', async () => {
  await using app = makeRepository(`
on: push
jobs:
  log:
    runs-on: ubuntu-latest
    steps:
      - run: for i in $(seq 13); do echo "::warning::first $i"; done; echo "::error::of the first"
      - run: for i in $(seq 11); do echo "::warning::second $i"; done
`);
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain('| warning: first 13\n');
  expect(stdout).toContain('| Only the log has 3 warnings of this step: GitHub keeps 10 annotations');
  expect(stdout).toContain('| Only the log has 1 warning of this step: GitHub keeps 10 annotations');
  const kept = stdout.split('\n').flatMap((line) => / ! Jobs › log: (.*)$/.exec(line)?.[1] ?? []);
  const numbered = (of: string) => Array.from({ length: 10 }, (_, at) => `warning: ${of} ${at + 1}`);
  expect(kept.filter((message) => !message.startsWith('Only'))).toEqual([
    ...numbered('first'),
    'error: of the first',
    ...numbered('second'),
  ]);
  expect(status).toBe(0);
});

test('what a composite action prints counts for the step that calls it, and fifty are kept of a job', async () => {
  const print = (name: string) =>
    `{shell: bash, run: 'for i in $(seq 7); do echo "::notice::${name} $i"; done'}`;
  const all = 'for level in notice warning error; do for i in $(seq 10); do echo "::$level::$i"; done; done';
  await using app = makeRepository(
    `
on: push
jobs:
  log:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: ./twice
      - run: ${all}
      - run: ${all}
`,
    { 'twice/action.yml': `name: x\nruns: {using: composite, steps: [${print('one')}, ${print('two')}]}\n` },
  );
  const { stdout, status } = await app.run('run');
  const kept = stdout.split('\n').flatMap((line) => / ! Jobs › log: (.*)$/.exec(line)?.[1] ?? []);
  expect(kept.filter((message) => /^notice: (?:one|two) /.test(message))).toHaveLength(10);
  expect(kept.filter((message) => /^(?:notice|warning|error): /.test(message))).toHaveLength(50);
  expect(kept).toContainEqual(expect.stringContaining('Only the log has 4 notices of this step:'));
  expect(kept).toContainEqual(
    expect.stringContaining('Only the log has 10 warnings, 10 errors of this step:'),
  );
  expect(status).toBe(0);
});

test('the summaries of twenty steps are shown, and that there are more is said once', async () => {
  const step = (number: number) => `      - run: echo "# Part ${number}" >> "$GITHUB_STEP_SUMMARY"`;
  await using app = makeRepository(`
on: push
jobs:
  log:
    runs-on: ubuntu-latest
    steps:
${Array.from({ length: 22 }, (_, at) => step(at + 1)).join('\n')}
`);
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain('| # Part 22\n');
  const said = '! Jobs › log: Only the log has the summaries of further steps: GitHub shows 20 of a job';
  expect(stdout.split(said)).toHaveLength(2);
  expect(status).toBe(0);
});

test('outputs and summaries beyond what GitHub takes are refused in its words', async () => {
  await using app = makeRepository(`
on: push
jobs:
  secret:
    runs-on: ubuntu-latest
    environment: { name: live, url: 'https://host/\${{ steps.it.outputs.key }}' }
    outputs: { key: '\${{ steps.it.outputs.key }}', plain: '\${{ steps.it.outputs.plain }}' }
    steps:
      - id: it
        run: |
          echo "::add-mask::value-to-hide"
          echo "key=value-to-hide" >> "$GITHUB_OUTPUT"
          echo "plain=1" >> "$GITHUB_OUTPUT"
      - run: head -c 1048577 /dev/zero | tr '\\0' x > "$GITHUB_STEP_SUMMARY"
  after:
    needs: secret
    runs-on: ubuntu-latest
    steps:
      - run: test "\${{ needs.secret.outputs.key }}-\${{ needs.secret.outputs.plain }}" = -1
  large:
    needs: after
    runs-on: ubuntu-latest
    outputs: { all: '\${{ steps.it.outputs.all }}' }
    steps:
      - id: it
        run: |
          echo "the last line of large"
          echo "all=$(head -c 600000 /dev/zero | tr '\\0' x)" >> "$GITHUB_OUTPUT"
`);
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain("warning: Skip output 'key' since it may contain secret.");
  expect(stdout).toContain("warning: Skip setting environment url as environment 'live' may contain secret.");
  expect(stdout).toContain(
    '$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got 1024k',
  );
  expect(stdout).toContain('Job outputs exceed 1,048,576 bytes');
  expect(status).toBe(1);
  // The last lines of its log come with why it fails.
  expect(stdout).toContain(' │ the last line of large');
});

test('a program is not started with a variable that Linux does not take, and the variable is named', async () => {
  await using app = makeRepository(`
on: push
jobs:
  long:
    runs-on: ubuntu-latest
    steps:
      - run: echo "LONG=$(head -c 140000 /dev/zero | tr '\\0' x)" >> "$GITHUB_ENV"
      - run: echo "it is not started"
`);
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain(
    'Argument list too long: the variable LONG has 140,006 bytes, and 131,072 are the most',
  );
  expect(status).toBe(1);
});

test('a message that a problem matcher finds is cut as that of a command is, and its secrets go before', async () => {
  const matcher = { owner: 'x', pattern: [{ regexp: '^(found: .*)$', message: 1 }] };
  await using app = makeRepository(
    `
on: push
jobs:
  log:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          echo "::add-matcher::matcher.json"
          echo "::add-mask::value-to-hide"
          echo "found: $(head -c 4081 /dev/zero | tr '\\0' x)value-to-hide-and-more"
`,
    { 'matcher.json': JSON.stringify({ problemMatcher: [matcher] }) },
  );
  const { stdout, status } = await app.run('run');
  expect(stdout).toMatch(/! Jobs › log: error: found: x+\*\*\*-and-\n/);
  expect(status).toBe(0);
});

test('each line of a stored secret is hidden, whichever way its lines end', async () => {
  await using app = makeRepository(`
on: push
jobs:
  log:
    runs-on: ubuntu-latest
    steps:
      - env: { KEY: '\${{ secrets.KEY }}' }
        run: |
          test -n "$KEY"
          echo "the second is second-word and the third third-word, of those in it"
`);
  await app.feed('first-word\rsecond-word\nthird-word\nin:', 'secret', 'set', 'KEY');
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain('| the second is *** and the third ***, of those in it');
  expect(status).toBe(0);
});
