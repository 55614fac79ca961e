// What the editor and runners of others are set up with: it fits what Slipway prints, and the recipes of the documentation have no findings.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findingPattern } from '../../src/cli/show/set-up-vscode.ts';
import { makeProject } from '../rig/project.ts';

const recipes = readFileSync(join(import.meta.dirname, '../../docs/in-a-team.md'), 'utf8');

test('slipway schema --vscode adds to the settings that are there, and adds nothing twice', async () => {
  await using app = makeProject();
  app.write('.vscode/settings.json', { 'editor.tabSize': 2, 'json.schemas': [{ url: './mine.json' }] });
  expect((await app.run('schema', '--vscode')).status).toBe(0);
  const first = app.read('.vscode/settings.json');
  expect((await app.run('schema', '--vscode')).stdout).toContain('wrote .vscode/settings.json');
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

test('its problem matcher takes the findings of lint apart, and settings with comments are left alone', async () => {
  await using app = makeProject();
  app.write('.vscode/settings.json', '// mine\n{}\n');
  expect((await app.run('schema', '--vscode')).stdout).toContain('has comments, and is left as it is');
  expect(app.read('.vscode/settings.json')).toBe('// mine\n{}\n');
  app.write('buildspec.yml', 'version: 0.2\nphases:\n  build:\n    comands: [make]\n');
  const { stdout } = await app.run('lint', 'buildspec.yml');
  const found = stdout.split('\n').flatMap((line) => new RegExp(findingPattern.regexp).exec(line) ?? []);
  expect(found.slice(1, 5)).toEqual(['buildspec.yml', '4', '5', 'error']);
});

test('the recipe for CodeBuild is a buildspec without findings', async () => {
  await using app = makeProject();
  const [, buildspec] = /```yaml\n(version: 0\.2[^]*?)```/.exec(recipes) ?? [];
  app.write('buildspec.yml', buildspec ?? '');
  const { stdout, status } = await app.run('lint', 'buildspec.yml');
  expect(stdout).toContain('No findings');
  expect(status).toBe(0);
});
