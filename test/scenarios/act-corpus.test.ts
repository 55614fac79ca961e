// The workflows that nektos/act tests itself with (pkg/runner/testdata), run by the command: those of its host table that need
// no other repository, no engine and no Windows. They are not part of this repository: ACT_TESTDATA names the folder.
import { copyFileSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitAll } from '../rig/git.ts';
import { makeProject } from '../rig/project.ts';

const corpus = process.env['ACT_TESTDATA'] ?? '';

/** As act's TestRunEventHostEnvironment expects it. */
const rows: readonly (readonly [folder: string, expected: 'succeeds' | 'fails'])[] = [
  ['shells/defaults', 'succeeds'],
  ['shells/bash', 'succeeds'],
  ['shells/python', 'succeeds'],
  ['shells/sh', 'succeeds'],
  ['local-action-js', 'succeeds'],
  ['uses-composite', 'succeeds'],
  ['uses-composite-with-error', 'fails'],
  ['uses-nested-composite', 'succeeds'],
  ['act-composite-env-test', 'succeeds'],
  ['evalmatrix', 'succeeds'],
  ['evalmatrixneeds', 'succeeds'],
  ['evalmatrixneeds2', 'succeeds'],
  ['evalmatrix-merge-map', 'succeeds'],
  ['evalmatrix-merge-array', 'succeeds'],
  ['fail', 'fails'],
  ['runs-on', 'succeeds'],
  ['checkout', 'succeeds'],
  ['matrix', 'succeeds'],
  ['matrix-include-exclude', 'succeeds'],
  ['commands', 'succeeds'],
  ['defaults-run', 'succeeds'],
  ['composite-fail-with-output', 'succeeds'],
  ['issue-597', 'succeeds'],
  ['issue-598', 'succeeds'],
  ['env-and-path', 'succeeds'],
  ['non-existent-action', 'fails'],
  ['outputs', 'succeeds'],
  ['steps-context/conclusion', 'succeeds'],
  ['steps-context/outcome', 'succeeds'],
  ['job-status-check', 'fails'],
  ['if-expressions', 'fails'],
  ['evalenv', 'succeeds'],
  ['ensure-post-steps', 'fails'],
  ['nix-prepend-path', 'succeeds'],
  ['inputs-via-env-context', 'succeeds'],
  ['do-not-leak-step-env-in-composite', 'succeeds'],
  ['set-env-step-env-override', 'succeeds'],
  ['set-env-new-env-file-per-step', 'succeeds'],
];

describe.skipIf(!existsSync(corpus))('of the workflows of act', () => {
  test.each(rows)('%s %s', async (folder, expected) => {
    await using app = makeProject();
    const [top = ''] = folder.split('/');
    // Its workflows name local actions by their paths in the whole folder.
    for (const name of new Set([top, 'actions', '.github']))
      if (existsSync(join(corpus, name)))
        cpSync(join(corpus, name), join(app.folder, name), { recursive: true, verbatimSymlinks: true });
    const workflow = join(app.folder, '.github', 'workflows', 'push.yml');
    mkdirSync(join(workflow, '..'), { recursive: true });
    copyFileSync(join(corpus, folder, 'push.yml'), workflow);
    commitAll(app.folder);
    const { status, stdout, stderr } = await app.run('run', '.github/workflows/push.yml', '--exit');
    expect({ status, output: status === (expected === 'succeeds' ? 0 : 1) ? '' : stdout + stderr }).toEqual({
      status: expected === 'succeeds' ? 0 : 1,
      output: '',
    });
  });
});
