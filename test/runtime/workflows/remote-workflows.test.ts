// Workflows of other repositories, fetched by git from a repository of this machine that stands for GitHub's.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { frameOf } from '../../../src/load/load-workflow.ts';
import { fetchCalledWorkflows, knownWorkflows } from '../../../src/runtime/workflows/remote-workflows.ts';
import { openState } from '../../../src/state/open-state.ts';
import { readWorkflow } from '../../../src/workflows/language/read-workflow.ts';
import { makeProject } from '../../rig/project.ts';

const inner = 'on: workflow_call\njobs: {a: {runs-on: x, steps: [{run: x}]}}\n';
const outer = 'on: workflow_call\njobs: {b: {uses: ./.github/workflows/inner.yml}}\n';

test('a workflow of another repository is fetched with those of its own that it calls, and kept when git fails', async () => {
  await using app = makeProject();
  const repository = join(app.folder, 'hub', 'acme', 'shared.git');
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  write(join(repository, '.github/workflows/inner.yml'), inner);
  write(join(repository, '.github/workflows/outer.yml'), outer);
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b', ...args], { cwd: repository });
  git('init', '--quiet', '--initial-branch', 'v1');
  git('add', '.');
  git('commit', '--quiet', '--message', 'x');
  const home = join(app.folder, 'home');
  write(
    join(home, '.gitconfig'),
    `[url "file://${join(app.folder, 'hub')}/"]\n  insteadOf = https://github.com/\n`,
  );
  vi.stubEnv('HOME', home);
  const text = 'on: push\njobs: {c: {uses: acme/shared/.github/workflows/outer.yml@v1}}\n';
  const { workflow } = readWorkflow({ path: 'w.yml', text }, '.github/workflows/w.yml');
  if (workflow === undefined) throw new Error('The workflow is wrong');
  const definition = frameOf(workflow, {
    name: 'w.yml',
    repository: { name: 'acme/app', defaultBranch: 'main' },
  });
  await using state = await openState(join(app.folder, '.slipway'), { owner: true });
  const { signal } = new AbortController();
  await fetchCalledWorkflows(definition, state, signal);
  const names = ['inner', 'outer'].map((name) => `acme/shared/.github/workflows/${name}.yml@v1`);
  expect(Object.keys(knownWorkflows(state)).toSorted()).toEqual(names);
  vi.stubEnv('HOME', join(app.folder, 'none'));
  vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1');
  await fetchCalledWorkflows(definition, state, signal);
  expect(Object.keys(knownWorkflows(state))).toHaveLength(2);
  vi.unstubAllEnvs();
});
