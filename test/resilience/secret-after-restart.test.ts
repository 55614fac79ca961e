// A secret that one process has put into an artifact, and that a hook prints when another process goes on.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  application,
  approvalAction,
  buildAction,
  deployAction,
  deploymentGroup,
  fleet,
  pipeline,
  project,
  sourceStage,
} from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

const value = 'hunter2-and-more';

function writeProject(app: Project): void {
  const stages = [
    sourceStage,
    { name: 'Build', actions: [buildAction('compile', 'Package')] },
    { name: 'Release', actions: [approvalAction('SignOff')] },
    { name: 'Deploy', actions: [deployAction('Package')] },
  ];
  app.write('pipeline.json', pipeline(stages));
  const buildspec = {
    env: { 'secrets-manager': { PASSWORD: 'prod/db' } },
    phases: { build: { commands: ['echo "$PASSWORD" > app.txt'] } },
    artifacts: { files: ['appspec.yml', 'hook.sh', 'app.txt'] },
  };
  app.write('project.json', project('compile', buildspec));
  app.write('application.json', application);
  app.write('group.json', deploymentGroup());
  app.write('fleet.json', fleet(1, { isolation: 'process' }));
  app.write('hook.sh', '#!/bin/sh\necho "it is $(cat "$(dirname "$0")/app.txt")"\n', 0o755);
  app.write(
    'appspec.yml',
    'version: 0.0\nos: linux\nfiles:\n  - source: app.txt\n    destination: /srv/app\nhooks:\n  AfterInstall:\n    - location: hook.sh\n',
  );
}

/** What the agents have logged. */
function logsOfHosts(app: Project): string {
  const targets = join(app.folder, '.slipway', 'targets');
  return readdirSync(targets, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.log'))
    .map((path) => readFileSync(join(targets, path), 'utf8'))
    .join('');
}

test('is hidden in the log of the action and in those of the hosts', async () => {
  await using app = makeProject();
  writeProject(app);
  await app.feed(value, 'secret', 'set', 'prod/db');
  const first = app.start('run', '.', '--json', '--isolation', 'process');
  await first.line((line) => line.includes('"type":"ApprovalRequested"'));
  first.kill('SIGINT');
  await first.ended;
  const second = await app.run('approve', 'Release', 'SignOff');
  expect({ status: second.status, stderr: second.stderr.slice(-500) }).toMatchObject({ status: 0 });
  const { stdout } = await app.run('logs', '--action', 'Deploy');
  for (const text of [second.stdout, stdout, logsOfHosts(app)]) {
    expect(text).toContain('it is ***');
    expect(text).not.toContain(value);
  }
});
