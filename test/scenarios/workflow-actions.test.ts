// Actions of other repositories: fetched by git once, and by the commits of actions.lock. Git is led to folders of this machine.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const settings = ['GIT_CONFIG_COUNT', 'GIT_CONFIG_KEY_0', 'GIT_CONFIG_VALUE_0'] as const;

afterEach(() => {
  for (const name of settings) delete process.env[name];
});

function git(folder: string, ...words: readonly string[]): string {
  const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
  return execFileSync('git', [...identity, ...words], { cwd: folder, encoding: 'utf8' }).trim();
}

/** Commits an action that prints the text, and gives the commit. */
function release(folder: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  writeFileSync(join(folder, 'action.yml'), 'name: Tool\nruns: {using: node20, main: main.js}\n');
  writeFileSync(join(folder, 'main.js'), `console.log('it is ${text}');\n`);
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', text);
  git(folder, 'tag', '--force', 'v1');
  return git(folder, 'rev-parse', 'HEAD');
}

test('an action is run at its locked commit, also where no network is, and one that cannot be had says what to do', async () => {
  await using remotes = await makeFolder();
  const remote = join(remotes.path, 'acme', 'tool.git');
  const locked = release(remote, 'locked');
  release(remote, 'newest');
  const values = ['1', `url.file://${remotes.path}/.insteadOf`, 'https://github.com/'];
  for (const [at, name] of settings.entries()) process.env[name] = values[at] ?? '';
  await using app = makeProject();
  app.write('.gitignore', '.slipway\n');
  app.write(
    '.github/workflows/ci.yml',
    'on: push\njobs:\n  a: {runs-on: ubuntu-latest, steps: [{uses: acme/tool@v1}, {if: always(), uses: acme/none@v1}]}\n',
  );
  git(app.folder, 'init', '--quiet', '--initial-branch', 'main');
  git(app.folder, 'add', '.');
  git(app.folder, 'commit', '--quiet', '--message', 'First');
  const free = await app.run('run');
  expect(free.stdout).toContain('| it is newest');
  expect(free.stdout).toContain('The action acme/none@v1 cannot be fetched');
  expect(free.stdout).toContain('Run it once where git reaches github.com');
  expect(free.status).toBe(1);
  app.write(
    '.github/workflows/actions.lock',
    `dependencies:\n  'acme/tool@v1': {ref: v1, commit: 'sha1-${locked}'}\n`,
  );
  git(app.folder, 'add', '.');
  git(app.folder, 'commit', '--quiet', '--message', 'Lock');
  expect((await app.run('run')).stdout).toContain('| it is locked');
  rmSync(remote, { recursive: true });
  const offline = await app.run('run');
  expect(offline.stdout).toContain('| it is locked');
  expect(offline.stdout).toContain('acme/none@v1 is not in .github/workflows/actions.lock');
});
