// slipway init with real files: what it writes, what it leaves alone, and what it refuses.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withMissingPrograms } from '../../src/cli/init/choose-detected.ts';
import { detect } from '../../src/starter/detect.ts';
import { folderOf } from '../rig/folder-of.ts';
import { makeProject } from '../rig/project.ts';

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
