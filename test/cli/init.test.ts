// slipway init with real files: what it writes, what it leaves alone, and what it refuses.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withMissingPrograms } from '../../src/cli/init/choose-detected.ts';
import { detect } from '../../src/starter/detect.ts';
import { folderOf } from '../rig/folder-of.ts';
import { commitAll } from '../rig/git.ts';
import { launcher } from '../rig/program.ts';
import { installed, makeProject } from '../rig/project.ts';

test('init writes nothing without a terminal to ask on, and everything with --yes', async () => {
  await using app = makeProject();
  app.write('index.html', 'hello');
  const asked = await app.run('init');
  expect(asked.status).toBe(2);
  expect(asked.stdout).toContain('This is a static site  found by index.html');
  expect(asked.stderr).toContain('slipway init --yes');
  expect(existsSync(join(app.folder, 'pipeline.json'))).toBe(false);
  const written = await app.run('init', '--yes');
  expect(written).toMatchObject({ status: 0, stderr: '' });
  expect(written.stdout).toContain('Next: slipway run');
  expect(JSON.parse(app.read('bucket.json'))).toHaveProperty(
    'WebsiteConfiguration.IndexDocument',
    'index.html',
  );
});

test('init overwrites no file, and refuses a folder that has a definition', async () => {
  await using app = makeProject();
  app.write('index.html', 'hello');
  app.write('bucket.json', { Bucket: 'mine' });
  const written = await app.run('init', '--yes');
  expect(written.stdout).toContain('= bucket.json  is there already');
  expect(JSON.parse(app.read('bucket.json'))).toEqual({ Bucket: 'mine' });
  const again = await app.run('init', '--yes');
  expect(again.status).toBe(2);
  expect(again.stderr).toContain('DefinitionExists');
});

test('init names the folders below that are something, and gives a choice of several kinds', async () => {
  await using app = makeProject();
  app.write('web/index.html', 'hello');
  const nothing = await app.run('init', '--yes');
  expect(nothing.status).toBe(2);
  expect(nothing.stderr).toContain('slipway init web');
  app.write('Makefile', 'all:\n');
  app.write('package.json', {});
  const chosen = await app.run('init', '--choice', '2', '--json', '--yes');
  expect(JSON.parse(chosen.stdout)).toMatchObject({
    detected: { evidence: ['Makefile'] },
    written: ['pipeline.json', 'codebuild-project.json', 'buildspec.yml'],
    kept: [],
  });
});

test('slipway alone names the definition of the folder and the command for it', async () => {
  await using app = makeProject();
  app.write('buildspec.yml', 'version: 0.2\n');
  app.write('.github/workflows/ci.yml', 'on: push\n');
  const { status, stdout } = await app.run();
  expect(status).toBe(0);
  expect(stdout).toMatch(/buildspec\.yml +a buildspec of CodeBuild +slipway run buildspec\.yml/);
  expect(stdout).toMatch(/ci\.yml +a workflow of GitHub +slipway run \.github\/workflows\/ci\.yml/);
});

test('init sets VS Code up where the folder has .vscode or the call asks, and keeps what the files hold', async () => {
  await using app = makeProject();
  app.write('index.html', 'hello');
  app.write('.vscode/settings.json', '{\n    // mine\n    "editor.tabSize": 4\n}\n');
  const { stdout, status } = await app.run('init', '--yes');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^ {2}\+ \.vscode\/schemas {2}\d+ schemas$/m);
  expect(stdout).toContain('  + .vscode/tasks.json\n');
  expect(stdout).toContain('  ~ .vscode/settings.json  gets what is missing, and keeps the rest\n');
  expect(stdout).not.toContain('In VS Code');
  expect(app.read('.vscode/settings.json')).toContain(
    '{\n    // mine\n    "editor.tabSize": 4,\n    "json.schemas": [',
  );
  expect(app.read('.vscode/tasks.json')).toContain('problemMatcher');
  expect(JSON.parse(app.read('.vscode/schemas/bucket.schema.json'))).toHaveProperty('title');
});

test.each<readonly [option: readonly string[], isThere: boolean]>([
  [['--vscode'], true],
  [[], false],
])('init with %j in a folder without .vscode writes it: %s', async (options, isThere) => {
  await using app = makeProject();
  app.write('index.html', 'hello');
  const { stdout } = await app.run('init', '--yes', '--json', ...options);
  expect(JSON.parse(stdout).written.includes('.vscode/tasks.json')).toBe(isThere);
  expect(existsSync(join(app.folder, '.vscode', 'settings.json'))).toBe(isThere);
});

test('init --no-vscode leaves .vscode as it is', async () => {
  await using app = makeProject();
  app.write('index.html', 'hello');
  app.write('.vscode/settings.json', '{}');
  expect((await app.run('init', '--yes', '--no-vscode')).stdout).not.toContain('.vscode/');
  expect(app.read('.vscode/settings.json')).toBe('{}');
});

