// The repository that a state folder lies in is its user's: git of a build, a job or a host never comes to it, however they
// are kept apart from this machine.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import {
  application,
  buildAction,
  deployAction,
  deploymentGroup,
  fleet,
  pipeline,
  project,
  sourceStage,
} from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

const commands = ['git reset --hard || echo "reset: $?"', 'git tag made-here || echo "tag: $?"'];

function build(app: Project): readonly string[] {
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('app')] }]));
  app.write('project.json', project('app', { phases: { build: { commands } } }));
  return ['run'];
}

function job(app: Project): readonly string[] {
  const upwards = ['..', '~/..'].map((path) => `cd ${path} && git tag above || echo "above: $?"`);
  const steps = [...commands, ...upwards].map((run) => ({ run }));
  app.write('.github/workflows/ci.yml', {
    on: 'push',
    jobs: { test: { 'runs-on': 'ubuntu-latest', steps } },
  });
  return ['run', '.github/workflows/ci.yml'];
}

function host(app: Project): readonly string[] {
  app.write(
    'pipeline.json',
    pipeline([sourceStage, { name: 'Deploy', actions: [deployAction('SourceOutput')] }]),
  );
  app.write('application.json', application);
  app.write('group.json', deploymentGroup());
  app.write('fleet.json', fleet(1, { isolation: 'process', programs: ['git'] }));
  app.write('hook.sh', ['#!/bin/sh', ...commands, 'cd "$(dirname "$0")"', ...commands, ''].join('\n'), 0o755);
  app.write('appspec.yml', 'version: 0.0\nos: linux\nhooks: { AfterInstall: [{ location: hook.sh }] }\n');
  return ['run'];
}

test.each([
  ['a build in the state folder', build, 'none'],
  ['a job in the state folder', job, 'none'],
  ['a hook of a host without a file tree of its own', host, 'process'],
])('git of %s finds no repository', async (_, write, isolation) => {
  await using app = makeProject();
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', ...args], {
      cwd: app.folder,
      encoding: 'utf8',
    });
  const call = write(app);
  app.write('.gitignore', '.slipway\n');
  app.write('kept.txt', 'committed\n');
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'First');
  app.write('kept.txt', 'changed and not committed\n');
  const { stdout, stderr, status } = await app.run(...call, '--isolation', isolation, '--exit');
  expect({ status, text: `${stdout}${stderr}` }).toMatchObject({
    status: 0,
    text: expect.stringContaining('tag: 128') as string,
  });
  expect(app.read('kept.txt')).toBe('changed and not committed\n');
  expect(git('tag', '--list')).toBe('');
});
