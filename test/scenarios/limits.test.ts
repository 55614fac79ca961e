// limits.json: how long a whole execution may take.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  application,
  buildAction,
  deliveryStages,
  deploymentGroup,
  fleet,
  pipeline,
  project,
  sourceStage,
} from '../rig/definitions.ts';
import { makeProject } from '../rig/project.ts';

// shows: S3-098
test('an execution that takes longer than limits.json allows ends what it runs, and fails with that reason', async () => {
  await using app = makeProject();
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
  app.write('project.json', project('compile', { phases: { build: { commands: ['sleep 600'] } } }));
  app.write('limits.json', { limits: [{ timeoutInMinutes: 0.05 }] });
  const reason = 'It did not end within 3 seconds, the most that the pipeline may take';
  const { stdout, status } = await app.run('run', '--exit');
  expect(status).toBe(1);
  expect(stdout).toContain(reason);
  const { stdout: history } = await app.run('history', '--json');
  expect(history).toContain(`"status":"Failed"`);
  expect(history).toContain(reason);
});

test('a deployment that hangs until the time of its execution is up is ended, and its stage goes back', async () => {
  await using app = makeProject();
  const [source, build, deploy] = deliveryStages;
  app.write(
    'pipeline.json',
    pipeline([source, build, { ...deploy, onFailure: { result: 'ROLLBACK' } }] as object[]),
  );
  app.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: ['true'] } },
      artifacts: { files: ['appspec.yml', 'hook.sh'] },
    }),
  );
  app.write('application.json', application);
  app.write('group.json', deploymentGroup());
  app.write('fleet.json', fleet(1, { isolation: 'process' }));
  const served = join(app.folder, 'served');
  app.write('appspec.yml', 'version: 0.0\nos: linux\nhooks:\n  ApplicationStart:\n    - location: hook.sh\n');
  app.write('hook.sh', `#!/bin/sh\necho one >> '${served}'\n`, 0o755);
  expect((await app.run('run', '--exit')).status).toBe(0);
  app.write('hook.sh', `#!/bin/sh\necho two >> '${served}'\nexec sleep 600\n`, 0o755);
  app.write('limits.json', { limits: [{ timeoutInMinutes: 0.2 }] });
  const { stdout, status } = await app.run('run', '--exit');
  expect(status).toBe(1);
  expect(stdout).toContain('It did not end within 12 seconds');
  expect(app.read('served').trim().split('\n')).toEqual(['one', 'two', 'one']);
});

test('a limit for a pipeline of another name is reported, and limits nothing here', async () => {
  await using app = makeProject();
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
  app.write('project.json', project('compile', { phases: { build: { commands: ['true'] } } }));
  app.write('limits.json', { limits: [{ pipelineName: 'apps', timeoutInMinutes: 0.01 }] });
  const { stdout } = await app.run('lint');
  expect(stdout).toContain('LimitUnused');
  expect(stdout).toContain('for a pipeline "apps", and this one is "app"');
  expect((await app.run('run', '--exit')).status).toBe(0);
});

test('limits that cannot be are mistakes in the definition', async () => {
  await using app = makeProject();
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
  app.write('project.json', project('compile', { phases: { build: { commands: ['true'] } } }));
  app.write('limits.json', { limits: [{ timeoutInMinutes: 0 }, { minutes: 60 }] });
  const { stdout, status } = await app.run('lint');
  expect(status).toBe(2);
  for (const code of ['NumberOutOfRange', 'UnknownKey', 'MissingKey']) expect(stdout).toContain(code);
  app.write('limits.json', { limits: [{ timeoutInMinutes: 4 }, { timeoutInMinutes: 5 }] });
  const twice = await app.run('lint');
  expect(twice.status).toBe(2);
  expect(twice.stdout).toContain('DefinitionNameDuplicate');
});
