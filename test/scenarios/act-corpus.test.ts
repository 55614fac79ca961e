// The workflows that nektos/act tests itself with (pkg/runner/testdata), run by the command: those that need no engine and no
// images. They are not part of this repository: ACT_TESTDATA names the folder, and ACT_ACTIONS one with bare clones of the
// repositories whose actions they use, `OWNER/NAME.git`. docs/workflow-conformance.md says which are left out, and why.
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { commitAll, git } from '../rig/git.ts';
import { makeProject } from '../rig/project.ts';

const corpus = process.env['ACT_TESTDATA'] ?? '';
const clones = process.env['ACT_ACTIONS'] ?? '';

type Row = readonly [folder: string, expected: 'succeeds' | 'fails', ...options: readonly string[]];

/** As act's TestRunEventHostEnvironment and TestRunEvent expect it. */
const rows: readonly Row[] = [
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
  ['post-step-failure-is-job-failure', 'fails'],
  ['nix-prepend-path', 'succeeds'],
  ['inputs-via-env-context', 'succeeds'],
  ['do-not-leak-step-env-in-composite', 'succeeds'],
  ['set-env-step-env-override', 'succeeds'],
  ['set-env-new-env-file-per-step', 'succeeds'],
  ['defaults-run', 'succeeds'],
  ['env-and-path', 'succeeds'],
  ['issue-1195', 'succeeds'],
  ['evalmatrix-merge-array', 'succeeds'],
  ['environment-files', 'succeeds'],
  ['environment-files-parser-bug', 'succeeds'],
  ['environment-variables', 'succeeds'],
  ['job-needs-context-contains-result', 'succeeds'],
  ['mask-values', 'succeeds'],
  ['matrix-exitcode', 'fails'],
  ['networking', 'succeeds'],
  ['services-empty-image', 'succeeds'],
  ['stepsummary', 'succeeds'],
  ['uses-and-run-in-one-step', 'fails'],
  ['uses-composite-check-for-input-collision', 'succeeds'],
  ['uses-composite-check-for-input-in-if-uses', 'succeeds'],
  ['uses-composite-check-for-input-shadowing', 'succeeds'],
  ['uses-github-empty', 'fails'],
  ['uses-github-noref', 'fails'],
  ['workdir', 'succeeds'],
  ['workflow_dispatch', 'succeeds', '--input', 'required=required input', '--input', 'boolean=true'],
  ['workflow_dispatch_no_inputs_mapping', 'succeeds'],
  ['workflow_dispatch-scalar', 'succeeds'],
  ['workflow_dispatch-scalar-composite-action', 'succeeds'],
  ['uses-workflow-defaults', 'succeeds', '--event', 'workflow_dispatch'],
];

/** They use actions of actions/hello-world-javascript-action and nektos/act-test-actions. */
const remote: readonly Row[] = [
  ['issue-597', 'succeeds'],
  ['issue-598', 'succeeds'],
  ['GITHUB_STATE', 'succeeds'],
  ['GITHUB_ENV-use-in-env-ctx', 'succeeds'],
  ['path-handling', 'succeeds'],
  ['remote-action-composite-action-ref', 'succeeds'],
  ['remote-action-composite-js-pre-with-defaults', 'succeeds'],
  ['no-panic-on-invalid-composite-action', 'fails'],
  ['action-cache-v2-fetch-failure-is-job-error', 'fails'],
];

function named(all: readonly Row[]): readonly { readonly name: string; readonly row: Row }[] {
  return all.map((row) => ({ name: row.join(' '), row }));
}

/** What the command printed when it did not end as expected. */
async function unexpected([folder, expected, ...options]: Row): Promise<string> {
  await using app = makeProject();
  const [top = ''] = folder.split('/');
  // Its workflows name local actions by their paths in the whole folder.
  for (const name of new Set([top, 'actions', '.github']))
    if (existsSync(join(corpus, name)))
      cpSync(join(corpus, name), join(app.folder, name), { recursive: true, verbatimSymlinks: true });
  const tested = '.github/workflows/the-tested-one.yml';
  const workflow = join(app.folder, tested);
  mkdirSync(join(workflow, '..'), { recursive: true });
  const file = readdirSync(join(corpus, folder)).find((name) =>
    /^(?:push|main|spelling|workflow_dispatch)\.ya?ml$/.test(name),
  );
  copyFileSync(join(corpus, folder, file ?? ''), workflow);
  commitAll(app.folder);
  git(app.folder, 'remote', 'add', 'origin', 'https://github.com/nektos/act.git');
  const { status, stdout, stderr } = await app.run('run', tested, '--exit', ...options);
  const isAsExpected = expected === 'succeeds' ? status === 0 : status !== 0;
  return isAsExpected ? '' : stdout + stderr;
}

describe.skipIf(!existsSync(corpus))('of the workflows of act', () => {
  test.each(named(rows))('$name', async ({ row }) => {
    expect(await unexpected(row)).toBe('');
  });
});

describe.skipIf(!existsSync(corpus) || !existsSync(clones))(
  'of those with actions of other repositories',
  () => {
    test.each(named(remote))('$name', async ({ row }) => {
      vi.stubEnv('GIT_CONFIG_COUNT', '1');
      vi.stubEnv('GIT_CONFIG_KEY_0', `url.file://${clones}/.insteadOf`);
      vi.stubEnv('GIT_CONFIG_VALUE_0', 'https://github.com/');
      expect(await unexpected(row)).toBe('');
      vi.unstubAllEnvs();
    });
  },
);
