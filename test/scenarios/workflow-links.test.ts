// Artifacts and caches of trees with links, and files of a job that are no files.
import { expect, test } from 'vitest';
import { makeRepository } from '../rig/workflow-repository.ts';

test('an artifact has what links lead to, and links that lead round or to the whole machine are left out and said', async () => {
  await using app = makeRepository(`
on: push
jobs:
  links:
    runs-on: ubuntu-latest
    steps:
      - run: |
          mkdir -p out/deep other
          echo one > out/file
          echo two > other/file
          ln -s file out/alias
          ln -s ../other out/other
          ln -s .. out/up
          ln -s . out/deep/self
          ln -s / out/machine
          ln -s /proc out/kernel
          ln -s missing out/gone
          mkfifo pipe
          echo "::add-matcher::pipe"
        continue-on-error: true
      - uses: actions/upload-artifact@v4
        with: { name: tree, path: out }
      - uses: actions/download-artifact@v4
        with: { name: tree, path: back }
      - run: cd back && find . -type f | sort | xargs tail -n +1
      - uses: actions/setup-node@v4
        with: { node-version-file: pipe }
`);
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain('The problem matcher pipe cannot be added');
  for (const [name, why] of [
    ['up', 'which holds the link itself'],
    ['deep/self', 'which holds the link itself'],
    ['machine', 'it leads to /, which is no folder of the build'],
    ['kernel', 'it leads to /proc, which is no folder of the build'],
  ])
    expect(stdout).toMatch(new RegExp(`warning: \\S+/out/${name ?? ''} is left out: .*${why ?? ''}`));
  for (const file of ['./alias', './file', './other/file']) expect(stdout).toContain(`==> ${file} <==`);
  expect(stdout).toContain('3 files');
  expect(status).toBe(0);
});
