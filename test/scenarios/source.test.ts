// What the source of a pipeline is: the working tree as it lies there, or a commit of it.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { pipeline, project, sourceStage } from '../rig/definitions.ts';
import type { Project } from '../rig/project.ts';
import { makeProject } from '../rig/project.ts';

function git(folder: string, ...args: readonly string[]): string {
  const identity = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'commit.gpgsign=false',
  ];
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8' }).trim();
}

/** A repository with one commit, whose build prints what the source gave it. */
function writeRepository(into: Project): void {
  const action = {
    name: 'show',
    actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
    configuration: {
      ProjectName: 'show',
      EnvironmentVariables:
        '[{"name":"SHA","value":"#{Source.CommitId}"},{"name":"BRANCH","value":"#{Source.BranchName}"}]',
    },
    inputArtifacts: [{ name: 'SourceOutput' }],
  };
  into.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [action] }]));
  const commands = [
    'echo "commit=$SHA branch=$BRANCH"',
    'echo "files=$(ls | tr "\\n" " ")"',
    'echo "text=$(cat a.txt)"',
  ];
  into.write('project.json', project('show', { phases: { build: { commands } } }));
  into.write('.gitignore', 'ignored.txt\n.slipway\n');
  into.write('a.txt', 'committed');
  git(into.folder, 'init', '--quiet', '--initial-branch=main');
  git(into.folder, 'add', '.');
  git(into.folder, 'commit', '--quiet', '--message', 'First');
}

// shows: S4-067
test('the working tree is the source: changed and untracked files, not ignored ones; the commit is HEAD', async () => {
  await using app = makeProject();
  writeRepository(app);
  app.write('a.txt', 'changed');
  app.write('new.txt', 'untracked');
  app.write('ignored.txt', 'ignored');
  const { status, stdout } = await app.run('run', '.', '--exit');
  expect(status).toBe(0);
  expect(stdout).toContain(`commit=${git(app.folder, 'rev-parse', 'HEAD')} branch=main`);
  expect(stdout).toContain('files=a.txt new.txt pipeline.json project.json');
  expect(stdout).toContain('text=changed');
});

// shows: S3-103
test('a ref of the repository is the source when one is named', async () => {
  await using app = makeProject();
  writeRepository(app);
  app.write('a.txt', 'changed');
  const { status, stdout } = await app.run('run', '.', '--exit', '--source', '.#main');
  expect(status).toBe(0);
  expect(stdout).toContain('text=committed');
});

test('a ref that does not exist fails the source action and says so', async () => {
  await using app = makeProject();
  writeRepository(app);
  const { status, stdout } = await app.run('run', '.', '--exit', '--source', '.#nowhere');
  expect(status).toBe(1);
  expect(stdout).toContain('nowhere');
});
