// What the editor and runners of others are set up with: it fits what Slipway prints, and the recipes of the documentation have no findings.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findingPattern } from '../../src/cli/editor/editor-files.ts';
import { makeProject } from '../rig/project.ts';

const recipes = readFileSync(join(import.meta.dirname, '../../docs/in-a-team.md'), 'utf8');

test('slipway schema --vscode adds to the settings that are there, and adds nothing twice', async () => {
  await using app = makeProject();
  app.write('.vscode/settings.json', { 'editor.tabSize': 2, 'json.schemas': [{ url: './mine.json' }] });
  expect((await app.run('schema', '--vscode')).status).toBe(0);
  const first = app.read('.vscode/settings.json');
  expect((await app.run('schema', '--vscode')).stdout).toContain('.vscode/settings.json has it already');
  expect(app.read('.vscode/settings.json')).toBe(first);
  expect(JSON.parse(first)).toMatchObject({
    'editor.tabSize': 2,
    'json.schemas': expect.arrayContaining([
      { url: './mine.json' },
      {
        fileMatch: expect.arrayContaining(['pipeline.json']),
        url: './.vscode/schemas/pipeline.schema.json',
      },
    ]),
  });
  expect(JSON.parse(app.read('.vscode/tasks.json'))).toMatchObject({ tasks: [{ label: 'slipway lint' }] });
  expect(JSON.parse(app.read('.vscode/schemas/pipeline.schema.json'))).toHaveProperty('anyOf');
});

test('it keeps the comments of settings and a task that was changed, and leaves alone what is no JSON', async () => {
  await using app = makeProject();
  app.write('.vscode/settings.json', '// mine\n{\n\t"editor.tabSize": 2, // two\n}\n');
  app.write('.vscode/tasks.json', '{"version":"2.0.0","tasks":[{"label":"slipway lint","command":"mine"}]}');
  const before = app.read('.vscode/tasks.json');
  expect((await app.run('schema', '--vscode')).stdout).toContain('wrote .vscode/settings.json');
  expect(app.read('.vscode/settings.json')).toMatch(
    /^\/\/ mine\n\{\n\t"editor\.tabSize": 2,\n\t"json\.schemas": \[[^]*\n\t\}, \/\/ two\n\}\n$/,
  );
  expect(app.read('.vscode/tasks.json')).toBe(before);
  app.write('.vscode/settings.json', 'no JSON');
  expect((await app.run('schema', '--vscode')).stdout).toContain('is no JSON, and is left as it is');
  expect(app.read('.vscode/settings.json')).toBe('no JSON');
});

test('its problem matcher takes the findings of lint apart', async () => {
  await using app = makeProject();
  app.write('buildspec.yml', 'version: 0.2\nphases:\n  build:\n    comands: [make]\n');
  const { stdout } = await app.run('lint', 'buildspec.yml');
  const found = stdout.split('\n').flatMap((line) => new RegExp(findingPattern.regexp).exec(line) ?? []);
  expect(found.slice(1, 5)).toEqual(['buildspec.yml', '4', '5', 'error']);
});

const hasSystemd = spawnSync('systemd-analyze', ['--version']).error === undefined;

test.skipIf(!hasSystemd)('the unit of systemd has no findings', async () => {
  await using app = makeProject();
  const [, unit = ''] = /```ini\n(.*?)```/s.exec(recipes) ?? [];
  // The program of a command has to be there.
  app.write('slipway.service', unit.replace('/usr/local/bin/slipway', process.execPath));
  const { status, stdout, stderr } = spawnSync(
    'systemd-analyze',
    ['verify', join(app.folder, 'slipway.service')],
    { encoding: 'utf8' },
  );
  expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
  app.write('wrong.service', unit.replace('KillSignal=SIGINT', 'KillSignal=SIGNONE'));
  const wrong = spawnSync('systemd-analyze', ['verify', join(app.folder, 'wrong.service')], {
    encoding: 'utf8',
  });
  expect(wrong.stderr).toContain('SIGNONE');
});

test('the recipe for CodeBuild is a buildspec without findings', async () => {
  await using app = makeProject();
  const [, buildspec] = /```yaml\n(version: 0\.2[^]*?)```/.exec(recipes) ?? [];
  app.write('buildspec.yml', buildspec ?? '');
  const { stdout, status } = await app.run('lint', 'buildspec.yml');
  expect(stdout).toContain('No findings');
  expect(status).toBe(0);
});
