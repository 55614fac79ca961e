// Actions of other repositories: fetched by git once, and by the commits of actions.lock. Git is led to folders of this machine.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { makeProject } from '../rig/project.ts';
import { makeFolder } from '../rig/temporary-folder.ts';
import { makeRepository } from '../rig/workflow-repository.ts';

const settings = ['GIT_CONFIG_COUNT', 'GIT_CONFIG_KEY_0', 'GIT_CONFIG_VALUE_0'] as const;

afterEach(() => {
  for (const name of settings) delete process.env[name];
  vi.unstubAllEnvs();
});

function leadGitTo(folder: string): void {
  const values = ['1', `url.file://${folder}/.insteadOf`, 'https://github.com/'];
  for (const [at, name] of settings.entries()) process.env[name] = values[at] ?? '';
}

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
  leadGitTo(remotes.path);
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

/** Actions in one repository, each a folder that prints what it does. */
function releaseActions(folder: string): void {
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  const program = (words: string): string =>
    `require('fs').appendFileSync(process.env.GITHUB_STATE, 'by=${words}\\n'); console.log('${words} of', process.env.INPUT_NAME, 'after', process.env.STATE_by ?? 'nothing');`;
  const actions: Readonly<Record<string, string>> = {
    'a/action.yml':
      'inputs: {name: {default: none}}\nruns: {using: node24, main: main.js, pre: pre.js, post: post.js, post-if: success()}\n',
    'b/action.yml':
      'inputs: {name: {default: none}}\nruns: {using: node24, main: main.js, pre: pre.js, pre-if: "github.event_name == \'schedule\'"}\n',
    'c/action.yml':
      'inputs: {name: {}}\nruns: {using: composite, steps: [{uses: acme/tools/a@main, with: {name: "inner ${{ inputs.name }}"}}]}\n',
    'd/action.yml': 'runs: {using: node24, main: main.js, pre: exit.js}\n',
    'd/exit.js': 'process.exit(3);',
  };
  for (const name of ['a', 'b', 'c', 'd']) mkdirSync(join(folder, name));
  for (const [path, text] of Object.entries(actions)) writeFileSync(join(folder, path), text);
  for (const name of ['a', 'b', 'd'])
    for (const part of ['pre', 'main', 'post'])
      writeFileSync(join(folder, name, `${part}.js`), program(`${name} ${part}`));
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', 'Tools');
}

test('the pre of actions runs before the first step and what post-if says at the end, and local ones have none', async () => {
  await using remotes = await makeFolder();
  releaseActions(join(remotes.path, 'acme', 'tools.git'));
  leadGitTo(remotes.path);
  await using app = makeRepository(
    `
on: push
jobs:
  whole:
    runs-on: ubuntu-latest
    steps:
      - run: echo the first step
      - {uses: acme/tools/a@main, with: {name: one}}
      - {uses: acme/tools/b@main, with: {name: two}}
      - {uses: acme/tools/c@main, with: {name: three}, if: false}
      - uses: actions/checkout@v4
      - {uses: ./local, with: {name: four}}
  broken:
    runs-on: ubuntu-latest
    steps:
      - run: echo unreached
      - uses: acme/tools/d@main
      - {uses: acme/tools/a@main, with: {name: five}}
`,
    {
      'local/action.yml':
        'inputs: {name: {deprecationMessage: Give none.}}\nruns: {using: node24, main: main.js, pre: pre.js}\n',
      'local/main.js': "console.log('local main')",
      'local/pre.js': "console.log('local pre')",
    },
  );
  const { stdout, status } = await app.run('run');
  const printed = (job: string): readonly string[] =>
    [
      ...stdout.matchAll(new RegExp(`Jobs/${job} \\| ((?:[abd] \\w+ of|the first|local|unreached).*)`, 'g')),
    ].map(([, text = '']) => text);
  expect(printed('whole')).toEqual([
    'a pre of one after nothing',
    'a pre of inner three after nothing',
    'the first step',
    'a main of one after a pre',
    'b main of two after nothing',
    'local main',
    'a post of inner three after a pre',
    'a post of one after a main',
  ]);
  expect(stdout).toContain('The "pre" of ./local is not run');
  expect(stdout).toContain('The input "name" of ./local is deprecated: Give none.');
  expect(printed('broken')).toEqual(['a pre of five after nothing']);
  expect(stdout).toContain('broken failed in Pre Run acme/tools/d@main');
  expect(status).toBe(1);
});

test('what called workflows of other repositories read of the event and is not known is said when the run begins', async () => {
  await using remotes = await makeFolder();
  const shared = join(remotes.path, 'acme', 'shared.git');
  mkdirSync(join(shared, '.github/workflows'), { recursive: true });
  git(shared, 'init', '--quiet', '--initial-branch', 'main');
  writeFileSync(
    join(shared, '.github/workflows/size.yml'),
    `on: workflow_call
jobs:
  a: { runs-on: ubuntu-latest, steps: [{ run: 'echo "<\${{ github.event.repository.size }}>"' }] }
  b: { uses: ./.github/workflows/forks.yml }
`,
  );
  writeFileSync(
    join(shared, '.github/workflows/forks.yml'),
    'on: workflow_call\njobs: { c: { if: github.event.repository.forks > 0, runs-on: ubuntu-latest, steps: [{ run: "true" }] } }\n',
  );
  git(shared, 'add', '.');
  git(shared, 'commit', '--quiet', '--message', 'Shared');
  // Git takes no settings from variables when it fetches workflows.
  const led = `[url "file://${remotes.path}/"]\n  insteadOf = https://github.com/\n`;
  writeFileSync(join(remotes.path, '.gitconfig'), led);
  await using app = makeRepository(
    'on: push\njobs: { b: { uses: acme/shared/.github/workflows/size.yml@main } }\n',
  );
  vi.stubEnv('HOME', remotes.path);
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain('| <>\n');
  expect(stdout).toContain(
    'Empty here, and sent by GitHub with push: github.event.repository.size, github.event.repository.forks.',
  );
  expect(status).toBe(0);
});
