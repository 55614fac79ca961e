// The files of a starter are a definition without findings, whatever the folder is and is called.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintPath } from '../../src/cli/lint/lint-path.ts';
import { detect, existingBuildspec } from '../../src/starter/detect.ts';
import { slug } from '../../src/starter/shapes.ts';
import { starterFiles } from '../../src/starter/starter-files.ts';
import { readTemplate, templates } from '../../src/starter/templates.ts';
import { folderOf } from '../rig/folder-of.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

async function findings(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  await using folder = await makeFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), text);
  }
  const { problems } = await lintPath('.', folder.path);
  return (
    problems
      // Whether this machine has a container engine is not theirs to say.
      .filter(({ severity, code }) => severity !== 'notice' && code !== 'ContainerEngineNotFound')
      .map(({ code, message }) => `${code}: ${message}`)
  );
}

function withStarter(sources: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const folder = folderOf(sources);
  const [detected] = detect(folder);
  if (detected === undefined) throw new Error('Nothing was detected');
  const buildspec = existingBuildspec(folder);
  const starter = { detected, name: 'shop', repository: 'OWNER/shop', branch: 'main' };
  const files = starterFiles(buildspec === undefined ? starter : { ...starter, buildspec });
  return { ...Object.fromEntries(files.map(({ path, text }) => [path, text])), ...sources };
}

test('an application that has ended is not waited for, and what it printed is shown', async () => {
  await using folder = await makeFolder();
  const files = withStarter({ Gemfile: "gem 'puma'", 'config.ru': '' });
  const script = join(folder.path, 'validate.sh');
  writeFileSync(script, files['deploy/validate.sh'] ?? '');
  mkdirSync(join(folder.path, 'opt'));
  const ended = spawnSync('true');
  writeFileSync(join(folder.path, 'opt/shop.pid'), String(ended.pid));
  writeFileSync(join(folder.path, 'opt/shop.log'), 'DATABASE_URL is not set\n');
  const { status, stderr } = spawnSync('sh', [script], {
    // Where nothing listens.
    env: { ...process.env, SLIPWAY_HOST_ROOT: folder.path, PORT: '1' },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'There is no answer on port 1. The application printed last:\nDATABASE_URL is not set\n',
  });
});

test('a build of an image says which one ECS gets, in what any shell understands', () => {
  const files = withStarter({ Dockerfile: 'FROM x\nEXPOSE 80\n' });
  const buildspec = files['buildspec.yml'] ?? '';
  expect(buildspec).toContain('"name":"shop","imageUri":"%s"');
  expect(buildspec).not.toMatch(/\$\{\w+:\d/);
});

describe('a starter has no findings for', () => {
  test.each<readonly [name: string, sources: Record<string, string>]>([
    ['a site', { 'index.html': '' }],
    [
      'a site of Vite',
      { 'package.json': '{"devDependencies":{"vite":"8"},"scripts":{"build":"vite build"}}' },
    ],
    ['a server for Node.js', { 'package.json': '{"dependencies":{"koa":"3"},"scripts":{"start":"node ."}}' }],
    ['a server in Python', { 'requirements.txt': 'flask', 'app.py': 'app = Flask(1)\n', 'test_app.py': '' }],
    ['a server in Java', { 'pom.xml': 'spring-boot-maven-plugin' }],
    ['a project in Rust', { 'Cargo.toml': '' }],
    ['a server in Rust', { 'Cargo.toml': '[package]\nname = "a"\n', 'src/main.rs': 'TcpListener::bind(1)' }],
    ['a server in Ruby', { Gemfile: "gem 'puma'", 'config.ru': '' }],
    ['a server in PHP', { 'public/index.php': '' }],
    ['a project in Scala', { 'build.sbt': '' }],
    ['a project in Haskell', { 'stack.yaml': '' }],
    ['a project in Zig', { 'build.zig': '' }],
    ['a project for .NET', { 'a.sln': '' }],
    ['a project in Ruby', { Gemfile: '' }],
    ['a project in PHP', { 'composer.json': '{}' }],
    [
      'a revision',
      { 'appspec.yml': 'version: 0.0\nos: linux\nfiles:\n  - source: /\n    destination: /opt/a\n' },
    ],
    ['a template', { 'template.yml': 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n' }],
    ['a container', { Dockerfile: 'FROM x\nEXPOSE 80\n' }],
    ['Terraform', { 'main.tf': '' }],
    [
      'a buildspec with artifacts',
      {
        'buildspec.yml': 'version: 0.2\nphases: {build: {commands: [x]}}\nartifacts: {files: [a]}\n',
        'index.html': '',
      },
    ],
    [
      'a buildspec without artifacts',
      { 'buildspec.yml': 'version: 0.2\nphases: {build: {commands: [x]}}\n', 'index.html': '' },
    ],
  ])('%s', async (_, sources) => {
    expect(await findings(withStarter(sources))).toEqual([]);
  });
});

test.each(templates.map(({ name }) => name))('the template %s has no findings', async (name) => {
  const files = readTemplate(name, 'My Shop');
  expect(files.some(({ text }) => text.includes('{{'))).toBe(name === 'workflow');
  expect(await findings(Object.fromEntries(files.map(({ path, text }) => [path, text])))).toEqual([]);
});

test('a name is one that each service takes, whatever the folder is called', () => {
  assert(
    property(string(), (name) => {
      // Elastic Beanstalk's rule is the narrowest: 4 to 40 letters, digits and hyphens with "-env" behind it.
      expect(`${slug(name)}-env`).toMatch(/^[a-z][a-z0-9-]*[a-z0-9]$/);
      expect(`${slug(name)}-env`.length).toBeLessThanOrEqual(40);
    }),
  );
});
