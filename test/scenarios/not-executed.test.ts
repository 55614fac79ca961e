// What a definition asks for and nothing on this machine does: lint and the run name it, wherever it stands.
import { expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject } from '../rig/project.ts';

test('keys of a pipeline, an action, a project and a buildspec that are not executed are named by lint and by the run', async () => {
  await using app = makeProject();
  const store = { type: 'S3', location: 'app', encryptionKey: { id: 'alias/key', type: 'KMS' } };
  const compile = buildAction('compile') as { readonly configuration: object };
  const configuration = { ...compile.configuration, ServiceRoleArnOverride: 'arn:aws:iam::1:role/b' };
  app.write(
    'pipeline.json',
    pipeline([sourceStage, { name: 'Build', actions: [{ ...compile, configuration }] }], {
      artifactStore: store,
    }),
  );
  const buildspec = { phases: { build: { commands: ['true'] } }, proxy: { logs: 'yes' } };
  app.write('project.json', {
    ...project('compile', buildspec),
    queuedTimeoutInMinutes: 60,
    autoRetryLimit: 1,
  });
  const keys = ['encryptionKey', 'ServiceRoleArnOverride', 'autoRetryLimit', 'proxy.logs'];

  const lint = await app.run('lint', '.');
  for (const key of keys) expect(lint.stdout).toMatch(new RegExp(`"${key}".* is not executed here`));

  const run = await app.run('run', '--exit');
  expect(run.status).toBe(0);
  expect(run.stderr).toContain('"encryptionKey" of the artifact store is not executed here');
  for (const key of keys.slice(1)) expect(run.stdout).toContain(`${key}: `);
  expect(run.stdout).toMatch(/not executed here/);
});
