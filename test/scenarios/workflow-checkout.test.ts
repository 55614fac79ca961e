// What actions/checkout puts into the workspaces of jobs.
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';

const workflow = `
on: push
jobs:
  spoil:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          test -x "a file.sh" && test "$(readlink link)" = "a file.sh" && test "$(cat 'a file.sh')" = first
          echo spoiled > "a file.sh" && chmod -x "a file.sh" && rm link && touch added
  again:
    needs: spoil
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          test -x "a file.sh" && test "$(readlink link)" = "a file.sh" && test "$(cat 'a file.sh')" = first
          test ! -e added && test -z "$(git status --short)" && git symbolic-ref --short HEAD
      - run: echo changed > "a file.sh" && touch added
      - uses: actions/checkout@v4
      - run: test "$(cat 'a file.sh')" = first && test ! -e added && test -z "$(git status --short)" && echo "as committed"
`;

test('each checkout of a job has the files as committed, whatever other jobs and steps have done with theirs', async () => {
  await using app = makeProject();
  app.write('.github/workflows/ci.yml', workflow);
  app.write('.gitignore', '.slipway\n');
  app.write('a file.sh', 'first\n');
  chmodSync(join(app.folder, 'a file.sh'), 0o755);
  symlinkSync('a file.sh', join(app.folder, 'link'));
  for (const args of [
    ['init', '--quiet', '--initial-branch', 'main'],
    ['add', '.'],
    ['commit', '--quiet', '-m', 'First'],
  ])
    execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', ...args], {
      cwd: app.folder,
    });
  const first = await app.run('run');
  expect(first.stdout).toContain('| main\n');
  expect(first.stdout).toContain('| as committed');
  expect(first.status).toBe(0);

  // What stands on the disk for all jobs was changed by someone else.
  const trees = join(app.folder, '.slipway', 'artifacts', 'checkouts');
  const shared = readdirSync(trees).map((digest) => join(trees, digest, 'tree'));
  expect(shared).not.toEqual([]);
  for (const tree of shared) {
    expect(readFileSync(join(tree, 'a file.sh'), 'utf8')).toBe('first\n');
    writeFileSync(join(tree, 'a file.sh'), 'foreign\n');
    writeFileSync(join(tree, 'added'), '');
  }
  expect(await app.run('run')).toMatchObject({ status: 0 });
});
