// Actions of the category Compute: commands that stand in the pipeline itself.
import { expect, test } from 'vitest';
import { pipeline, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

const type = { category: 'Compute', owner: 'AWS', provider: 'Commands', version: '1' };

function write(app: Project, first: object, second: object = {}): void {
  const action = {
    name: 'Make',
    namespace: 'Make',
    actionTypeId: type,
    inputArtifacts: [{ name: 'SourceOutput' }],
    ...first,
  };
  const reader = {
    name: 'Read',
    actionTypeId: type,
    inputArtifacts: [{ name: 'Made' }],
    commands: ['cat out.txt', 'echo "made #{Make.KIND} by $WHO"'],
    environmentVariables: [{ name: 'WHO', value: '#{Make.KIND}-maker' }],
    ...second,
  };
  app.write(
    'pipeline.json',
    pipeline([sourceStage, { name: 'First', actions: [action] }, { name: 'Second', actions: [reader] }]),
  );
}

const making = {
  commands: ['KIND=tea', 'echo "$KIND for $WHO" > out.txt'],
  environmentVariables: [{ name: 'WHO', value: 'ann' }],
  outputVariables: ['KIND'],
  outputArtifacts: [{ name: 'Made', files: ['out.txt'] }],
};

test('commands run in the input, with variables, and give files and variables on', async () => {
  await using app = makeProject();
  write(app, making);
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain('Second/Read | tea for ann');
  expect(stdout).toContain('Second/Read | made tea by tea-maker');
  expect(status).toBe(0);
});

test('the first command that fails ends the build, and is named', async () => {
  await using app = makeProject();
  write(app, { ...making, commands: ['echo before', 'exit 4', 'echo after'] });
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain('| before');
  expect(stdout).not.toContain('| after');
  expect(stdout).toContain('exit 4 ended with exit code 4');
  expect(status).toBe(1);
});

test('secrets come from the local store, and are hidden', async () => {
  await using app = makeProject();
  await app.feed('token-of-ann', 'secret', 'set', 'app/token');
  write(app, {
    ...making,
    commands: ['echo "it is $TOKEN"', 'KIND=tea; echo x > out.txt'],
    environmentVariables: [{ name: 'TOKEN', value: 'app/token', type: 'SECRETS_MANAGER' }],
  });
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain('| it is ***');
  expect(status).toBe(0);
});
