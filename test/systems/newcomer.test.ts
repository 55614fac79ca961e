// A newcomer in a dozen kinds of folders: `slipway init --yes` and `slipway run`, and it is green. A folder whose tools this
// machine does not have is skipped and says so.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { newcomerFolders, type NewcomerFolder } from '../rig/newcomer-folders.ts';
import { makeProject, type Project } from '../rig/project.ts';

const goServer: NewcomerFolder = {
  files: {
    'go.mod': 'module example.com/app\n\ngo 1.21\n',
    'main.go':
      'package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\thttp.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("hello")) })\n\thttp.ListenAndServe(":"+os.Getenv("PORT"), nil)\n}\n',
  },
  found: 'a server in Go',
};

const hasGo = spawnSync('go', ['version']).error === undefined;

function write(app: Project, files: NewcomerFolder['files']): void {
  for (const [path, text] of Object.entries(files))
    app.write(path, text, path.endsWith('.sh') ? 0o755 : 0o644);
}

describe('slipway init --yes, then slipway run, is green in', () => {
  test.each(Object.entries(newcomerFolders))('%s', async (_, each) => {
    await using app = makeProject();
    expect(await becomesGreen(app, each)).toBe(0);
  });
});

test.skipIf(!hasGo)('slipway init --yes, then slipway run, is green in a server in Go', async () => {
  await using app = makeProject();
  expect(await becomesGreen(app, goServer)).toBe(0);
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