test('init says which programs of its build this machine does not have', async () => {
  await using app = makeProject();
  const [detected] = detect(folderOf({ 'mix.exs': '' }));
  const noted = detected && withMissingPrograms(detected, { PATH: app.folder });
  expect(noted?.notes).toEqual([
    'this machine has no "mix", and the build fails without: install it before you run it here',
  ]);
  app.write('mix', '#!/bin/sh\n', 0o755);
  expect(detected && withMissingPrograms(detected, { PATH: app.folder })).toEqual(detected);
});

test('a buildspec alone gets a pipeline around it, and stays as it is', async () => {
  await using app = makeProject();
  const text = 'version: 0.2\nphases:\n  build:\n    commands: [echo built]\n';
  app.write('buildspec.yml', text);
  expect((await app.run()).stdout).toMatch(
    /buildspec\.yml +a build that a buildspec describes +slipway init\n/,
  );
  const { stdout, stderr } = await app.run('init', '--yes');
  expect(stderr).toBe('');
  expect(stdout).toContain('This is a build that a buildspec describes  found by buildspec.yml\n');
  expect(app.read('buildspec.yml')).toBe(text);
  expect((await app.run('lint')).stdout).toContain('No findings');
});

test('a workflow alone is named with what runs it and what makes a pipeline of it', async () => {
  await using app = makeProject();
  app.write('.github/workflows/ci.yml', 'on: push\n');
  const { status, stderr } = await app.run('init', '--yes');
  expect(status).toBe(2);
  expect(stderr).toContain('A workflow of GitHub needs no pipeline');
  expect(stderr).toContain('slipway run .github/workflows/ci.yml');
  expect(stderr).toContain('slipway import .github/workflows/ci.yml');
});

test('the packages of a workspace are named next to it, each with its command', async () => {
  await using app = makeProject();
  app.write('package.json', { name: 'shop', workspaces: ['apps/*'], scripts: { test: 'true' } });
  for (const server of ['admin', 'api']) {
    app.write(`apps/${server}/package.json`, { scripts: { start: 'node server.js' } });
    app.write(`apps/${server}/server.js`, "require('http').createServer(() => {}).listen(1)\n");
  }
  app.write('apps/web/index.html', 'hello');
  const here = await app.run();
  expect(here.stdout).toMatch(/package\.json +a package for Node\.js +slipway init\n/);
  expect(here.stdout).toMatch(/apps\/api: .+a server for Node\.js +slipway init apps\/api\n/);
  expect(here.stdout).toMatch(/apps\/web: .+a static site +slipway init apps\/web\n/);
  const { stdout } = await app.run('init', '--yes');
  expect(stdout).toContain(
    'note: apps/web is a static site, and has a pipeline of its own by: slipway init apps/web',
  );
});

test('init in a folder below says what the source is on AWS, and takes the name of the repository', async () => {
  await using app = makeProject();
  app.write('web/index.html', 'hello');
  commitAll(app.folder);
  const { stdout } = await app.run('init', 'web', '--yes');
  expect(stdout).toContain('the source is this folder here, and on AWS the whole repository');
  expect(stdout).toContain('web/buildspec.yml');
  expect(app.read('web/pipeline.json')).not.toContain('OWNER/web');
});

test('a home folder is no project unless it is a repository: nothing of it is offered, and init writes nothing', async () => {
  await using app = makeProject();
  app.write('notes.py', 'print(1)\n');
  const slipway = (...words: readonly string[]) =>
    spawnSync(process.execPath, ['--', launcher, ...words], {
      cwd: app.folder,
      encoding: 'utf8',
      env: { ...process.env, ...installed, HOME: app.folder, NO_COLOR: '1' },
    });
  expect(slipway().stdout).toContain(
    'This is your home folder, and a pipeline belongs to a folder of its own',
  );
  for (const words of [
    ['init', '--yes'],
    ['init', '--template', 'fleet', '--yes'],
  ]) {
    const { status, stderr } = slipway(...words);
    expect(status).toBe(2);
    expect(stderr).toContain('This is your home folder: all that lies in it would be the source');
  }
  expect(existsSync(join(app.folder, 'pipeline.json'))).toBe(false);
  mkdirSync(join(app.folder, '.git'));
  expect(slipway().stdout).toMatch(/notes\.py +a project in Python +slipway init\n/);
});

test.each([
  [{ 'api/requirements.txt': 'flask\n' }, 'slipway init api'],
  [{ 'requirements.txt': 'flask\n' }, 'slipway init'],
])('run without a definition of %j names the folder that init is for', async (files, command) => {
  await using app = makeProject();
  for (const [path, text] of Object.entries(files)) app.write(path, text);
  expect((await app.run('run')).stderr).toContain(`Run ${command}: it shows the pipeline`);
});
