// A workflow of GitHub, run by the command with real steps.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { git } from '../rig/git.ts';
import { makeRepository } from '../rig/workflow-repository.ts';

describe('a workflow', () => {
  test('runs its jobs with what GitHub gives to their steps, and hands outputs on', async () => {
    await using app = makeRepository(`
name: CI
on: push
env: {WHO: workflow, BOTH: workflow}
jobs:
  make:
    runs-on: ubuntu-latest
    env: {BOTH: job}
    strategy: {matrix: {n: [1, 2]}}
    outputs:
      last: \${{ steps.count.outputs.sum }}
    steps:
      - uses: actions/checkout@v4
      - run: |
          echo "ref $GITHUB_REF_NAME at $(git rev-parse HEAD) is \${{ github.sha }}"
          test "$(git status --short)" = ""
          test "$PWD" = "$GITHUB_WORKSPACE"
      - run: echo "FROM=$WHO/$BOTH/$STEP" >> "$GITHUB_ENV"
        env: {STEP: step}
      - id: count
        run: echo "sum=$((40 + \${{ matrix.n }}))" >> "$GITHUB_OUTPUT"
      - shell: python3 {0}
        run: import os; print("python has " + os.environ["FROM"])
      - run: exit 3
        continue-on-error: true
        id: soft
      - if: steps.soft.outcome == 'failure' && steps.soft.conclusion == 'success'
        run: |
          echo "::add-mask::very-secret-word"
          echo "it is very-secret-word"
          echo "::warning file=a.py,line=3::careful"
  use:
    needs: make
    runs-on: ubuntu-latest
    steps:
      - run: echo "got \${{ needs.make.outputs.last }} of \${{ needs.make.result }}"
  never:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    steps: [{run: exit 1}]
`);
    const { stdout, status } = await app.run('run');
    const head = git(app.folder, 'rev-parse', 'HEAD');
    expect(stdout).toContain(`| ref main at ${head} is ${head}`);
    expect(stdout).toContain('| python has workflow/job/step');
    expect(stdout).toContain('| it is ***');
    expect(stdout).not.toContain('| it is very-secret-word');
    expect(stdout).toContain('warning: careful (a.py:3)');
    expect(stdout).toMatch(/\| got 4[12] of success/);
    expect(stdout).toContain('Jobs › never skipped');
    expect(status).toBe(0);
  });

  test('that fails runs what runs always, says which step it was, and retries only what failed', async () => {
    await using app = makeRepository(`
on: [push, workflow_dispatch]
jobs:
  good: {runs-on: ubuntu-latest, steps: [{run: echo good}]}
  bad:
    runs-on: ubuntu-latest
    steps:
      - name: Attempt
        run: test $GITHUB_RUN_ATTEMPT = 2
      - run: echo "not reached"
      - if: failure()
        run: echo "cleaned up"
  after: {needs: [good, bad], runs-on: ubuntu-latest, steps: [{run: echo after}]}
  report:
    needs: after
    if: always()
    runs-on: ubuntu-latest
    steps: [{run: 'echo "after is \${{ needs.after.result }}"'}]
`);
    const failed = await app.run('run', '.github/workflows/ci.yml');
    expect(failed.stdout).toContain('Attempt: Process completed with exit code 1');
    expect(failed.stdout).toContain('| cleaned up');
    expect(failed.stdout).not.toContain('| not reached');
    expect(failed.stdout).toContain('after is skipped');
    expect(failed.status).toBe(1);
    const again = await app.run('retry');
    expect(again.stdout).toContain('after is success');
    expect(again.stdout).not.toContain('| good');
    expect(again.status).toBe(0);
    expect((await app.run('history')).stdout).toContain('Succeeded');
  });

  test('refuses what the call gets wrong before anything runs', async () => {
    await using app = makeRepository(`
on:
  push:
  workflow_dispatch: {inputs: {level: {type: choice, options: [low, high], required: true}}}
jobs:
  a: {runs-on: ubuntu-latest, steps: [{run: 'echo "level \${{ inputs.level }}"'}]}
`);
    const wrong = await app.run('run', '--input', 'levl=high', '--job', 'b', '--event', 'release');
    expect(wrong.stderr).toContain('The workflow is not started by "release"');
    expect(wrong.stderr).toContain('The workflow has no job "b"');
    expect(wrong.status).toBe(2);
    const missing = await app.run('run', '--event', 'workflow_dispatch');
    expect(missing.stderr).toContain('The input "level" is required');
    const good = await app.run('run', '--input', 'level=high');
    expect(good.stdout).toContain('| level high');
  });

  test('runs for the files that a push changes, and says why it does not', async () => {
    await using app = makeRepository(`
on: {push: {paths: ['src/**']}, pull_request: {branches: [develop]}}
jobs:
  a:
    runs-on: ubuntu-latest
    steps: [{run: 'echo "\${{ github.event.head_commit.message }} after \${{ github.event.before }}"'}]
`);
    const first = git(app.folder, 'rev-parse', 'HEAD');
    app.write('docs/a.md', 'words');
    git(app.folder, 'add', '.');
    git(app.folder, 'commit', '--quiet', '--message', 'Words');
    const left = await app.run('run');
    expect(left.stderr).toContain('what changed is docs/a.md, and "paths" are src/**');
    expect(left.stderr).toContain('[WorkflowNotStarted]');
    expect(left.status).toBe(2);
    app.write('src/a.c', 'not committed');
    const { stdout, status } = await app.run('run');
    expect(stdout).toContain(`| Words after ${first}`);
    expect(status).toBe(0);
    const pull = await app.run('run', '--event', 'pull_request');
    expect(pull.stderr).toContain('the target branch is "main", and "branches" are develop');
    expect((await app.run('run', '--event', 'pull_request', '--base', 'develop', '--new')).status).toBe(0);
  });

  test('runs actions of its own, keeps artifacts and caches, and hands them on', async () => {
    await using app = makeRepository(`
on: push
jobs:
  make:
    runs-on: ubuntu-latest
    strategy: {matrix: {n: [1, 2]}}
    steps:
      - uses: $/.github/actions/program
        with: {two words: early}
      - uses: actions/checkout@v4
      - run: test "$(readlink link)" = .gitignore
      - id: steps
        uses: ./.github/actions/steps
        with: {who: me, whom: you}
      - run: test '\${{ steps.steps.outputs.said }}' = 'hello me' && mkdir -p out && echo \${{ matrix.n }} > out/n.txt
      - uses: actions/cache@v4
        id: cache
        with: {path: out, key: 'key-\${{ matrix.n }}'}
      - run: echo "hit \${{ steps.cache.outputs.cache-hit }}"
      - uses: actions/upload-artifact@v4
        with: {name: 'out-\${{ matrix.n }}', path: out}
  use:
    needs: make
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v4
        with: {path: got}
      - run: cat got/out-1/n.txt got/out-2/n.txt | tr '\\n' '+'
`);
    app.write(
      '.github/actions/program/action.yml',
      'name: Program\ninputs: {two words: {required: true}}\nruns: {using: node20, main: main.js, post: post.js}\n',
    );
    app.write(
      '.github/actions/program/main.js',
      "console.log('input ' + process.env.INPUT_TWO_WORDS);\nrequire('fs').appendFileSync(process.env.GITHUB_STATE, 'kept=until the end\\n');\n",
    );
    app.write('.github/actions/program/post.js', "console.log('kept ' + process.env.STATE_kept);\n");
    app.write(
      '.github/actions/steps/action.yml',
      "name: Steps\ninputs: {who: {default: all}}\noutputs: {said: {value: '${{ steps.say.outputs.said }}'}}\nruns:\n  using: composite\n  steps:\n    - id: say\n      shell: bash\n      run: echo 'said=hello ${{ inputs.who }}' >> $GITHUB_OUTPUT\n",
    );
    symlinkSync('.gitignore', join(app.folder, 'link'));
    git(app.folder, 'add', '.');
    git(app.folder, 'commit', '--quiet', '--message', 'Second');
    const first = await app.run('run');
    expect(first.stdout).toContain('| input early');
    expect(first.stdout).toContain('| kept until the end');
    expect(first.stdout).toContain('Unexpected input "whom"');
    expect(first.stdout).toContain('| 1+2+');
    expect(first.status).toBe(0);
    const second = await app.run('run', '--job', 'make');
    expect(second.stdout).toContain('| hit true');
    expect(second.stdout).toContain('Jobs › use skipped');
    expect(second.status).toBe(0);
    git(app.folder, 'switch', '--quiet', '--create', 'topic');
    // A branch finds the caches of the default one.
    expect((await app.run('run', '--job', 'make')).stdout).toContain('| hit true');
  });
});
