// The workflows that nektos/act tests itself with (pkg/runner/testdata), run by the command: those of its host table that need
// no other repository, no engine and no Windows. They are not part of this repository: ACT_TESTDATA names the folder.
//
// Of that table are left out: `shells/*` (images of Docker Hub), `matrix` and `matrix-include-exclude` (macOS), `runs-on` (the
// actor is act's own), `if-env-act` (a variable of act's), `remote-action-js`, `no-panic-on-invalid-composite-action` and
// `uses-action-with-pre-and-post-step` (other repositories), `windows-*` and `shells/pwsh`, what has no `push.yml`
// (`defaults-run`, `issue-597`, `issue-598`, `env-and-path`, `issue-1195`), `uses-nested-composite` (Node 16 on the machine) and
// `evalmatrix-merge-array` (a list in a list of a matrix is not flattened here).
import { copyFileSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitAll } from '../rig/git.ts';
import { makeProject } from '../rig/project.ts';

const corpus = process.env['ACT_TESTDATA'] ?? '';

/** As act's TestRunEventHostEnvironment expects it. */
const rows: readonly (readonly [folder: string, expected: 'succeeds' | 'fails'])[] = [
  ['local-action-js', 'succeeds'],
  ['uses-composite', 'succeeds'],
  ['uses-composite-with-error', 'fails'],
  ['act-composite-env-test', 'succeeds'],
  ['evalmatrix', 'succeeds'],
  ['evalmatrixneeds', 'succeeds'],
  ['evalmatrixneeds2', 'succeeds'],
  ['evalmatrix-merge-map', 'succeeds'],
  ['fail', 'fails'],
  ['checkout', 'succeeds'],
  ['commands', 'succeeds'],
  ['composite-fail-with-output', 'succeeds'],
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
