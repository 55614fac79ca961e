// A newcomer in a dozen kinds of folders: `slipway init --yes` and `slipway run`, and it is green. A folder whose tools this
// machine does not have is skipped and says so.
import { describe, expect, test } from 'vitest';
import { hasNeeded, newcomerFolders, type NewcomerFolder } from '../rig/newcomer-folders.ts';
import { makeProject, type Project } from '../rig/project.ts';

function write(app: Project, files: NewcomerFolder['files']): void {
  for (const [path, text] of Object.entries(files))
    app.write(path, text, path.endsWith('.sh') ? 0o755 : 0o644);
}

describe('slipway init --yes, then slipway run, is green in', () => {
  test.for(Object.entries(newcomerFolders))('%s', async ([, each], { skip }) => {
    if (!hasNeeded(each)) skip(`this machine has no ${each.needs}`);
    await using app = makeProject();
    expect(await becomesGreen(app, each)).toBe(0);
  });
});

async function becomesGreen(app: Project, each: NewcomerFolder): Promise<number | null> {
  write(app, each.files);
  const written = await app.run('init', '--yes');
  expect(written).toMatchObject({ status: 0, stderr: '' });
  expect(written.stdout).toContain(each.found);
  expect((await app.run('lint')).stdout).toContain('No findings');
  const ran = await app.run('run');
  expect(ran.stdout).toContain('succeeded in');
  return ran.status;
}

describe('slipway init --template, then slipway run, is green for', () => {
  test.each(['static-site', 'fleet', 'lambda-api', 'workflow'])('%s', async (name) => {
    await using app = makeProject();
    expect(await app.run('init', '--template', name, '--yes')).toMatchObject({ status: 0 });
    expect(await app.run('run')).toMatchObject({ status: 0 });
  });
});

test('a workspace of npm is served by its one server, with its packages', async () => {
  await using app = makeProject();
  write(app, {
    'package.json': JSON.stringify({ name: 'shop', private: true, workspaces: ['packages/*'] }),
    'packages/api/package.json': JSON.stringify({
      name: '@shop/api',
      version: '1.0.0',
      scripts: { start: 'node server.js', test: 'node --test' },
      dependencies: { '@shop/words': '*' },
    }),
    'packages/api/server.js':
      "require('node:http').createServer((_, answer) => answer.end(require('@shop/words'))).listen(process.env.PORT);\n",
    'packages/api/server.test.js': "require('node:test')('adds', () => {});\n",
    'packages/words/package.json': JSON.stringify({
      name: '@shop/words',
      version: '1.0.0',
      main: 'words.js',
    }),
    'packages/words/words.js': "module.exports = 'of a package';\n",
  });
  expect((await app.run('init', '--yes')).stdout).toContain('package.json: workspaces');
  const { stdout, status } = await app.run('run');
  expect({ status, end: stdout.slice(-2000) }).toMatchObject({ status: 0 });
  const [, shown = ''] = stdout.split('It answers at');
  const address = /http:\/\/127\.0\.0\.1:\d+/.exec(shown)?.[0] ?? '';
  expect(await (await fetch(address)).text()).toBe('of a package');
});
