// What is executed in place of actions, in a job.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { makeProject, type Project } from '../rig/project.ts';

function makeRepository(workflow: string): Project {
  const app = makeProject();
  app.write('.github/workflows/ci.yml', workflow);
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', ...words], {
      cwd: app.folder,
    });
  app.write('.gitignore', '.slipway\n');
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'First');
  return app;
}

test('a script has the toolkit and its value is an output; a call of the API of GitHub fails the step', async () => {
  await using app = makeRepository(`
on: push
jobs:
  script:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/github-script@v7
        id: script
        env: {GREETING: hello}
        with:
          script: |
            core.exportVariable('KEPT', 'kept value');
            core.setSecret('hidden word');
            core.info('hidden word');
            await io.mkdirP('out/deep');
            require('node:fs').writeFileSync('out/deep/a.txt', 'a');
            const files = await (await glob.create('out/**/*.txt')).glob();
            const said = await exec.getExecOutput('sh', ['-c', 'echo $GREETING'], {silent: true});
            await core.summary.addHeading('Report', 2).addTable([['a', 'b']]).write();
            return {ref: context.ref, repo: context.repo.repo, said: said.stdout.trim(), files: files.length};
      - run: echo "$KEPT \${{ fromJSON(steps.script.outputs.result).said }}" '\${{ steps.script.outputs.result }}'
      - uses: actions/github-script@v7
        id: text
        with: {script: 'return 1 + 1', result-encoding: string}
      - run: echo "text is \${{ steps.text.outputs.result }}"
      - uses: actions/github-script@v7
        with:
          script: |
            await github.rest.issues.createComment({...context.repo, issue_number: 1, body: 'x'})
`);
  const { stdout, status } = await app.run('run');
  expect(stdout).toMatch(
    /\| kept value hello \{"ref":"refs\/heads\/main","repo":"[^"]+","said":"hello","files":1\}/,
  );
  expect(stdout).not.toContain('| hidden word');
  expect(stdout).toContain('<h2>Report</h2>');
  expect(stdout).toContain('| text is 2');
  expect(stdout).toContain("github.rest.issues.createComment: GitHub's API is not called here");
  expect(status).toBe(1);
});

test('artifacts are had by id, as a file alone, put together, and from an earlier run', async () => {
  await using app = makeRepository(`
on: {push: , workflow_dispatch: {inputs: {run: {type: string}}}}
jobs:
  files:
    runs-on: ubuntu-latest
    cache-mode: read
    steps:
      - run: mkdir a b && echo one > a/1.txt && echo two > b/2.txt && echo page > page.html
      - uses: actions/upload-artifact@v7
        id: one
        with: {name: part-1, path: a}
      - uses: actions/upload-artifact@v7
        with: {name: part-2, path: b}
      - uses: actions/upload-artifact@v7
        id: page
        with: {path: page.html, archive: false}
      - uses: actions/download-artifact@v5
        with: {artifact-ids: '\${{ steps.one.outputs.artifact-id }}', path: by-id}
      - uses: actions/download-artifact@v4
        with: {pattern: part-1, path: by-pattern}
      - uses: actions/download-artifact@v8
        with: {name: part-2, path: zipped, skip-decompress: true}
      - uses: actions/upload-artifact/merge@v4
        with: {name: all, pattern: part-*, delete-merged: true}
      - uses: actions/download-artifact@v4
        with: {path: rest}
      - uses: actions/cache@v4
        with: {path: a, key: k-1}
      - run: find by-id by-pattern zipped rest -type f | sort | tr '\\n' ' '
      - run: echo "url \${{ steps.page.outputs.artifact-url }}"
  later:
    needs: files
    if: github.event_name == 'workflow_dispatch'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v4
        with: {run-id: '\${{ inputs.run }}', github-token: t, name: all, path: got}
`);
  const { stdout, status } = await app.run('run', '--event', 'push');
  expect(stdout).toContain(
    '| by-id/1.txt by-pattern/part-1/1.txt rest/all/1.txt rest/all/2.txt rest/page.html/page.html zipped/part-2.zip',
  );
  expect(stdout).toContain('The cache of key k-1 is not saved: its cache-mode is read');
  const [, run = ''] =
    /\| url https:\/\/github\.com\/\S+\/actions\/runs\/(\d+)\/artifacts\/\d+/.exec(stdout) ?? [];
  expect(run).not.toBe('');
  expect(status).toBe(0);
  const later = await app.run('run', '--input', `run=${run}`);
  expect(later.stdout).toMatch(/\| Artifact all is in \S+\/got/);
  expect(later.status).toBe(0);
});

test('the result says what stood in for which action, and apart from it what nothing executed', async () => {
  await using app = makeRepository(`
on: push
jobs:
  one: &job
    runs-on: ubuntu-latest
    steps: [{ uses: actions/checkout@v4 }]
  two: *job
  three:
    runs-on: ubuntu-latest
    steps: [{ uses: codecov/codecov-action@v5 }]
`);
  const { stdout, status } = await app.run('run');
  expect(stdout).toMatch(/Stood in\n\s+⇄ actions\/checkout@v4: the files of the run's own source/);
  expect(stdout).toContain('(2 actions)');
  expect(stdout).not.toContain('⇄ codecov');
  expect(stdout).toMatch(/Not executed here\n[^\n]*codecov\/codecov-action@v5/);
  expect(status).toBe(0);
});

test('a role of another account is refused with what leads to one of this machine, and that does', async () => {
  await using app = makeRepository(`
on: push
permissions: {id-token: write, contents: read}
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: arn:aws:iam::\${{ vars.AWS_ACCOUNT_ID || '444455556666' }}:role/deploy
          aws-region: eu-central-1
`);
  const { stdout: refused } = await app.run('run');
  const words = refused.replaceAll(/\s+/g, ' ');
  expect(words).toContain('role/deploy is of another account than that of this machine, 111122223333');
  expect(words).toContain('slipway secret set --parameter AWS_ACCOUNT_ID');
  expect((await app.feed('111122223333', 'secret', 'set', '--parameter', 'AWS_ACCOUNT_ID')).status).toBe(0);
  const { stdout } = await app.run('run');
  expect(stdout).not.toContain('of another account');
});
