// A name that is not there is answered with those that are.
import { expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject } from '../rig/project.ts';

test('a pipeline to import and a stack to delete that are not there are answered with what there is', async () => {
  await using app = makeProject();
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
  app.write('project.json', project('compile', { phases: { build: { commands: ['true'] } } }));
  expect(await app.run('run')).toMatchObject({ status: 0 });
  const absent = await app.run('import', 'unlike-any');
  expect(absent).toMatchObject({ status: 2, stdout: '' });
  expect(absent.stderr).toContain('There is no pipeline unlike-any in account 111122223333 in');
  expect(absent.stderr).toContain('help: There is: app');
  expect((await app.run('import', 'appp')).stderr).toContain('Did you mean "app"?');
  const stack = await app.run('unship', 'unlike-any', '--yes');
  expect(stack).toMatchObject({ status: 2, stdout: '' });
  expect(stack.stderr).toContain('help: There is none');
});
