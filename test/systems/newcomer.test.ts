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
