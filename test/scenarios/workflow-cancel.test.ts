// How what runs in a job is ended when its run is cancelled, and what a run that fails names as its cause.
import { expect, test } from 'vitest';
import { commitAll } from '../rig/git.ts';
import { makeProject } from '../rig/project.ts';
import { makeRepository } from '../rig/workflow-repository.ts';

test('a cancelled step is asked by SIGINT, and then what runs always and the end of its actions do', async () => {
  await using app = makeRepository(
    `
on: push
jobs:
  late:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: ./action
      - run: |
          trap 'echo "asked by INT"; exit 0' INT
          trap 'echo "asked by TERM"; exit 0' TERM
          sleep 600 &
          echo begun
          wait
      - run: echo never
      - if: always()
        run: echo "cleaned up, the job is \${{ job.status }}"
`,
    {
      'action/action.yml': 'name: A\nruns: {using: node24, main: main.js, post: post.js}\n',
      'action/main.js': `require('fs').appendFileSync(process.env.GITHUB_STATE, 'word=kept\\n');\n`,
      'action/post.js': 'console.log(`the end has ${process.env.STATE_word}`);\n',
    },
  );
  const run = app.start('run');
  await run.line((line) => line.endsWith('| begun'));
  expect((await app.run('stop')).status).toBe(0);
  const { stdout, status } = await run.ended;
  expect(stdout).toContain('| asked by INT');
  expect(stdout).not.toContain('| asked by TERM');
  expect(stdout).not.toContain('| never');
  expect(stdout).toContain('| cleaned up, the job is cancelled');
  expect(stdout).toContain('| the end has kept');
  expect(status).toBe(1);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends a job as a cancelled one, with what runs always, and the next run has it from its beginning',
  async (signal) => {
    await using app = makeRepository(
      `
on: push
jobs:
  tried:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: ./action
      - run: |
          echo "attempt" >> attempts
          trap 'echo "asked by INT"; sleep 3; echo "taken back"; exit 0' INT
          trap 'echo "asked by TERM"' TERM
          if test -e '__FOLDER__/go'; then exit 0; fi
          echo begun
          while :; do sleep 0.02; done
      - run: echo "goes on, the job is \${{ job.status }}"
      - if: always()
        run: echo "cleaned up, the job is \${{ job.status }}"
  after:
    needs: tried
    if: always()
    runs-on: ubuntu-latest
    steps: [{run: 'echo "after \${{ needs.tried.result }}"'}]
`,
      {
        'action/action.yml': 'name: A\nruns: {using: node24, main: main.js, post: post.js}\n',
        'action/main.js': '',
        'action/post.js': 'console.log("the end of the action");\n',
      },
    );
    const file = '.github/workflows/ci.yml';
    app.write(file, app.read(file).replaceAll('__FOLDER__', app.folder));
    const run = app.start('run');
    await run.line((line) => line.endsWith('| begun'));
    run.kill(signal);
    const { status, stderr } = await run.ended;
    expect(stderr).toContain('Interrupted: ending what runs.');
    expect(status).toBe(signal === 'SIGINT' ? 130 : 143);
    const { stdout: log } = await app.run('logs');
    // It has the time that a runner gives it.
    for (const line of ['asked by INT', 'taken back', 'the end of the action']) expect(log).toContain(line);
    expect(log).toContain('The job is cancelled: Slipway was interrupted');
    expect(log).toContain('cleaned up, the job is cancelled');
    for (const line of ['asked by TERM', 'goes on', 'after']) expect(log).not.toContain(`| ${line}`);
    app.write('go', '');
    const again = await app.run('run');
    expect(again.stdout).toContain('| goes on, the job is success');
    expect(again.stdout).toContain('| after success');
    expect(again.status).toBe(0);
  },
);

test('a job that was killed while it was cancelled stays cancelled, and nothing of it is run again', async () => {
  await using app = makeRepository(`
on: push
jobs:
  tried:
    runs-on: ubuntu-latest
    steps:
      - run: echo begun; exec sleep 600
      - if: always()
        run: echo cleaning; exec sleep 600
`);
  const run = app.start('run');
  await run.line((line) => line.endsWith('| begun'));
  expect((await app.run('stop')).status).toBe(0);
  await run.line((line) => line.endsWith('| cleaning'));
  run.kill('SIGKILL');
  await run.ended;
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain('Jobs › tried cancelled');
  for (const line of ['begun', 'cleaning']) expect(stdout).not.toContain(`| ${line}`);
  expect(status).toBe(1);
});

test('a job that was cancelled because of another and then killed says so when it is taken up', async () => {
  await using app = makeProject();
  app.write(
    '.github/workflows/ci.yml',
    `
on: push
jobs:
  both:
    runs-on: ubuntu-latest
    strategy: {matrix: {n: [1, 2]}}
    steps:
      - if: matrix.n == 1
        run: until test -e '${app.folder}/go'; do sleep 0.02; done; exit 4
      - run: echo begun; exec sleep 600
      - if: always() && matrix.n == 2
        run: echo cleaning; exec sleep 600
`,
  );
  commitAll(app.folder);
  const run = app.start('run');
  await run.line((line) => line.endsWith('| begun'));
  app.write('go', '');
  await run.line((line) => line.endsWith('| cleaning'));
  run.kill('SIGKILL');
  await run.ended;
  const { stdout } = await app.run('run');
  expect(stdout).toContain('Another job of the matrix of both failed');
  expect(stdout).not.toContain('The run was cancelled');
});

test('jobs that may fail, and those that were cancelled because of another, are no causes', async () => {
  await using app = makeProject();
  app.write(
    '.github/workflows/ci.yml',
    `
on: push
jobs:
  soft:
    runs-on: ubuntu-latest
    continue-on-error: true
    steps: [{run: exit 3}]
  hard:
    needs: soft
    runs-on: ubuntu-latest
    strategy: {matrix: {n: [1, 2]}}
    steps:
      - {if: matrix.n == 2, run: echo begun; exec sleep 600}
      - run: until test -e '${app.folder}/go'; do sleep 0.02; done; exit 4
`,
  );
  commitAll(app.folder);
  const run = app.start('run');
  await run.line((line) => line.endsWith('| begun'));
  app.write('go', '');
  const { stdout, status } = await run.ended;
  expect(stdout).toContain('Jobs › soft failed');
  expect(stdout).toContain('Jobs › hard (2) cancelled');
  expect(stdout).toMatch(/✖ Jobs › hard \(1\) failed in/);
  expect(status).toBe(1);
  const history = await app.run('history');
  expect(history.stdout).toContain('Jobs › hard (1): JobFailed');
  expect(history.stdout).not.toContain('soft');
  expect(history.stdout).not.toContain('hard (2)');
  const failures = await app.run('history', '--failures');
  expect(failures.stdout).toContain('1 failure in 1 execution');
  const shown = await app.run('status');
  expect(shown.stdout).not.toContain('and 1 more');
});
